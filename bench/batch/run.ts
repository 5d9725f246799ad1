/**
 * Eight segments over thirteen metrics, of all customers at once, against whoever else can answer them.
 *   npm run build && npm run bench -- [batch|oneshot|growth|memory] [customers]
 */
import { cpus } from 'node:os';
import { CATEGORIES, type Columns, generate, NAMES, NOW } from './data.js';
import { NAMES_OF_SEGMENTS } from './definitions.js';
import { sections } from './sections.js';

const [section = 'batch', customers = '100000'] = process.argv.slice(2);
const run = sections[section];
if (run === undefined) throw new Error(`expected one of ${Object.keys(sections).join(', ')}, got ${section}`);

const [{ model } = { model: 'unknown' }] = cpus();
console.log(`${model}, ${cpus().length} cores, Node ${process.version}`);
const columns: Columns = generate(Number(customers));
console.log(
  `${columns.ids.length} customers, ${columns.at.length} events over two years, ${NAMES.length} names, ${CATEGORIES.length} categories;`,
  `asOf moves by 1 h and 1 ms a round, back from ${new Date(NOW).toISOString()}\n`,
);
console.log(`Segments: ${NAMES_OF_SEGMENTS.join(', ')}\n`);
await run(columns);
process.exit(0);
