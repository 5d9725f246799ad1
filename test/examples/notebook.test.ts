import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const data = resolve(root, 'examples/data/online_retail.csv.gz');

describe('examples/notebook.ts under ts-node, in a folder of its own', () => {
  let folder = '';
  let printed = '';

  beforeAll(() => {
    if (!existsSync(resolve(root, 'dist/index.js'))) {
      throw new Error('There is no dist/index.js to load: run `npm run build` first.');
    }
    folder = mkdtempSync(join(tmpdir(), 'habitus-notebook-'));
    const compilerOptions = {
      target: 'ES2022',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      strict: true,
      types: ['node'],
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'notebook', private: true }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    copyFileSync(resolve(root, 'examples/notebook.ts'), join(folder, 'notebook.ts'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/habitus'), 'dir');
    for (const name of ['@types', 'typescript', 'ts-node']) {
      symlinkSync(resolve(root, 'node_modules', name), join(folder, 'node_modules', name), 'dir');
    }
    const tsNode = join(folder, 'node_modules/ts-node/dist/bin.js');
    printed = execFileSync(process.execPath, [tsNode, 'notebook.ts', data], {
      cwd: folder,
      encoding: 'utf8',
    });
  });

  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  /** The rows of the printed tables: their cells without borders, quotes and the number of the row. */
  const rows = (): readonly string[] =>
    printed
      .split('\n')
      .filter((line) => /^│ \d/.test(line))
      .map((line) => line.split('│').slice(2, -1))
      .map((cells) => cells.map((cell) => cell.replaceAll("'", '').trim()).join(', '));

  // Expected: counted in the same file by a few lines of Python (csv, Decimal, datetime), without this library.
  it('prints what can be counted in the file by other means', () => {
    expect(printed).toContain('18532 orders of 4338 customers');
    expect(rows()).toEqual([
      '7, 318, 9.4 %',
      '30, 751, 22.3 %',
      '60, 1268, 37.6 %',
      '90, 1605, 47.6 %',
      '500, 2520, 58.1 %',
      '1000, 1629, 37.6 %',
      '2500, 678, 15.6 %',
      '5000, 265, 6.1 %',
      '10000, 101, 2.3 %',
      '12, 754',
      '10, 672',
      '13, 601',
    ]);
  });

  it('says in words who is worth a call', () => {
    expect(printed).toContain('27 customers are worth a call');
    expect(printed).toContain('13093 is in “Worth a call” as of 2011-12-10.');
  });
});
