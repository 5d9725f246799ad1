import { type Answer, compareScalars } from '../../customer/index.js';
import type { Scalar } from '../../expression/index.js';
import { addExact, exactSum, nearestTotal, SCALE, toMillionths } from '../../stats/index.js';
import { isPresent } from '../columns.js';
import { column, rowsOf } from '../rows.js';
import type { Evaluator, Run } from '../run.js';

// What a selection comes to: counts, instants, and what its readings hold. Of nothing: 0 or missing (S14).

export const count: Evaluator<'count'> = (node, run) => {
  const { start, end } = rowsOf(run, node.of);
  return end - start;
};

export const firstAt: Evaluator<'firstAt'> = (node, run) => {
  const { rows, start, end } = rowsOf(run, node.of);
  return start < end ? run.data.times[rows[start]!]! : null;
};

export const lastAt: Evaluator<'lastAt'> = (node, run) => {
  const { rows, start, end } = rowsOf(run, node.of);
  return start < end ? run.data.times[rows[end - 1]!]! : null;
};

export const sum: Evaluator<'sum'> = (node, run) => {
  const sum = exactSum();
  eachMillionths(run, node, (x) => addExact(sum, x));
  return nearestTotal(sum) / SCALE;
};

export const average: Evaluator<'average'> = (node, run) => {
  const sum = exactSum();
  let count = 0;
  eachMillionths(run, node, (x) => {
    addExact(sum, x);
    count++;
  });
  return count === 0 ? null : nearestTotal(sum) / SCALE / count;
};

export const min: Evaluator<'min'> = (node, run) => best(run, node, (value, so) => value < so);

export const max: Evaluator<'max'> = (node, run) => best(run, node, (value, so) => value > so);

export const first: Evaluator<'first'> = (node, run) => edge(run, node, 1);

export const last: Evaluator<'last'> = (node, run) => edge(run, node, -1);

export const distinct: Evaluator<'distinct'> = (node, run) => tally(run, node).size;

export const mostFrequent: Evaluator<'mostFrequent'> = (node, run) => leader(tally(run, node))?.[0] ?? null;

export const topShare: Evaluator<'topShare'> = (node, run) => {
  const counts = tally(run, node);
  const top = leader(counts);
  if (top === undefined) return null;
  let total = 0;
  for (const count of counts.values()) total += count;
  return top[1] / total;
};

interface OfReading {
  readonly of: number;
  readonly value: number;
}

/** Calls back for every value that is there, in order of time. */
export const eachValue = (
  run: Run,
  { of, value }: OfReading,
  visit: (value: Scalar, row: number) => void,
): void => {
  const { rows, start, end } = rowsOf(run, of);
  const cells = column(run, value);
  for (let i = start; i < end; i++) {
    const row = rows[i]!;
    const cell = cells[row];
    if (isPresent(cell)) visit(cell, row);
  }
};

const eachMillionths = (run: Run, node: OfReading, visit: (x: number) => void): void =>
  eachValue(run, node, (value) => {
    const x = toMillionths(value as number);
    if (!Number.isNaN(x)) visit(x);
  });

const best = (run: Run, node: OfReading, isBetter: (value: number, so: number) => boolean): Answer => {
  let so: number | null = null;
  eachValue(run, node, (value) => {
    if (so === null || isBetter(value as number, so)) so = value as number;
  });
  return so;
};

/** The value at the least (or, with −1, the greatest) instant; among equal instants the least (greatest) value (S12). */
const edge = (run: Run, node: OfReading, sign: 1 | -1): Answer => {
  let so: Scalar | null = null;
  let when = 0;
  eachValue(run, node, (value, row) => {
    const time = run.data.times[row]!;
    if (so === null || (sign * (time - when) || sign * compareScalars(value, so)) < 0) {
      so = value;
      when = time;
    }
  });
  return so;
};

const tally = (run: Run, node: OfReading): Map<Scalar, number> => {
  const counts = new Map<Scalar, number>();
  eachValue(run, node, (value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return counts;
};

/** The most frequent value with its count, the least value among equals (S18). */
const leader = (counts: ReadonlyMap<Scalar, number>): readonly [Scalar, number] | undefined => {
  let so: readonly [Scalar, number] | undefined;
  for (const entry of counts) {
    if (so === undefined || (so[1] - entry[1] || compareScalars(entry[0], so[0])) < 0) so = entry;
  }
  return so;
};
