import type { ValueType } from '../../expression/index.js';
import { own } from '../../internal/index.js';
import { type HostField, hostSources } from '../../vocabulary/index.js';
import { all, any, int, join, name, raw, type Sql, sql, when } from '../fragment.js';
import { type Cte, chain, select } from './chain.js';
import { type Context, idOf, nothing, readableTable } from './context.js';
import { customerReader, historyAccess } from './customer-table.js';
import { PART_TYPES, PART_WORDS, type Part } from './fields.js';
import { union } from './tables.js';
import { instantColumn, typedValue } from './typed.js';
import { modelAccess } from './vocabulary.js';

/** Since when attributes have had their value, by what the histories say (S40), of the alias `g`. */
export interface Held {
  readonly name: string;
  used(): boolean;
  /** Where the value as of an instant began, {@link ALWAYS} where nothing is known of that; undefined where it never changes. */
  since(attribute: string, as: ValueType | undefined, asOf: number): Sql | undefined;
  ctes(): readonly Cte[];
}

/** The instant of what holds before any entry of a history: earlier than each that there is. */
export const ALWAYS = -8_640_000_000_000_001;

/** The parts that tell values of any type apart. */
const ANY = ['number', 'text', 'boolean', 'list'] as const;

/** The values by which an attribute is compared: one where it is read as a type, one a type otherwise. Truths are numbers. */
const comparable = (
  as: ValueType | undefined,
  read: (part: Part) => Sql | null,
  of: Parameters<typeof typedValue>[2],
): readonly Sql[] =>
  (as === undefined ? ANY : [as]).map((type) => {
    const value =
      as === undefined
        ? (read(type as Part) ?? nothing(of.dialect, PART_TYPES[type as Part]))
        : typedValue(type, read, of, 'present');
    return type === 'boolean' ? numberOf(value) : value;
  });

/** A truth as 1 or 0. */
const numberOf = (truth: Sql): Sql => sql`CASE WHEN ${truth} THEN 1 WHEN NOT ${truth} THEN 0 END`;

/** Whether two lists of comparable values say the same. */
const isSameAs = (a: readonly Sql[], b: readonly Sql[]): Sql =>
  all(a.map((value, i) => sql`COALESCE(${value} = ${b[i]!}, ${value} IS NULL AND ${b[i]!} IS NULL)`));

/** A column of the entries: what a row of the history has for it, and what the table of customers has. */
interface Said {
  readonly named: string;
  readonly entry: Sql;
  readonly plain: Sql;
}

