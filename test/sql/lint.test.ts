import { attribute, days, events, following, HabitusError } from 'habitus';
import { vocabulary } from 'habitus/model';
import { duckdb, LINT_FAULTS, type LintFault, lintSQL, postgres, type SqlSource } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialects } from './dialects.js';
import { hasClickHouse, openClickHouse, openDuckDB, openPostgres, type SqlEngine } from './engines.js';
import { faultIn } from './parser.js';

const source: SqlSource = {
  customers: {
    table: 'users',
    id: 'id',
    attributes: {
      columns: { plan: { column: 'plan', as: 'text' }, seats: { column: 'seats', as: 'number' } },
    },
    history: {
      table: 'changes',
      id: 'who',
      at: { column: 'changed_ms', as: 'milliseconds' },
      attributes: { columns: { plan: 'plan', seats: 'seats' } },
    },
  },
  events: [
    {
      table: 'happened',
      customerId: 'who',
      at: 'happened_at',
      name: 'name',
      id: 'message',
      actor: 'actor',
      properties: { json: 'payload', as: 'text' },
    },
    {
      table: 'orders',
      customerId: 'who',
      at: { column: 'ordered_ms', as: 'milliseconds' },
      name: { value: 'purchase' },
      id: 'message',
      unique: true,
      properties: { columns: { amount: { column: 'amount', as: 'number' }, score: null, feature: null } },
    },
  ],
  identity: { table: 'aliases', alias: 'alias', customer: 'customer' },
};

const unique = (of: SqlSource): SqlSource => ({
  ...of,
  events: (of.events as readonly object[]).map((table) => ({ ...table, unique: true })) as never,
});

const definitions = {
  spend: events('purchase').sum('amount'),
  scored: events('survey')
    .within(following('signedUp', days(1)))
    .where({ score: 9 })
    .any(),
  features: events().distinct('feature'),
};
const reading: SqlSource = {
  ...source,
  customers: { table: 'people', id: 'id', attributes: { json: 'traits', as: 'text' } },
};

/** Customers who have things of their account. */
const told: SqlSource = {
  customers: {
    table: 'members',
    id: 'id',
    accounts: {
      table: 'accounts',
      id: 'id',
      by: 'account',
      attributes: { columns: { tier: 'tier', places: { column: 'places', as: 'number' } } },
    },
  },
};

const TABLES = {
  users: 'id $text, plan $text, seats $double',
  people: 'id $text, traits $text',
  changes: 'who $text, changed_ms $integer, plan $text, seats $double',
  happened: 'who $text, happened_at $instant, name $text, message $text, actor $text, payload $text',
  orders: 'who $text, ordered_ms $integer, message $text, amount $double',
  aliases: 'alias $text, customer $text',
  members: 'id $text, account $text',
  accounts: 'id $text, tier $text, places $double',
} as const;

const CLEAN = [
  "INSERT INTO users VALUES ('ada', 'pro', 3), ('bob', NULL, NULL)",
  `INSERT INTO people VALUES ('ada', '{"signedUp": "2026-01-01T00:00:00Z"}'), ('bob', NULL)`,
  "INSERT INTO changes VALUES ('ada', 0, 'free', 1), ('ada', 1, 'pro', 3), ('bob', 0, NULL, NULL)",
  `INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', 'survey', 'm1', NULL, '{"score": 9}'),
     ('ada', '2026-01-01 00:00:00', 'survey', 'm1', NULL, '{"score": 9}'),
     ('anon', '2026-01-02 00:00:00', 'click', NULL, 'x', '{"score": "high"}')`,
  "INSERT INTO orders VALUES ('ada', 1000, 'o1', 9.5), ('bob', 2000, 'o2', NULL), ('bob', 2000, NULL, 1), ('bob', 2000, '', 1)",
  "INSERT INTO aliases VALUES ('anon', 'bob')",
  "INSERT INTO members VALUES ('ada', 'a1'), ('bob', NULL), ('cy', '')",
  "INSERT INTO accounts VALUES ('a1', 'pro', 3), ('a2', NULL, NULL)",
];

interface Planted {
  readonly fault: LintFault;
  readonly place: string;
  readonly plant: string;
  readonly example: string | null;
  readonly of?: SqlSource;
  readonly reads?: true;
  readonly not?: string;
}

const NAN = { DuckDB: "'NaN'::DOUBLE", PostgreSQL: "'NaN'", ClickHouse: 'nan' };
const NUL = { DuckDB: "'a' || chr(0)", PostgreSQL: '', ClickHouse: "concat('a', char(0))" };

