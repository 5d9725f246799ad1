import type { Answer } from '../../../evaluate/index.js';
import { compareScalars } from '../../../evaluate/index.js';
import type { Scalar } from '../../../expression/index.js';
import { addExact, exactSum, nearestTotal, SCALE, toMillionths } from '../../../stats/index.js';
import { CHUNK } from '../../store/store.js';
import type { Kernel } from '../cursor.js';
import type { Maker, Making } from '../making.js';
import type { Values } from '../readings.js';
import type { Stream } from '../streams.js';
import { anyVector, codedVector, type NumberVector, numberVector, type Vector } from '../vectors.js';
import { ordered } from './ordered.js';
import { tallyOf } from './tally.js';

// What a selection comes to: counts, instants, and what its readings hold. Of nothing: 0 or missing (S14).

/** A vector of numbers that is emptied, and filled from the places of a stream. */
const overStream = (
  { of }: { readonly of: number },
  making: Making,
  empty: number,
  fill: (data: Float64Array, stream: Stream) => void,
): readonly [NumberVector, Kernel] => {
  const vector = numberVector();
  const { data } = vector;
  const stream = making.stream(of);
  return [
    vector,
    () => {
      data.fill(empty);
      fill(data, stream);
    },
  ];
};

export const count: Maker<'count'> = (node, making) =>
  overStream(node, making, 0, (data, { customers, from, to }) => {
    for (let place = from; place < to; place++) data[customers[place]!]!++;
  });

export const firstAt: Maker<'firstAt'> = (node, making) =>
  overStream(node, making, NaN, (data, { customers, times, from, to }) => {
    for (let place = to - 1; place >= from; place--) data[customers[place]!] = times[place]!;
  });

export const lastAt: Maker<'lastAt'> = (node, making) =>
  overStream(node, making, NaN, (data, { customers, times, from, to }) => {
    for (let place = from; place < to; place++) data[customers[place]!] = times[place]!;
  });

/** Past it a scaled number is missing, and a sum is carried on in bigints (S15). */
const LIMIT = 2 ** 53;

/**
 * Adds up numbers in millionths, exactly, as the nearest doubles. While no sum reaches 2⁵³ doubles are exact; when one does,
 * the chunk is added up again with room for more. `counts` gets how many numbers there were.
 */
const totals = (
  data: Float64Array,
  counts: Float64Array,
  { customers, from, to }: Stream,
  { data: cells, offset }: Numbers,
): void => {
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
  if (carry === 0) return;
  const sums = Array.from(data, exactSum);
  for (let place = from; place < to; place++) {
    const x = toMillionths(cells[place - offset]!);
    if (!Number.isNaN(x)) addExact(sums[customers[place]!]!, x);
  }
  sums.forEach((sum, customer) => {
    data[customer] = nearestTotal(sum);
  });
};

export const sum: Maker<'sum'> = (node, making) => {
  const counts = new Float64Array(CHUNK);
  const values = numbersOf(node, making);
  return overStream(node, making, 0, (data, stream) => {
    totals(data, counts, stream, values);
    for (let i = 0; i < CHUNK; i++) data[i] = data[i]! / SCALE;
  });
};

export const average: Maker<'average'> = (node, making) => {
  const counts = new Float64Array(CHUNK);
  const values = numbersOf(node, making);
  return overStream(node, making, 0, (data, stream) => {
    counts.fill(0);
    totals(data, counts, stream, values);
    // 0 ÷ 0 is NaN: of no values the average is missing.
    for (let i = 0; i < CHUNK; i++) data[i] = data[i]! / SCALE / counts[i]!;
  });
};

type Numbers = Extract<Values, { kind: 'number' }>;

const numbersOf = ({ of, value }: { readonly of: number; readonly value: number }, making: Making): Numbers =>
  making.streamValues(of, value) as Numbers;

const extreme =
  <K extends 'min' | 'max'>(sign: 1 | -1): Maker<K> =>
  (node, making) => {
    const of = node as unknown as { readonly of: number; readonly value: number };
    const values = numbersOf(of, making);
    return overStream(of, making, NaN, (data, { customers, from, to }) => {
      const { data: cells, offset } = values;
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

export const distinct: Maker<'distinct'> = (node, making) => {
  const values = making.streamValues(node.of, node.value);
  if (values.kind === 'coded' && values.values.length <= MOST_CODES)
    return distinctCodes(node, values, making);
  const vector = numberVector();
  const { data } = vector;
  const lane = making.lane(node.of);
  const tally = tallyOf(making.laneValues(node.of, node.value));
  const { cursor } = making;
  return [
    vector,
    () => {
      const { start, end } = lane;
      for (let i = 0, { size } = cursor; i < size; i++) data[i] = tally.different(start[i]!, end[i]!);
    },
  ];
};

/** Up to so many codes, a mark for each customer of a chunk and each code is kept. */
const MOST_CODES = 1 << 10;

/** Marks which customer has had which code; a mark is the number of the chunk, so that nothing has to be cleared. */
const distinctCodes = (
  node: { readonly of: number },
  values: Extract<Values, { kind: 'coded' }>,
  making: Making,
): readonly [NumberVector, Kernel] => {
  const width = values.values.length;
  const marks = new Int32Array(CHUNK * width);
  let mark = 0;
  return overStream(node, making, 0, (data, { customers, from, to }) => {
    mark = mark === 2 ** 31 - 1 ? 1 : mark + 1;
    if (mark === 1) marks.fill(0);
    const { data: codes, offset } = values;
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

export const mostFrequent: Maker<'mostFrequent'> = (node, making) => {
  const lane = making.lane(node.of);
  const values = making.laneValues(node.of, node.value);
  const vector: Vector = values.kind === 'coded' ? codedVector(values.values) : numberVector();
  const data = vector.data as Float64Array | Int32Array;
  const tally = tallyOf(values);
  const { cursor } = making;
  return [
    vector,
    () => {
      const { start, end } = lane;
      for (let i = 0, { size } = cursor; i < size; i++) {
        tally.count(start[i]!, end[i]!);
        data[i] = tally.leader;
      }
    },
  ];
};

export const topShare: Maker<'topShare'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const lane = making.lane(node.of);
  const tally = tallyOf(making.laneValues(node.of, node.value));
  const { cursor } = making;
  return [
    vector,
    () => {
      const { start, end } = lane;
      for (let i = 0, { size } = cursor; i < size; i++) {
        tally.count(start[i]!, end[i]!);
        data[i] = tally.present === 0 ? NaN : tally.most / tally.present;
      }
    },
  ];
};
