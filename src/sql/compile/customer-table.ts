import { own } from '../../internal/index.js';
import { name, raw, type Sql, sql } from '../fragment.js';
import { type AccountTable, accountNames, type HistoryTable } from '../source.js';
import { type Context, readableTable, textOf } from './context.js';
import { type Access, hostAccess } from './fields.js';

type Read = Pick<Context, 'dialect' | 'source' | 'lacking'>;

/** How the table of customers is read: the alias is `c`, and `a` that of their accounts, which are joined where something is asked of them. */
export interface CustomerReader {
  readonly access: Access;
  from(): Sql;
}

/** A reader of the table of customers. */
export const customerReader = (context: Read): CustomerReader => {
  const { customers } = context.source;
  const { accounts } = customers;
  const isOfAccount = accountTest(context);
  const ofCustomer = hostAccess(
    customers.attributes,
    raw('c'),
    context.dialect,
    'source.customers.attributes',
    context.lacking,
  );
  const ofAccount = accounts && accountAccess(context, accounts);
  let isJoined = false;
  return {
    access: (field, part) => {
      if (ofAccount === undefined || !isOfAccount(field)) return ofCustomer(field, part);
      const piece = ofAccount(field, part);
      if (piece !== null) isJoined = true;
      return piece;
    },
    from: () => {
      const table = sql`${readableTable(context.dialect, customers.table, customers.attributes)} c`;
      return accounts !== undefined && isJoined ? sql`${table}${accountJoin(context, accounts)}` : table;
    },
  };
};

/** Reads what customers have themselves, of the alias `c`; nothing of their account. */
export const ownAccess = (context: Read): Access => {
  const { attributes } = context.source.customers;
  const isOfAccount = accountTest(context);
  const access = hostAccess(
    attributes,
    raw('c'),
    context.dialect,
    'source.customers.attributes',
    context.lacking,
  );
  return (field, part) => (isOfAccount(field) ? null : access(field, part));
};

/** Reads entries of a history, of the alias `h`: none says anything of an account. */
export const historyAccess = (context: Read, { attributes }: HistoryTable): Access => {
  const isOfAccount = accountTest(context);
  const access = hostAccess(
    attributes,
    raw('h'),
    context.dialect,
    'source.customers.history.attributes',
    context.lacking,
  );
  return (field, part) => (isOfAccount(field) ? null : access(field, part));
};

/** Whether a field of customers is one of their account. */
export const accountTest = ({ source }: Read): ((field: string) => boolean) => {
  const names = new Set(accountNames(source.customers.accounts));
  return (field) => names.has(field);
};

/** Reads what customers have of their account, of the alias `a`. */
export const accountAccess = (
  { dialect, lacking }: Pick<Read, 'dialect' | 'lacking'>,
  { attributes }: AccountTable,
): Access => {
  const access = hostAccess(attributes, raw('a'), dialect, 'source.customers.accounts.attributes', lacking);
  return 'json' in attributes ? (field, part) => access(own(attributes.keys, field) as string, part) : access;
};

/** The accounts, to be joined to customers of the alias `c`: by their ids as texts, since another system may keep them as another type. */
export const accountJoin = ({ dialect, source }: Read, { table, id, by, attributes }: AccountTable): Sql => {
  const [theirs, ours] = [sql`a.${name(id)}`, sql`c.${name(by)}`].map((column) =>
    source.exactIds === true ? column : textOf(dialect, column),
  ) as [Sql, Sql];
  return sql`\n  LEFT JOIN ${readableTable(dialect, table, attributes)} a ON ${theirs} = ${ours}`;
};
