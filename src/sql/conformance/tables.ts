import type { Expression } from '../../expression/index.js';
import { refuse } from '../../internal/index.js';
import { toInstant } from '../../time/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { int, join, name, raw, type Sql, sql, textValue } from '../fragment.js';
import type { SqlSource } from '../source.js';

/** A customer of a case with her events, raw as a host would have them. */
export interface CasePerson {
  readonly customer: {
    readonly id: string;
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly history?: readonly {
      readonly at: unknown;
      readonly attributes: Readonly<Record<string, unknown>>;
    }[];
  };
  readonly events: readonly {
    readonly id?: unknown;
    readonly name: unknown;
    readonly at: unknown;
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly actor?: unknown;
  }[];
}

/** A line of the table of cases: people, a definition, and the answer about each of them. */
export interface SqlCase {
  readonly title: string;
  readonly people: readonly CasePerson[];
  readonly asOf: unknown;
  readonly definition: Expression;
  /** The answer about each person, in their order. */
  readonly expected: readonly unknown[];
}

/** The three tables that cases are put into. */
export interface Tables {
  readonly customers: Sql;
  readonly events: Sql;
  readonly history: Sql;
  readonly source: SqlSource;
}

/** The tables in a schema, or where the engine makes tables, and the mapping that reads them. */
export const tablesOf = (schema: string | undefined): Tables => {
  const prefix = schema === undefined ? '' : `${schema}.`;
  const [customers, events, history] = ['customers', 'events', 'history'].map(
    (each) => `${prefix}habitus_cases_${each}`,
  ) as [string, string, string];
  const table = (of: string): Sql => {
    const parts = of.split('.');
    if (parts.length > 3) refuse('bad-value', 'a schema of up to two plain names', schema, 'schema');
    return join(
      parts.map((part) => name(part)),
      '.',
    );
  };
  return {
    customers: table(customers),
    events: table(events),
    history: table(history),
    source: {
      customers: {
        table: customers,
        id: 'id',
        attributes: { json: 'attributes', as: 'text' },
        history: {
          table: history,
          id: 'id',
          at: { column: 'at', as: 'milliseconds' },
          attributes: { json: 'attributes', as: 'text' },
          order: 'place',
        },
      },
      events: {
        table: events,
        customerId: 'customer_id',
        at: { column: 'at', as: 'milliseconds' },
        name: 'name',
        id: 'id',
        actor: 'actor',
        properties: { json: 'properties', as: 'text' },
      },
    },
  };
};

const ROWS = 200;

/** Makes the tables, and puts people into them by these ids. */
export const fill = async (
  people: readonly (readonly [id: string, person: CasePerson])[],
  tables: Tables,
  dialect: Dialect,
  execute: (statement: Sql) => Promise<void>,
): Promise<void> => {
  const [text, integer] = [raw(dialect.types.text), raw(dialect.types.integer)];
  const engine = raw(dialect.tableSettings ?? '');
  const create = (table: Sql, columns: readonly (readonly [string, Sql])[]): Promise<void> =>
    execute(
      sql`CREATE TABLE ${table} (${join(
        columns.map(([column, type]) => sql`${name(column)} ${type}`),
        ', ',
      )}) ${engine}`,
    );
  const insert = async (table: Sql, rows: readonly (readonly Sql[])[]): Promise<void> => {
    for (let i = 0; i < rows.length; i += ROWS) {
      const values = rows.slice(i, i + ROWS).map((row) => sql`(${join(row, ', ')})`);
      await execute(sql`INSERT INTO ${table} VALUES ${join(values, ', ')}`);
    }
  };
  await create(tables.customers, [
    ['id', text],
    ['attributes', text],
  ]);
  await create(tables.events, [
    ['customer_id', text],
    ['at', integer],
    ['name', text],
    ['id', text],
    ['actor', text],
    ['properties', text],
  ]);
  await create(tables.history, [
    ['id', text],
    ['at', integer],
    ['place', integer],
    ['attributes', text],
  ]);
  await insert(
    tables.customers,
    people.map(([id, { customer }]) => [textValue(id), textValue(jsonOf(customer.attributes))]),
  );
  await insert(
    tables.events,
    people.flatMap(([id, { events }]) =>
      events.map((event) => [
        textValue(id),
        int(toInstant(event.at)!),
        textValue(event.name as string),
        textOrNull(event.id),
        textOrNull(event.actor),
        textValue(jsonOf(event.properties)),
      ]),
    ),
  );
  await insert(
    tables.history,
    people.flatMap(([id, { customer }]) =>
      (customer.history ?? []).map(({ at, attributes }, place) => [
        textValue(id),
        int(toInstant(at)!),
        int(place),
        textValue(jsonOf(attributes)),
      ]),
    ),
  );
};

const textOrNull = (value: unknown): Sql => (typeof value === 'string' ? textValue(value) : raw('NULL'));

/** As JSON: a Date is its milliseconds; what JSON cannot say is null, which is missing as well. */
const jsonOf = (bag: Readonly<Record<string, unknown>> | undefined): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(bag ?? {}).flatMap(([key, value]) =>
        value === undefined
          ? []
          : [[key, Object.prototype.toString.call(value) === '[object Date]' ? Number(value) : value]],
      ),
    ),
  );
