import type { ValueType } from '../../expression/index.js';
import { own, refuse } from '../../internal/index.js';
import type { HostField } from '../../vocabulary/index.js';
import { all, EMPTY, name, raw, type Sql, sql, when } from '../fragment.js';
import { type Cte, chain, select } from './chain.js';
import { type Context, idOf, nothing, readableTable } from './context.js';
import { hostAccess, PART_TYPES, type Part } from './fields.js';
import { instantColumn, typedValue } from './typed.js';
import { modelAccess } from './vocabulary.js';

/** What the histories say of how long an attribute has had its value (S40), of the alias `g`. */
export interface Held {
  readonly name: string;
  used(): boolean;
  /** Where the present value began, where the history began, and with which values; undefined where no history speaks of it. */
  since(
    attribute: string,
    as: ValueType | undefined,
    asOf: number,
  ): { readonly since: Sql; readonly begins: Sql; readonly values: readonly Sql[] } | undefined;
  ctes(): readonly Cte[];
}

/** The parts that tell values of any type apart. */
const ANY = ['number', 'text', 'boolean', 'list'] as const;

/** The values by which an attribute is compared: one where it is read as a type, one a type otherwise. Truths are numbers. */
export const comparable = (
  as: ValueType | undefined,
  read: (part: Part) => Sql | null,
  of: Parameters<typeof typedValue>[2],
): readonly Sql[] =>
  (as === undefined ? ANY : [as]).map((type) => {
    const value =
      as === undefined
        ? (read(type as Part) ?? nothing(of.dialect, PART_TYPES[type as Part]))
        : typedValue(type, read, of, 'present');
    return type === 'boolean' ? sql`CASE WHEN ${value} THEN 1 WHEN NOT ${value} THEN 0 END` : value;
  });

/** Whether two lists of comparable values say the same. */
export const isSameAs = (a: readonly Sql[], b: readonly Sql[]): Sql =>
  all(a.map((value, i) => sql`COALESCE(${value} = ${b[i]!}, ${value} IS NULL AND ${b[i]!} IS NULL)`));

/** The host's fields that an attribute of the model is made of. */
const fieldsOf = (mapped: HostField): readonly string[] => {
  if (typeof mapped === 'string') return [mapped];
  if ('value' in mapped) return [];
  if ('firstOf' in mapped) return [...new Set(mapped.firstOf.flatMap(fieldsOf))];
  return mapped.currency === undefined ? [mapped.from] : [mapped.from, mapped.currency];
};

/** The histories of attributes of which is asked since when they have held; undefined where there are none. */
export const held = (context: Context, called: string): Held | undefined => {
  const { dialect, source, next } = context;
  const { customers, vocabulary } = source;
  const { history: table } = customers;
  if (table === undefined) return undefined;
  const host = hostAccess(table.attributes, raw('h'), dialect, 'source.customers.history.attributes');
  const access = modelAccess(host, { vocabulary, dialect });
  const [who, at] = [name('who', 1), name('when', 1)];
  const first: Sql[] = [
    sql`${idOf(context, sql`h.${name(table.id)}`)} AS ${name('who')}`,
    sql`${instantColumn(table.at, 'h', dialect)} AS ${name('when')}`,
    ...(table.order === undefined ? [] : [sql`h.${name(table.order)} AS ${name('order')}`]),
  ];
  const found: Sql[] = [];
  const read = (piece: Sql | null): Sql | null => {
    if (piece === null) return null;
    const named = next('said');
    first.push(sql`${piece} AS ${name(named)}`);
    return name(named, 1);
  };
  const rows = chain(
    {
      name: `${called}_held`,
      comment: 'since when attributes have held',
      first: () => select(first, sql`${readableTable(dialect, table.table, table.attributes)} h`),
    },
    context,
  );
  const collect = (prefix: string, value: Sql): Sql => {
    const named = next(prefix);
    found.push(sql`${value} AS ${name(named)}`);
    return sql`g.${name(named)}`;
  };
  const latest =
    table.order === undefined
      ? sql`${at}`
      : sql`CASE WHEN ${name('order', 1)} IS NULL THEN 1 ELSE 0 END ASC, ${name('order', 1)} DESC`;

  const since: Held['since'] = (attribute, as, asOf) => {
    const mapped = own(vocabulary?.attributes ?? {}, attribute) as HostField | undefined;
    const fields = mapped === undefined ? [attribute] : fieldsOf(mapped);
    if (fields.length > 1)
      refuse(
        'bad-value',
        'an attribute that is made of one field of the host, to say since when it has held',
        fields,
        attribute,
      );
    const has = fields.length === 0 ? null : read(host(fields[0]!, 'has'));
    if (has === null) return undefined;
    const speaks = rows.column('speaks', sql`(COALESCE(${has}, FALSE) AND ${at} <= ${raw(String(asOf))})`);
    const place = rows.column(
      'place',
      sql`ROW_NUMBER() OVER (PARTITION BY ${who}, ${at}, ${speaks} ORDER BY ${latest})`,
    );
    // Of entries at one instant only the last one has ever held.
    const counts = rows.column('counts', sql`(${speaks} AND ${place} = 1)`);
    const values = comparable(as, (part) => read(access(attribute, part)), { of: rows, dialect }).map(
      (value) => rows.column('held', value),
    );
    const over = sql`OVER (PARTITION BY ${who}, ${counts} ORDER BY ${at} ASC`;
    const before = values.map((value) =>
      rows.column('before', sql`MAX(${value}) ${over} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)`),
    );
    const nth = rows.column('nth', sql`ROW_NUMBER() ${over})`);
    const begins = sql`${counts} AND (${nth} = 1 OR NOT ${isSameAs(values, before)})`;
    return {
      since: collect('since', sql`MAX(${when(begins, at)})`),
      begins: collect('begins', sql`MIN(${when(counts, at)})`),
      values: values.map((value) =>
        collect('began', sql`MAX(${when(sql`${counts} AND ${nth} = 1`, value)})`),
      ),
    };
  };
  const past = `${called}_held_since`;
  return {
    name: past,
    used: () => found.length > 0,
    since,
    ctes: () => {
      const ctes = rows.ctes();
      const query = sql`${select([name('who'), ...found], name(ctes.at(-1)!.name))}\n  GROUP BY ${name('who')}${EMPTY}`;
      return [...ctes, { name: past, query }];
    },
  };
};
