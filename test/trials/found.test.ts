import { and, attribute, classification, days, events, nextChange, profile, timeline } from 'habitus';
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

  it('a label that comes and goes with time has its next change', () => {
    const since = attribute('signedUpAt').daysSince();
    const stage = classification('stage', {
      labels: () => ({
        missed: and(since.atLeast(7), events().within(days(7)).none()),
        young: since.below(3),
      }),
    });
    const start = '2026-11-22T00:00:00Z';
    const ada = profile({ id: 'a', attributes: { signedUpAt: start } }, [{ name: 'x', at: start }], {
      asOf: start,
    });
    const after = (count: number) => Date.parse(start) + days(count);
    expect(nextChange(stage.is('young'), ada)).toBe(after(3));
    expect(nextChange(stage.is('missed'), ada)).toBe(after(7));
    expect(nextChange(stage.missing(), ada)).toBe(after(3));
    expect(
      timeline(stage.exists(), ada, { from: start, to: after(10) }).map(({ to, member }) => [to, member]),
    ).toEqual([
      [after(3), true],
      [after(7), false],
      [after(10), true],
    ]);
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
