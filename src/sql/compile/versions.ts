import { RELEASED, VERSION, VERSION_NUMBERS } from '../../internal/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { int, isLeaf, raw, type Sql, sql, when } from '../fragment.js';

/** What makes columns, so that nothing is worked out twice. */
type Column = (prefix: string, piece: Sql) => Sql;

/** Nine digits a number, and a blank between two. */
const LENGTH = VERSION_NUMBERS * 10 - 1;

const ABSENT = '.0'.repeat(VERSION_NUMBERS - 1);

const nineDigits = (digits: Sql, { substring, length }: Dialect): Sql =>
  substring(sql`('000000000' || ${digits})`, sql`${length(digits)} + 1`, int(9));

/** A whole number behind its length, or a text; numbers come first. */
const partOfPre = (part: Sql, dialect: Dialect): Sql => {
  const digits = dialect.without(part, '^0+');
  const size = sql`CAST(${dialect.length(digits)} AS ${raw(dialect.types.text)})`;
  return sql`CASE WHEN ${dialect.matches(part, '[0-9]+')} THEN '0' || ${nineDigits(size, dialect)} || ${digits} ELSE '1' || ${part} END`;
};

/**
 * A text as the key by which versions are ordered, byte by byte, as `versionKey` makes it of a literal; NULL of a text that
 * is no version (S38).
 */
export const versionKeyOf = (given: Sql, column: Column, dialect: Dialect): Sql => {
  const { matches, without, parts, substring, length, collate } = dialect;
  const text = isLeaf(given) ? given : column('text', given);
  const version = column('version', when(matches(text, VERSION), without(text, '^v|[+].*')));
  const numbers = column('numbers', without(version, '-.*'));
  const all = parts(sql`(${numbers} || ${raw(`'${ABSENT}'`)})`, (part) => nineDigits(part, dialect));
  const padded = column('padded', substring(all, int(1), int(LENGTH)));
  const rest = substring(version, sql`${length(numbers)} + 2`, length(version));
  const pre = column(
    'pre',
    sql`CASE WHEN ${length(version)} = ${length(numbers)} THEN ${raw(`'${RELEASED}'`)} ELSE ${parts(rest, (part) => partOfPre(part, dialect))} END`,
  );
  return sql`(${padded} || ' ' || ${pre})${raw(collate)}`;
};
