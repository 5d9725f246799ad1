import { type Answer, compareScalars } from '../../../customer/index.js';
import type { Scalar } from '../../../expression/index.js';
import { addExact, exactSum, nearestTotal, SCALE, toMillionths } from '../../../stats/index.js';
import { CHUNK, derive, type EventTable, type Store } from '../../store/store.js';
import type { Kernel } from '../cursor.js';
import type { Maker, Making } from '../making.js';
import type { Values } from '../readings.js';
import { tablesOf } from '../sources.js';
import type { Stream } from '../streams.js';
import { anyVector, codedVector, type NumberVector, numberVector, type Vector } from '../vectors.js';
import { ordered } from './ordered.js';
import { type Tally, tallyOf } from './tally.js';

// What a selection comes to: counts, instants, and what its readings hold. Of nothing: 0 or missing (S14).

/** A vector of numbers that is emptied, and filled from one part of a selection after the other. */
const overParts = (
  { of }: { readonly of: number },
  making: Making,
  empty: number,
  fill: (data: Float64Array, part: Stream, i: number) => void,
): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const parts = making.parts(of);
  return [
    vector,
    () => {
      data.fill(empty);
      for (let i = 0; i < parts.length; i++) fill(data, parts[i]!, i);
    },
  ];
};

export const count: Maker<'count'> = (node, making) =>
  overParts(node, making, 0, (data, { customers, from, to }) => {
    for (let place = from; place < to; place++) data[customers[place]!]!++;
  });

export const firstAt: Maker<'firstAt'> = (node, making) => {
  const known = firstEver(node.of, making);
  if (known !== undefined) return known;
  return overParts(node, making, NaN, (data, { customers, times, from, to }) => {
    for (let place = from; place < to; place++) {
      const customer = customers[place]!;
      if (!(data[customer]! <= times[place]!)) data[customer] = times[place]!;
    }
  });
};

/**
 * The first event of all times is a fact about the store: found once for a list of names, it is there as of any instant that it
 * does not lie after.
 */
const firstEver = (
  of: number,
  { prepared, store, cursor }: Making,
): readonly [NumberVector, Kernel] | undefined => {
  const { window, relations, source, shift } = prepared.selections[of]!;
  const { where, moving: _, ...which } = prepared.sources[source]!;
  if (window !== undefined || relations.length + where.length > 0) return undefined;
  const first = derive(store, store.tables, `first of ${JSON.stringify(which)}`, () =>
    firstOf(store, tablesOf(store, prepared.sources[source]!)),
  );
  const vector = numberVector();
  const { data } = vector;
  return [
    vector,
    () => {
      const { low, size, bound } = cursor;
      const asOf = bound.asOf - shift;
      for (let i = 0; i < size; i++) data[i] = first[low + i]! <= asOf ? first[low + i]! : NaN;
    },
  ];
};

const firstOf = (store: Store, tables: readonly EventTable[]): Float64Array => {
  const first = new Float64Array(store.size).fill(NaN);
  for (const { times, customers, starts } of tables) {
    for (let chunk = 0; chunk + 1 < starts.length; chunk++) {
      for (let row = starts[chunk]!; row < starts[chunk + 1]!; row++) {
        const customer = chunk * CHUNK + customers[row]!;
        if (!(first[customer]! <= times[row]!)) first[customer] = times[row]!;
      }
    }
  }
  return first;
};

export const lastAt: Maker<'lastAt'> = (node, making) =>
  overParts(node, making, NaN, (data, { customers, times, from, to }) => {
    for (let place = from; place < to; place++) {
      const customer = customers[place]!;
      if (!(data[customer]! >= times[place]!)) data[customer] = times[place]!;
    }
  });

/** Past it a scaled number is missing, and a sum is carried on in bigints (S15). */
const LIMIT = 2 ** 53;

/**
 * Adds up numbers in millionths, exactly while no sum reaches 2⁵³; says whether one did. `counts` gets how many numbers
 * there were.
 */
