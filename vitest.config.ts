import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const src = resolve(import.meta.dirname, 'src');

/** The package's own name means its source: `habitus` is src/index.ts, `habitus/live` is src/live/index.ts. */
export const alias = [
  { find: /^habitus$/, replacement: `${src}/index.ts` },
  { find: /^habitus\/(.+)$/, replacement: `${src}/$1/index.ts` },
];

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/announce.ts',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // By default one core is left free, which is half of a machine of two.
    maxWorkers: '100%',
    typecheck: {
      enabled: true,
      include: ['test/**/*.test-d.ts'],
      tsconfig: 'test/tsconfig.json',
    },
    coverage: {
      include: ['src/**/*.ts'],
      reporter: ['text', 'html'],
      reportsDirectory: 'coverage',
    },
  },
});
