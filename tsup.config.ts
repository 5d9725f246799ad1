import { defineConfig } from 'tsup';
import { compileCatalogue } from './scripts/compile-catalogue.mjs';

/** One line an entry, named as its subpath; the same name stands under `exports` in package.json. */
const entry = {
  index: 'src/index.ts',
  'population/index': 'src/population/index.ts',
};

export default defineConfig({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  splitting: true,
  treeshake: true,
  sourcemap: true,
  clean: true,
  esbuildPlugins: [compileCatalogue()],
});