const addUp = (
  data: Float64Array,
  counts: Float64Array,
  { customers, from, to }: Stream,
  { data: cells, offset }: Numbers,
): number => {
  let carry = 0;
  for (let place = from; place < to; place++) {
    const scaled = cells[place - offset]! * SCALE;
    // False of NaN too: what is missing, or too great, is not added.
    if (!(scaled >= -LIMIT && scaled <= LIMIT)) continue;
    const customer = customers[place]!;
    const sum = data[customer]! + Math.floor(scaled + 0.5);
    data[customer] = sum;
    counts[customer]!++;
    carry |= Number(sum >= LIMIT) | Number(sum <= -LIMIT);
  }
  return carry;
};

/** The same with room for more, as the nearest doubles. */
const addUpAll = (data: Float64Array, parts: readonly Stream[], values: readonly Numbers[]): void => {
  const sums = Array.from(data, exactSum);
  parts.forEach(({ customers, from, to }, i) => {
    const { data: cells, offset } = values[i]!;
    for (let place = from; place < to; place++) {
      const x = toMillionths(cells[place - offset]!);
      if (!Number.isNaN(x)) addExact(sums[customers[place]!]!, x);
    }
  });
  sums.forEach((sum, customer) => {
    data[customer] = nearestTotal(sum);
  });
};

/** Sums in millionths, with the number of values; then what is made of them. */
const totals = (
  node: { readonly of: number; readonly value: number },
  making: Making,
  finish: (data: Float64Array, counts: Float64Array) => void,
): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const counts = new Float64Array(CHUNK);
  const parts = making.parts(node.of);
  const values = numbersOf(node, making);
  return [
    vector,
    () => {
      data.fill(0);
      counts.fill(0);
      let carry = 0;
      for (let i = 0; i < parts.length; i++) carry |= addUp(data, counts, parts[i]!, values[i]!);
      if (carry !== 0) addUpAll(data, parts, values);
      finish(data, counts);
    },
  ];
};

export const sum: Maker<'sum'> = (node, making) =>
  totals(node, making, (data) => {
    for (let i = 0; i < CHUNK; i++) data[i] = data[i]! / SCALE;
  });

export const average: Maker<'average'> = (node, making) =>
  totals(node, making, (data, counts) => {
    // 0 ÷ 0 is NaN: of no values the average is missing.
    for (let i = 0; i < CHUNK; i++) data[i] = data[i]! / SCALE / counts[i]!;
  });

type Numbers = Extract<Values, { kind: 'number' }>;

const numbersOf = (
  { of, value }: { readonly of: number; readonly value: number },
  making: Making,
): readonly Numbers[] => making.partValues(of, value) as readonly Numbers[];

const extreme =
  <K extends 'min' | 'max'>(sign: 1 | -1): Maker<K> =>
  (node, making) => {
    const of = node as unknown as { readonly of: number; readonly value: number };
    const values = numbersOf(of, making);
    return overParts(of, making, NaN, (data, { customers, from, to }, i) => {
      const { data: cells, offset } = values[i]!;
      for (let place = from; place < to; place++) {
        const value = cells[place - offset]!;
        const customer = customers[place]!;
        if (!(sign * value >= sign * data[customer]!) && !Number.isNaN(value)) data[customer] = value;
      }
    });
  };

export const min: Maker<'min'> = /* @__PURE__ */ extreme(1);

export const max: Maker<'max'> = /* @__PURE__ */ extreme(-1);

/** The value at the least (or, with −1, the greatest) instant; among equal instants the least (greatest) value (S12). */
const edge =
  <K extends 'first' | 'last'>(sign: 1 | -1): Maker<K> =>
  (node, making) => {
    const { of, value } = node as { readonly of: number; readonly value: number };
    const lane = making.lane(of);
    const values = making.laneValues(of, value);
    const { cursor } = making;
    const vector: Vector =
      values.kind === 'number'
        ? numberVector()
        : values.kind === 'coded'
          ? codedVector(values.values)
          : anyVector();
    const missing = values.kind === 'number' ? NaN : values.kind === 'coded' ? 0 : null;
    const compare = comparer(values);
    const data = vector.data as (Answer | number)[];
    return [
      vector,
      () => {
        const { start, end } = lane;
        const { times } = lane.stream;
        const { offset } = values;
        const cells = values.data as ArrayLike<Answer>;
        for (let i = 0, { size } = cursor; i < size; i++) {
          let so: Answer = missing;
          let at = NaN;
          const [from, step] = sign === 1 ? [start[i]!, 1] : [end[i]! - 1, -1];
          for (let j = from; j >= start[i]! && j < end[i]!; j += step) {
            const cell = cells[j - offset]!;
            if (cell === missing || Number.isNaN(cell)) continue;
            if (Number.isNaN(at)) {
              so = cell;
              at = times[j]!;
            } else if (times[j] !== at) break;
            else if (sign * compare(cell, so) < 0) so = cell;
          }
          data[i] = so;
        }
      },
    ];
  };

