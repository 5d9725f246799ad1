import { configDefaults, defineConfig } from 'vitest/config';
import { alias } from './vitest.config.js';

/** The quick loop, `npm run test:unit`: what is slow is left to `npm test`. CONTRIBUTING.md says what that is. */
const SLOW = [
  // Other engines, other programs, the built package.
  'test/{sql,tooling,docs,examples,types}/**',
  'test/files/{differential,duckdb,duckdb-package,postgres,real-data}.test.ts',
  'test/population/threads*.test.ts',
  'test/conformance/threads.test.ts',
  // Random trials, and whatever is about size.
  'test/{trials,fuzz}/**',
  'test/catalogue/noise.test.ts',
  'test/population/{growth,loading,paced,columns,inherit,faults,*-edges,with-attributes}.test.ts',
  'test/files/writing.test.ts',
  'test/model/garbage.test.ts',
  // Properties that count what they have seen, and spies that need modules of their own.
  'test/catalogue/{rhythm,intent}.test.ts',
  'test/internal/version.test.ts',
  'test/check/arbitrary.test.ts',
  'test/expression/steps.test.ts',
];

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...SLOW],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: '100%',
    // Files share what they import: half of the time is saved.
    isolate: false,
    setupFiles: 'test/quick.ts',
    env: { HABITUS_TRIALS: process.env.HABITUS_TRIALS ?? '100' },
  },
});
