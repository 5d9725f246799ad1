import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const DIST = resolve(import.meta.dirname, '../../dist');
const isBuilt = existsSync(resolve(DIST, 'population/node/index.js'));

if (!isBuilt) it.skip('threads need the built package: run `npm run build` first', () => {});

describe.runIf(isBuilt)('a helping thread that ends at work', () => {
  it('is an error of the question, and the population goes on alone', () => {
    const [preload, program] = ['dying-thread.cjs', 'lost-thread.mjs'].map((file) =>
      resolve(import.meta.dirname, file),
    );
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--no-warnings', '--require', preload!, program!, DIST],
      { encoding: 'utf8', timeout: 150_000 },
    );
    expect(`${stdout}${stderr}`.trim().split('\n')).toEqual(['HabitusError thread-lost', '20000', '20000']);
    expect(status).toBe(0);
  });
});
