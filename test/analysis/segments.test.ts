import fc from 'fast-check';
import {
  type AnyClassification,
  type AnySegment,
  attribute,
  classification,
  days,
  events,
  inBucket,
} from 'habitus';
import { growth, overlap, sizes, transitions } from 'habitus/analysis';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { PATIENCE, trials } from '../trials/settings.js';

const DAY = 86_400_000;
const asOf = Date.parse('2026-11-22T12:00:00Z');

/** What is asked of random crowds: events of any name, so that every crowd has some. */
const active = events().within(days(9)).any();
const often = events().within(days(40)).count().atLeast(2);
const half = inBucket('half', { to: 50 });
const label = classification('label', {
  labels: () => ({ often, active, seen: events().any() }),
});
const segments = { active, often, half };

describe('analyses of segments, of nasty histories, against a loop over profiles', () => {
  it(
    'count what each profile answers',
    () => {
      fc.assert(
        fc.property(crowds(25, 3), fc.integer({ min: 1, max: 5 }), (crowd, periods) => {
          const people = populationOfPeople(crowd.people, crowd.asOf);
          const then = (at: number) => people.ids.map((id) => people.at(at).profile(id));
          const has = (segment: unknown, at: number): readonly boolean[] =>
            then(at).map((each) => (segment as (of: unknown) => boolean)(each));
          const count = (of: readonly boolean[]): number => of.filter(Boolean).length;

          const kept = has(half, people.asOf).map((out) => !out);
          for (const excluding of [undefined, half]) {
            const looked = (of: readonly boolean[]): readonly boolean[] =>
              excluding === undefined ? of : of.map((each, i) => each && kept[i] === true);
            const total = excluding === undefined ? people.size : count(kept);

            for (const row of sizes(people, segments, { excluding }).rows) {
              const size = count(looked(has(segments[row.segment as keyof typeof segments], people.asOf)));
              expect(row).toStrictEqual({
                segment: row.segment,
                label: null,
                size,
                share: total === 0 ? null : size / total,
              });
            }

            for (const row of growth(people, segments, { every: 'month', periods, excluding }).rows) {
              const segment = segments[row.segment as keyof typeof segments];
              const [before, now] = [looked(has(segment, row.from)), looked(has(segment, row.at))];
              const there = looked(has(events().any(), row.at));
              const both = count(now.map((each, i) => each && there[i] === true));
              expect(row).toStrictEqual({
                segment: row.segment,
                from: row.from,
                at: row.at,
                size: count(now),
                share: count(there) === 0 ? null : both / count(there),
                entered: count(now.map((each, i) => each && before[i] !== true)),
                left: count(before.map((each, i) => each && now[i] !== true)),
              });
            }
          }

          const labels = (at: number) => then(at).map((each) => label(each));
          const [from, to] = [labels(people.asOf - 20 * DAY), labels(people.asOf)];
          const moved = transitions(people, label, { from: people.asOf - 20 * DAY });
          expect(moved.rows.reduce((sum, row) => sum + row.customers, 0)).toBe(people.size);
          for (const row of moved.rows) {
            const those = to.filter((_, i) => from[i] === row.from);
            const customers = those.filter((each) => each === row.to).length;
            expect(row).toStrictEqual({
              from: row.from,
              to: row.to,
              customers,
              share: customers / those.length,
            });
          }

          const found = overlap(people, segments);
          const inThem = people.ids.map((_, i) =>
            Object.entries(segments)
              .filter(([, segment]) => has(segment, people.asOf)[i])
              .map(([name]) => name),
          );
          for (const row of found.rows) {
            const customers = inThem.filter((names) => (names.join(' & ') || 'none') === row.segments).length;
            expect(row.customers).toBe(customers);
          }
          expect(found.rows.reduce((sum, row) => sum + row.customers, 0)).toBe(people.size);
          for (const { one, other, both, jaccard } of found.pairs) {
            const either = inThem.filter((names) => names.includes(one) || names.includes(other)).length;
            expect(both).toBe(inThem.filter((names) => names.includes(one) && names.includes(other)).length);
            expect(jaccard).toBe(either === 0 ? null : both / either);
          }
          for (const { segment, adds } of found.adds)
            expect(adds).toBe(inThem.filter((names) => names.join() === segment).length);
          for (const analysis of [sizes(people, segments), moved, found])
            expect(String(analysis)).not.toMatch(/NaN|Infinity|undefined/);
        }),
        trials(0.002),
      );
    },
    PATIENCE,
  );
});

