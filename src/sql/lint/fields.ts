import type { Part } from '../compile/fields.js';
import type { Dialect } from '../dialects/dialect.js';
import { any, raw, type Sql, sql } from '../fragment.js';
import { columnOf, type SourceFields } from '../source.js';
import { asText, type Check, columnIn, type Rows, where } from './rows.js';

/** What columns may hold that has no meaning: numbers that are not finite, NUL, texts that are no JSON. */
export const fieldChecks = (
  rows: Rows,
  fields: SourceFields | undefined,
  {
    under,
    numbers,
    all: everything,
  }: { readonly under: string; readonly numbers: readonly string[]; readonly all: boolean },
): readonly Check[] => {
  const { dialect } = rows;
  if (fields === undefined) return [];
  if ('json' in fields) {
    const { isJson } = dialect;
    if (fields.as !== 'text' || isJson === undefined) return [];
    const text = columnIn(rows, fields.json);
    return [where(rows, 'invalid-json', under, sql`${text} IS NOT NULL AND NOT ${isJson(text)}`)];
  }
  const columns = Object.entries(fields.columns).flatMap(([field, column]) =>
    column === null ? [] : [{ field, ...columnOf(column) }],
  );
  const largest = sql`CAST(1.7976931348623157e308 AS ${raw(dialect.types.double)})`;
  return [
    ...columns
      .filter(
        ({ field, as }) =>
          (as === 'number' && everything) || ((as ?? 'number') === 'number' && numbers.includes(field)),
      )
      .map(({ field, column }) => {
        const number = columnIn(rows, column);
        return where(
          rows,
          'not-finite',
          `${under}.${field}`,
          sql`CASE WHEN ${number} IS NULL OR abs(${number}) <= ${largest} THEN FALSE ELSE TRUE END`,
        );
      }),
    ...nulChecks(
      rows,
      columns.flatMap(({ field, column, as }) =>
        as === 'text' ? [[`${under}.${field}`, column] as const] : [],
      ),
    ),
  ];
};

/** Looks for NUL characters in columns; none where the engine has no such texts. */
export const nulChecks = (
  rows: Rows,
  columns: readonly (readonly [place: string, column: string])[],
): readonly Check[] => {
  const { hasNul } = rows.dialect;
  if (hasNul === undefined) return [];
  return columns.map(([place, column]) =>
    where(
      rows,
      'nul-character',
      place,
      sql`COALESCE(${hasNul(asText(rows.dialect, columnIn(rows, column)))}, FALSE)`,
    ),
  );
};

/** A value that is there, but not of the type in which it is read. */
export const otherType = (as: string, read: (part: Part) => Sql | null): Sql => {
  const parts: readonly Part[] =
    as === 'instant' ? ['instantMs', 'instantNumber', 'instantText'] : [as as Part];
  const found = parts.flatMap((part) => read(part) ?? []).map((value) => sql`${value} IS NOT NULL`);
  return sql`(COALESCE(${read('present') ?? raw('FALSE')}, FALSE) AND NOT ${any(found)})`;
};

/** The dialect, for which a text that is no JSON is NULL: looking must not end where the query would. */
export const lenient = (dialect: Dialect): Dialect => {
  const { isJson } = dialect;
  if (isJson === undefined) return dialect;
  return {
    ...dialect,
    json: (column, asText) =>
      dialect.json(asText ? sql`CASE WHEN ${isJson(column)} THEN ${column} END` : column, asText),
  };
};
