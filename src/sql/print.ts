import { HabitusError, isSound, refuse } from '../internal/index.js';
import type { Cte } from './compile/chain.js';
import type { Dialect, Values } from './dialects/dialect.js';
import { type Leaf, leavesOf, name, type Parameter, raw, type Sql, sql } from './fragment.js';

/** A CTE in the text of a statement, and the definitions that need it. */
export interface StatementPart {
  readonly name: string;
  /** Where it begins and ends in the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly definitions: readonly string[];
}

/** A statement as the engine's own client takes it. */
export interface Statement {
  readonly text: string;
  readonly values: Values;
  /** What it is made of, for telling where an error of the engine arose. */
  readonly ctes?: readonly StatementPart[] | undefined;
  /** What has to be run before, in this order: where a table is written into that may be there. `runSQL` does it. */
  readonly before?: readonly Statement[] | undefined;
  /** The table that it makes, where it must not be there yet. */
  readonly makes?: string | undefined;
  /** With `explain: true`: what each column of the explanation is, in words. */
  readonly legend?: Readonly<Record<string, string>> | undefined;
}

/** Pieces printed one after the other, with the places at which they begin and end. */
interface Printed extends Statement {
  readonly places: readonly { readonly from: number; readonly to: number }[];
}

/** How values stand in a statement: bound, or as literals in the text. */
export interface Printing {
  readonly dialect: Dialect;
  readonly inline?: boolean | undefined;
}

/** Prints SQL: names quoted, values as parameters in the order of the text. */
export const print = (piece: Sql, printing: Dialect | Printing): Statement => {
  const { text, values } = printPieces([piece], 'dialect' in printing ? printing : { dialect: printing });
  return { text, values };
};

/** A value in the text. NUL and half surrogates have no place there: bound, they match nothing. */
const literalOf = ({ value }: Parameter, { literal }: Dialect): string =>
  typeof value !== 'string' || isSound(value)
    ? literal(value)
    : refuse('bad-value', 'texts without NUL and without lone surrogates where values are inline', value);

/** Prints pieces as one text. */
const printPieces = (pieces: readonly Sql[], { dialect, inline = false }: Printing): Printed => {
  const parameters: Parameter[] = [];
  const known = new Map<string, number>();
  const indexOf = (parameter: Parameter): number => {
    const key = `${parameter.type} ${parameter.value}`;
    const index = dialect.parameter.shared ? known.get(key) : undefined;
    if (index !== undefined) return index;
    parameters.push(parameter);
    known.set(key, parameters.length);
    return parameters.length;
  };
  const write = (leaf: Leaf): string => {
    if (typeof leaf === 'string') return leaf;
    if ('name' in leaf) return `${dialect.quote}${leaf.name}${dialect.quote}`;
    if (inline) return literalOf(leaf, dialect);
    return dialect.parameter.write(indexOf(leaf), leaf.type);
  };
  let text = '';
  // Refused here, in words: a client that counts further than its protocol sends something else.
  const refuseTooMany = (): void => {
    const { atMost } = dialect.parameter;
    if (atMost === undefined || parameters.length <= atMost) return;
    const [most, came] = [atMost, parameters.length].map((count) => count.toLocaleString('en-US'));
    throw new HabitusError(
      'too-large',
      `${dialect.name} takes at most ${most} bound values in a statement, got ${came}: ask about fewer ids at once with only, put definitions into several statements with splitSQL, or keep a long list in a column of your own`,
    );
  };
  const places = pieces.map((piece) => {
    const from = text.length;
    text += leavesOf(piece).map(write).join('');
    return { from, to: text.length };
  });
  refuseTooMany();
  return { text, values: dialect.parameter.values(parameters), places };
};

/** A CTE, and the definitions that need it. */
export interface Needed {
  readonly cte: Cte;
  readonly definitions: readonly string[];
}

/** How many definitions a comment names. */
const MANY = 6;

const commentOf = ({ comment, saysWho }: Cte, isFirst: boolean, definitions: readonly string[]): string => {
  if (comment === undefined) return isFirst ? ' ' : '';
  const more = definitions.length - MANY;
  const who = `${definitions.slice(0, MANY).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const lines = saysWho === true && who !== '' ? `${comment} For ${who}.` : comment;
  return `\n-- ${lines.replaceAll('\n', '\n-- ')}\n`;
};

/** Prints a query with its CTEs, and says where each of them stands in the text. */
export const printStatement = (
  needed: readonly Needed[],
  { before, after, ...printing }: Printing & { readonly before: Sql; readonly after: Sql },
): Statement => {
  const pieces = needed.map(({ cte, definitions }, i) => {
    const comment = commentOf(cte, i === 0, definitions);
    const end = i < needed.length - 1 ? ',\n' : '\n';
    return sql`${raw(comment)}${name(cte.name)} AS (\n  ${cte.query}\n)${raw(end)}`;
  });
  const { text, values, places } = printPieces([sql`${before}WITH`, ...pieces, after], printing);
  const ctes = needed.map(({ cte, definitions }, i) => ({
    name: cte.name,
    ...places[i + 1]!,
    definitions,
  }));
  return { text, values, ctes };
};
