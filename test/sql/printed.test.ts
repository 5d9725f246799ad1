import { attribute, days, events, HabitusError, segment } from 'habitus';
import { catalogue } from 'habitus/catalogue';
import {
  bigquery,
  clickhouse,
  type Dialect,
  duckdb,
  type InstantColumn,
  type SqlDefinition,
  type SqlDefinitions,
  type SqlSource,
  type Statement,
  snowflake,
  spark,
  toSQL,
  trino,
} from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { build, type Expression } from '../../src/expression/index.js';
import { PATIENCE } from '../trials/settings.js';
import { sqlCases } from './cases.js';
import { dialects, placeholders } from './dialects.js';
import { faultIn } from './parser.js';

const asOf = '2026-11-22T12:00:00Z';

/** A source of JSON in columns of its own type, or of texts, with all that a source can have. */
const sourceOf = (as: 'json' | 'text', at: InstantColumn = 'timestamptz'): SqlSource => ({
  customers: {
    table: 'app.users',
    id: 'id',
    attributes: { json: 'attributes', as },
    history: {
      table: 'app.changes',
      id: 'user_id',
      at: { column: 'at', as: at },
      attributes: { json: 'changed', as },
    },
  },
  events: {
    table: 'app.events',
    customerId: 'user_id',
    at: { column: 'at', as: at },
    name: 'name',
    id: 'id',
    actor: 'actor',
    properties: { json: 'properties', as },
  },
  identity: { table: 'app.aliases', alias: 'alias', customer: 'user_id' },
});

const definitionOf = (definition: Expression): SqlDefinition =>
  ({ kind: 'metric', definition: build(definition, 'either') }) as unknown as SqlDefinition;

/** The definitions of the table of cases that have a type, and how many have none: SQL refuses those. */
const cases = ((): { readonly typed: readonly SqlDefinition[]; readonly refused: number } => {
  const all = sqlCases().map(({ definition }) => definitionOf(definition));
  const typed = all.filter((definition) => {
    try {
      toSQL({ definition }, { dialect: duckdb, asOf, source: sourceOf('text') });
      return true;
    } catch (error) {
      if (error instanceof HabitusError && error.code === 'wrong-type') return false;
      throw error;
    }
  });
  return { typed, refused: all.length - typed.length };
})();

const TOGETHER = 40;

/** Some definitions at a time, each under a name of its own. */
const groupsOf = (definitions: readonly SqlDefinition[]): readonly SqlDefinitions[] =>
  Array.from({ length: Math.ceil(definitions.length / TOGETHER) }, (_, group) =>
    Object.fromEntries(
      definitions.slice(group * TOGETHER, (group + 1) * TOGETHER).map((each, i) => [`d${i + 1}`, each]),
    ),
  );

const DEEP = 'brackets in brackets: 64 of NOT, of which it reads a few, since its time doubles with each';

const shallow = (text: string): string =>
  Array.from({ length: 31 }).reduce<string>((so) => so.replace(/\(NOT \(NOT ([^()]+)\)\)/g, '$1'), text);

/** How many statements were too deep for the parser of a dialect. */
const met = new Map<string, number>();

/** What the parser says against a statement, with the line where it says one. */
const faultOf = async ({ text }: Statement, { name }: Dialect): Promise<string | undefined> => {
  let read = text;
  if (name !== 'duckdb' && name !== 'postgres' && text.includes('(NOT '.repeat(12))) {
    met.set(`${name}: ${DEEP}`, (met.get(`${name}: ${DEEP}`) ?? 0) + 1);
    read = shallow(text);
  }
  const fault = await faultIn(read, name);
  const line = /Line: (\d+)/.exec(fault ?? '')?.[1];
  return fault === undefined ? undefined : `${fault}: ${read.split('\n')[Number(line ?? 1) - 1]}`;
};

/** That each placeholder has its value, and each value a placeholder. */
const expectBound = (statement: Statement, dialect: Dialect): void => {
  const { values } = statement;
  const found = placeholders(statement.text, dialect);
  const keys = Array.isArray(values)
    ? values.map((_, i) => i + 1)
    : Object.keys(values).map((key) => Number(key.slice(1)));
  expect([...new Set(found)].sort((a, b) => a - b)).toEqual(keys);
  if (!dialect.parameter.shared) expect(found).toEqual(keys);
  for (const value of Object.values(values)) expect(['string', 'number', 'boolean']).toContain(typeof value);
};

