/**
 * Files into columns, against whoever else can read them.
 *   npm run build && npm run bench:files -- [csv|ndjson] [rows] [rounds] [part of the names of readers]
 * Each reader has a process of its own; they take turns. Answers are checked equal before any round is timed.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { version as duckdbVersion } from '@duckdb/node-api';
import { print, type Timed } from '../batch/timing.js';
import { generate } from './generate.js';
import { type Found, READERS } from './peers.js';

const [kind = 'csv', rows = '5000000', rounds = '3', only = ''] = process.argv.slice(2);
if (kind !== 'csv' && kind !== 'ndjson') throw new Error(`expected csv or ndjson, got ${kind}`);

interface Answer {
  readonly took: number;
  readonly found?: Found;
  readonly peak: number;
}

const versionOf = (path: string): string =>
  JSON.parse(readFileSync(new URL(`../../${path}package.json`, import.meta.url), 'utf8')).version;
const [{ model } = { model: 'unknown' }] = cpus();
const files = generate(Number(rows));
console.log(
  `${kind}: ${model}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.version},`,
  `habitus ${versionOf('')}, DuckDB ${duckdbVersion()}, papaparse ${versionOf('node_modules/papaparse/')},`,
  `csv-parse ${versionOf('node_modules/csv-parse/')}`,
);
console.log(
  `${Number(rows).toLocaleString('en-GB')} rows, ${(files.sizes[kind] / 1e6).toFixed(0)} MB; five columns: id, ISO 8601 instant, name, category (one in ten in quotes), amount`,
);

const ask = (child: ChildProcess, message: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answer));
    child.once('exit', () => reject(new Error('a reader has ended')));
    child.send(message);
  });

const names = Object.keys(READERS[kind]).filter((name) => name.includes(only));
const readers = names.map((name) => ({
  name,
  times: [] as number[],
  peak: 0,
  child: fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [kind, name, files[kind]], {
    execArgv: [...process.execArgv, '--expose-gc'],
  }),
}));

/** −1 is what a reader cannot say. */
const differ = (a: Found, b: Found): boolean =>
  Object.keys(a).some((key) => {
    const [x, y] = [a[key as keyof Found], b[key as keyof Found]];
    return x !== y && x !== -1 && y !== -1;
  });

const expected = (await ask(readers.at(-1)!.child, 'check')).found!;
for (const { name, child } of readers.slice(0, -1)) {
  const { found } = await ask(child, 'check');
  if (differ(found!, expected))
    throw new Error(`${name} found ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}
for (let round = 0; round < Number(rounds); round++)
  for (const reader of readers) {
    const { took, peak } = await ask(reader.child, 'time');
    reader.times.push(took);
    reader.peak = peak;
  }
print(readers as readonly Timed[]);
console.log('peak memory, MiB');
for (const { name, peak } of readers) console.log(`  ${name}: ${peak.toFixed(0)}`);
for (const { child } of readers) child.send('end');
files.remove();
