import fc from 'fast-check';
import { HabitusError, type LabelSpan, nextChange, type Span, timeline } from 'habitus';
import { describe, expect, it } from 'vitest';
import { labelScenarios, membershipScenarios, type Scenario } from '../arbitrary/index.js';
import { changingOf, profileOf } from '../conformance/profile-engine.js';
import { type Answer, edges, horizon, oracle } from '../oracle/index.js';
import { PATIENCE, shown, trials } from './settings.js';

const DAY = 86_400_000;

/** How often the oracle is asked in one trial. */
const PROBES = 40;

const asked = [
  ['membership', membershipScenarios(), 0.2],
  ['label', labelScenarios(), 0.1],
] as const;

describe.each(asked)('as time goes by, a random %s', (_, scenarios, share) => {
  it(
    'is what its timeline says, at every edge and 1 ms beside it',
    () => {
      const refused = counter();
      fc.assert(
        fc.property(scenarios, stretches, fc.nat(), (scenario, stretch, skip) => {
          const { definition, customer, events, asOf } = scenario;
          const bounds = { from: asOf - stretch.before, to: asOf + stretch.after };
          const asked = changingOf(definition);
          const spans = refused(() => timeline(asked, profileOf(customer, events, asOf), bounds));
          if (spans === null) return;
          expectSpans(spans, bounds);
          if (spans.length > 1) refused.noteChange();
          const probes = spans.flatMap((span) => [span.from, span.to - 1]);
          probes.push(...some(edges(definition, customer, events, { ...bounds, to: bounds.to - 1 }), skip));
          for (const at of probes) {
            const span = spans.find(({ from, to }) => from <= at && at < to);
            expectAnswer(span && answerIn(span), oracle(definition, customer, events, at), at, spans);
          }
        }),
        trials(share),
      );
      refused.print('timeline');
    },
    PATIENCE,
  );

  it(
    'stays until its next change, and then changes',
    () => {
      const refused = counter();
      fc.assert(
        fc.property(scenarios, fc.nat(), (scenario, skip) => {
          const { definition, customer, events, asOf } = scenario;
          const question = changingOf(definition);
          const asked = refused(() => ({ at: nextChange(question, profileOf(customer, events, asOf)) }));
          if (asked === null) return;
          if (asked.at !== null) refused.noteChange();
          const known = knownAt(scenario);
          const now = oracle(definition, known.customer, known.events, asOf);
          const to = asked.at ?? horizon(definition, known.customer, known.events, asOf);
          const before = { from: asOf, to: to - 1 };
          const probes = [
            asOf,
            to - 1,
            ...some(edges(definition, known.customer, known.events, before), skip),
          ];
          for (const at of probes)
            expectAnswer(now, oracle(definition, known.customer, known.events, at), at, asked);
          if (asked.at === null) return;
          const then = oracle(definition, known.customer, known.events, asked.at);
          if (then === now) expect.fail(`as of ${asked.at}: still ${then}; ${shown(asked)}`);
        }),
        trials(share),
      );
      refused.print('next change');
    },
    PATIENCE,
  );
});

const stretches = fc.record({
  before: fc.constantFrom(1, DAY, 10 * DAY, 30 * DAY, 70 * DAY, 70 * DAY),
  after: fc.constantFrom(1, DAY, 10 * DAY, 30 * DAY, 70 * DAY, 70 * DAY),
});

/** What is known at asOf: nothing that happens later. */
const knownAt = ({ customer, events, asOf }: Scenario): Pick<Scenario, 'customer' | 'events'> => {
  const happened = ({ at }: { readonly at: unknown }) => profileOf({ id: 'c' }, [], at).asOf <= asOf;
  return {
    customer: { ...customer, history: (customer.history ?? []).filter(happened) },
    events: events.filter(happened),
  };
};

/** What a customer was in a span: a member or not, or of which label. */
const answerIn = (span: Span | LabelSpan): Answer => ('member' in span ? span.member : span.label);

/** Maximal spans that cover the stretch, one after the other. */
const expectSpans = (
  spans: readonly (Span | LabelSpan)[],
  { from, to }: { from: number; to: number },
): void => {
  expect(spans.map((span) => span.from)).toEqual([from, ...spans.slice(0, -1).map((span) => span.to)]);
  expect(spans.at(-1)?.to).toBe(to);
  for (const [index, span] of spans.entries()) {
    expect(span.from).toBeLessThan(span.to);
    const before = spans[index - 1];
    if (before !== undefined) expect(answerIn(span)).not.toBe(answerIn(before));
  }
};

const expectAnswer = (actual: unknown, expected: Answer, at: number, context: unknown): void => {
  if (actual !== expected)
    expect.fail(`as of ${at}: got ${actual}, the oracle says ${expected}; ${shown(context)}`);
};

/** At most as many as are asked in one trial, spread over all; other ones in each trial. */
const some = (all: readonly number[], skip: number): number[] => {
  const step = Math.ceil(all.length / PROBES);
  return all.filter((_, index) => index % step === skip % step);
};

/** Counts the definitions that are refused because a change of theirs cannot be shown to be exact, and the changes. */
const counter = () => {
  let [asked, refused, changed] = [0, 0, 0];
  const attempt = <T>(question: () => T): T | null => {
    asked += 1;
    try {
      return question();
    } catch (error) {
      if (!(error instanceof HabitusError) || error.code !== 'not-monotone') throw error;
      refused += 1;
      return null;
    }
  };
  attempt.noteChange = () => {
    changed += 1;
  };
  attempt.print = (question: string) => {
    const share = ((100 * refused) / asked).toFixed(1);
    console.log(
      `${question}: ${refused} of ${asked} (${share} %) refused as not monotone, ${changed} changed`,
    );
  };
  return attempt;
};