const expectPrinted = async (
  definitions: SqlDefinitions,
  [, dialect]: (typeof dialects)[number],
  options: Partial<Parameters<typeof toSQL>[1]> = {},
): Promise<void> => {
  const statement = toSQL(definitions, { dialect, asOf, source: sourceOf('json'), ...options });
  expect(await faultOf(statement, dialect)).toBeUndefined();
  expectBound(statement, dialect);
};

it('the table of cases is there, and what SQL refuses is counted', () => {
  expect(cases.typed.length).toBeGreaterThan(1900);
  expect(cases.refused).toBeLessThan(30);
});

describe.each(dialects)('a statement for %s is parsed, and each placeholder has its value', (...each) => {
  it.each(catalogue.map((entry) => [entry.id, entry] as const))('catalogue: %s', async (_, entry) => {
    await expectPrinted([entry], each);
  });

  it(
    'the table of cases',
    async () => {
      for (const group of groupsOf(cases.typed))
        await expectPrinted(group, each, { source: sourceOf('text') });
    },
    PATIENCE,
  );

  it.each(['timestamptz', 'timestamp', 'milliseconds', 'seconds', 'microseconds'] as const)(
    'instants in columns of %s, before 1970 as well',
    async (at) => {
      const recent = events('bought').within(days(30)).count();
      for (const instant of [asOf, '1961-04-12T06:07:00.001Z', -1])
        await expectPrinted({ recent }, each, { source: sourceOf('json', at), asOf: instant });
    },
  );

  it('columns of every type', async () => {
    const columns = {
      age: { column: 'age', as: 'number' },
      plan: { column: 'plan', as: 'text' },
      paying: { column: 'paying', as: 'boolean' },
      tags: { column: 'tags', as: 'list' },
      joined: { column: 'joined', as: 'timestamp' },
      left: null,
    } as const;
    await expectPrinted(
      {
        adult: attribute('age').atLeast(18),
        pro: attribute('plan').startsWith('pro'),
        paying: attribute('paying').is(true),
        vip: attribute('tags').includes('vip'),
        new: attribute('joined').withinLast(days(7)),
        left: attribute('left').exists(),
      },
      each,
      { source: { customers: { table: 'users', id: 'id', attributes: { columns } } } },
    );
  });

  it.each([
    ['columns', { columns: { tier: 'plan', places: { column: 'seats', as: 'number' } } }],
    ['keys of JSON', { json: 'traits', keys: { tier: 'plan', places: 'seats' } }],
  ] as const)('what customers have of their account, in %s', async (_, attributes) => {
    const { customers, ...rest } = sourceOf('json');
    const accounts = { table: 'crm.accounts', id: 'id', by: 'account_id', attributes };
    await expectPrinted(
      {
        large: attribute('places', { as: 'number' }).atLeast(20),
        pro: attribute('tier').is('pro'),
        since: attribute('tier', { as: 'text' }).heldSince().exists(),
      },
      each,
      { source: { ...rest, customers: { ...customers, accounts } } },
    );
  });

  const segments = [
    segment('active', { where: () => events('used').within(days(30)).count().atLeast(1) }),
    segment('buyer', { where: () => events('bought').count().atLeast(1) }),
  ];

  it.each([
    ['members', { as: 'members' }],
    ['counts', { as: 'counts' }],
    ['only some', { only: ['ada', 'bob'] }],
    ['a table', { into: 'app.segments' }],
    ['reasons', { explain: true }],
    ['no comments', { comments: false }],
  ] as const)('%s', async (_, options) => {
    await expectPrinted(segments, each, options);
  });
});

it('numbers that no integer of 64 bits holds are bound as texts', () => {
  const large = { large: events('paid').sum('amount').atLeast(1e300) };
  for (const [, dialect] of dialects) {
    const { values } = toSQL(large, { dialect, asOf, source: sourceOf('json') });
    expect(Object.values(values)).toContain('1e+300');
  }
});

it('the exceptions of the parser are these, and no more', () => {
  const deep = [clickhouse, bigquery, snowflake, spark, trino].map(({ name }) => [`${name}: ${DEEP}`, 1]);
  expect(Object.fromEntries(met)).toEqual(Object.fromEntries(deep));
});
