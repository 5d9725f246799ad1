import { own } from '../../internal/index.js';
import type { ColumnType, Dialect, InstantColumn } from '../dialects/dialect.js';
import { any, name, raw, type Sql, sql, when } from '../fragment.js';
import { type ColumnAs, columnOf, type SourceFields } from '../source.js';
import { exactText, largest, textOf } from './context.js';
import { type Lacking, requireColumns } from './lacking.js';

/**
 * What is read of a field: a value of one type, whether there is any, or what an instant may be made of (whole milliseconds, a number, or a
 * text). `has` is whether the field is spoken of at all, be it null.
 */
export type Part =
  | 'number'
  | 'text'
  | 'boolean'
  | 'list'
  | 'scalar'
  | 'present'
  | 'instantMs'
  | 'instantNumber'
  | 'instantText'
  | 'has'
  | SameAs;

/** What tells things apart (S32): of a field the part that its type has; a column without a type is compared as a text. */
type SameAs = 'sameNumber' | 'sameText' | 'sameBoolean';

/** The parts that together tell things apart. */
export const SAME_AS: readonly SameAs[] = ['sameNumber', 'sameText', 'sameBoolean'];

/** The type of column that holds a part of a field. */
export const PART_TYPES = {
  number: 'double',
  text: 'text',
  boolean: 'boolean',
  list: 'text',
  scalar: 'boolean',
  present: 'boolean',
  instantMs: 'integer',
  instantNumber: 'double',
  instantText: 'text',
  has: 'boolean',
  sameNumber: 'double',
  sameText: 'text',
  sameBoolean: 'boolean',
} as const satisfies Record<Part, ColumnType>;

/** What the column of a part is called beside another of the same field. */
export const PART_WORDS = {
  number: 'number',
  text: 'text',
  boolean: 'truth',
  list: 'list',
  scalar: 'there',
  present: 'there',
  instantMs: 'ms',
  instantNumber: 'number',
  instantText: 'text',
  has: 'said',
  sameNumber: 'same_number',
  sameText: 'same_text',
  sameBoolean: 'same_truth',
} as const satisfies Record<Part, string>;

/**
 * Reads a part of a field of a row; null where that is missing for every row. A field that a vocabulary has mapped need not be there by its own name.
 */
export type Access = (field: string, part: Part, isMapped?: boolean) => Sql | null;

/** Reads the fields of a table as the host has them. `row` is the alias of the table; `path` is said in errors. */
export const hostAccess = (
  fields: SourceFields | undefined,
  row: Sql,
  dialect: Dialect,
  path: string,
  lacking?: Lacking,
): Access => {
  if (fields === undefined) return () => null;
  const column = (of: string): Sql => sql`${row}.${name(of)}`;
  if ('json' in fields) {
    const json = dialect.json(column(fields.json), fields.as === 'text');
    return (field, part) => jsonPart(dialect, json, field, part);
  }
  return (field, part, isMapped = false) => {
    const given = own(fields.columns, field) as (typeof fields.columns)[string] | undefined;
    if (given === undefined && !isMapped) {
      const wanted = lacking ?? new Map();
      const at = `${path}.columns`;
      const { fields: named } = wanted.get(at) ?? { fields: new Set<string>() };
      wanted.set(at, { fields: named.add(field), known: Object.keys(fields.columns) });
      if (lacking === undefined) requireColumns(wanted);
    }
    if (given === null || given === undefined) return null;
    const { column: of, as } = columnOf(given);
    return COLUMN_PARTS[part]({ dialect, column: column(of), as });
  };
};

/** The value where it is finite; −0 is 0. */
const finite = (dialect: Dialect, piece: Sql): Sql => {
  const number = sql`${piece} + CAST(0 AS ${raw(dialect.types.double)})`;
  return when(sql`abs(${number}) <= ${largest(dialect)}`, number);
};

const asDouble = (dialect: Dialect, piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;

const jsonPart = (dialect: Dialect, json: Sql, field: string, part: Part): Sql | null => {
  switch (part) {
    case 'number':
    case 'sameNumber':
    case 'instantNumber':
      return dialect.jsonNumber(json, field);
    case 'text':
    case 'sameText':
    case 'instantText':
      return dialect.jsonText(json, field);
    case 'boolean':
    case 'sameBoolean':
      return dialect.jsonBoolean(json, field);
    case 'list':
      return dialect.jsonList(json, field);
    case 'instantMs':
      return null;
    case 'has':
      return dialect.jsonHas(json, field);
    case 'scalar':
    case 'present':
      return any(
        [
          dialect.jsonNumber(json, field),
          dialect.jsonText(json, field),
          dialect.jsonBoolean(json, field),
          ...(part === 'present' ? [dialect.jsonList(json, field)] : []),
        ].map((value) => sql`${value} IS NOT NULL`),
      );
  }
};

/** A column of the mapping: what it is called in the statement, and what it is said to hold. */
interface Column {
  readonly dialect: Dialect;
  readonly column: Sql;
  readonly as: ColumnAs | undefined;
}

const INSTANTS: readonly (ColumnAs | undefined)[] = [
  'timestamptz',
  'timestamp',
  'milliseconds',
  'seconds',
  'microseconds',
];

const isInstant = ({ as }: Column): boolean => INSTANTS.includes(as);

const milliseconds = ({ dialect, column, as }: Column): Sql =>
  dialect.milliseconds(column, (as ?? 'timestamptz') as InstantColumn);

/** Whether a column may be read so: it is said to be of the type, or nothing is said of it. */
const isOf = ({ as }: Column, type: ColumnAs): boolean => as === undefined || as === type;

const isThere = ({ dialect, column, as }: Column): Sql =>
  as === 'number' ? sql`${finite(dialect, column)} IS NOT NULL` : sql`${column} IS NOT NULL`;

/** The parts that a column of each type can give; of a column without a type, each as if it had that type. */
const COLUMN_PARTS: Readonly<Record<Part, (of: Column) => Sql | null>> = {
  has: () => raw('TRUE'),
  number: (of) => {
    if (isInstant(of)) return asDouble(of.dialect, milliseconds(of));
    if (of.as === 'integer') return asDouble(of.dialect, of.column);
    return isOf(of, 'number') ? finite(of.dialect, of.column) : null;
  },
  text: (of) => {
    if (!isOf(of, 'text')) return null;
    return of.as === 'text' ? textOf(of.dialect, of.column) : exactText(of.dialect, of.column);
  },
  sameNumber: (of) => (of.as === undefined ? null : COLUMN_PARTS.number(of)),
  sameText: (of) => (of.as === undefined ? textOf(of.dialect, of.column) : COLUMN_PARTS.text(of)),
  sameBoolean: (of) => (of.as === undefined ? null : COLUMN_PARTS.boolean(of)),
  boolean: (of) => (isOf(of, 'boolean') ? of.column : null),
  list: (of) => (isOf(of, 'list') ? of.dialect.list(of.column) : null),
  instantMs: (of) => (of.as === undefined || isInstant(of) ? milliseconds(of) : null),
  instantNumber: (of) => (of.as === 'number' || of.as === 'integer' ? COLUMN_PARTS.number(of) : null),
  instantText: (of) => (of.as === 'text' ? textOf(of.dialect, of.column) : null),
  scalar: (of) => (of.as === 'list' ? null : isThere(of)),
  present: isThere,
};
