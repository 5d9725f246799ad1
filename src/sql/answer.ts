import { refuse } from '../internal/index.js';
import type { Compiled } from './compile/statement.js';
import type { Dialect } from './dialects/dialect.js';
import { join, name, raw, type Sql, sql, textValue } from './fragment.js';
import type { Named } from './named.js';

/** What an answer is a row of. */
export type AnswerAs = 'rows' | 'members' | 'counts';

/** How an answer is selected. */
interface Answering {
  readonly dialect: Dialect;
  readonly named: Named;
  /** A column before all others, with its comma; or nothing. */
  readonly lead: Sql;
}

/** The last SELECT of a statement. */
export const answer = (
  { from, id: own, answers }: Compiled,
  as: AnswerAs,
  { dialect, named, lead }: Answering,
): Sql => {
  const id = sql`${lead}${own} AS ${name('customer_id')}`;
  const column = (value: Sql, type: string): Sql => (type === 'boolean' ? dialect.truth(value) : value);
  switch (as) {
    case 'rows': {
      const columns = answers.map(({ key, value, type }) => sql`${column(value, type)} AS ${name(key)}`);
      return sql`SELECT\n  ${join([id, ...columns], ',\n  ')}\nFROM ${from}`;
    }
    case 'members':
      return join(
        answers.map(
          ({ key, value }) =>
            sql`SELECT ${id}, ${textValue(key)} AS ${name('segment')} FROM ${from}\nWHERE ${value}`,
        ),
        '\nUNION ALL\n',
      );
    case 'counts': {
      // As doubles, which every client answers as numbers: they are exact up to 2⁵³, more rows than a table can have.
      const counted = (of: Sql, key: string): Sql =>
        sql`CAST(COUNT(${of}) AS ${raw(dialect.types.double)}) AS ${name(key)}`;
      const columns = answers.map(({ key, value, type }, i) => {
        const isIn =
          type === 'boolean' && named[i]![1].kind === 'segment' ? value : sql`${value} IS NOT NULL`;
        return counted(sql`CASE WHEN ${isIn} THEN 1 END`, key);
      });
      const all = sql`${lead}${counted(raw('*'), 'customers')}`;
      return sql`SELECT\n  ${join([all, ...columns], ',\n  ')}\nFROM ${from}`;
    }
    default:
      return refuse('bad-value', 'rows, members or counts', as, 'as');
  }
};

/** Refuses members of what has none. */
export const checkMembers = (named: Named): void => {
  const other = named.find(([, { kind }]) => kind !== 'segment');
  if (other === undefined) return;
  const [key, { kind }] = other;
  refuse('bad-value', 'segments only, for as: "members"', `${key}, a ${kind}`, `definitions.${key}`);
};

/** The columns of an answer, in order. */
export const columnsOf = (as: AnswerAs, named: Named): readonly string[] => {
  const keys = named.map(([key]) => key);
  return as === 'members'
    ? ['customer_id', 'segment']
    : [as === 'rows' ? 'customer_id' : 'customers', ...keys];
};