const PLANTED: readonly Planted[] = [
  {
    fault: 'no-customer-id',
    place: 'customers.id',
    plant: "INSERT INTO users VALUES ('', 'x', 1)",
    example: '',
  },
  {
    fault: 'no-customer-id',
    place: 'customers.id',
    plant: "INSERT INTO users VALUES (NULL, 'x', 1)",
    example: null,
  },
  {
    fault: 'no-customer-id',
    place: 'events[1].customerId',
    plant: "INSERT INTO orders VALUES (NULL, 1, 'o3', 1)",
    example: 'purchase',
  },
  {
    fault: 'duplicate-customer',
    place: 'customers.id',
    plant: "INSERT INTO users VALUES ('ada', 'x', 1)",
    example: 'ada',
  },
  {
    fault: 'unordered-history',
    place: 'customers.history',
    plant: "INSERT INTO changes VALUES ('ada', 1, 'x', 1)",
    example: 'ada',
  },
  {
    fault: 'duplicate-alias',
    place: 'identity.alias',
    plant: "INSERT INTO aliases VALUES ('z', 'bob'), ('z', 'ada')",
    example: 'z',
  },
  {
    fault: 'duplicate-account',
    place: 'customers.accounts.id',
    plant: "INSERT INTO accounts VALUES ('a2', 'x', 1)",
    example: 'a2',
    of: told,
  },
  {
    fault: 'unknown-account',
    place: 'customers.accounts.by',
    plant: "INSERT INTO members VALUES ('dan', 'a3')",
    example: 'dan',
    of: told,
  },
  {
    fault: 'not-finite',
    place: 'customers.accounts.attributes.places',
    plant: "INSERT INTO accounts VALUES ('a3', 'x', $nan)",
    example: 'a3',
    of: told,
  },
  {
    fault: 'unknown-customer',
    place: 'events[0].customerId',
    plant: "INSERT INTO happened VALUES ('zoe', '2026-01-01 00:00:00', 'click', 'm9', NULL, NULL)",
    example: 'zoe',
  },
  {
    fault: 'bad-instant',
    place: 'events[0].at',
    plant: "INSERT INTO happened VALUES ('ada', NULL, 'click', 'm9', NULL, NULL)",
    example: 'ada',
  },
  {
    fault: 'bad-instant',
    place: 'events[1].at',
    plant: "INSERT INTO orders VALUES ('ada', 999999999999999, 'o9', 1)",
    example: 'ada',
  },
  {
    fault: 'bad-instant',
    place: 'customers.history.at',
    plant: "INSERT INTO changes VALUES ('ada', NULL, 'x', 1)",
    example: 'ada',
  },
  {
    fault: 'no-name',
    place: 'events[0].name',
    plant: "INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', NULL, 'm9', NULL, NULL)",
    example: 'ada',
  },
  {
    fault: 'conflicting-copies',
    place: 'events[0]',
    plant: `INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00.000900', 'survey', 'm1', NULL, '{"score": 8}')`,
    example: 'm1',
  },
  {
    fault: 'conflicting-copies',
    place: 'events[0]',
    plant: `INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', 'survey', 'm1', 'x', '{"score": 9}')`,
    example: 'm1',
  },
  {
    fault: 'not-finite',
    place: 'events[1].properties.amount',
    plant: "INSERT INTO orders VALUES ('ada', 1, 'o3', $nan)",
    example: 'ada',
  },
  {
    fault: 'not-finite',
    place: 'customers.attributes.seats',
    plant: "INSERT INTO users VALUES ('cy', 'x', $nan)",
    example: 'cy',
  },
  {
    fault: 'nul-character',
    place: 'events[0].id',
    plant: "INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', 'click', $nul, NULL, NULL)",
    example: 'ada',
    not: 'PostgreSQL',
  },
  {
    fault: 'nul-character',
    place: 'customers.attributes.plan',
    plant: "INSERT INTO users VALUES ('cy', $nul, 1)",
    example: 'cy',
    not: 'PostgreSQL',
  },
  {
    fault: 'invalid-json',
    place: 'events[0].properties',
    plant: "INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', 'click', 'm9', NULL, '{oh')",
    example: 'ada',
  },
  {
    fault: 'other-type',
    place: 'events[0].properties.score',
    plant: `INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', 'survey', 'm9', NULL, '{"score": "9"}')`,
    example: 'ada',
    of: reading,
    reads: true,
  },
  {
    fault: 'other-type',
    place: 'customers.attributes.signedUp',
    plant: `INSERT INTO people VALUES ('cy', '{"signedUp": true}')`,
    example: 'cy',
    of: reading,
    reads: true,
  },
];

