import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { check } from './cases.js';
import { answers, people } from './catalogued.js';
import { openClickHouse } from './engines.js';
import { asOf } from '../catalogue/customers.js';
it('rest', async () => {
  const engine = await openClickHouse();
  const cases = [...answers].slice(Number(process.env.FROM), Number(process.env.TO ?? 999)).map(([{ id, definition }, expected]) => ({ title: id, people, asOf, definition, expected }));
  appendFileSync('/tmp/entries-ch.txt', cases.map((c) => c.title).join(' ') + '\n');
  const report = await check(cases, { ...engine, run: async (st) => { const t = Date.now(); if (st.text.length > 2000) appendFileSync('/tmp/entries-ch.txt', (st.text.match(/-- .*/g) ?? []).slice(1, 2).join(' ').slice(0, 90) + ' ' + st.text.length); const r = await engine.run(st); if (st.text.length > 2000) appendFileSync('/tmp/entries-ch.txt', '   ' + (Date.now() - t) + '\n'); return r; } }, { together: 1 });
  appendFileSync('/tmp/entries-ch.txt', `DONE ${report.compared} ${JSON.stringify(report.differences.slice(0, 3), null, 1)} ${report.skipped.length}\n`);
  expect(report.differences).toEqual([]);
}, 900_000);
