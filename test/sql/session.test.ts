import { attribute, days, events } from 'habitus';
import { catalogue } from 'habitus/catalogue';
import { duckdb, lintSQL, type SqlSource, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { check, sqlCases } from './cases.js';
import { dialects } from './dialects.js';
import { openDuckDB } from './engines.js';

const asOf = '2026-11-22T00:00:00Z';
const source: SqlSource = {
  customers: {
    table: 'users',
    id: 'id',
    attributes: { json: 'traits' },
    history: { table: 'changes', id: 'id', at: 'at', attributes: { json: 'traits' }, order: 'place' },
  },
  events: {
    table: 'happened',
    customerId: 'who',
    at: 'at',
    name: 'name',
    id: 'message',
    properties: { json: 'payload' },
  },
};

/** The keys that each ORDER BY of a text sorts by. */
const orderedBy = (text: string): readonly string[] => {
  const keys: string[] = [];
  for (const { index } of text.matchAll(/ORDER BY /g)) {
    let [depth, at, key] = [0, index + 'ORDER BY '.length, ''];
    for (; at < text.length && depth >= 0; at++) {
      const letter = text[at]!;
      if (letter === '(') depth++;
      if (letter === ')') depth--;
      const isEnd =
        depth < 0 || (depth === 0 && /^(?: R(?:ANGE|OWS) | LIMIT |\nSETTINGS )/.test(text.slice(at)));
      if (isEnd || (depth === 0 && letter === ',')) {
        keys.push(key.trim());
        key = '';
        if (isEnd) break;
      } else key += letter;
    }
    if (key !== '') keys.push(key.trim());
  }
  return keys;
};

describe('a setting of the session changes no answer', () => {
  it.each(dialects)('each ORDER BY of %s says which way', (_, dialect) => {
    const more = {
      path: events('a').followedBy(events('b'), days(1)).count(),
      once: attribute('plan').is('pro'),
    };
    const definitions = { ...Object.fromEntries(catalogue.map((each) => [each.id, each])), ...more };
    const texts = [
      toSQL(definitions, { dialect, source, asOf, comments: false }).text,
      lintSQL(source, { dialect, definitions }).text,
    ];
    const keys = texts.flatMap(orderedBy);
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !/ (?:ASC|DESC)$/.test(key))).toEqual([]);
  });

  it(
    'of DuckDB: the order, the place of NULL, and the collation that it takes where nothing is said',
    async () => {
      const engine = await openDuckDB();
      for (const text of [
        "SET default_order = 'DESC'",
        "SET default_null_order = 'nulls_first'",
        "SET default_collation = 'NOCASE'",
      ])
        await engine.run({ text, values: [] });
      const report = await check(sqlCases(), engine);
      await engine.close();
      expect(report.differences).toEqual([]);
      expect(report.compared).toBeGreaterThan(2000);
    },
    PATIENCE,
  );
});

describe('a whole number of more than 32 bits is bound as a text by DuckDB, since clients wrap it', () => {
  it.each([
    ['an instant', attribute('since', { as: 'instant' }).before('2026-03-09T12:00:00.001Z'), '1773057600001'],
    ['a number', attribute('wealth', { as: 'number' }).atLeast(2 ** 31), '2147483648'],
    ['one below 0', attribute('wealth', { as: 'number' }).atLeast(-(2 ** 31)), '-2147483648'],
    ['one past 64 bits', attribute('wealth', { as: 'number' }).atLeast(1e300), '1e+300'],
    ['the greatest of 32 bits', attribute('wealth', { as: 'number' }).atLeast(2 ** 31 - 1), 2 ** 31 - 1],
    ['a fraction', attribute('wealth', { as: 'number' }).atLeast(0.5), 0.5],
  ])('%s', (_, test, value) => {
    const { text, values } = toSQL(
      { test },
      { dialect: duckdb, source: { customers: source.customers }, asOf },
    );
    const index = (values as readonly unknown[]).indexOf(value);
    expect(values).toContain(value);
    expect(text).toContain(`CAST($${index + 1} AS DOUBLE)`);
  });
});
