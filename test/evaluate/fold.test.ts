import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVALUATORS } from '../../src/evaluate/index.js';

const KINDS = [
  'sum',
  'average',
  'min',
  'max',
  'first',
  'last',
  'distinct',
  'mostFrequent',
  'topShare',
] as const;

const entry = fc.record({
  value: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
  time: fc.integer({ min: 0, max: 5 }),
});

/** The record of a kind over some entries, in their order. */
const over = (kind: (typeof KINDS)[number], entries: readonly { value: number; time: number }[]) => {
  const { fold } = EVALUATORS[kind] as unknown as {
    fold: {
      init(): unknown;
      add(state: unknown, value: number, time: number): void;
      remove?(state: unknown, value: number, time: number): void;
      value(state: unknown): unknown;
    };
  };
  const state = fold.init();
  for (const { value, time } of entries) fold.add(state, value, time);
  return { fold, state, answer: fold.value(state) };
};

describe('an aggregate as a record', () => {
  it.each(KINDS)('%s comes to the same in whatever order its values come', (kind) => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.integer(), (entries, seed) => {
        const turned = [...entries].sort((a, b) => ((a.value * 31 + seed) % 7) - ((b.value * 31 + seed) % 7));
        expect(over(kind, turned).answer).toBe(over(kind, entries).answer);
      }),
    );
  });

  it.each(KINDS.filter((kind) => over(kind, []).fold.remove !== undefined))(
    '%s forgets what is taken out again, to the last digit',
    (kind) => {
      fc.assert(
        fc.property(fc.array(entry, { maxLength: 8 }), fc.array(entry, { maxLength: 8 }), (gone, kept) => {
          const { fold, state } = over(kind, [...gone, ...kept]);
          for (const { value, time } of gone) fold.remove?.(state, value, time);
          expect(fold.value(state)).toBe(over(kind, kept).answer);
        }),
      );
    },
  );

  it('sums, counts of values and what is made of them can be taken out of', () => {
    expect(KINDS.filter((kind) => over(kind, []).fold.remove !== undefined)).toEqual([
      'sum',
      'average',
      'distinct',
      'mostFrequent',
      'topShare',
    ]);
  });
});
