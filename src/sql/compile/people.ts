import { EMPTY, int, isLeaf, join, name, raw, type Sql, sql, when } from '../fragment.js';
import { type Cte, chain, select } from './chain.js';
import { type Context, idOf, nothing, type People, readableTable } from './context.js';
import { accountTest, customerReader, historyAccess } from './customer-table.js';
import { type Access, PART_TYPES, PART_WORDS, type Part } from './fields.js';
import { ALWAYS, held } from './held.js';
import { instantColumn, typedValue } from './typed.js';
import { modelAccess } from './vocabulary.js';

/** The chain of customers; its first CTE reads the table, and joins what their histories say where there are any. */
export const people = (context: Context, called: string): People => {
  const { dialect, source, next } = context;
  const { customers, vocabulary } = source;
  const { access: plain, from } = customerReader(context);
  const isOfAccount = accountTest(context);
  const past = history(context, called);
  const since = held(context, called);
  const own = sql`c.${name(customers.id)}`;
  const id = idOf(context, own);
  const columns: Sql[] = [sql`${id} AS ${name('customer')}`];
  // The answer has the ids as they are, to be joined with what the host has.
  if (id !== own) columns.push(sql`${own} AS ${name('customer_id')}`);
  const known = new Map<string, Sql>();
  const taken = new Set<string>();

  // A field may be made of several of the host's: each is what it was as of the instant, and then they are brought to the model's names (S30).
  const heldAt =
    (asOf: number): Access =>
    (field, of) => {
      const now = plain(field, of);
      if (past === undefined || isOfAccount(field)) return now;
      const then = past.part(field, of, asOf);
      if (now === null && then === null) return null;
      return sql`CASE WHEN ${past.has(field, asOf)} = 1 THEN ${then ?? raw('NULL')} ELSE ${now ?? nothing(dialect, PART_TYPES[of])} END`;
    };

  const part = (attribute: string, of: Part, asOf: number): Sql | null => {
    const key = JSON.stringify([attribute, of, past === undefined ? 0 : asOf]);
    const same = known.get(key);
    if (same !== undefined) return same;
    const piece = modelAccess(heldAt(asOf), { vocabulary, dialect })(attribute, of);
    if (piece === null) return null;
    const named = next(taken.has(attribute) ? `${attribute}_${PART_WORDS[of]}` : attribute);
    taken.add(attribute);
    columns.push(sql`${piece} AS ${name(named)}`);
    const column = name(named, 1);
    known.set(key, column);
    return column;
  };

  const of = chain(
    {
      name: called,
      comment: 'Customers, with the attributes that are looked at.',
      further: { name: `${called}_read`, comment: 'What the attributes come to.' },
      first: () => {
        const joined = [[past, raw('h')] as const, [since, raw('g')] as const].map(([of, alias]) =>
          of?.used() === true
            ? sql`\n  LEFT JOIN ${name(of.name)} ${alias} ON ${alias}.${name('who')} = ${id}`
            : EMPTY,
        );
        return select(columns, sql`${from()}${join(joined, '')}`);
      },
    },
    context,
  );
  const attribute: People['attribute'] = (called, as, asOf) => {
    const value = typedValue(as, (each) => part(called, each, asOf), { of, dialect, called }, 'present');
    return isLeaf(value) ? value : of.column(as === undefined ? `has_${called}` : `${called}_${as}`, value);
  };
  return {
    id: id === own ? 'customer' : 'customer_id',
    chain: {
      ...of,
      ctes: () => [
        ...[past, since].flatMap((each) => (each?.used() === true ? each.ctes() : [])),
        ...of.ctes(),
      ],
    },
    attribute,
    heldSince: (called, as, asOf) => {
      const found = since?.since(called, as, asOf);
      if (found === undefined) return nothing(dialect, 'integer');
      const named = next(`${called}_held_from`);
      columns.push(sql`${found} AS ${name(named)}`);
      const [began, now] = [name(named, 1), attribute(called, as, asOf)];
      const isThere = as === undefined ? now : sql`${now} IS NOT NULL`;
      return of.column(`${called}_held_since`, when(sql`${isThere} AND ${began} > ${int(ALWAYS)}`, began));
    },
  };
};

