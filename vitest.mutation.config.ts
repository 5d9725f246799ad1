import { defineConfig } from 'vitest/config';
import { alias } from './vitest.config.js';

/** The tests that judge a mutant of the engine: those that ask it, with fewer trials of each property. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: [
      'test/{conformance/profile,trials/profile,trials/change,trials/found}.test.ts',
      'test/{time,stats,plan,evaluate,definitions}/**/*.test.ts',
    ],
    env: { HABITUS_TRIALS: process.env.HABITUS_TRIALS ?? '100' },
    testTimeout: 30_000,
  },
});