/** The histories of attributes of which is asked since when they have held; undefined where there are none. */
export const held = (context: Context, called: string): Held | undefined => {
  const { dialect, source, next } = context;
  const { customers, vocabulary } = source;
  const { history: table } = customers;
  if (table === undefined) return undefined;
  const entry = historyAccess(context, table);
  const { access: plain, from } = customerReader(context);
  const [who, at, order] = [name('who', 1), name('when', 1), name('order', 1)];
  const columns: Said[] = [
    {
      named: 'who',
      entry: idOf(context, sql`h.${name(table.id)}`),
      plain: idOf(context, sql`c.${name(customers.id)}`),
    },
    { named: 'when', entry: instantColumn(table.at, 'h', dialect), plain: int(ALWAYS) },
    ...(table.order === undefined
      ? []
      : [{ named: 'order', entry: sql`h.${name(table.order)}`, plain: raw('NULL') }]),
  ];
  // What holds for all times stands before the first entry, as one that speaks of everything.
  const rows = chain(
    {
      name: `${called}_held`,
      comment: 'What attributes were, and since when: for all times, and by each change.',
      further: { name: `${called}_held_read`, comment: 'Where a value begins: it is another than before.' },
      first: () => {
        const picked = (side: 'entry' | 'plain'): readonly Sql[] =>
          columns.map((each) => sql`${each[side]} AS ${name(each.named)}`);
        return union([
          select(picked('entry'), sql`${readableTable(dialect, table.table, table.attributes)} h`),
          select(picked('plain'), from()),
        ]);
      },
    },
    context,
  );
  const said = (meaning: string, of: Omit<Said, 'named'>): Sql => {
    const named = next(meaning);
    columns.push({ ...of, named });
    return name(named, 1);
  };
  const lastOf = (side: 'ASC' | 'DESC'): readonly Sql[] =>
    table.order === undefined
      ? []
      : [sql`CASE WHEN ${order} IS NULL THEN 0 ELSE 1 END ${raw(side)}`, sql`${order} ${raw(side)}`];

  /** Whether an entry says something of a field of the host. */
  const speaksOf = (field: string, asOf: number): Sql => {
    const has = said(`says_${field}`, {
      entry: sql`COALESCE(${entry(field, 'has') ?? raw('FALSE')}, FALSE)`,
      plain: raw('TRUE'),
    });
    return rows.column(`counts_for_${field}`, sql`(${has} AND ${at} <= ${int(asOf)})`);
  };
  /** What a field is as of each entry: what the last one says that speaks of it. Where only those are looked at, it is what they say. */
  const fieldAt = (field: string, speaks: Sql, isOne: boolean): ((part: Part) => Sql | null) => {
    const sofar = join([sql`${at} ASC`, ...lastOf('ASC')], ', ');
    const turn = (): Sql =>
      rows.column(
        `${field}_turn`,
        sql`COUNT(${when(speaks, int(1))}) OVER (PARTITION BY ${who} ORDER BY ${sofar} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
      );
    return (part) => {
      const [changed, always] = [entry(field, part), plain(field, part)];
      if (changed === null && always === null) return null;
      const none = nothing(dialect, PART_TYPES[part]);
      const value = said(`said_${field}_${PART_WORDS[part]}`, {
        entry: changed ?? none,
        plain: always ?? none,
      });
      if (isOne) return value;
      // Truths have no greatest in every engine.
      const isTruth = PART_TYPES[part] === 'boolean';
      const picked = isTruth ? numberOf(value) : value;
      const carried = rows.column(
        `${field}_so_far`,
        sql`MAX(${when(speaks, picked)}) OVER (PARTITION BY ${who}, ${turn()})`,
      );
      return isTruth ? sql`(${carried} = 1)` : carried;
    };
  };

  const found: Sql[] = [];
  const since: Held['since'] = (attribute, as, asOf) => {
    const mapped = own(vocabulary?.attributes ?? {}, attribute) as HostField | undefined;
    const names = mapped === undefined ? [attribute] : hostSources(mapped);
    if (names.length === 0) return undefined;
    const speaksOfEach = names.map((field) => speaksOf(field, asOf));
    const fields = new Map(
      names.map((field, i) => [field, fieldAt(field, speaksOfEach[i]!, names.length === 1)]),
    );
    const access = modelAccess((field, part) => fields.get(field)!(part), { vocabulary, dialect });
    const speaks = rows.column(`says_${attribute}`, any(speaksOfEach));
    // Of entries at one instant only the last one has ever held.
    const latest = join(table.order === undefined ? [sql`${at} ASC`] : lastOf('DESC'), ', ');
    const place = rows.column(
      `${attribute}_last_at_that_instant`,
      sql`ROW_NUMBER() OVER (PARTITION BY ${who}, ${at}, ${speaks} ORDER BY ${latest})`,
    );
    const counts = rows.column(`is_change_of_${attribute}`, sql`(${speaks} AND ${place} = 1)`);
    const read = (part: Part): Sql | null => access(attribute, part);
    const values = comparable(as, read, { of: rows, dialect, called: attribute }).map((value) =>
      rows.column(`${attribute}_then`, value),
    );
    const over = sql`OVER (PARTITION BY ${who}, ${counts} ORDER BY ${at} ASC`;
    const before = values.map((value) =>
      rows.column(
        `${attribute}_before`,
        sql`MAX(${value}) ${over} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)`,
      ),
    );
    const nth = rows.column(`nth_of_${attribute}`, sql`ROW_NUMBER() ${over})`);
    const begins = sql`${counts} AND (${nth} = 1 OR NOT ${isSameAs(values, before)})`;
    const named = next(`${attribute}_since`);
    found.push(sql`MAX(${when(begins, at)}) AS ${name(named)}`);
    return sql`g.${name(named)}`;
  };
  const past = `${called}_held_since`;
  return {
    name: past,
    used: () => found.length > 0,
    since,
    ctes: () => {
      const ctes = rows.ctes();
      const query = sql`${select([name('who'), ...found], name(ctes.at(-1)!.name))}\n  GROUP BY ${name('who')}`;
      return [...ctes, { name: past, query, comment: 'Since when each customer has had the value.' }];
    },
  };
};
