import { ago, and, attribute, calendarDays, days, events, hourOfDay, not, weeks, withinLast } from 'habitus';
import { describe, expect, it } from 'vitest';
import { bind, type PlanNode, prepare, seriesEdges } from '../../src/plan/index.js';

const DAY = 86_400_000;
const purchases = events('purchase').within(days(30));

describe('a prepared plan', () => {
  it('holds what is equal once, over all definitions', () => {
    const three = purchases.count().atLeast(3);
    const plan = prepare([and(three, not(three)).definition, purchases.count().definition, three.definition]);
    expect(plan.nodes.map((node) => node.kind)).toEqual(['count', 'literal', 'compare', 'not', 'and']);
    expect(plan.roots).toEqual([4, 0, 2]);
    expect([plan.selections.length, plan.sources.length]).toEqual([1, 1]);
  });

  it('shares the rows of one source between windows', () => {
    const plan = prepare([purchases.count().minus(events('purchase').within(days(7)).count()).definition]);
    expect([plan.selections.length, plan.sources.length]).toEqual([2, 1]);
  });

  it('takes names in any order for the same source', () => {
    const plan = prepare([events('a', 'b').count().definition, events('b', 'a', 'b').count().definition]);
    expect(plan.sources).toEqual([{ names: ['a', 'b'], where: [], moving: false }]);
  });

  it('turns ago into shifts, which add up', () => {
    const plan = prepare([ago(days(1), ago(days(2), purchases.count().atLeast(attribute('n')))).definition]);
    expect(plan.selections[0]?.shift).toBe(3 * DAY);
    expect(plan.nodes.map(({ kind, shift }) => [kind, shift])).toEqual([
      ['count', 0],
      ['attribute', 3 * DAY],
      ['compare', 0],
    ]);
  });

  it('keeps apart what differs in its instant alone', () => {
    const seats = attribute('seats');
    expect(prepare([seats.minus(ago(days(1), seats)).definition]).nodes.map((node) => node.kind)).toEqual([
      'attribute',
      'attribute',
      'arithmetic',
    ]);
  });

  it('puts children before parents', () => {
    const { children } = prepare([
      and(purchases.sum('amount').dividedBy(attribute('seats')).orElse(0).above(1), purchases.any())
        .definition,
    ]);
    children.forEach((of, i) => {
      for (const child of of) expect(child).toBeLessThan(i);
    });
  });

  it('plans the tests of one event over its cells, and knows which move with time', () => {
    const still = prepare([events('x').where({ amount: 5 }).count().definition]);
    expect(still.eventNodes).toMatchObject([
      { kind: 'cell', reading: 0 },
      { kind: 'oneOf', value: 0 },
    ]);
    expect(still.readings).toEqual([{ kind: 'property', name: 'amount', as: 'number' }]);
    expect(still.sources[0]?.moving).toBe(false);
    const moving = prepare([
      ago(
        days(1),
        events('x')
          .where({ until: withinLast(days(3)) })
          .any(),
      ).definition,
    ]);
    expect(moving.sources[0]?.moving).toBe(true);
    expect(moving.eventNodes).toMatchObject([{ kind: 'cell' }, { kind: 'within', shift: DAY }]);
  });

  it('knows what needs a population', () => {
    const rank = purchases.count().topPercent(10);
    expect(prepare([and(rank, purchases.any()).definition]).relative).toBe(true);
    expect(prepare([purchases.any().definition]).relative).toBe(false);
    expect(
      prepare([{ kind: 'rank', value: purchases.count().definition, end: 'top', percent: 10, threshold: 3 }])
        .relative,
    ).toBe(false);
  });

  it('gathers calendars and zones, each once', () => {
    const plan = prepare([
      events()
        .within(calendarDays(3, { timeZone: 'Europe/Paris' }))
        .activeDays({ timeZone: 'Europe/Paris' }).definition,
      events().mostFrequent(hourOfDay({ timeZone: 'Asia/Kolkata' })).definition,
    ]);
    expect(plan.calendars.length).toBe(1);
    expect([...plan.zones.keys()]).toEqual(['Europe/Paris', 'Asia/Kolkata']);
  });
});

describe('a bound plan', () => {
  const asOf = Date.parse('2026-11-25T12:00:00Z');
  const range = (definition: Parameters<typeof prepare>[0][number]): readonly number[] => {
    const bound = bind(prepare([definition]), asOf);
    return [bound.from[0] as number, bound.to[0] as number];
  };

  it('makes half-open ranges of whole milliseconds of its windows', () => {
    expect(range(purchases.count().definition)).toEqual([asOf - 30 * DAY + 1, asOf + 1]);
    expect(range(events().count().definition)).toEqual([-Infinity, asOf + 1]);
    expect(range(ago(days(2), purchases.count()).definition)).toEqual([
      asOf - 32 * DAY + 1,
      asOf - 2 * DAY + 1,
    ]);
    expect(
      range(
        events()
          .within(days(5), { ago: days(1) })
          .count().definition,
      ),
    ).toEqual([asOf - 6 * DAY + 1, asOf - DAY + 1]);
    expect(
      range(
        events()
          .within(calendarDays(1, { current: true }))
          .count().definition,
      ),
    ).toEqual([Date.parse('2026-11-25T00:00:00Z'), asOf + 1]);
    expect(
      range(
        events()
          .within(calendarDays(2, { skip: 1 }))
          .count().definition,
      ),
    ).toEqual([Date.parse('2026-11-22T00:00:00Z'), Date.parse('2026-11-24T00:00:00Z')]);
  });

  it('has the edges of a series', () => {
    const edges = (definition: Parameters<typeof prepare>[0][number]): readonly number[] => {
      const plan = prepare([definition]);
      return seriesEdges(plan, plan.nodes[0] as Extract<PlanNode, { kind: 'series' }>, asOf);
    };
    expect(edges(events().peak({ every: days(1), periods: 2 }).definition)).toEqual(
      [2, 1, 0].map((i) => asOf - i * DAY + 1),
    );
    expect(edges(events().peak({ every: 'week', periods: 2 }).definition)).toEqual(
      ['2026-11-09', '2026-11-16', '2026-11-23'].map((day) => Date.parse(`${day}T00:00:00Z`)),
    );
    expect(edges(ago(weeks(1), events().peak({ every: 'week', periods: 1 })).definition)).toEqual(
      ['2026-11-09', '2026-11-16'].map((day) => Date.parse(`${day}T00:00:00Z`)),
    );
  });
});
