import { days, events, HabitusError, metric, segment } from 'habitus';
import { runSQL, type SqlOptions, type SqlSource, type Statement, splitSQL, toSQL } from 'habitus/sql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { dialects } from './dialects.js';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { faultIn } from './parser.js';
import { type Columns, testTable, withTables } from './source-tables.js';

const DAY = 86_400_000;
const asOf = Date.parse('2026-11-22T00:00:00Z');

const source: SqlSource = {
  customers: { table: 'into_people', id: 'id' },
  events: {
    table: 'into_happened',
    customerId: 'who',
    at: { column: 'ms', as: 'milliseconds' },
    name: 'name',
  },
};
const orders = metric('orders', { value: () => events('order').within(days(3)).count() });
const buyer = segment('buyer', { where: () => orders.atLeast(1) });
const definitions = { buyer, orders };

/** Ada orders on each of the last three days, Bob did once, two days ago. */
const people = [{ id: 'ada' }, { id: 'bob' }, { id: 'cid' }];
const happened = [
  ...[0, 1, 2].map((ago) => ({ who: 'ada', ms: asOf - ago * DAY })),
  { who: 'bob', ms: asOf - 2 * DAY },
];
const peopleColumns: Columns<(typeof people)[number]> = [['id', 'text', ({ id }) => id]];
const eventColumns: Columns<(typeof happened)[number]> = [
  ['who', 'text', ({ who }) => who],
  ['ms', 'integer64', ({ ms }) => ms],
  ['name', 'text', () => 'order'],
];
const tables = [
  testTable('into_people', peopleColumns, people),
  testTable('into_happened', eventColumns, happened),
];

describe.each(ENGINES)('a table of answers on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  }, PATIENCE);
  afterAll(() => engine.close());
  const plain = (text: string) =>
    engine.run({ text, values: engine.dialect.name === 'clickhouse' ? {} : [] });
  afterEach(() => plain('DROP TABLE IF EXISTS written').then(() => undefined));

  const made = (options: Partial<SqlOptions>): Statement =>
    toSQL(options.as === 'members' ? { buyer } : definitions, {
      dialect: engine.dialect,
      source,
      asOf,
      ...options,
    });
  const write = (options: Partial<SqlOptions>) => runSQL(made(options), engine.run);
  const rows = async (): Promise<readonly string[]> =>
    (await plain('SELECT * FROM written'))
      .map(({ as_of, ...row }) => {
        const day = as_of === undefined ? '' : `${new Date(timeOf(as_of)).toISOString().slice(0, 10)} `;
        return (
          day +
          Object.values(row)
            .map((each) => `${each}`)
            .join(' ')
        );
      })
      .sort();
  /** ClickHouse answers a text of UTC. */
  const timeOf = (value: unknown): Date | string =>
    value instanceof Date ? value : `${String(value).replace(' ', 'T')}Z`;
  const using = <T>(use: () => Promise<T>): Promise<T> => withTables(engine, tables, use);

  const today = ['ada true 3', 'bob true 1', 'cid false 0'];
  const tomorrow = ['ada true 2', 'bob false 0', 'cid false 0'];

  it('is made once, and an error says so the second time', () =>
    using(async () => {
      await write({ into: 'written' });
      expect(await rows()).toEqual(today);
      const error = await write({ into: { table: 'written' } }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(HabitusError);
      expect(error).toMatchObject({ code: 'engine-error', path: 'into' });
      expect((error as Error).message).toContain(
        'the table written is there already, and into makes one: say',
      );
      expect(await rows()).toEqual(today);
    }));

  it('is replaced, by other columns too', () =>
    using(async () => {
      const into = { table: 'written', mode: 'replace' } as const;
      await write({ into });
      expect(await rows()).toEqual(today);
      await write({ into, asOf: asOf + DAY });
      expect(await rows()).toEqual(tomorrow);
      await write({ into, as: 'members' });
      expect(await rows()).toEqual(['ada buyer', 'bob buyer']);
      await write({ into, as: 'counts' });
      expect(await rows()).toEqual(['3 2 3']);
    }));

  it('is added to, and a run that is repeated adds nothing twice', () =>
    using(async () => {
      const into = { table: 'written', mode: 'append' } as const;
      const both = [
        ...today.map((row) => `2026-11-22 ${row}`),
        ...tomorrow.map((row) => `2026-11-23 ${row}`),
      ];
      await write({ into });
      expect(await rows()).toEqual(both.slice(0, 3));
      await write({ into, asOf: asOf + DAY });
      expect(await rows()).toEqual(both);
      await write({ into, asOf: asOf + DAY });
      expect(await rows()).toEqual(both);
    }));

  it.each(['members', 'counts'] as const)('is added to: %s', (as) =>
    using(async () => {
      const into = { table: 'written', mode: 'append' } as const;
      for (const day of [0, 1, 1]) await write({ into, as, asOf: asOf + day * DAY });
      expect(await rows()).toEqual(
        as === 'counts'
          ? ['2026-11-22 3 2 3', '2026-11-23 3 1 3']
          : ['2026-11-22 ada buyer', '2026-11-22 bob buyer', '2026-11-23 ada buyer'],
      );
    }),
  );

  it('is merged into: those who are asked about, and no others', () =>
    using(async () => {
      const into = { table: 'written', mode: 'merge' } as const;
      await write({ into, only: ['ada', 'bob'] });
      expect(await rows()).toEqual(today.slice(0, 2));
      await write({ into });
      await write({ into });
      expect(await rows()).toEqual(today);
      await write({ into, asOf: asOf + DAY, only: ['bob'] });
      expect(await rows()).toEqual(['ada true 3', 'bob false 0', 'cid false 0']);
      await write({ into, asOf: asOf + DAY });
      expect(await rows()).toEqual(tomorrow);
    }));

  it.each(['replace', 'append', 'merge'] as const)('holds changes and literals, too: %s', (mode) =>
    using(async () => {
      const into = { table: 'written', mode } as const;
      for (const _again of [1, 2]) await write({ into, inline: true });
      expect((await rows()).map((row) => row.replace(/^2026-11-22 /, ''))).toEqual(today);
      if (mode === 'merge') return;
      const last = made({ into: 'last_members', as: 'members', only: ['bob', 'cid'] });
      await plain('DROP TABLE IF EXISTS last_members');
      await plain('DROP TABLE IF EXISTS written');
      await runSQL(last, engine.run);
      const changes = toSQL(
        { buyer },
        { dialect: engine.dialect, source, asOf: asOf + DAY, changesSince: 'last_members', into },
      );
      await runSQL(changes, engine.run);
      await runSQL(changes, engine.run);
      expect((await rows()).map((row) => row.replace(/^2026-11-23 /, ''))).toEqual(['ada add', 'bob remove']);
      await plain('DROP TABLE last_members');
    }),
  );
});

