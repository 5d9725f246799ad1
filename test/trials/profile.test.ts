import fc from 'fast-check';
import { at } from 'habitus';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../arbitrary/index.js';
import { type envelope, parsed, profileOf } from '../conformance/profile-engine.js';
import { oracle } from '../oracle/index.js';
import { PATIENCE, same, shown, trials } from './settings.js';

describe('a random definition of a random customer', () => {
  it(
    'has the answer of the oracle, and its JSON has the same',
    () => {
      fc.assert(
        fc.property(scenarios(), ({ definition, customer, events, asOf }) => {
          const expected = oracle(definition, customer, events, asOf);
          const ask = parsed(definition);
          const profile = profileOf(customer, events, asOf);
          expectSame(ask(profile), expected);
          const { definition: again } = JSON.parse(JSON.stringify(ask)) as ReturnType<typeof envelope>;
          expectSame(parsed(again)(profile), expected);
        }),
        trials(),
      );
    },
    PATIENCE,
  );

  it(
    'has the same answer as of an instant, whatever instant the profile was made for',
    () => {
      fc.assert(
        fc.property(scenarios(), fc.nat(), ({ definition, customer, events, asOf }, index) => {
          const instants = events.map((event) => profileOf(customer, [event], event.at).asOf);
          const instant = instants[index % Math.max(instants.length, 1)] ?? asOf;
          const expected = oracle(definition, customer, events, instant);
          expectSame(parsed(definition)(at(profileOf(customer, events, asOf), instant)), expected);
        }),
        trials(0.2),
      );
    },
    PATIENCE,
  );
});

const expectSame = (actual: unknown, expected: unknown): void => {
  if (!same(actual, expected)) expect.fail(`got ${shown(actual)}, the oracle says ${shown(expected)}`);
};
