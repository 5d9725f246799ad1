import type { Value } from '../../../expression/index.js';
import { lowered, versionTest } from '../../../internal/index.js';
import { bucketsOf } from '../../store/buckets.js';
import type { Kernel } from '../cursor.js';
import type { Maker, Making } from '../making.js';
import { type TruthVector, truthVector, type Vector, valueAt } from '../vectors.js';

// Tests, of a customer or of one event: always true or false (S9). A number that is missing is NaN, of which no comparison is true.

export const compare: Maker<'compare'> = (node, making) => {
  const vector = truthVector();
  const { cursor } = making;
  const left = making.numbers(node.left).data;
  const right = making.numbers(node.right);
  const test = COMPARISONS[node.op];
  const { constant } = right;
  return [
    vector,
    constant === undefined
      ? () => test.two(vector.data, left, right.data, cursor.size)
      : () => test.one(vector.data, left, constant, cursor.size),
  ];
};

/** A comparison of two columns, or of a column with one number. A truth made a number is no branch to the processor. */
interface Comparison {
  two(data: Uint8Array, left: Float64Array, right: Float64Array, size: number): void;
  one(data: Uint8Array, left: Float64Array, right: number, size: number): void;
}

const COMPARISONS: { readonly [O in 'atLeast' | 'atMost' | 'above' | 'below']: Comparison } = {
  atLeast: {
    two: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! >= right[i]!);
    },
    one: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! >= right);
    },
  },
  atMost: {
    two: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! <= right[i]!);
    },
    one: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! <= right);
    },
  },
  above: {
    two: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! > right[i]!);
    },
    one: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! > right);
    },
  },
  below: {
    two: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! < right[i]!);
    },
    one: (data, left, right, size) => {
      for (let i = 0; i < size; i++) data[i] = Number(left[i]! < right);
    },
  },
};

/** A test of one value: asked of a dictionary once, of anything else cell by cell. `null` is missing. */
const unary = (
  value: Vector,
  making: Making,
  test: (value: Value | null) => boolean,
): readonly [TruthVector, Kernel] => {
  const vector = truthVector();
  const { data } = vector;
  const { cursor } = making;
  if (value.kind === 'coded') {
    const passes = Uint8Array.from(value.values, (each) => (test(each) ? 1 : 0));
    return [
      vector,
      () => {
        for (let i = 0, { size } = cursor; i < size; i++) data[i] = passes[value.data[i]!]!;
      },
    ];
  }
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) data[i] = test(valueAt(value, i)) ? 1 : 0;
    },
  ];
};

export const oneOf: Maker<'oneOf'> = (node, making) => {
  const same = (value: unknown): unknown =>
    node.ignoreCase === true && typeof value === 'string' ? lowered(value) : value;
  const values = new Set(node.values.map(same));
  return unary(making.vector(node.value), making, (value) => values.has(same(value)));
};

export const exists: Maker<'exists'> = (node, making) =>
  unary(making.vector(node.value), making, (value) => value !== null);

export const includes: Maker<'includes'> = (node, making) =>
  unary(making.vector(node.value), making, (list) => Array.isArray(list) && list.includes(node.text));

export const text: Maker<'text'> = ({ how, text: part, ignoreCase, value }, making) => {
  const wanted = ignoreCase === true ? lowered(part) : part;
  return unary(making.vector(value), making, (whole) => {
    if (typeof whole !== 'string') return false;
    return (ignoreCase === true ? lowered(whole) : whole)[HOW[how]](wanted);
  });
};

const HOW = { startsWith: 'startsWith', endsWith: 'endsWith', contains: 'includes' } as const;

export const version: Maker<'version'> = ({ op, version, value }, making) =>
  unary(making.vector(value), making, versionTest(op, version));

export const within: Maker<'within'> = ({ value, side, length, shift }, making) => {
  const vector = truthVector();
  const { data } = vector;
  const instants = making.numbers(value).data;
  const { cursor } = making;
  const [before, after] = side === 'last' ? [length, 0] : [0, length];
  return [
    vector,
    () => {
      const asOf = cursor.bound.asOf - shift;
      const [from, to] = [asOf - before, asOf + after];
      for (let i = 0, { size } = cursor; i < size; i++)
        data[i] = Number(instants[i]! > from) & Number(instants[i]! <= to);
    },
  ];
};

export const rank: Maker<'rank'> = (node, making) => {
  const vector = truthVector();
  const { data } = vector;
  const values = making.numbers(node.value).data;
  const { cursor } = making;
  const { threshold: fitted, among } = node;
  const threshold = fitted === undefined ? making.threshold(node) : () => fitted;
  const some = among === undefined ? undefined : making.truths(among).data;
  const [reaches, passes] =
    node.end === 'top' ? (['atLeast', 'above'] as const) : (['atMost', 'below'] as const);
  const test = COMPARISONS[node.beyond === true ? passes : reaches];
  return [
    vector,
    () => {
      const { size } = cursor;
      test.one(data, values, threshold(), size);
      if (some !== undefined) for (let i = 0; i < size; i++) data[i] = data[i]! & some[i]!;
    },
  ];
};

export const bucket: Maker<'bucket'> = ({ salt, from, to }, { store, cursor }) => {
  const vector = truthVector();
  const { data } = vector;
  const buckets = bucketsOf(store, salt);
  const [first, next] = [Math.round(from * 100), Math.round(to * 100)];
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) {
        const of = buckets[cursor.low + i]!;
        data[i] = Number(of >= first) & Number(of < next);
      }
    },
  ];
};

export const not: Maker<'not'> = (node, making) => {
  const vector = truthVector();
  const { data } = vector;
  const inner = making.truths(node.of).data;
  const { cursor } = making;
  return [
    vector,
    () => {
      for (let i = 0, { size } = cursor; i < size; i++) data[i] = 1 - inner[i]!;
    },
  ];
};

/** Folds truths, the first two at once. */
const folded =
  <K extends 'and' | 'or'>(
    two: (data: Uint8Array, a: Uint8Array, b: Uint8Array, size: number) => void,
  ): Maker<K> =>
  (node, making) => {
    const vector = truthVector();
    const { data } = vector;
    const [first, second, ...others] = (node as unknown as { readonly of: readonly number[] }).of.map(
      (inner) => making.truths(inner).data,
    );
    const { cursor } = making;
    return [
      vector,
      () => {
        const { size } = cursor;
        two(data, first!, second ?? first!, size);
        for (const other of others) two(data, data, other, size);
      },
    ];
  };

export const and: Maker<'and'> = /* @__PURE__ */ folded((data, a, b, size) => {
  for (let i = 0; i < size; i++) data[i] = a[i]! & b[i]!;
});

export const or: Maker<'or'> = /* @__PURE__ */ folded((data, a, b, size) => {
  for (let i = 0; i < size; i++) data[i] = a[i]! | b[i]!;
});
