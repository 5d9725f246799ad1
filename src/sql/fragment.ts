import { HabitusError, refuse } from '../internal/index.js';

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

/** What SQL is made of in the end: text of the compiler's own, names and bound values. */
export type Leaf = string | Parameter | Name;

/**
 * A piece of SQL, made of leaves and of other pieces, which are shared and never copied: a statement is flattened once, when it is
 * printed. `level` is the step of a chain of CTEs after which all columns that it names are there.
 */
export interface Sql {
  readonly pieces: readonly (Leaf | Sql)[];
  /** How many leaves it has. */
  readonly size: number;
  readonly level: number;
}

const leaf = (of: Leaf, level = 0): Sql => ({ pieces: [of], size: 1, level });

/** Pieces one after the other. */
const rope = (pieces: readonly (string | Sql)[]): Sql => {
  let [size, level] = [0, 0];
  for (const piece of pieces) {
    size += typeof piece === 'string' ? 1 : piece.size;
    if (typeof piece !== 'string' && piece.level > level) level = piece.level;
  }
  return { pieces, size, level };
};

/**
 * SQL from a template, for a dialect of one's own. What stands in `${}` is SQL itself: neither text nor a number can slip in.
 *
 * @example
 * ```ts
 * import { defineDialect, postgres, sql } from 'habitus/sql';
 * const elephant = defineDialect(postgres, { name: 'elephant', lower: (text) => sql`lower(${text} COLLATE "C")` });
 * elephant.name; //=> 'elephant'
 * ```
 * @see `docs/warehouse/dialect.md`
 */
export const sql = (strings: TemplateStringsArray, ...inner: readonly Sql[]): Sql => {
  const pieces: (string | Sql)[] = [];
  strings.forEach((text, i) => {
    if (i > 0) pieces.push(isSql(inner[i - 1]) ? inner[i - 1]! : refuse('bad-value', EXPECTED, inner[i - 1]));
    if (text !== '') pieces.push(text);
  });
  return rope(pieces);
};

const isSql = (piece: unknown): boolean => typeof piece === 'object' && piece !== null && 'pieces' in piece;

const EXPECTED = 'SQL that sql`…`, textValue or raw has made';

/** The leaves of a piece in the order of the text. Without recursion: pieces may be nested as deep as a definition. */
export const leavesOf = (piece: Sql): readonly Leaf[] => {
  const leaves: Leaf[] = [];
  const open: { readonly pieces: Sql['pieces']; next: number }[] = [{ pieces: piece.pieces, next: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const each = top.pieces[top.next++];
    if (each === undefined) open.pop();
    else if (typeof each === 'object' && 'pieces' in each) open.push({ pieces: each.pieces, next: 0 });
    else leaves.push(each);
  }
  return leaves;
};

/** Whether a piece is a single leaf, such as a column or a value: putting it in two places repeats no calculation. */
export const isLeaf = ({ size }: Sql): boolean => size === 1;

/**
 * Text of the compiler's or a dialect's own, as it stands: keywords and functions. Never anything that comes from a definition.
 *
 * @example
 * ```ts
 * import { raw, sql } from 'habitus/sql';
 * const order = raw(1 > 0 ? 'ASC' : 'DESC');
 * sql`${order}`.level; //=> 0
 * ```
 */
export const raw = (text: string): Sql => leaf(text);

/** No SQL at all. */
export const EMPTY: Sql = rope([]);

const SAFE_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/;

/** A name that is quoted; `level` says where the column is defined. Anything but a plain identifier is refused. */
export const name = (text: string, level = 0): Sql => {
  if (!SAFE_NAME.test(text))
    throw new HabitusError(
      'bad-value',
      `expected a plain name (letters, digits and _, at most 63), got ${JSON.stringify(text)}`,
    );
  return leaf({ name: text }, level);
};

/** A whole number by its digits: bounds, lengths and counts of the plan. */
export const int = (value: number): Sql => {
  if (!Number.isSafeInteger(value))
    throw new HabitusError('bad-value', `expected a whole number, got ${value}`);
  return raw(value < 0 ? `(${value})` : String(value + 0));
};

/**
 * A text that is bound, as a dialect needs it for a key of JSON. NUL and half surrogates have no place in the texts of a database: they match nothing there.
 *
 * @example
 * ```ts
 * import { sql, textValue } from 'habitus/sql';
 * sql`json_value(x, ${textValue('plan')})`.level; //=> 0
 * ```
 */
export const textValue = (value: string): Sql => leaf({ type: 'text', value });

/** A number that is bound. */
export const numberValue = (value: number): Sql => leaf({ type: 'number', value });

/** A truth that is bound. */
export const booleanValue = (value: boolean): Sql => leaf({ type: 'boolean', value });

/** A scalar, bound by its type. */
export const scalarValue = (value: string | number | boolean): Sql =>
  typeof value === 'string'
    ? textValue(value)
    : typeof value === 'number'
      ? numberValue(value)
      : booleanValue(value);

/** The pieces with a separator between them. */
export const join = (pieces: readonly Sql[], separator: string): Sql =>
  rope(pieces.flatMap((piece, i) => (i === 0 || separator === '' ? [piece] : [separator, piece])));

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
export const keyOf = (piece: Sql): string => JSON.stringify(leavesOf(piece));
