import { idOf, tableOf } from '../compile/context.js';
import { hostAccess } from '../compile/fields.js';
import { modelAccess } from '../compile/vocabulary.js';
import { join, name, raw, sql } from '../fragment.js';
import type { SourceFields } from '../source.js';
import { fieldChecks, lenient, nulChecks, otherType } from './fields.js';
import { attributesRead, hostFieldsOf } from './reads.js';
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

/** Customers, their attributes and histories. */
export const customerChecks = (linted: Linted): readonly Check[] => {
  const { source, dialect, named, prepared } = linted;
  const { customers, vocabulary } = source;
  const { history } = customers;
  const id = idOf(linted, sql`c.${name(customers.id)}`);
  const rows: Rows = {
    dialect,
    path: 'customers',
    from: sql`${tableOf(customers.table)} c`,
    row: 'c',
    whose: id,
    only: undefined,
  };
  const reads = attributesRead(prepared);
  const ofFields = (of: Rows, fields: SourceFields | undefined): readonly Check[] => {
    const access = modelAccess(
      hostAccess(fields, raw(of.row), lenient(dialect), `source.${of.path}.attributes`),
      {
        vocabulary,
        dialect: lenient(dialect),
      },
    );
    const numbers = reads.flatMap((read) =>
      read.as === 'number' ? hostFieldsOf(read.name, vocabulary, 'attributes') : [],
    );
    return [
      ...fieldChecks(of, fields, { under: 'attributes', numbers, all: named.length === 0 }),
      ...(fields !== undefined && 'json' in fields
        ? reads.map((read) =>
            where(
              of,
              'other-type',
              `attributes.${read.name}`,
              otherType(read.as, (part) => access(read.name, part)),
            ),
          )
        : []),
    ];
  };
  const checks = [
    where(rows, 'no-customer-id', 'id', isEmpty(dialect, id)),
    {
      fault: 'duplicate-customer' as const,
      place: 'customers.id',
      query: sql`SELECT ${asText(dialect, id)} AS ${name('example')}\n  FROM ${rows.from}\n  WHERE ${id} IS NOT NULL\n  GROUP BY ${id}\n  HAVING COUNT(*) > 1`,
    },
    ...nulChecks(rows, [['id', customers.id]]),
    ...ofFields(rows, customers.attributes),
  ];
  if (history === undefined) return checks;
  const past: Rows = {
    ...rows,
    path: 'customers.history',
    from: sql`${tableOf(history.table)} h`,
    row: 'h',
    whose: idOf(linted, sql`h.${name(history.id)}`),
  };
  const by = join(
    [
      past.whose,
      momentOf(past, history.at),
      ...(history.order === undefined ? [] : [columnIn(past, history.order)]),
    ],
    ', ',
  );
  return [
    ...checks,
    where(past, 'bad-instant', 'at', sql`NOT ${isInstant(past, history.at)}`),
    {
      fault: 'unordered-history',
      place: 'customers.history',
      query: sql`SELECT ${asText(dialect, past.whose)} AS ${name('example')}\n  FROM ${past.from}\n  GROUP BY ${by}\n  HAVING COUNT(*) > 1`,
    },
    ...ofFields(past, history.attributes),
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