describe('growth', () => {
  const people = population({
    customers: ['ada', 'bob', 'cy'].map((id) => ({ id })),
    events: [
      { customerId: 'ada', name: 'a', at: '2026-09-10T00:00:00Z' },
      { customerId: 'ada', name: 'a', at: '2026-10-31T23:30:00Z' },
      { customerId: 'bob', name: 'a', at: '2026-10-05T00:00:00Z' },
    ],
    asOf,
  });
  const lately = events('a').within(days(20)).any();

  it('takes whole periods of the calendar in a zone, and leaves the one that runs out', () => {
    const monthly = growth(people, { lately }, { every: 'month', periods: 3, timeZone: 'Europe/Vienna' });
    expect(monthly.rows.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-08-31T22:00:00.000Z',
      '2026-09-30T22:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
    ]);
    expect(monthly.rows.map(({ size }) => size)).toEqual([0, 0, 0]);
    const utc = growth(people, { lately }, { every: 'month', periods: 3 });
    expect(utc.rows.map(({ size, share, entered }) => [size, share, entered])).toEqual([
      [0, null, 0],
      [0, 0, 0],
      [1, 0.5, 1],
    ]);
  });

  it('says what was left out, and prints', () => {
    const weekly = growth(
      people,
      { lately },
      { every: 'week', periods: 1, excluding: attribute('staff').is(true) },
    );
    expect(String(weekly)).toBe(
      [
        'Growth of segments, by week',
        '  segment  from        at          size  share  entered  left',
        '  lately   2026-11-09  2026-11-16  1     50 %   0        0',
        '· Left out: 0 customers.',
        '· Shares are of the customers with an event by then.',
        '· The week that was not over as of 2026-11-22 12:00 UTC is left out.',
      ].join('\n'),
    );
    expect(JSON.parse(JSON.stringify(weekly))).toMatchObject({
      kind: 'growth',
      rows: [{ segment: 'lately' }],
    });
  });

  it('ends where a signal says so, and tells how far it is', () => {
    const seen: number[] = [];
    growth(
      people,
      { lately },
      { every: 'week', periods: 2, onProgress: ({ periods }) => seen.push(periods) },
    );
    expect(seen).toEqual([0, 1, 2]);
    expect(() =>
      growth(people, { lately }, { every: 'week', periods: 2, signal: AbortSignal.abort() }),
    ).toThrow(/abort/i);
  });
});

describe('an analysis of nobody', () => {
  const nobody = population({ customers: [], asOf });

  it('says so in words, and divides by nothing', () => {
    for (const analysis of [
      sizes(nobody, { ...segments, label } as Record<string, AnySegment | AnyClassification>),
      growth(nobody, segments, { every: 'year', periods: 1 }),
      transitions(nobody, label, { from: 0 }),
      overlap(nobody, segments),
    ]) {
      expect(String(analysis)).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(String(transitions(nobody, label, { from: 0 }))).toContain('no rows');
    expect(sizes(nobody, { active }).rows).toEqual([
      { segment: 'active', label: null, size: 0, share: null },
    ]);
  });

  it('refuses what it cannot analyse, with what was wrong', () => {
    expect(() => sizes(nobody, { a: 5 as never })).toThrow(
      'sizes.a: expected a segment or a classification, got 5',
    );
    expect(() => sizes(nobody, {})).toThrow('sizes: expected at least one segment or classification');
    expect(() => growth(nobody, { label: label as never }, { every: 'week', periods: 1 })).toThrow(
      'growth.label: expected a segment, got a classification',
    );
    expect(() => growth(nobody, { active }, { every: 'fortnight' as never, periods: 1 })).toThrow(
      /growth\.every/,
    );
    expect(() => growth(nobody, { active }, { every: 'day', periods: 0 })).toThrow(/growth\.periods/);
    expect(() => transitions(nobody, events('a').count() as never, { from: 0 })).toThrow(
      /a segment or a classif/,
    );
    expect(() => transitions(nobody, active, { from: asOf })).toThrow(/an instant before the other one/);
  });
});

describe('an analysis in a notebook', () => {
  it('is a table, in which nothing of the data is markup', () => {
    const people = population({ customers: [{ id: 'ada', attributes: { x: 1 } }], asOf });
    const made = sizes(people, { '<b>"x"</b>': attribute('x').is(1) }) as unknown as Record<
      symbol,
      () => Record<string, string>
    >;
    const shown = made[Symbol.for('Jupyter.display')]!();
    expect(shown['text/html']).toContain('<td>&#60;b&#62;&#34;x&#34;&#60;/b&#62;</td>');
    expect(shown['text/plain']).toContain('100 %');
  });
});
