import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const ENTRIES = [
  'habitus',
  'habitus/catalogue',
  'habitus/population',
  'habitus/population/node',
  'habitus/analysis',
  'habitus/model',
  'habitus/adapters',
  'habitus/sql',
  'habitus/sql/conformance',
];

const TRACK = `{ type: 'track', event: 'Signed Up', userId: 'ada', timestamp: '2026-11-20T09:30:00Z' }`;

const ANSWERS = `
  const { events, rejected } = fromSegment([${TRACK}, { type: 7 }]);
  console.log(events.length, rejected.length);
  await populationFromFiles({ customers: { query: 'SELECT 1', id: 'id' }, asOf: 0 }).catch(({ message }) => console.log(message));
`;

const FILES = {
  'main.mjs': `${ENTRIES.map((entry) => `import '${entry}';`).join('\n')}
import { fromSegment } from 'habitus/adapters';
import { populationFromFiles } from 'habitus/population/node';
${ANSWERS}`,
  'main.cjs': `${ENTRIES.map((entry) => `require('${entry}');`).join('\n')}
const { fromSegment } = require('habitus/adapters');
const { populationFromFiles } = require('habitus/population/node');
(async () => {${ANSWERS}})();`,
};

const EXPECTED = `1 1
expected @duckdb/node-api 1.3 or later, which reads Parquet and queries, found none: npm install @duckdb/node-api
`;

/** The package brings no other; each entry loads without one, and what needs DuckDB says so. */
export const aloneIn = ({ npm, tarball, projectOf }) => ({
  name: 'nothing else installed: every entry loads, and DuckDB is asked for in a sentence',
  check: () => {
    const project = projectOf('alone', FILES);
    run(npm, ['install', '--no-audit', '--no-fund', tarball], project);
    const packages = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
    if (packages.join() !== 'habitus') throw new Error(`expected habitus alone, got ${packages.join(', ')}`);
    for (const file of Object.keys(FILES)) {
      const printed = run(process.execPath, [file], project);
      if (printed !== EXPECTED) throw new Error(`${file}: expected ${EXPECTED}, got ${printed}`);
    }
  },
});