if (!hasClickHouse)
  it.skip('a table of answers on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});

describe('what is written where', () => {
  const options = { source, asOf } as const;

  it.each(dialects)('for %s is a statement that an independent parser reads', async (name, dialect) => {
    for (const mode of ['create', 'replace', 'append', 'merge'] as const) {
      const statement = toSQL(definitions, { dialect, ...options, into: { table: 'app.t', mode } });
      expect(statement.text).toContain(mode === 'create' || mode === 'replace' ? 'CREATE ' : dialect.quote);
      for (const { text } of [...(statement.before ?? []), statement]) {
        expect(await faultIn(text, name), `${mode}: ${text}`).toBeUndefined();
      }
      expect(statement.makes).toBe(mode === 'create' ? 'app.t' : undefined);
    }
  });

  it('may be a name, in a project with a hyphen', () => {
    const { text } = toSQL(definitions, { dialect: dialects[3]![1], ...options, into: 'my-project.app.t' });
    expect(text).toContain('CREATE TABLE `my-project`.`app`.`t` AS\nWITH');
  });

  it('has a number where statements are split', () => {
    const ever = events('order').count();
    const statements = splitSQL(
      { orders, ever },
      { dialect: dialects[0]![1], ...options, into: { table: 'app.t', mode: 'replace' } },
    );
    expect(statements.map(({ statement }) => /"app"."t_\d"/.exec(statement.text)?.[0])).toEqual([
      '"app"."t_1"',
      '"app"."t_2"',
    ]);
  });

  it.each([
    [{ into: { table: 'a.b.c.d' } }, 'into.table: expected a table'],
    [{ into: 'a b' }, 'into: expected a table'],
    [{ into: { table: 't', mode: 'upsert' } }, 'into.mode: expected one of create, replace, append, merge'],
    [{ into: { table: 't', how: 'merge' } }, 'into'],
    [{ into: 3 }, 'into: expected a table such as "app.segments", or { table, mode }'],
    [{ into: { table: 't', mode: 'merge' }, as: 'counts' }, 'into.mode: expected create, replace or append'],
  ])('is refused where it is none: %j', (bad, sentence) => {
    const dialect = dialects[0]![1];
    expect(() => toSQL(definitions, { dialect, ...options, ...(bad as object) })).toThrow(sentence);
  });

  it('refuses a definition that is called like the instant of appended rows', () => {
    const dialect = dialects[0]![1];
    const into = { table: 't', mode: 'append' } as const;
    expect(() => toSQL({ as_of: buyer }, { dialect, ...options, into })).toThrow('as_of');
  });
});
