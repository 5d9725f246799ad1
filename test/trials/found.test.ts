import { nextChange, timeline } from 'habitus';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expression/nodes.js';
import { profileEngine, profileOf, segmentOf } from '../conformance/profile-engine.js';
import { oracle } from '../oracle/index.js';

/** What random trials have found once, at its smallest. */
describe('found by trials', () => {
  it('S23 the steps of a sequence keep their order where nothing says how long it may take', () => {
    const definition: Expression = {
      kind: 'sequence',
      steps: [
        { kind: 'events', names: ['b'] },
        { kind: 'events', names: ['a'] },
      ],
    };
    const events = [
      { name: 'a', at: 1 },
      { name: 'b', at: 2 },
    ];
    expect(oracle(definition, { id: 'c' }, events, 5)).toBe(1);
    expect(profileEngine.answer(definition, { id: 'c' }, events, 5)).toBe(1);
  });

  it('a text test of the label that a moving value gives changes when the label does', () => {
    const definition: Expression = {
      kind: 'text',
      how: 'startsWith',
      text: 'old',
      value: {
        kind: 'dominant',
        atLeast: 0,
        labels: [
          [
            'old',
            {
              kind: 'elapsed',
              value: { kind: 'attribute', name: 'from', as: 'instant' },
              direction: 'since',
            },
          ],
        ],
      },
    };
    const customer = { id: 'c', attributes: { from: 1500 } };
    expect([1499, 1500].map((at) => oracle(definition, customer, [], at))).toEqual([false, true]);
    const segment = segmentOf(definition);
    const profile = profileOf(customer, [], 1000);
    expectExactOrRefused(() => expect(nextChange(segment, profile)).toBe(1500));
    expectExactOrRefused(() =>
      expect(timeline(segment, profile, { from: 1000, to: 2000 })).toEqual([
        { from: 1000, to: 1500, member: false },
        { from: 1500, to: 2000, member: true },
      ]),
    );
  });
});

/** A change that cannot be shown to be exact may be refused, but never be wrong. */
const expectExactOrRefused = (question: () => void): void => {
  try {
    question();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'not-monotone') throw error;
  }
};
