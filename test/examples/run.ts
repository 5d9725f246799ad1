import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Runs an example as its user does, with tsx from the root of the repository, and gives what it printed. */
export const printedBy = (example: string): string =>
  execFileSync(process.execPath, [resolve(root, 'node_modules/tsx/dist/cli.mjs'), example], {
    cwd: root,
    encoding: 'utf8',
  });
