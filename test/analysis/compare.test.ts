import fc from 'fast-check';
import { attribute, classification, days, events, inBucket, profile, segment, timeline } from 'habitus';
import { compare, history } from 'habitus/analysis';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { PATIENCE, trials } from '../trials/settings.js';

const half = inBucket('half', { to: 50 });
const count = events().within(days(60)).count();
const since = events().lastAt().daysSince();

describe('compare', () => {
  it(
    'has the figures of a loop over profiles',
    () => {
      fc.assert(
        fc.property(crowds(30, 3), (crowd) => {
          const people = populationOfPeople(crowd.people, crowd.asOf);
          const profiles = people.ids.map((id) => people.profile(id));
          const metrics = { count, since };
          for (const row of compare(people, { half }, { metrics, resamples: 100 }).rows) {
            const metric = metrics[row.metric as keyof typeof metrics];
            const valuesOf = (wanted: boolean): readonly number[] =>
              profiles
                .filter((each) => half(each) === wanted)
                .flatMap((each) => metric(each) ?? [])
                .sort((a, b) => a - b);
            const [ins, outs] = [valuesOf(true), valuesOf(false)];
            const mean = (of: readonly number[]) =>
              of.length === 0 ? null : of.reduce((a, b) => a + b, 0) / of.length;
            expect(row.customers).toBe(ins.length);
            expect(row.missing).toBe(profiles.filter((each) => half(each)).length - ins.length);
            expect(row.mean).toBe(mean(ins));
            expect(row.difference).toBe(
              mean(ins) === null || mean(outs) === null ? null : mean(ins)! - mean(outs)!,
            );
            expect(row.median === null).toBe(ins.length === 0);
            if (ins.length > 0) {
              const middle =
                (ins[Math.floor((ins.length - 1) / 2)]! + ins[Math.ceil((ins.length - 1) / 2)]!) / 2;
              expect(row.median).toBeCloseTo(middle, 9);
            }
            const signs = ins.flatMap((a) => outs.map((b) => Math.sign(a - b)));
            expect(row.effect === null).toBe(signs.length === 0);
            if (signs.length > 0)
              expect(row.effect).toBeCloseTo(signs.reduce<number>((a, b) => a + b, 0) / signs.length, 12);
          }
        }),
        trials(0.003),
      );
    },
    PATIENCE,
  );

  const people = population({
    customers: Array.from({ length: 400 }, (_, i) => ({
      id: `c${i}`,
      attributes: {
        mrr: (i % 50) + (i % 2 === 0 ? 20 : 0),
        plan: i % 2 === 0 ? 'pro' : 'free',
        noise: (i * 37) % 11,
      },
    })),
    asOf: 0,
  });
  const pro = segment('pro', { where: () => attribute('plan').is('pro') });

  it('finds a difference that was planted, and none where there is none', () => {
    const { rows } = compare(
      people,
      { pro },
      { metrics: { mrr: attribute('mrr'), noise: attribute('noise') } },
    );
    const [mrr, noise] = rows;
    expect(mrr?.difference).toBe(19);
    expect(mrr!.low!).toBeGreaterThan(15);
    expect(mrr!.high!).toBeLessThan(23);
    expect(mrr!.effect!).toBeGreaterThan(0.5);
    expect(noise!.low! < 0 && noise!.high! > 0).toBe(true);
    expect(Math.abs(noise!.effect!)).toBeLessThan(0.15);
  });

  it('compares with another segment, by the same seed alike', () => {
    const some = attribute('noise').atLeast(6);
    const options = { metrics: { mrr: attribute('mrr') }, with: some };
    const once = compare(people, [pro], options);
    expect(once.rows).toEqual(compare(people, [pro], options).rows);
    expect(once.rows).not.toEqual(compare(people, [pro], { ...options, seed: 2 }).rows);
    expect(once.title).toBe('Segments beside another one');
    expect(compare(people, [pro], { ...options, excluding: pro }).rows[0]).toMatchObject({
      customers: 0,
      mean: null,
      difference: null,
      low: null,
      effect: null,
    });
  });

  it('refuses what it cannot compare', () => {
    const metrics = { mrr: attribute('mrr') };
    expect(() => compare(people, { pro }, { metrics: {} })).toThrow(/at least one metric by its name/);
    expect(() => compare(people, { pro }, { metrics: { pro: pro as never } })).toThrow(
      'compare.metrics.pro: expected a metric, got a segment',
    );
    expect(() => compare(people, { pro }, { metrics: { plan: attribute('plan') } })).toThrow(
      'compare.metrics.plan: expected a metric that answers numbers',
    );
    expect(() => compare(people, { pro }, { metrics, level: 95 })).toThrow(/compare\.level/);
    expect(() => compare(people, { pro }, { metrics, resamples: 5 })).toThrow(/compare\.resamples/);
  });
});

describe('history', () => {
  const ada = profile(
    { id: 'ada' },
    ['2026-10-30', '2026-11-03', '2026-11-20'].map((day) => ({ name: 'a', at: `${day}T00:00:00Z` })),
    { asOf: '2026-11-22T00:00:00Z' },
  );
  const active = segment('active', { where: () => events('a').within(days(7)).any() });
  const label = classification('label', {
    labels: () => ({ often: events('a').within(days(7)).count().atLeast(2), active }),
  });
  const found = history(ada, [active, label], { from: '2026-11-01T00:00:00Z' });

  it('is every span of the timelines in which something held, by when it began', () => {
    expect(
      found.rows.map(({ segment: of, label: is, days: lasted, open }) => [of, is, lasted, open]),
    ).toEqual([
      ['active', null, 9, 'start'],
      ['label', 'active', 2, 'start'],
      ['label', 'often', 3, 'no'],
      ['label', 'active', 4, 'no'],
      ['active', null, 2, 'end'],
      ['label', 'active', 2, 'end'],
    ]);
    const spans = timeline(active, ada, { from: '2026-11-01T00:00:00Z', to: '2026-11-22T00:00:00Z' });
    expect(
      found.rows.filter((row) => row.segment === 'active').map(({ from, to }) => ({ from, to })),
    ).toEqual(spans.filter(({ member }) => member).map(({ from, to }) => ({ from, to })));
  });

  it('prints instants and days', () => {
    expect(String(found).split('\n').slice(0, 3)).toEqual([
      'What ada entered and left',
      '  segment  label   from        to          days  open',
      '  active   –       2026-11-01  2026-11-10  9     start',
    ]);
  });
});
