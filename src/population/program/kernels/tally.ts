import type { Values } from '../readings.js';
import { ordered } from './ordered.js';

/** How often each value occurs at some places of a lane. */
export interface Tally {
  /** How many different values stand at `[start, end)`. */
  different(start: number, end: number): number;
  /** Counts the values at `[start, end)`; the fields below are about them. */
  count(start: number, end: number): void;
  /** The value (or code) with the most places, the least among equals (S18); missing without any. */
  leader: number;
  /** How many places it has. */
  most: number;
  /** How many places have a value. */
  present: number;
}

/** A tally over codes or over numbers. */
export const tallyOf = (values: Values): Tally =>
  values.kind === 'coded' ? codeTally(values) : numberTally(values as Extract<Values, { kind: 'number' }>);

const codeTally = (values: Extract<Values, { kind: 'coded' }>): Tally => {
  const counts = new Int32Array(values.values.length);
  // Which codes were seen is told by a stamp, so that nothing has to be cleared between customers.
  const seen = new Int32Array(values.values.length);
  let stamp = 0;
  let ranks: ArrayLike<number> | undefined;
  const nextStamp = (): void => {
    if (++stamp < 2 ** 31 - 1) return;
    seen.fill(0);
    stamp = 1;
  };
  return {
    leader: 0,
    most: 0,
    present: 0,
    different: (start, end) => {
      nextStamp();
      const { data, offset } = values;
      let different = 0;
      for (let j = start - offset; j < end - offset; j++) {
        const code = data[j]!;
        if (code === 0 || seen[code] === stamp) continue;
        seen[code] = stamp;
        different++;
      }
      return different;
    },
    count(start, end) {
      nextStamp();
      ranks ??= ordered(values.values);
      const { data, offset } = values;
      this.leader = 0;
      this.most = 0;
      this.present = 0;
      for (let j = start - offset; j < end - offset; j++) {
        const code = data[j]!;
        if (code === 0) continue;
        if (seen[code] !== stamp) {
          seen[code] = stamp;
          counts[code] = 0;
        }
        const count = ++counts[code]!;
        this.present++;
        if (count > this.most || (count === this.most && ranks[code]! < ranks[this.leader]!)) {
          this.most = count;
          this.leader = code;
        }
      }
    },
  };
};

const numberTally = (values: Extract<Values, { kind: 'number' }>): Tally => {
  let sorted = new Float64Array(64);
  /** Copies what is there, in order; says how many. */
  const sort = (start: number, end: number): number => {
    const { data, offset } = values;
    if (sorted.length < end - start) sorted = new Float64Array(2 * (end - start));
    let length = 0;
    for (let j = start - offset; j < end - offset; j++) {
      const value = data[j]!;
      if (!Number.isNaN(value)) sorted[length++] = value;
    }
    if (length > 1) sorted.subarray(0, length).sort();
    return length;
  };
  return {
    leader: NaN,
    most: 0,
    present: 0,
    different: (start, end) => {
      const length = sort(start, end);
      let different = Math.min(length, 1);
      for (let i = 1; i < length; i++) if (sorted[i] !== sorted[i - 1]) different++;
      return different;
    },
    count(start, end) {
      const length = sort(start, end);
      this.leader = NaN;
      this.most = 0;
      this.present = length;
      for (let from = 0, i = 1; i <= length; i++) {
        if (i < length && sorted[i] === sorted[from]) continue;
        if (i - from > this.most) {
          this.most = i - from;
          this.leader = sorted[from]!;
        }
        from = i;
      }
    },
  };
};
