import type { ArithmeticOperator, Value } from '../../../expression/index.js';
import { DAY } from '../../../time/index.js';
import { attributeVector } from '../attributes.js';
import type { Maker } from '../making.js';
import { anyVector, codedVector, numberVector, valueAt } from '../vectors.js';

// Values that are worked out of other values; missing where an operand is (S17).

export const literal: Maker<'literal'> = ({ value }) => {
  if (typeof value === 'number') {
    const vector = { ...numberVector(), constant: value };
    vector.data.fill(value);
    return [vector, undefined];
  }
  const vector = codedVector([null, value]);
  vector.data.fill(1);
  return [vector, undefined];
};

export const attribute: Maker<'attribute'> = ({ name, as, shift }, { store, cursor }) =>
  attributeVector(store, name, as, shift, cursor);

export const arithmetic: Maker<'arithmetic'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const [first, second, ...others] = node.of.map((operand) => making.numbers(operand).data);
  const { cursor } = making;
  const apply = OPERATORS[node.op];
  return [
    vector,
    () => {
      const { size } = cursor;
      // NaN, which is missing, goes through every operator.
      apply(data, first!, second!, size);
      for (const other of others) apply(data, data, other, size);
      finite(data, size);
    },
  ];
};

/** What is not finite is missing, and −0 is 0. */
const finite = (data: Float64Array, size: number): void => {
  for (let i = 0; i < size; i++) {
    const value = data[i]!;
    // 0 of a finite number, NaN of any other.
    data[i] = value - value + value;
  }
};

type Apply = (data: Float64Array, a: Float64Array, b: Float64Array, size: number) => void;

const OPERATORS: { readonly [O in ArithmeticOperator]: Apply } = {
  plus: (data, a, b, size) => {
    for (let i = 0; i < size; i++) data[i] = a[i]! + b[i]!;
  },
  minus: (data, a, b, size) => {
    for (let i = 0; i < size; i++) data[i] = a[i]! - b[i]!;
  },
  times: (data, a, b, size) => {
    for (let i = 0; i < size; i++) data[i] = a[i]! * b[i]!;
  },
  dividedBy: (data, a, b, size) => {
    for (let i = 0; i < size; i++) data[i] = a[i]! / b[i]!;
  },
  least: (data, a, b, size) => {
    for (let i = 0; i < size; i++) data[i] = Math.min(a[i]!, b[i]!);
  },
  greatest: (data, a, b, size) => {
    for (let i = 0; i < size; i++) data[i] = Math.max(a[i]!, b[i]!);
  },
};

export const orElse: Maker<'orElse'> = (node, making) => {
  const value = making.vector(node.value);
  const otherwise = making.vector(node.otherwise);
  const { cursor } = making;
  if (value.kind === 'number' && otherwise.kind === 'number') {
    const vector = numberVector();
    const { data } = vector;
    return [
      vector,
      () => {
        for (let i = 0, { size } = cursor; i < size; i++) {
          const known = value.data[i]!;
          data[i] = Number.isNaN(known) ? otherwise.data[i]! : known;
        }
      },
    ];
  }
  if (value.kind === 'coded' && otherwise.kind === 'coded') {
    const [values, codes] = merged(value.values, otherwise.values);
    const vector = codedVector(values);
    const { data } = vector;
    return [
      vector,
      () => {
        for (let i = 0, { size } = cursor; i < size; i++)
          data[i] = value.data[i]! || codes[otherwise.data[i]!]!;
      },
    ];
  }
  const vector = anyVector();
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++)
        vector.data[i] = valueAt(value, i) ?? valueAt(otherwise, i);
    },
  ];
};

type Values = readonly (Value | null)[];

/** The values of one dictionary and then the new ones of another, whose codes stand for those. */
const merged = (values: Values, others: Values): readonly [Values, Int32Array] => {
  if (values === others) return [values, Int32Array.from(others, (_, code) => code)];
  const known = new Map(values.map((value, code) => [JSON.stringify(value), code]));
  const all = [...values];
  const codes = Int32Array.from(others, (value) => {
    const code = known.get(JSON.stringify(value));
    return code ?? all.push(value) - 1;
  });
  return [all, codes];
};

export const elapsed: Maker<'elapsed'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const instants = making.numbers(node.value).data;
  const { cursor } = making;
  const sign = node.direction === 'since' ? 1 : -1;
  return [
    vector,
    () => {
      const asOf = cursor.bound.asOf - node.shift;
      for (let i = 0, { size } = cursor; i < size; i++) data[i] = (sign * (asOf - instants[i]!)) / DAY + 0;
    },
  ];
};

export const score: Maker<'score'> = (node, making) => {
  const vector = numberVector();
  const { data } = vector;
  const parts = node.parts.map((part) => ({ ...part, data: making.numbers(part.value).data }));
  const { cursor } = making;
  const { missing } = node;
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) {
        let points = 0;
        let weights = 0;
        let present = 0;
        for (const { data: values, weight, from, to } of parts) {
          const value = values[i]!;
          const there = !Number.isNaN(value);
          if (there) {
            present++;
            points += weight * Math.min(1, Math.max(0, (value - from) / (to - from)));
          }
          if (there || missing === 'zero') weights += weight;
        }
        const all = missing === 'missing' ? parts.length : 1;
        const result = present < all ? NaN : (100 * points) / weights;
        data[i] = Number.isFinite(result) ? result + 0 : NaN;
      }
    },
  ];
};

export const firstMatch: Maker<'firstMatch'> = (node, making) => {
  const vector = codedVector([null, ...node.labels.map(([label]) => label)]);
  const { data } = vector;
  const tests = node.labels.map(([, when]) => making.truths(when).data);
  const { cursor } = making;
  return [
    vector,
    () => {
      const { size } = cursor;
      data.fill(0, 0, size);
      for (let label = tests.length; label > 0; label--) {
        const test = tests[label - 1]!;
        for (let i = 0; i < size; i++) if (test[i] === 1) data[i] = label;
      }
    },
  ];
};

export const dominant: Maker<'dominant'> = (node, making) => {
  const vector = codedVector([null, ...node.labels.map(([label]) => label)]);
  const { data } = vector;
  const metrics = node.labels.map(([, value]) => making.numbers(value).data);
  const least = node.atLeast ?? -Infinity;
  const { cursor } = making;
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) {
        let so = 0;
        let greatest = -Infinity;
        for (let label = 1; label <= metrics.length; label++) {
          const value = metrics[label - 1]![i]!;
          if (value > greatest) {
            so = label;
            greatest = value;
          }
        }
        data[i] = greatest >= least ? so : 0;
      }
    },
  ];
};