/** Compares two cells of a lane that hold values. */
const comparer = (values: Values): ((a: Answer, b: Answer) => number) => {
  if (values.kind === 'any') return (a, b) => compareScalars(a as Scalar, b as Scalar);
  if (values.kind === 'number') return (a, b) => (a as number) - (b as number);
  const ranks = ordered(values.values);
  return (a, b) => ranks[a as number]! - ranks[b as number]!;
};

export const first: Maker<'first'> = /* @__PURE__ */ edge(1);

export const last: Maker<'last'> = /* @__PURE__ */ edge(-1);

/** What a tally of the values of each customer comes to, written to a vector. */
const tallied = (
  { of, value }: { readonly of: number; readonly value: number },
  making: Making,
  vectorFor: (values: Values) => Vector,
  answer: (tally: Tally, start: number, end: number) => number,
): readonly [Vector, Kernel] => {
  const { start, end } = making.lane(of);
  const values = making.laneValues(of, value);
  const vector = vectorFor(values);
  const data = vector.data as Float64Array | Int32Array;
  const tally = tallyOf(values);
  const { cursor } = making;
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) data[i] = answer(tally, start[i]!, end[i]!);
    },
  ];
};

export const distinct: Maker<'distinct'> = (node, making) => {
  const coded = codesOf(making.partValues(node.of, node.value));
  return coded === undefined
    ? tallied(node, making, numberVector, (tally, start, end) => tally.different(start, end))
    : distinctCodes(node, coded, making);
};

type Codes = Extract<Values, { kind: 'coded' }>;

/** Up to so many codes, a mark for each customer of a chunk and each code is kept. */
const MOST_CODES = 1 << 10;

/** Parts that hold few enough codes of one dictionary. */
const codesOf = (values: readonly Values[]): readonly Codes[] | undefined =>
  values.every((each): each is Codes => each.kind === 'coded' && each.values.length <= MOST_CODES)
    ? values
    : undefined;

/** Marks which customer has had which code; a mark is the number of the run, so that nothing has to be cleared. */
const distinctCodes = (
  node: { readonly of: number },
  values: readonly Codes[],
  making: Making,
): readonly [NumberVector, Kernel] => {
  const width = values.reduce((most, each) => Math.max(most, each.values.length), 1);
  const marks = new Int32Array(CHUNK * width);
  let mark = 0;
  return overParts(node, making, 0, (data, { customers, from, to }, i) => {
    if (i === 0) mark = mark === 2 ** 31 - 1 ? 1 : mark + 1;
    if (i === 0 && mark === 1) marks.fill(0);
    const { data: codes, offset } = values[i]!;
    for (let place = from; place < to; place++) {
      const code = codes[place - offset]!;
      const customer = customers[place]!;
      const at = customer * width + code;
      if (code === 0 || marks[at] === mark) continue;
      marks[at] = mark;
      data[customer]!++;
    }
  });
};

export const mostFrequent: Maker<'mostFrequent'> = (node, making) =>
  tallied(
    node,
    making,
    (values) => (values.kind === 'coded' ? codedVector(values.values) : numberVector()),
    (tally, start, end) => {
      tally.count(start, end);
      return tally.leader;
    },
  );

export const topShare: Maker<'topShare'> = (node, making) =>
  tallied(node, making, numberVector, (tally, start, end) => {
    tally.count(start, end);
    return tally.present === 0 ? NaN : tally.most / tally.present;
  });
