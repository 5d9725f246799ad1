import { number, percent, quantity, rounded, short } from '../print/index.js';

/** What is asked of a column to be said. */
interface Values extends Iterable<unknown> {
  readonly size: number;
  readonly missingCount: number;
  counts(): ReadonlyMap<unknown, number>;
  quantiles(ps: readonly number[]): readonly (number | null)[];
}

/** What a column holds on one line: least, median and greatest of numbers, the most frequent of other values, who has none. */
export const columnText = (column: Values, said: (value: number) => string = rounded): string =>
  column.size === column.missingCount
    ? 'no values'
    : `${valuesText(column, said)}${missingText(column.missingCount, column.size)}`;

const valuesText = (column: Values, said: (value: number) => string): string => {
  if (!isOfNumbers(column)) {
    const counts = [...column.counts()].sort((a, b) => b[1] - a[1]);
    const top = counts.slice(0, 3).map(([value, times]) => `${short(String(value))} (${number(times)})`);
    return `${quantity(counts.length, 'values')}: ${top.join(', ')}${counts.length > 3 ? ', …' : ''}`;
  }
  const [least, median, greatest] = column.quantiles([0, 0.5, 1]).map((value) => said(value ?? 0));
  return `least ${least}, median ${median}, greatest ${greatest}`;
};

const isOfNumbers = (column: Values): boolean => {
  for (const value of column) if (value !== null && typeof value !== 'number') return false;
  return true;
};

const missingText = (missing: number, size: number): string =>
  missing === 0 ? '' : `; missing ${share(missing, size)}`;

/** A part of a whole: "12 (6 %)". */
export const share = (part: number, whole: number): string =>
  `${number(part)} (${percent(whole === 0 ? 0 : part / whole, 1)})`;
