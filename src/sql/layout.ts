import { int, join, raw, type Sql, sql } from './fragment.js';

/** What goes on in the next lines stands further in than a column. */
const LINE = '\n      ';
const END = '\n    ';

/** A CASE of branches, `WHEN … THEN …`; each has its line where they are more than two. */
export const cases = (branches: readonly Sql[], otherwise?: Sql): Sql => {
  const all = otherwise === undefined ? branches : [...branches, sql`ELSE ${otherwise}`];
  return branches.length > 2
    ? sql`CASE${raw(LINE)}${join(all, LINE)}${raw(END)}END`
    : sql`CASE ${join(all, ' ')} END`;
};

const IN_A_LINE = 4;

/** Whether a value is one of some others. */
export const isOneOf = (value: Sql, others: readonly Sql[]): Sql => {
  if (others.length === 0) return raw('FALSE');
  if (others.length === 1) return sql`${value} = ${others[0]!}`;
  if (others.length <= IN_A_LINE) return sql`${value} IN (${join(others, ', ')})`;
  const lines = Array.from({ length: Math.ceil(others.length / IN_A_LINE) }, (_, i) =>
    join(others.slice(i * IN_A_LINE, (i + 1) * IN_A_LINE), ', '),
  );
  return sql`${value} IN (${raw(LINE)}${join(lines, `,${LINE}`)}${raw(END)})`;
};

/** The last instant that a date can say. */
const LAST = 8_640_000_000_000_000;

/** Milliseconds of an instant, and the date for whoever reads them. */
export const instant = (ms: number): Sql =>
  Math.abs(ms) > LAST ? int(ms) : sql`${int(ms)} /* ${raw(new Date(ms).toISOString())} */`;

/** Words for a comment: letters, digits and plain marks, so that nothing in a definition can end it or look like a parameter. */
export const plain = (words: string): string => {
  const text = words
    .replace(/["'`\u2018\u2019\u201c\u201d]/g, '')
    .split(/[;:\n]/)
    .map((part) => part.trim())
    .join(', ')
    .replace(/[^A-Za-z0-9_ .,()%+-]/g, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/ +/g, ' ')
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)} ...` : text;
};