describe.each([
  ['DuckDB', openDuckDB, { text: 'VARCHAR', double: 'DOUBLE', integer: 'BIGINT', instant: 'TIMESTAMPTZ' }],
  [
    'PostgreSQL',
    openPostgres,
    { text: 'TEXT', double: 'DOUBLE PRECISION', integer: 'BIGINT', instant: 'TIMESTAMPTZ' },
  ],
  [
    'ClickHouse',
    openClickHouse,
    {
      text: 'Nullable(String)',
      double: 'Nullable(Float64)',
      integer: 'Nullable(Int64)',
      instant: "Nullable(DateTime64(6, 'UTC'))",
    },
  ],
] as const)('lintSQL in %s', (engineName, open, types) => {
  const skipped = engineName === 'ClickHouse' && !hasClickHouse;
  let engine: SqlEngine;
  const execute = (text: string): Promise<unknown> =>
    engine.run({ text, values: engineName === 'ClickHouse' ? {} : [] });

  beforeAll(async () => {
    if (skipped) return;
    engine = await open();
    if (engineName !== 'ClickHouse') await execute("SET TimeZone = 'UTC'");
  });
  afterAll(() => (skipped ? undefined : engine.close()));

  const filled = async (...more: readonly string[]): Promise<void> => {
    for (const [table, columns] of Object.entries(TABLES)) {
      await execute(`DROP TABLE IF EXISTS ${table}`);
      const typed = columns.replaceAll(/\$(\w+)/g, (_, type: keyof typeof types) => types[type]);
      await execute(`CREATE TABLE ${table} (${typed}) ${engine.dialect.tableSettings ?? ''}`);
    }
    for (const text of [...CLEAN, ...more]) await execute(text);
  };

  it.skipIf(skipped)('answers nothing of a clean source', async () => {
    await filled();
    const { dialect } = engine;
    expect(await engine.run(lintSQL(source, { dialect }))).toEqual([]);
    expect(await engine.run(lintSQL(told, { dialect }))).toEqual([]);
    expect(await engine.run(lintSQL(reading, { dialect, definitions }))).toEqual([]);
  });

  it.skipIf(skipped).each(PLANTED.filter(({ not }) => not !== engineName))(
    'finds $fault in $place: $plant',
    async ({ fault, place, plant, example, of = source, reads }) => {
      await filled(plant.replace('$nan', NAN[engineName]).replace('$nul', NUL[engineName]));
      const options = { dialect: engine.dialect, ...(reads && { definitions }) };
      const rows = await engine.run(lintSQL(of, options));
      expect(rows).toEqual([{ fault, place, count: 1, example }]);
    },
  );

  it.skipIf(skipped)('finds copies where there should be none, in all tables together', async () => {
    await filled(`INSERT INTO happened VALUES ('bob', '1970-01-01 00:00:02', 'purchase', 'o2', NULL, NULL)`);
    expect(await engine.run(lintSQL(unique(source), { dialect: engine.dialect }))).toEqual([
      { fault: 'copy-of-unique', place: 'events.unique', count: 2, example: 'm1' },
    ]);
  });

  it.skipIf(skipped)('looks at events from an instant on, and at those without one', async () => {
    await filled(
      "INSERT INTO orders VALUES ('zoe', 500, 'o3', 1), ('zoe', 5000, 'o4', 1), ('ada', NULL, 'o5', 1)",
    );
    const rows = await engine.run(lintSQL(source, { dialect: engine.dialect, since: 1000 }));
    expect(rows.map(({ fault, count }) => [fault, count])).toEqual([
      ['bad-instant', 1],
      ['unknown-customer', 1],
    ]);
  });

  it.skipIf(skipped)('reads through a vocabulary', async () => {
    await filled(
      `INSERT INTO happened VALUES ('ada', '2026-01-01 00:00:00', 'nps', 'm9', NULL, '{"value": "9"}')`,
    );
    const words = vocabulary({ survey: { event: 'nps', properties: { score: 'value' } } });
    const of = { ...reading, vocabulary: words, events: [(reading.events as never[])[0]!] };
    expect(await engine.run(lintSQL(of, { dialect: engine.dialect, definitions }))).toEqual([
      { fault: 'other-type', place: 'events.properties.score', count: 1, example: 'ada' },
    ]);
  });
});

describe('lintSQL', () => {
  it('says in words what each fault means', () => {
    expect(Object.keys(LINT_FAULTS).sort()).toEqual(
      [...new Set([...PLANTED.map(({ fault }) => fault), 'copy-of-unique'])].sort(),
    );
  });

  it.each(dialects.filter(([, { tested }]) => tested === 'parsed'))(
    'is parsed by the parser of %s',
    async (_, dialect) => {
      for (const of of [source, reading, unique(source), told]) {
        const { text } = lintSQL(of, { dialect, definitions: { spend: definitions.spend }, since: 0 });
        expect(await faultIn(text, dialect.name)).toBeUndefined();
      }
    },
  );

  it('asks for 16 looks or more, each of them a CTE that says what it looks for', () => {
    const names = lintSQL(source, { dialect: postgres }).ctes?.map(({ name }) => name);
    expect(names).toContain('lint_duplicate_customer_2');
    expect(names?.some((name) => name.includes('nul'))).toBe(false);
  });

  it('refuses what is no source, no dialect, and a column that no mapping has', () => {
    expect(() => lintSQL({} as never, { dialect: duckdb })).toThrow(HabitusError);
    expect(() => lintSQL(source, {} as never)).toThrow('dialect: expected a dialect');
    expect(() =>
      lintSQL(source, { dialect: duckdb, definitions: { x: attribute('nowhere').is('y') } }),
    ).not.toThrow();
  });
});
