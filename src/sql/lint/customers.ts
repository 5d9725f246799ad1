import { idOf, tableOf } from '../compile/context.js';
import {
  accountAccess,
  accountJoin,
  accountTest,
  historyAccess,
  ownAccess,
} from '../compile/customer-table.js';
import type { Access } from '../compile/fields.js';
import { modelAccess } from '../compile/vocabulary.js';
import { join, name, type Sql, sql } from '../fragment.js';
import { attributesRead, hostFieldsOf } from '../reads.js';
import type { HistoryTable, SourceFields } from '../source.js';
import { fieldChecks, lenient, nulChecks, otherType } from './fields.js';
import {
  asText,
  type Check,
  columnIn,
  isEmpty,
  isInstant,
  type Linted,
  momentOf,
  type Rows,
  where,
} from './rows.js';

/** A table of attributes of customers: its rows, its fields, and how these are read. */
interface Table {
  readonly rows: Rows;
  readonly fields: SourceFields | undefined;
  readonly access: Access;
}

/** What the fields hold that has no meaning, or not the type in which it is read. */
const attributeChecks = (linted: Linted, { rows, fields, access: host }: Table): readonly Check[] => {
  const { vocabulary } = linted.source;
  const reads = attributesRead(linted.prepared);
  const access = modelAccess(host, { vocabulary, dialect: lenient(linted.dialect) });
  const numbers = reads.flatMap((read) =>
    read.as === 'number' ? hostFieldsOf(read.name, vocabulary, 'attributes') : [],
  );
  return [
    ...fieldChecks(rows, fields, { under: 'attributes', numbers, all: linted.named.length === 0 }),
    ...(fields !== undefined && 'json' in fields
      ? reads.map((read) =>
          where(
            rows,
            'other-type',
            `attributes.${read.name}`,
            otherType(read.as, (part) => access(read.name, part)),
          ),
        )
      : []),
  ];
};

/** Customers, their attributes, accounts and histories. */
export const customerChecks = (linted: Linted): readonly Check[] => {
  const { source, dialect } = linted;
  const { attributes, history, ...customers } = source.customers;
  const id = idOf(linted, sql`c.${name(customers.id)}`);
  const rows: Rows = {
    dialect,
    path: 'customers',
    from: sql`${tableOf(customers.table)} c`,
    row: 'c',
    whose: id,
    only: undefined,
  };
  const careful = { source, dialect: lenient(dialect) };
  return [
    where(rows, 'no-customer-id', 'id', isEmpty(dialect, id)),
    several('duplicate-customer', 'customers.id', { rows, by: [id] }),
    ...nulChecks(rows, [['id', customers.id]]),
    ...attributeChecks(linted, { rows, fields: attributes, access: ownAccess(careful) }),
    ...accountChecks(linted, rows),
    ...(history === undefined
      ? []
      : historyChecks(linted, history, { rows, access: historyAccess(careful, history) })),
  ];
};

/** Keys that several rows have. */
const several = (
  fault: Check['fault'],
  place: string,
  { rows, by }: { readonly rows: Rows; readonly by: readonly Sql[] },
): Check => ({
  fault,
  place,
  query: sql`SELECT ${asText(rows.dialect, by[0]!)} AS ${name('example')}\n  FROM ${rows.from}\n  WHERE ${by[0]!} IS NOT NULL\n  GROUP BY ${join(by, ', ')}\n  HAVING COUNT(*) > 1`,
});

const historyChecks = (
  linted: Linted,
  history: HistoryTable,
  { rows: customers, access }: Pick<Table, 'rows' | 'access'>,
): readonly Check[] => {
  const rows: Rows = {
    ...customers,
    path: 'customers.history',
    from: sql`${tableOf(history.table)} h`,
    row: 'h',
    whose: idOf(linted, sql`h.${name(history.id)}`),
  };
  const order = history.order === undefined ? [] : [columnIn(rows, history.order)];
  return [
    where(rows, 'bad-instant', 'at', sql`NOT ${isInstant(rows, history.at)}`),
    several('unordered-history', 'customers.history', {
      rows,
      by: [rows.whose, momentOf(rows, history.at), ...order],
    }),
    ...attributeChecks(linted, { rows, fields: history.attributes, access }),
  ];
};

/** Accounts, and customers of none that is there. */
const accountChecks = (linted: Linted, customers: Rows): readonly Check[] => {
  const { source, dialect } = linted;
  const { accounts } = source.customers;
  if (accounts === undefined) return [];
  const [id, by] = [idOf(linted, sql`a.${name(accounts.id)}`), columnIn(customers, accounts.by)];
  const rows: Rows = {
    ...customers,
    path: 'customers.accounts',
    from: sql`${tableOf(accounts.table)} a`,
    row: 'a',
    whose: id,
  };
  const joined = {
    ...customers,
    from: sql`${customers.from}${accountJoin({ source, dialect }, accounts)}`,
  };
  const isOfAccount = accountTest({ source, dialect });
  const access = accountAccess({ dialect: lenient(dialect) }, accounts);
  return [
    several('duplicate-account', 'customers.accounts.id', { rows, by: [id] }),
    where(joined, 'unknown-account', 'accounts.by', sql`${id} IS NULL AND NOT ${isEmpty(dialect, by)}`),
    ...attributeChecks(linted, {
      rows,
      fields: accounts.attributes,
      access: (field, part) => (isOfAccount(field) ? access(field, part) : null),
    }),
  ];
};

/** Aliases. */
export const identityChecks = ({ source, dialect }: Linted): readonly Check[] => {
  const { identity } = source;
  if (identity === undefined) return [];
  const alias = idOf({ source, dialect }, sql`i.${name(identity.alias)}`);
  return [
    {
      fault: 'duplicate-alias',
      place: 'identity.alias',
      query: sql`SELECT ${asText(dialect, alias)} AS ${name('example')}\n  FROM ${tableOf(identity.table)} i\n  WHERE ${alias} IS NOT NULL\n  GROUP BY ${alias}\n  HAVING COUNT(*) > 1`,
    },
  ];
};
