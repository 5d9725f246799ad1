import fc from 'fast-check';
import { type Explainable, explain, type Profile } from 'habitus';
import { describe, expect, it } from 'vitest';
import { labelScenarios, type Scenario, scenarios } from '../arbitrary/index.js';
import { parsed, profileOf } from '../conformance/profile-engine.js';
import { edges, horizon, oracle } from '../oracle/index.js';
import { PATIENCE, same, shown, trials } from './settings.js';

type Explained = Readonly<Record<string, unknown>> & {
  readonly changesAt: number | null;
  readonly changesTo: unknown;
  readonly uncertain?: string;
};

const explained = ({ definition }: Scenario, of: Profile): Explained =>
  explain(parsed(definition) as Explainable, of) as unknown as Explained;

const FIELD = { segment: 'member', classification: 'label', metric: 'value' } as const;

describe('the explanation of a random definition', () => {
  it(
    'has the answer, says it in language, is data, and knows when it changes',
    () => {
      let [uncertain, changing] = [0, 0];
      fc.assert(
        fc.property(fc.oneof(scenarios(), labelScenarios()), (scenario) => {
          const { definition, customer, events, asOf } = scenario;
          const whole = explained(scenario, profileOf(customer, events, asOf));
          const answer = whole[FIELD[whole.kind as keyof typeof FIELD]];
          const expected = oracle(definition, customer, events, asOf);
          if (!same(answer, expected)) expect.fail(`${shown(answer)}, the oracle says ${shown(expected)}`);
          // What the definition and the data say themselves stands in quotes.
          expect(String(whole).replace(/“[^”]*”|"(\\.|[^"])*"/gs, '')).not.toMatch(
            /undefined|\[object|\bNaN\b|Infinity/,
          );
          const { toString: _, ...data } = whole;
          expect(JSON.parse(JSON.stringify(whole))).toEqual(data);
          if (whole.uncertain !== undefined) uncertain += 1;
          else {
            if (whole.changesAt !== null) changing += 1;
            expectChange(scenario, expected, whole);
          }
        }),
        trials(0.05),
      );
      console.log(`${uncertain} uncertain, ${changing} changing`);
    },
    PATIENCE,
  );
});

/** How often the oracle is asked in one trial. */
const PROBES = 20;

const expectChange = (
  { definition, customer, events, asOf }: Scenario,
  now: unknown,
  { changesAt, changesTo }: Explained,
): void => {
  const happened = ({ at }: { readonly at: unknown }) => profileOf({ id: 'c' }, [], at).asOf <= asOf;
  const known = { ...customer, history: (customer.history ?? []).filter(happened) };
  const past = events.filter(happened);
  const ask = (at: number): unknown => oracle(definition, known, past, at);
  const last = (changesAt ?? horizon(definition, known, past, asOf)) - 1;
  const all = edges(definition, known, past, { from: asOf, to: last });
  const step = Math.ceil(all.length / PROBES);
  for (const at of [last, ...all.filter((_, i) => i % step === 0)])
    if (!same(ask(at), now)) expect.fail(`as of ${at}: ${shown(ask(at))}, not ${shown(now)} any more`);
  if (changesAt === null) return;
  if (same(changesTo, now)) expect.fail(`to ${shown(changesTo)}, which it is already`);
  if (!same(ask(changesAt), changesTo))
    expect.fail(`as of ${changesAt}: ${shown(ask(changesAt))}, not ${shown(changesTo)}`);
};
