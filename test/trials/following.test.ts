import fc from 'fast-check';
import { nextChange, timeline } from 'habitus';
import { describe, expect, it } from 'vitest';
import type { Expression, FollowingWindow, Selection, Window } from '../../src/expression/nodes.js';
import { profileOf, segmentOf } from '../conformance/profile-engine.js';
import { edges, horizon, oracle } from '../oracle/index.js';
import { PATIENCE, trials } from './settings.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const ASOF = Date.parse('2026-03-29T12:00:00Z');

const lengths = fc.constantFrom(1, HOUR, DAY, 2 * DAY, 5 * DAY);

/** Windows that the event at the start enters and leaves as time goes by. */
const passing: fc.Arbitrary<Window | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({
    kind: fc.constant('rolling' as const),
    length: lengths,
    ago: fc.constantFrom(0, 1, HOUR, DAY),
  }),
  fc.record({
    kind: fc.constant('calendar' as const),
    unit: fc.constantFrom('day' as const, 'week' as const),
    count: fc.constantFrom(1, 2),
    timeZone: fc.constantFrom('UTC', 'Europe/Paris'),
  }),
);

const selection = (names: readonly string[], window: Window | undefined): Selection => ({
  kind: 'events',
  names,
  ...(window && { window }),
});

const starts: fc.Arbitrary<Expression> = fc
  .record({
    kind: fc.constantFrom('firstAt' as const, 'lastAt' as const),
    name: fc.constantFrom('a', 'b'),
    window: passing,
    shift: fc.constantFrom(0, 0, 1, DAY),
    moved: fc.constantFrom(0, 0, -DAY, HOUR),
    since: fc.boolean(),
  })
  .map(({ kind, name, window, shift, moved, since }) => {
    const at: Expression = { kind, of: selection([name], window) };
    const shifted: Expression = shift === 0 ? at : { kind: 'ago', length: shift, of: at };
    const sum: Expression =
      moved === 0
        ? shifted
        : { kind: 'arithmetic', op: 'plus', of: [shifted, { kind: 'literal', value: moved }] };
    return since
      ? { kind: 'orElse', value: sum, otherwise: { kind: 'attribute', name: 'since', as: 'instant' } }
      : sum;
  });

const windows: fc.Arbitrary<FollowingWindow> = fc
  .record({ start: starts, from: fc.constantFrom(0, 0, 1, HOUR, DAY), length: lengths })
  .map(({ start, from, length }) => ({ kind: 'following', start, from, to: from + length }));

const segments: fc.Arbitrary<Expression> = fc
  .record({
    window: windows,
    inner: fc.option(windows, { freq: 3 }),
    atLeast: fc.constantFrom(1, 1, 2),
    ago: fc.constantFrom(0, 0, 1, DAY),
  })
  .map(({ window, inner, atLeast, ago }) => {
    // The start itself may lie in a window that starts at what happened.
    const start: Expression = inner ? { kind: 'firstAt', of: selection(['b'], inner) } : window.start!;
    const count: Expression = { kind: 'count', of: selection(['b', 'c'], { ...window, start }) };
    const test: Expression = {
      kind: 'compare',
      op: 'atLeast',
      left: count,
      right: { kind: 'literal', value: atLeast },
    };
    return ago === 0 ? test : { kind: 'ago', length: ago, of: test };
  });

const instants = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 0, HOUR, 12 * HOUR), fc.constantFrom(0, 0, 1, -1))
  .map(([days, hours, beside]) => ASOF - days * DAY - hours + beside);

const lives = fc.record({
  events: fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), at: instants }), { maxLength: 7 }),
  since: instants,
  history: fc.option(
    instants.map((at) => ({ at, attributes: { since: at - DAY } })),
    { freq: 2 },
  ),
});

describe('a window that starts at a metric', () => {
  it(
    'moves when the metric moves: at every edge and 1 ms beside it the timeline and the next change are right',
    () => {
      let changes = 0;
      fc.assert(
        fc.property(segments, lives, (definition, { events, since, history }) => {
          const customer = { id: 'c', attributes: { since }, ...(history && { history: [history] }) };
          const bounds = { from: ASOF - 12 * DAY, to: ASOF + 12 * DAY };
          const segment = segmentOf(definition);
          const spans = timeline(segment, profileOf(customer, events, ASOF), bounds);
          changes += spans.length - 1;
          const probes = edges(definition, customer, events, { ...bounds, to: bounds.to - 1 });
          for (const at of probes) {
            const span = spans.find(({ from, to }) => from <= at && at < to);
            expect({ at, member: span?.member }).toEqual({
              at,
              member: oracle(definition, customer, events, at),
            });
          }
          const asOf = ASOF - 4 * DAY;
          const known = events.filter(({ at }) => at <= asOf);
          const then = { ...customer, history: history && history.at <= asOf ? [history] : [] };
          const change = nextChange(segment, profileOf(customer, events, asOf));
          const end = change ?? horizon(definition, then, known, asOf);
          const now = oracle(definition, then, known, asOf);
          for (const at of edges(definition, then, known, { from: asOf, to: end - 1 }))
            expect({ at, member: oracle(definition, then, known, at) }).toEqual({ at, member: now });
          if (change !== null) expect(oracle(definition, then, known, change)).toBe(!now);
        }),
        trials(0.05),
      );
      console.log(`${changes} changes`);
      expect(changes).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