/** What the histories say: of an attribute as of an instant, the latest row that speaks of it (S30). */
interface Past {
  readonly name: string;
  used(): boolean;
  /** 1 where some row speaks of the attribute. */
  has(attribute: string, asOf: number): Sql;
  /** What it says; null where it never says anything of the kind. */
  part(attribute: string, part: Part, asOf: number): Sql | null;
  ctes(): readonly Cte[];
}

const history = (context: Context, called: string): Past | undefined => {
  const { dialect, source, next } = context;
  const { history: table } = source.customers;
  if (table === undefined) return undefined;
  const access = historyAccess(context, table);
  const at = instantColumn(table.at, 'h', dialect);
  const first: Sql[] = [
    sql`${idOf(context, sql`h.${name(table.id)}`)} AS ${name('who')}`,
    sql`${at} AS ${name('when')}`,
    ...(table.order === undefined ? [] : [sql`h.${name(table.order)} AS ${name('order')}`]),
  ];
  const ranked: Sql[] = [];
  const found: Sql[] = [];
  const known = new Map<string, string>();
  const once = (key: readonly unknown[], meaning: string, make: (named: string) => void): string => {
    const text = JSON.stringify(key);
    const same = known.get(text);
    if (same !== undefined) return same;
    const named = next(meaning);
    known.set(text, named);
    make(named);
    return named;
  };
  const [changes, latest] = [`${called}_history`, `${called}_history_ranked`];

  const rank = (attribute: string, asOf: number): string =>
    once(['rank', attribute, asOf], `${attribute}_change_rank`, (named) => {
      const has = once(['has', attribute], `says_${attribute}`, (column) => {
        first.push(sql`COALESCE(${access(attribute, 'has') ?? raw('FALSE')}, FALSE) AS ${name(column)}`);
      });
      const speaks = sql`(${name(has)} AND ${name('when')} <= ${raw(String(asOf))})`;
      const last = sql`CASE WHEN ${name('order')} IS NULL THEN 1 ELSE 0 END ASC, ${name('order')} DESC`;
      const order = sql`${name('when')} DESC${table.order === undefined ? EMPTY : sql`, ${last}`}`;
      ranked.push(
        sql`CASE WHEN ${speaks} THEN ROW_NUMBER() OVER (PARTITION BY ${name('who')} ORDER BY CASE WHEN ${speaks} THEN 0 ELSE 1 END ASC, ${order}) END AS ${name(named)}`,
      );
    });
  const collect = (
    key: readonly unknown[],
    { ranking, called }: { readonly ranking: string; readonly called: string },
    value: Sql,
  ): Sql =>
    sql`h.${name(
      once(key, called, (named) => {
        found.push(sql`MAX(${when(sql`${name(ranking)} = 1`, value)}) AS ${name(named)}`);
      }),
    )}`;
  return {
    name: `${called}_past`,
    used: () => known.size > 0,
    has: (attribute, asOf) =>
      collect(
        ['any', attribute, asOf],
        { ranking: rank(attribute, asOf), called: `has_past_${attribute}` },
        raw('1'),
      ),
    part: (attribute, part, asOf) => {
      const read = access(attribute, part);
      if (read === null) return null;
      const value = once(['value', attribute, part], `changed_${attribute}_${PART_WORDS[part]}`, (named) => {
        first.push(sql`${read} AS ${name(named)}`);
      });
      // Truths have no greatest in every engine.
      const isTruth = PART_TYPES[part] === 'boolean';
      const picked = isTruth ? sql`CASE WHEN ${name(value)} THEN 1 ELSE 0 END` : name(value);
      const column = collect(
        ['part', attribute, part, asOf],
        { ranking: rank(attribute, asOf), called: `past_${attribute}_${PART_WORDS[part]}` },
        isTruth ? when(sql`${name(value)} IS NOT NULL`, picked) : picked,
      );
      return isTruth ? sql`(${column} = 1)` : column;
    },
    ctes: () => [
      {
        name: changes,
        query: select(first, sql`${readableTable(dialect, table.table, table.attributes)} h`),
        comment: 'Changes of attributes.',
      },
      {
        name: latest,
        query: select([raw('*'), ...ranked], name(changes)),
        comment: 'The changes of each customer, the last one before the instant that is asked first.',
      },
      {
        name: `${called}_past`,
        query: sql`${select([name('who'), ...found], name(latest))}\n  GROUP BY ${name('who')}`,
        comment: 'What the attributes of each customer were then.',
      },
    ],
  };
};
