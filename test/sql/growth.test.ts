import { and, attribute, days, events, HabitusError, or, type Segment } from 'habitus';
import { clickhouse, duckdb, type SqlSource, type Statement, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { join, leavesOf, raw, type Sql, sql } from '../../src/sql/fragment.js';
import { PATIENCE } from '../trials/settings.js';
import { dialects } from './dialects.js';
import { openDuckDB } from './engines.js';

const source: SqlSource = {
  customers: { table: 'users', id: 'id', attributes: { json: 'traits', as: 'text' } },
  events: { table: 'happened', customerId: 'who', at: 'at', name: 'name', properties: { json: 'payload' } },
};
const options = { dialect: duckdb, source, asOf: 0, comments: false } as const;
const pro = attribute('plan').is('pro');
const many = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const ids = (count: number): readonly string[] => many(count, (i) => `c${i}`);
const anyOf = (tests: readonly Segment[]): Segment => or(...(tests as [Segment, Segment]));

/** How many values a statement has. */
const bound = ({ values }: Statement): number => Object.keys(values).length;

const thrown = (make: () => unknown): HabitusError => {
  try {
    make();
  } catch (error) {
    if (error instanceof HabitusError) return error;
    throw error;
  }
  return expect.fail('nothing was refused');
};

describe('a large statement', () => {
  it.each(dialects.filter(([, { parameter }]) => parameter.atMost === undefined))(
    'about 70,000 customers is printed for %s',
    (_, dialect) => {
      expect(bound(toSQL({ pro }, { dialect, source, asOf: 0, only: ids(70_000) }))).toBeGreaterThan(70_000);
    },
    PATIENCE,
  );

  it.each(dialects.filter(([, { parameter }]) => parameter.atMost !== undefined))(
    'that binds more values than %s takes is refused in words, one that binds as many is not',
    (name, dialect) => {
      const most = dialect.parameter.atMost!;
      const values = bound(toSQL({ pro }, { dialect, source, asOf: 0 }));
      const of = (count: number) => toSQL({ pro }, { dialect, source, asOf: 0, only: ids(count - values) });
      expect(bound(of(most))).toBe(most);
      const error = thrown(() => of(most + 1));
      expect(error.code).toBe('too-large');
      expect(error.message).toMatch(
        new RegExp(
          `^${name} takes at most [\\d,]+ bound values in a statement, got [\\d,]+: ask about fewer`,
        ),
      );
    },
    PATIENCE,
  );

  it(
    'of ten lists of 10,000 texts is printed',
    () => {
      const lists = many(10, (k) => attribute(`a${k}`).oneOf(...many(10_000, (i) => `${k} ${i}`)));
      const all = and(...(lists as [Segment, Segment]));
      expect(bound(toSQL({ all }, { dialect: duckdb, source, asOf: 0 }))).toBe(100_010);
      expect(bound(toSQL({ all }, { dialect: clickhouse, source, asOf: 0 }))).toBe(100_010);
    },
    PATIENCE,
  );

  it(
    'is run by DuckDB with 70,000 values',
    async () => {
      const engine = await openDuckDB();
      await engine.run({ text: 'CREATE TABLE users (id TEXT, traits TEXT)', values: [] });
      await engine.run({
        text: `INSERT INTO users VALUES ('c69999', '{"plan": "pro"}'), ('nobody', '{}')`,
        values: [],
      });
      const people: SqlSource = { customers: source.customers };
      const rows = await engine.run(
        toSQL({ pro }, { dialect: duckdb, source: people, asOf: 0, only: ids(70_000) }),
      );
      await engine.close();
      expect(rows).toEqual([{ customer_id: 'c69999', pro: true }]);
    },
    PATIENCE,
  );

  it(
    'says its definitions in comments, however many blanks are in their texts',
    () => {
      const texts = many(400, (i) => `a${' '.repeat(9_990)}${i}`);
      const odd = anyOf(texts.map((each) => attribute('x').startsWith(each)));
      const { text } = toSQL({ odd }, { dialect: duckdb, source, asOf: 0 });
      expect(text.split('\n')[1]).toMatch(/^-- odd: x starts with a 0, x starts with a 1, .{200,} \.\.\.$/);
    },
    PATIENCE,
  );
});

/** What a way of growing makes of a size. */
const GROWTH: Readonly<Record<string, (size: number) => Statement>> = {
  'ids in only': (n) => toSQL({ pro }, { ...options, only: ids(n * 40) }),
  'ids in only, for each of the members': (n) =>
    toSQL(Object.fromEntries(many(n / 10, (i) => [`d${i}`, attribute('plan').is(`p${i}`)])), {
      ...options,
      as: 'members',
      only: ids(n * 4),
    }),
  comparisons: (n) =>
    toSQL({ all: anyOf(many(n, (i) => attribute('seats', { as: 'number' }).atLeast(i + 0.5))) }, options),
  'texts in lists': (n) =>
    toSQL(
      { all: anyOf(many(4, (k) => attribute(`a${k}`).oneOf(...many(n * 4, (i) => `${k} ${i}`)))) },
      options,
    ),
  'names of events': (n) =>
    toSQL({ all: anyOf(many(n, (i) => events(`e${i}`).count().atLeast(2))) }, options),
  properties: (n) => toSQL({ all: anyOf(many(n, (i) => events('e').sum(`p${i}`).atLeast(2))) }, options),
  definitions: (n) =>
    toSQL(
      Object.fromEntries(
        many(n, (i) => [
          `d${i}`,
          events(`e${i}`)
            .within(days(1 + (i % 9)))
            .any(),
        ]),
      ),
      options,
    ),
};

describe('twice the size', () => {
  it.each(Object.entries(GROWTH))('makes at most 2.2 times the text and the values: %s', (_, make) => {
    const [small, large] = [make(100), make(200)];
    expect(large.text.length / small.text.length).toBeLessThan(2.2);
    expect(bound(large) / bound(small)).toBeLessThan(2.2);
  });
});

describe('a piece of SQL', () => {
  it('is shared by those that it is put into, never copied', () => {
    const list = join(
      many(1000, (i) => raw(String(i))),
      ', ',
    );
    const pair = sql`(${list} OR ${list})`;
    expect(pair.pieces).toHaveLength(5);
    expect(pair.pieces[1]).toBe(list);
    expect(pair.pieces[3]).toBe(list);
    expect(pair.size).toBe(leavesOf(pair).length);
    expect(leavesOf(pair).join('')).toBe(
      `(${ids(1000).join(', ').replaceAll('c', '')} OR ${ids(1000).join(', ').replaceAll('c', '')})`,
    );
  });

  it('is flattened however deep it is nested, without an end of the stack', () => {
    let nested: Sql = raw('x');
    for (let i = 0; i < 200_000; i++) nested = sql`(${nested})`;
    const leaves = leavesOf(nested);
    expect(leaves).toHaveLength(400_001);
    expect(leaves[200_000]).toBe('x');
  });
});
