import fc from 'fast-check';
import { attribute, classification, events, HabitusError, segment } from 'habitus';
import { diff, population } from 'habitus/population';
import { type LastKnown, type SqlOptions, type SqlSource, splitSQL, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE, trials } from '../trials/settings.js';
import { dialects } from './dialects.js';
import { ENGINES, type SqlEngine } from './engines.js';
import { faultIn } from './parser.js';
import { type Columns, testTable, withTables } from './source-tables.js';

const asOf = Date.parse('2026-03-10T12:00:00Z');
const buyer = segment('buyer', { where: () => events('buy').any() });
const stage = classification('stage', {
  labels: () => ({
    regular: events('buy').count().atLeast(2),
    new: buyer,
    known: attribute('plan').exists(),
  }),
});
const source: SqlSource = {
  customers: { table: 'app_people', id: 'id', attributes: { columns: { plan: 'plan' } } },
  events: {
    table: 'app_bought',
    customerId: 'who',
    at: { column: 'at_ms', as: 'milliseconds' },
    name: { value: 'buy' },
  },
};

/** Ids that differ by case, by composition, or look like something else. */
const IDS = ['a', 'A', 'b', '1', '01', 'é', 'e\u0301', 'o\'"\\$1', '😀', '__proto__', 'z'];

interface World {
  readonly people: readonly { readonly id: string; readonly plan: string | null; readonly buys: number }[];
  /** What was known: some of the people, others, nobody, and some of them twice. */
  readonly known: readonly { readonly id: string | null; readonly label: string | null }[];
}
const worlds = (): fc.Arbitrary<World> =>
  fc.record({
    people: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...IDS),
        plan: fc.constantFrom('pro', null),
        buys: fc.constantFrom(0, 0, 1, 2),
      }),
      { selector: ({ id }) => id, minLength: 4, maxLength: IDS.length },
    ),
    known: fc
      .uniqueArray(
        fc.record({
          id: fc.constantFrom(...IDS, 'gone', null),
          label: fc.constantFrom('regular', 'new', 'known', 'Known', null),
        }),
        { selector: ({ id }) => id, maxLength: IDS.length },
      )
      .map((rows) => [...rows, ...rows.slice(0, 2)]),
  });

const knownColumns: Columns<World['known'][number]> = [
  ['customer_id', 'text', ({ id }) => id],
  ['stage', 'text', ({ label }) => label],
];
const tablesOf = ({ people, known }: World) => [
  testTable<World['people'][number]>(
    'app_people',
    [
      ['id', 'text', ({ id }) => id],
      ['plan', 'text', ({ plan }) => plan],
    ],
    people,
  ),
  testTable<readonly [who: string, at: number]>(
    'app_bought',
    [
      ['who', 'text', ([who]) => who],
      ['at_ms', 'integer64', ([, at]) => at],
    ],
    people.flatMap(({ id, buys }) => Array.from({ length: buys }, (_, k) => [id, asOf - k] as const)),
  ),
  testTable('last_known', knownColumns, known),
];
const inMemory = ({ people }: World) =>
  population({
    asOf,
    customers: people.map(({ id, plan }) => ({ id, attributes: { plan } })),
    events: people.flatMap(({ id, buys }) =>
      Array.from({ length: buys }, (_, k) => ({ customerId: id, name: 'buy', at: asOf - k })),
    ),
  });

/** By their bytes, as databases order them. */
const inOrder = <T extends { readonly customer_id: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => Buffer.compare(Buffer.from(a.customer_id), Buffer.from(b.customer_id)));

const ids = (rows: World['known']): readonly string[] => rows.flatMap(({ id }) => (id === null ? [] : [id]));

