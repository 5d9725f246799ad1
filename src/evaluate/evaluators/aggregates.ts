import { type Answer, compareScalars } from '../../customer/index.js';
import type { ReadingAggregateKind, Scalar } from '../../expression/index.js';
import { addExact, type ExactSum, exactSum, nearestTotal, SCALE, toMillionths } from '../../stats/index.js';
import { isPresent } from '../columns.js';
import type { Fold } from '../fold.js';
import { column, rowsOf } from '../rows.js';
import type { Evaluator } from '../run.js';

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

/** An aggregate of a reading, with the record that it folds. */
type Folded<K extends ReadingAggregateKind> = Evaluator<K> & { readonly fold: Fold<unknown> };

/** Takes every value that is there, in order of time. */
const folded = <S, K extends ReadingAggregateKind>(fold: Fold<S>): Folded<K> => {
  const evaluator: Evaluator<ReadingAggregateKind> = ({ of, value }, run) => {
    const { rows, start, end } = rowsOf(run, of);
    const cells = column(run, value);
    const { times } = run.data;
    const state = fold.init();
    for (let i = start; i < end; i++) {
      const row = rows[i]!;
      const cell = cells[row];
      if (isPresent(cell)) fold.add(state, cell, times[row]!);
    }
    return fold.value(state);
  };
  return Object.assign(evaluator as Evaluator<K>, { fold });
};

interface Counted {
  readonly sum: ExactSum;
  count: number;
}

const counting = (sign: 1 | -1) => (state: Counted, value: Scalar) => {
  const x = toMillionths(value as number);
  if (Number.isNaN(x)) return;
  addExact(state.sum, sign * x);
  state.count += sign;
};

const totals = (value: (state: Counted) => Answer): Fold<Counted> => ({
  init: () => ({ sum: exactSum(), count: 0 }),
  add: counting(1),
  remove: counting(-1),
  value,
});

export const sum: Folded<'sum'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ totals(({ sum }) => nearestTotal(sum) / SCALE),
);

export const average: Folded<'average'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ totals(({ sum, count }) => (count === 0 ? null : nearestTotal(sum) / SCALE / count)),
);

interface Best {
  value: Scalar | null;
  /** The instant of the event that it stands in. */
  time: number;
}

/** The value that comes before all others by an order. */
const best = (
  isBefore: (value: Scalar, time: number, best: Scalar, bestTime: number) => boolean,
): Fold<Best> => ({
  init: () => ({ value: null, time: 0 }),
  add: (state, value, time) => {
    if (state.value !== null && !isBefore(value, time, state.value, state.time)) return;
    state.value = value;
    state.time = time;
  },
  value: ({ value }) => value,
});

export const min: Folded<'min'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ best((value, _, least) => value < least),
);

export const max: Folded<'max'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ best((value, _, greatest) => value > greatest),
);

/** At the first instant the least value, at the last the greatest (S12). */
const edge = (sign: 1 | -1): Fold<Best> =>
  best((value, time, found, when) => (sign * (time - when) || sign * compareScalars(value, found)) < 0);

export const first: Folded<'first'> = /* @__PURE__ */ folded(/* @__PURE__ */ edge(1));

export const last: Folded<'last'> = /* @__PURE__ */ folded(/* @__PURE__ */ edge(-1));

type Counts = Map<Scalar, number>;

const tally = (value: (counts: Counts) => Answer): Fold<Counts> => ({
  init: () => new Map(),
  add: (counts, each) => {
    counts.set(each, (counts.get(each) ?? 0) + 1);
  },
  remove: (counts, each) => {
    const rest = (counts.get(each) ?? 0) - 1;
    if (rest > 0) counts.set(each, rest);
    else counts.delete(each);
  },
  value,
});

/** The most frequent value with its count, the least value among equals (S18). */
const leader = (counts: Counts): readonly [Scalar, number] | undefined => {
  let top: readonly [Scalar, number] | undefined;
  for (const entry of counts) {
    if (top === undefined || (top[1] - entry[1] || compareScalars(entry[0], top[0])) < 0) top = entry;
  }
  return top;
};

export const distinct: Folded<'distinct'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ tally((counts) => counts.size),
);

export const mostFrequent: Folded<'mostFrequent'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ tally((counts) => leader(counts)?.[0] ?? null),
);

export const topShare: Folded<'topShare'> = /* @__PURE__ */ folded(
  /* @__PURE__ */ tally((counts) => {
    const top = leader(counts);
    if (top === undefined) return null;
    let total = 0;
    for (const count of counts.values()) total += count;
    return top[1] / total;
  }),
);
