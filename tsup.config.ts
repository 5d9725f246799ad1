import { defineConfig } from 'tsup';
import { compileCatalogue } from './scripts/compile-catalogue.mjs';
import { sqlCases } from './scripts/sql-cases.mjs';

/** One line an entry, named as its subpath; the same name stands under `exports` in package.json. */
const entry = {
  index: 'src/index.ts',
  'catalogue/index': 'src/catalogue/index.ts',
  'population/index': 'src/population/index.ts',
  'population/node/index': 'src/population/node/index.ts',
  'model/index': 'src/model/index.ts',
  'adapters/index': 'src/adapters/index.ts',
  'sql/index': 'src/sql/index.ts',
  'analysis/index': 'src/analysis/index.ts',
  'sql/conformance/index': 'src/sql/conformance/index.ts',
  'population/node/worker': 'src/population/node/worker.ts',
};

export default defineConfig({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  shims: true,
  // Only what lies in a folder named node may use Node's own modules: the source is checked without their types.
  dts: { compilerOptions: { types: ['node'] } },
  splitting: true,
  treeshake: true,
  clean: true,
  esbuildPlugins: [compileCatalogue(), sqlCases()],
});
