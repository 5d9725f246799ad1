import type { Answer } from '../customer/index.js';
import { HabitusError, refuse } from '../internal/index.js';
import { aligned, instant, quantity } from '../print/index.js';
import type { Column } from './column.js';
import { columnText, share } from './column-text.js';
import type { Membership } from './membership.js';

/** What kind of answer a column of a table holds. */
export type ColumnKind = 'segment' | 'metric' | 'classification';

/** One column of a table as it was made. */
export interface TableColumn {
  readonly key: string;
  readonly kind: ColumnKind;
  readonly labels: readonly string[] | undefined;
  /** Its numbers are instants. */
  readonly instants?: boolean | undefined;
  readonly column: Column;
  readonly members: Membership | undefined;
}

/** The answer to each definition about one customer. */
export type Row<K extends string = string> = { readonly id: string } & { readonly [P in K]: Answer };

/** Many definitions answered about all customers in one pass, one column each. Printed, it shows the sizes of all of them. */
export interface Table<K extends string = string> {
  /** How many customers. */
  readonly size: number;
  /** The names of the columns, in the order of the definitions. */
  readonly keys: readonly K[];
  /** The answers to one definition; an unknown key is a `bad-value` error. */
  column(key: K): Column;
  /** Who is in one segment; a key of something else is a `wrong-type` error. */
  members(key: K): Membership;
  /** One row per customer, in the order of the population, made as they are asked for. */
  rows(): Iterable<Row<K>>;
  /**
   * One line per definition: sizes of segments and labels, least, median and greatest of metrics; and a line for each
   * event, property, attribute or value that they read and that is not there at all (see `check` of the population).
   */
  toString(): string;
}

const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');

/** A table of these columns, in which each row is one customer; printed, it says below them what is `absent`. */
export const tableOf = <K extends string>(
  ids: readonly string[],
  columns: readonly TableColumn[],
  absent: () => readonly string[] = () => [],
): Table<K> => {
  const find = (key: string): TableColumn =>
    columns.find((each) => each.key === key) ??
    refuse('bad-value', `one of the columns ${columns.map((each) => each.key).join(', ')}`, key, 'key');
  const text = (): string => [printed(ids.length, columns), ...absent()].join('\n');
  return Object.freeze({
    size: ids.length,
    keys: columns.map(({ key }) => key as K),
    column: (key: K) => find(key).column,
    members: (key: K) => {
      const { members, kind } = find(key);
      if (members !== undefined) return members;
      throw new HabitusError('wrong-type', `expected the key of a segment, but this is a ${kind}`, key);
    },
    *rows() {
      const cells = columns.map(({ key, column }) => [key, column[Symbol.iterator]()] as const);
      for (const id of ids) {
        yield { id, ...Object.fromEntries(cells.map(([key, next]) => [key, next.next().value])) } as Row<K>;
      }
    },
    toString: text,
    [INSPECT]: text,
  });
};

const printed = (size: number, columns: readonly TableColumn[]): string => {
  const lines = columns.flatMap((each) => describeColumn(each, size));
  return [quantity(size, 'customers'), ...aligned(lines)].join('\n');
};

const describeColumn = (
  { key, kind, labels, instants, column, members }: TableColumn,
  size: number,
): readonly (readonly [string, string])[] => {
  if (members !== undefined) return [[key, share(members.size, size)]];
  if (kind === 'classification') {
    const counts = column.counts();
    return [
      [key, ''],
      ...(labels ?? []).map((label) => [`  ${label}`, share(counts.get(label) ?? 0, size)] as const),
      ['  (none)', share(column.missingCount, size)],
    ];
  }
  return [[key, columnText(column, instants === true ? instant : undefined)]];
};
