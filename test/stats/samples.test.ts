import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cliffsDelta, meanDifferenceInterval, meanOf, randomFrom } from '../../src/stats/index.js';

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

describe('the dominance of one sample over another', () => {
  it('is what all pairs say', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sample, sample, (ones, others) => {
        const pairs = ones.flatMap((one) => others.map((other) => Math.sign(one - other)));
        const mean = pairs.reduce<number>((sum, each) => sum + each, 0) / pairs.length;
        expect(cliffsDelta(ascending(ones), ascending(others))).toBeCloseTo(mean, 12);
      }),
    );
  });

  it('is 1, -1 or 0 at its ends, and null of an empty sample', () => {
    expect(cliffsDelta(ascending([5, 6]), ascending([1, 2]))).toBe(1);
    expect(cliffsDelta(ascending([1, 2]), ascending([5, 6]))).toBe(-1);
    expect(cliffsDelta(ascending([3, 3]), ascending([3]))).toBe(0);
    expect(cliffsDelta(ascending([]), ascending([3]))).toBeNull();
  });
});

describe('the interval of a difference of means', () => {
  it('holds the true difference about as often as it says', () => {
    const random = randomFrom(7);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let held = 0;
    const rounds = 300;
    for (let i = 0; i < rounds; i++) {
      const ones = ascending(Array.from({ length: 60 }, () => 10 + 3 * normal()));
      const others = ascending(Array.from({ length: 90 }, () => 8 + 5 * normal()));
      const [low, high] = meanDifferenceInterval(ones, others, { resamples: 300, level: 0.9, random })!;
      if (low <= 2 && 2 <= high) held++;
    }
    // 90 % of 300, give or take 4 standard errors and what the percentile method misses.
    expect(held / rounds).toBeGreaterThan(0.82);
    expect(held / rounds).toBeLessThan(0.97);
  });

  it('is near that of the normal approximation for large samples', () => {
    const random = randomFrom(3);
    const ones = ascending(Array.from({ length: 2000 }, (_, i) => (i * 7) % 100));
    const others = ascending(Array.from({ length: 3000 }, (_, i) => (i * 11) % 90));
    const [low, high] = meanDifferenceInterval(ones, others, { resamples: 1000, level: 0.95, random })!;
    const variance = (of: Float64Array): number => {
      const mean = meanOf(of)!;
      return of.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (of.length - 1);
    };
    const error = Math.sqrt(variance(ones) / ones.length + variance(others) / others.length);
    const difference = meanOf(ones)! - meanOf(others)!;
    expect(low).toBeCloseTo(difference - 1.96 * error, 0);
    expect(high).toBeCloseTo(difference + 1.96 * error, 0);
  });

  it('cannot be told of fewer than two values, and is the same for the same seed', () => {
    const one = ascending([1]);
    const two = ascending([1, 2, 5]);
    const options = () => ({ resamples: 100, level: 0.95, random: randomFrom(1) });
    expect(meanDifferenceInterval(one, two, options())).toBeNull();
    expect(meanOf(ascending([]))).toBeNull();
    expect(meanDifferenceInterval(two, two, options())).toEqual(meanDifferenceInterval(two, two, options()));
  });
});
