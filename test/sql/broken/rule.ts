import type { Dialect } from 'habitus/sql';

/** A rule that is broken on purpose, in the dialect or in the text of the statement, and a case that shows it. */
export interface BrokenRule {
  readonly title: string;
  readonly dialect?: Partial<Dialect>;
  /** The text of a statement on one line, written as DuckDB would, becomes another. */
  readonly text?: (text: string) => string;
  /** The engines on which it can be broken so: elsewhere it is said in other words. Absent: all of them. */
  readonly on?: readonly ('DuckDB' | 'PostgreSQL' | 'ClickHouse')[];
  /** A case of the table that tells. */
  readonly caughtBy: string;
}

/** What a column is called says what it means in this statement; a rule says by `"role_\\d+"` that any will do. */
const anyName = (from: RegExp | string): RegExp | string =>
  typeof from === 'string'
    ? from
    : new RegExp(
        from.source.replaceAll(/"(?:\(\?:[\w|]+\)|[a-z]+(?:_[a-z]+)*)_\\d\+"/g, '"\\w+"'),
        from.flags,
      );

/** Puts something else in the place of whatever is found. */
export const swap =
  (from: RegExp | string, to: string | ((...found: string[]) => string)) =>
  (text: string): string =>
    text.replaceAll(anyName(from), to as string);

/** A statement on one line, without its comments. */
export const onOneLine = (text: string): string =>
  text
    .replaceAll(/^\s*--.*$|\/\*.*?\*\//gm, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')');
