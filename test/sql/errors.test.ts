import { attribute, days, events, HabitusError } from 'habitus';
import { explainSQLError, runSQL, type Statement, toSQL } from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDB, openPostgres, type SqlEngine } from './engines.js';

const spend = events('purchase').within(days(30)).sum('amount');
const pro = attribute('plan').is('pro');
const crowded = attribute('seats').atLeast(3);
const definitions = { spend, pro, crowded, both: spend.atLeast(1) };

describe.each([
  ['DuckDB', openDuckDB],
  ['PostgreSQL', openPostgres],
] as const)('errors of %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
    for (const text of [
      'CREATE TABLE users (id TEXT, plan TEXT, seats TEXT, places DOUBLE PRECISION)',
      'CREATE TABLE happened (who TEXT, happened_at TIMESTAMPTZ, name TEXT, amount DOUBLE PRECISION)',
      "INSERT INTO users VALUES ('ada', 'pro', 'many', 3)",
    ])
      await engine.run({ text, values: [] });
  });
  afterAll(() => engine.close());

  const statement = (columns: Readonly<Record<string, string>>): Statement =>
    toSQL(definitions, {
      dialect: engine.dialect,
      asOf: 0,
      source: {
        customers: {
          table: 'users',
          id: 'id',
          attributes: { columns: { plan: columns.plan ?? 'plan', seats: columns.seats ?? 'places' } },
        },
        events: {
          table: columns.events ?? 'happened',
          customerId: 'who',
          at: 'happened_at',
          name: 'name',
          properties: { columns: { amount: columns.amount ?? 'amount' } },
        },
      },
    });

  const errorOf = async (columns: Readonly<Record<string, string>>): Promise<HabitusError> => {
    const error = await runSQL(statement(columns), engine.run).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HabitusError);
    return error as HabitusError;
  };

  it('names the definition of a column that is not there, and the CTE', async () => {
    const error = await errorOf({ seats: 'seats_there' });
    expect(error.code).toBe('engine-error');
    expect(error.path).toBe('crowded');
    expect(error.message).toMatch(/in "people" \(line \d+\), which crowded needs: .*seats_there/s);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('names all definitions that a column flows into', async () => {
    const error = await errorOf({ amount: 'total' });
    expect(error.message).toContain('in "events_read" (line');
    expect(error.message).toContain('which spend, both need');
    expect(error.path).toBe('');
  });

  it('names those of a table that is not there', async () => {
    expect((await errorOf({ events: 'nowhere' })).message).toContain('which spend, both need');
  });

  it('names the definition of a column of the wrong type', async () => {
    const error = await errorOf({ seats: 'seats' });
    expect(error.path).toBe('crowded');
    const said = (error.cause as Error).message.replace(/\s+/g, ' ');
    expect(error.message).toContain(said.slice(0, 200));
    expect(error.message).toContain(said.slice(-200));
  });

  it('gives the answer where there is no error', async () => {
    const rows = (await runSQL(statement({}), engine.run)) as readonly object[];
    expect(rows).toEqual([{ customer_id: 'ada', spend: 0, pro: true, crowded: true, both: false }]);
  });
});

describe('explainSQLError', () => {
  const text = 'WITH\n"people" AS (\n  x\n)\nSELECT 1';
  const part = { name: 'people', from: 5, to: text.indexOf('SELECT'), definitions: ['a', 'b'] };
  const statement: Statement = { text, values: [], ctes: [part] };

  it.each([
    ['Code: 62. Syntax error (line 2, col 3): …', 'in "people" (line 2), which a, b need'],
    ['SQL compilation error: error line 3 at position 4', 'in "people" (line 3)'],
    ['Unrecognized name: x at [3:1]', 'in "people" (line 3)'],
    ['[PARSE] near x (line 3, pos 2)', 'in "people" (line 3)'],
    ['line 5:1: Column x cannot be resolved', 'outside of its CTEs (line 5)'],
    ['out of memory while making people', 'in "people", which a, b need'],
    ['out of memory', 'the statement: somewhere: out of memory'],
    ['LINE 99: no such line', 'somewhere'],
  ])('reads the place in %s', (message, expected) => {
    expect(explainSQLError(new Error(message), statement).message).toContain(expected);
  });

  it('takes what is no error, and leaves its own as they are', () => {
    expect(explainSQLError('gone', statement).message).toContain('somewhere: gone');
    const own = new HabitusError('bad-value', 'x');
    expect(explainSQLError(own, statement)).toBe(own);
  });

  it('follows a column that goes on in further lines to the definitions that it flows into', () => {
    const body = [
      'SELECT',
      '    CASE',
      '      WHEN c."x" THEN 1',
      '      ELSE c."y"',
      '    END AS "value_1",',
      '    c."z" AS "value_2"',
    ];
    const columns = ['"value_2" AS "b",', '"value_1" AS "a"'];
    const whole = `WITH\n"people" AS (\n  ${body.join('\n')}\n)\nSELECT\n  ${columns.join('\n  ')}\nFROM "people"`;
    const of: Statement = { ...statement, text: whole, ctes: [{ ...part, to: whole.lastIndexOf('SELECT') }] };
    for (const line of [4, 5, 6, 7])
      expect(explainSQLError(new Error(`LINE ${line}: no such column`), of).path).toBe('a');
    expect(explainSQLError(new Error('LINE 8: no such column'), of).path).toBe('b');
  });

  it('names five definitions at most', () => {
    const definitions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const { message } = explainSQLError('in people', { ...statement, ctes: [{ ...part, definitions }] });
    expect(message).toContain('which a, b, c, d, e and 2 more need');
  });
});