describe.each(ENGINES)('what has changed since a table was written, on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  }, PATIENCE);
  afterAll(() => engine.close());
  const ask = (definition: object, more: Partial<SqlOptions>) =>
    engine.run(
      toSQL(definition as never, {
        dialect: engine.dialect,
        source,
        asOf,
        changesSince: 'last_known',
        ...more,
      }),
    );

  it(
    'of a segment is the difference of the memberships, in the order of ids',
    async () => {
      const { numRuns, seed } = trials(0.001);
      let found = 0;
      for (const world of fc.sample(worlds(), { numRuns, seed })) {
        const { added, removed } = diff(ids(world.known), inMemory(world).members(buyer));
        const expected = inOrder([
          ...added.map((id) => ({ customer_id: id, change: 'add' })),
          ...removed.map((id) => ({ customer_id: id, change: 'remove' })),
        ]);
        found += expected.length;
        const [all, some] = await withTables(engine, tablesOf(world), async () => [
          await ask({ buyer }, {}),
          await ask({ buyer }, { only: ['a', 'gone', 'é'] }),
        ]);
        expect(all).toEqual(expected);
        expect(some).toEqual(expected.filter(({ customer_id: id }) => ['a', 'gone', 'é'].includes(id)));
      }
      expect(found).toBeGreaterThan(numRuns);
    },
    PATIENCE,
  );

  it(
    'of a classification says from which label to which',
    async () => {
      const { numRuns, seed } = trials(0.001);
      for (const world of fc.sample(worlds(), { numRuns, seed })) {
        const before = new Map(world.known.flatMap(({ id, label }) => (id === null ? [] : [[id, label]])));
        const people = inMemory(world);
        const after = new Map(people.ids.map((id) => [id, people.profile(id)]));
        const expected = inOrder(
          [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
            const profile = after.get(id);
            const [from, to] = [before.get(id) ?? null, profile === undefined ? null : stage(profile)];
            if (from === to) return [];
            const change = from === null ? 'add' : to === null ? 'remove' : 'relabel';
            return [{ customer_id: id, change, from, to }];
          }),
        );
        const rows = await withTables(engine, tablesOf(world), () => ask({ stage }, {}));
        expect(rows).toEqual(expected);
      }
    },
    PATIENCE,
  );

  it(
    'is nothing once the members were written, from one run to the next',
    async () => {
      const [world] = fc.sample(worlds(), { numRuns: 1, seed: 1 }) as [World];
      await withTables(engine, tablesOf(world), async () => {
        const { dialect } = engine;
        await engine.run(toSQL({ buyer }, { dialect, source, asOf, as: 'members', into: 'sent_members' }));
        await engine.run(toSQL({ stage }, { dialect, source, asOf, into: 'sent_stages' }));
        expect(await ask({ buyer }, { changesSince: 'sent_members' })).toEqual([]);
        expect(await ask({ stage }, { changesSince: 'sent_stages' })).toEqual([]);
        await ask(
          { buyer },
          { changesSince: { table: 'last_known', id: 'customer_id' }, into: 'sent_changes' },
        );
        for (const table of ['sent_members', 'sent_stages', 'sent_changes'])
          await engine.run({ text: `DROP TABLE ${table}`, values: dialect.parameter.values([]) });
      });
    },
    PATIENCE,
  );

  it(
    'compares ids as they are where they are exact',
    async () => {
      const columns: Columns<number> = [['id', 'integer', (id) => id]];
      const tables = [
        testTable('app_people', columns, [2, 10, 1]),
        testTable('last_known', columns, [9, 10]),
      ];
      const statement = toSQL(
        { everybody: events('buy').none() },
        {
          dialect: engine.dialect,
          source: { customers: { table: 'app_people', id: 'id' }, exactIds: true },
          changesSince: { table: 'last_known', id: 'id' },
        },
      );
      const rows = await withTables(engine, tables, () => engine.run(statement));
      expect(rows).toEqual([
        { customer_id: 1, change: 'add' },
        { customer_id: 2, change: 'add' },
        { customer_id: 9, change: 'remove' },
      ]);
    },
    PATIENCE,
  );
});

describe('changes', () => {
  it.each(dialects)('are parsed by the parser of %s, names quoted', async (_, dialect) => {
    for (const options of [
      { changesSince: 'app.people' },
      { changesSince: { table: 'app.sent', id: 'order' }, only: ['a'] },
      { changesSince: 'app.sent', into: 'app.changes' },
    ])
      for (const definitions of [{ buyer }, { stage }]) {
        const { text } = toSQL(definitions as never, { dialect, source, asOf, ...options });
        expect(await faultIn(text, dialect.name)).toBeUndefined();
        const [table] = [options.changesSince].map((given) =>
          typeof given === 'string' ? given : given.table,
        );
        const quoted = table!
          .split('.')
          .map((part) => `${dialect.quote}${part}${dialect.quote}`)
          .join('.');
        expect(text).toContain(`FROM ${quoted}\n`);
      }
  });

  it('have the columns that are said', () => {
    const [, dialect] = dialects[0]!;
    const { text } = toSQL(
      { 'my-stage': stage },
      { dialect, source, asOf, changesSince: { table: 'sent', id: 'who', label: 'was' } },
    );
    expect(text).toContain('CAST("was" AS VARCHAR)');
    expect(text).toContain('CAST("who" AS VARCHAR)');
    // A table of that name is not taken for a CTE.
    expect(toSQL({ buyer }, { dialect, source, changesSince: 'people' }).text).toContain('"of_people" AS (');
  });

  it.each([
    [
      'a metric',
      { d: events('buy').count() },
      { changesSince: 'sent' },
      'd: expected a segment or a classification',
    ],
    [
      'several definitions',
      { buyer, stage },
      { changesSince: 'sent' },
      'definitions: expected one definition',
    ],
    [
      'another form of the answer',
      { buyer },
      { changesSince: 'sent', as: 'counts' },
      'changesSince: expected neither as nor explain',
    ],
    [
      'reasons',
      { buyer },
      { changesSince: 'sent', explain: true },
      'changesSince: expected neither as nor explain',
    ],
    ['what is no table', { buyer }, { changesSince: 'a b' }, 'changesSince.table: expected a table'],
    ['nothing', { buyer }, { changesSince: 3 }, 'changesSince: expected a table'],
    [
      'what is no column',
      { buyer },
      { changesSince: { table: 'a', id: 'a b' } },
      'changesSince.id: expected a plain name',
    ],
    [
      'a label of a segment',
      { buyer },
      { changesSince: { table: 'a', label: 'l' } },
      'changesSince.label: expected no column of labels',
    ],
    ['another option', { buyer }, { changesSince: { table: 'a', labels: 'l' } }, 'changesSince'],
  ] as readonly (readonly [string, object, object, string])[])(
    'are refused of %s',
    (_, definitions, options, message) => {
      const [, dialect] = dialects[0]!;
      const make = () => toSQL(definitions as never, { dialect, source, ...options } as SqlOptions);
      expect(make).toThrow(HabitusError);
      expect(make).toThrow(message);
    },
  );

  it('are asked one by one', () => {
    const [, dialect] = dialects[0]!;
    const changesSince: LastKnown = { table: 'sent' };
    expect(() => splitSQL({ buyer }, { dialect, source, changesSince })).toThrow(
      'changesSince: expected toSQL where changes are asked',
    );
  });
});
