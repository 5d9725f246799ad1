/**
 * Eight segments over thirteen metrics, of all customers at once, against whoever else can answer them.
 *   npm run build && npm run bench -- [batch|oneshot|growth|memory] [customers] [shuffled|log]
 */
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { version as duckdbVersion } from '@duckdb/node-api';
import { CATEGORIES, NAMES, NOW } from './data.js';
import { NAMES_OF_SEGMENTS } from './definitions.js';
import { sections } from './sections.js';

const [section = 'batch', customers = '100000', order = 'shuffled'] = process.argv.slice(2);
const run = sections[section];
if (run === undefined) throw new Error(`expected one of ${Object.keys(sections).join(', ')}, got ${section}`);
if (!(Number(customers) >= 10)) throw new Error(`expected a number of customers from 10, got ${customers}`);
if (order !== 'shuffled' && order !== 'log') throw new Error(`expected shuffled or log, got ${order}`);

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const [{ model } = { model: 'unknown' }] = cpus();
console.log(
  `${section}: ${model}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB;`,
  `habitus ${version}, Node ${process.version}, DuckDB ${duckdbVersion()}`,
);
console.log(
  `two years of events, ${NAMES.length} names, ${CATEGORIES.length} categories;`,
  `asOf moves by 1 h and 1 ms a round, back from ${new Date(NOW).toISOString()}`,
);
console.log(`Segments: ${NAMES_OF_SEGMENTS.join(', ')}`);
await run({ customers: Number(customers), order });
process.exit(0);
