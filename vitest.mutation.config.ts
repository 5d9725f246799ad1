import { defineConfig } from 'vitest/config';
import { alias } from './vitest.config.js';

/** The tests that judge a mutant: those of the library itself, with fewer trials of each property. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/tooling/**', 'test/examples/**', 'test/docs/**'],
    env: { HABITUS_TRIALS: process.env.HABITUS_TRIALS ?? '100' },
    testTimeout: 10_000,
  },
});
