import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addExact, exactSum, exactTotal, nearestTotal, slope, toMillionths } from '../../src/stats/index.js';

const sumOf = (values: readonly number[]) => {
  const sum = exactSum();
  for (const value of values) addExact(sum, value);
  return sum;
};

describe('an exact sum', () => {
  it('is that of bigints, whatever the order', () => {
    const integers = fc.array(fc.integer({ min: -(2 ** 53), max: 2 ** 53 }), { maxLength: 40 });
    fc.assert(
      fc.property(integers, (values) => {
        const total = values.reduce((so, value) => so + BigInt(value), 0n);
        expect(BigInt(exactTotal(sumOf(values)))).toBe(total);
        expect(nearestTotal(sumOf([...values].reverse()))).toBe(Number(total));
      }),
    );
  });

  it('carries where a double would round', () => {
    expect(exactTotal(sumOf([2 ** 53, 1, 1]))).toBe(2n ** 53n + 2n);
    expect(exactTotal(sumOf([2 ** 53, 1, -1]))).toBe(2n ** 53n);
    expect(exactTotal(sumOf([]))).toBe(0);
  });

  it('takes numbers in millionths, half up, and none past 2⁵³ (S15)', () => {
    expect([2.675, 0.0000005, -0.0000005, 0.1].map(toMillionths)).toEqual([2_675_000, 1, 0, 100_000]);
    expect(toMillionths(9_007_199_254.740992)).toBe(2 ** 53);
    expect(toMillionths(-9_007_199_254.740992)).toBe(-(2 ** 53));
    expect(toMillionths(9_007_199_254.75)).toBeNaN();
    expect(toMillionths(-9_007_199_254.75)).toBeNaN();
  });
});

describe('a slope', () => {
  const exact = (y: readonly bigint[]): readonly [bigint, bigint] => {
    const n = BigInt(y.length);
    const i = y.map((_, index) => BigInt(index));
    const sum = (values: readonly bigint[]): bigint => values.reduce((so, value) => so + value, 0n);
    return [
      n * sum(i.map((x, k) => x * (y[k] as bigint))) - sum(i) * sum(y),
      n * sum(i.map((x) => x * x)) - sum(i) * sum(i),
    ];
  };

  it('is the quotient of two exact integers (S22)', () => {
    const y = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 50 }), fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n })),
      {
        minLength: 2,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(y, (values) => {
        const [numerator, denominator] = exact(values.map(BigInt));
        expect(slope(values)).toBe(Number(numerator) / Number(denominator) + 0);
      }),
    );
  });

  it('is exact over many periods too', () => {
    const y = Array.from({ length: 10_000 }, (_, i) => i % 7);
    const [numerator, denominator] = exact(y.map(BigInt));
    expect(slope(y)).toBe(Number(numerator) / Number(denominator));
  });

  it('of equal values is 0', () => {
    expect(Object.is(slope([3, 3, 3]), 0)).toBe(true);
  });
});
