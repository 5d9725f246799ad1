import { HabitusError } from '../internal/index.js';

/** The types of bound values. */
export type ParameterType = 'text' | 'number' | 'boolean';

/** A value that is bound, never printed. */
export interface Parameter {
  readonly type: ParameterType;
  readonly value: string | number | boolean;
}

/** A column by its name, quoted by the dialect when it is printed. */
interface Name {
  readonly name: string;
}

/**
 * A piece of SQL: text of the compiler's own, names and bound values. `level` is the step of a chain of CTEs after which all
 * columns that it names are there.
 */
export interface Sql {
  readonly parts: readonly (string | Parameter | Name)[];
  readonly level: number;
}

/** SQL from a template. What stands in `${}` is SQL itself: neither text nor a number can slip in. */
export const sql = (strings: TemplateStringsArray, ...inner: readonly Sql[]): Sql => {
  const parts: Sql['parts'][number][] = [];
  let level = 0;
  strings.forEach((text, i) => {
    if (i > 0) {
      const piece = inner[i - 1]!;
      parts.push(...piece.parts);
      level = Math.max(level, piece.level);
    }
    if (text !== '') parts.push(text);
  });
  return { parts, level };
};

/** Text of the compiler's or a dialect's own: keywords and functions. */
export const raw = (text: string): Sql => ({ parts: [text], level: 0 });

export const EMPTY: Sql = { parts: [], level: 0 };

const SAFE_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;

/** A name that is quoted; `level` says where the column is defined. Anything but a plain identifier is refused. */
export const name = (text: string, level = 0): Sql => {
  if (!SAFE_NAME.test(text))
    throw new HabitusError(
      'bad-value',
      `expected a plain name (letters, digits and _, at most 63), got ${JSON.stringify(text)}`,
    );
  return { parts: [{ name: text }], level };
};

/** A whole number by its digits: bounds, lengths and counts of the plan. */
export const int = (value: number): Sql => {
  if (!Number.isSafeInteger(value))
    throw new HabitusError('bad-value', `expected a whole number, got ${value}`);
  return raw(value < 0 ? `(${value})` : String(value + 0));
};

/** A text that is bound. NUL and half surrogates have no place in the texts of a database: they match nothing there. */
export const textValue = (value: string): Sql => ({ parts: [{ type: 'text', value }], level: 0 });

export const numberValue = (value: number): Sql => ({ parts: [{ type: 'number', value }], level: 0 });

export const booleanValue = (value: boolean): Sql => ({ parts: [{ type: 'boolean', value }], level: 0 });

/** A scalar, bound by its type. */
export const scalarValue = (value: string | number | boolean): Sql =>
  typeof value === 'string'
    ? textValue(value)
    : typeof value === 'number'
      ? numberValue(value)
      : booleanValue(value);

/** The pieces with a separator between them. */
export const join = (pieces: readonly Sql[], separator: string): Sql =>
  pieces.reduce((so, piece, i) => (i === 0 ? piece : sql`${so}${raw(separator)}${piece}`), EMPTY);

/** All of them; TRUE of none. */
export const all = (tests: readonly Sql[]): Sql =>
  tests.length === 0 ? raw('TRUE') : tests.length === 1 ? tests[0]! : sql`(${join(tests, ' AND ')})`;

/** Any of them; FALSE of none. */
export const any = (tests: readonly Sql[]): Sql =>
  tests.length === 0 ? raw('FALSE') : tests.length === 1 ? tests[0]! : sql`(${join(tests, ' OR ')})`;

/** The value where a test holds, NULL elsewhere. */
export const when = (test: Sql, value: Sql): Sql => sql`CASE WHEN ${test} THEN ${value} END`;

/** The same piece at another step: what a chain has made stands in the first CTE of the one that goes on from it. */
export const atLevel = (level: number, piece: Sql): Sql => ({ ...piece, level });

/** The same piece, needing no column: for what stands in a query of its own. */
export const closed = (piece: Sql): Sql => atLevel(0, piece);

/** A key that equal pieces share. */
export const keyOf = (piece: Sql): string => JSON.stringify(piece.parts);
