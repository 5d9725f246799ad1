import type { Answer } from '../../../customer/index.js';
import type { ArithmeticOperator, Value } from '../../../expression/index.js';
import { DAY } from '../../../time/index.js';
import { attributeVector, heldSinceVector } from '../attributes.js';
import type { Kernel } from '../cursor.js';
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

export const heldSince: Maker<'heldSince'> = ({ name, as, shift }, { store, cursor }) =>
  heldSinceVector(store, { name, as, shift }, cursor);

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

export const choose: Maker<'choose'> = (node, making) => {
  const tests = node.cases.map(([when]) => making.truths(when).data);
  const values = node.cases.map(([, value]) => making.vector(value));
  const otherwise = node.otherwise === undefined ? undefined : making.vector(node.otherwise);
  const all = otherwise === undefined ? values : [...values, otherwise];
  const { cursor } = making;
  /** The last case first, so that an earlier one is written over it. */
  const written = <D extends Settable>(data: D, none: D[number], at: readonly Cell<D[number]>[]): Kernel => {
    const fallback = at[values.length];
    return () => {
      const { size } = cursor;
      if (fallback === undefined) data.fill(none as never, 0, size);
      else for (let i = 0; i < size; i++) data[i] = fallback(i) as never;
      for (let c = tests.length - 1; c >= 0; c--) {
        const [test, cell] = [tests[c]!, at[c]!];
        for (let i = 0; i < size; i++) if (test[i] === 1) data[i] = cell(i) as never;
      }
    };
  };
  if (all.every((each) => each.kind === 'number')) {
    const vector = numberVector();
    const cells = all.map(
      ({ data }) =>
        (i: number) =>
          data[i]!,
    );
    return [vector, written(vector.data, NaN, cells)];
  }
  if (all.every((each) => each.kind === 'coded')) {
    let known: Values = [null];
    const codes = all.map((each) => {
      const [values, renamed] = merged(known, each.values);
      known = values;
      return renamed;
    });
    const vector = codedVector(known);
    const cells = all.map(
      ({ data }, c) =>
        (i: number) =>
          codes[c]![data[i]!]!,
    );
    return [vector, written(vector.data, 0, cells)];
  }
  const vector = anyVector();
  const cells = all.map((each) => (i: number) => valueAt(each, i));
  return [vector, written(vector.data, null, cells)];
};

/** What a choice is written to. */
type Settable = Float64Array | Int32Array | Answer[];

/** The value of a customer of the chunk. */
type Cell<V> = (i: number) => V;

export const howMany: Maker<'howMany'> = ({ of, points }, making) => {
  const vector = numberVector();
  const { data } = vector;
  const tests = of.map((test) => making.truths(test).data);
  const { cursor } = making;
  return [
    vector,
    () => {
      const { size } = cursor;
      data.fill(0, 0, size);
      for (const [t, test] of tests.entries()) {
        const worth = points?.[t] ?? 1;
        for (let i = 0; i < size; i++) data[i]! += test[i]! * worth;
      }
      if (points !== undefined) finite(data, size);
    },
  ];
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
