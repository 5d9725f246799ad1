import { describe, expect, it } from 'vitest';
import * as catalogue from '../../src/catalogue/index.js';
import {
  and,
  attribute,
  calendarMonths,
  costOf,
  days,
  type Envelope,
  events,
  HabitusError,
  inBucket,
  nextChange,
  or,
  parseMetric,
  parseSegment,
  profile,
  sequence,
} from '../../src/index.js';
import { parseSegment as parseWithModel, saas } from '../../src/model/index.js';

const ZONES = Intl.supportedValuesOf('timeZone');

const segmentOf = (definition: object): object => ({
  format: 'habitus',
  version: 1,
  kind: 'segment',
  definition,
});

const monthly = (timeZone: string, periods: number): object => ({
  kind: 'compare',
  op: 'above',
  left: { kind: 'series', of: { kind: 'events' }, every: 'month', periods, timeZone, answer: 'peak' },
  right: { kind: 'literal', value: 1 },
});

/** The `HabitusError` of what is tried, as its code, path and sentence. */
const refusal = (make: () => unknown): { code: string; path: string; message: string } => {
  try {
    make();
  } catch (error) {
    if (error instanceof HabitusError) return { code: error.code, path: error.path, message: error.message };
    throw error;
  }
  throw new Error('nothing was refused');
};

/** Everything that the catalogue offers as it is. */
const entries = Object.values(catalogue).filter(
  (entry): entry is typeof entry & { readonly id: string; readonly definition: never } =>
    typeof entry === 'function' && 'definition' in entry,
);

describe('the cost of a definition (S10)', () => {
  it('is that of its nodes, and what counts its periods, lists, steps, ranks, salts and zones', () => {
    expect(costOf(events('a').any())).toEqual({
      total: 5,
      parts: [
        { what: 'nodes', count: 4, cost: 4 },
        { what: 'items of lists', count: 1, cost: 1 },
      ],
    });
    const plan = attribute('plan').oneOf(...Array.from({ length: 100 }, (_, i) => `p${i}`));
    const path = sequence(events(), events()).within(days(1)).completed();
    const soon = events().followedBy(events(), days(1)).any();
    const top = attribute('spend', { as: 'number' }).topPercent(10);
    const rising = events()
      .trend({ every: days(1), periods: 30 })
      .above(0);
    expect([plan, path, soon, top, rising].map((of) => costOf(of).parts[0])).toEqual([
      { what: 'items of lists', count: 100, cost: 10 },
      { what: 'steps of sequences', count: 2, cost: 20 },
      { what: 'relations', count: 1, cost: 10 },
      { what: 'ranks', count: 1, cost: 25 },
      { what: 'periods of series', count: 30, cost: 30 },
    ]);
  });

  it('counts a zone and a salt once, however often they are used', () => {
    const months = (timeZone: string) => events('a').within(calendarMonths(1, { timeZone })).any();
    const of = (...zones: string[]) =>
      costOf(and(...zones.map(months))).parts.find(({ what }) => what === 'time zones')?.count;
    expect(of('Europe/Paris', 'Europe/Paris')).toBe(1);
    expect(of('Europe/Paris', 'Asia/Tokyo')).toBe(2);
    expect(of('UTC')).toBeUndefined();
    const salts = costOf(and(inBucket('x', { from: 0, to: 5 }), inBucket('x', { from: 50, to: 55 })));
    expect(salts.parts).toContainEqual({ what: 'bucket salts', count: 1, cost: 250 });
  });

  it('is far below the limit for every entry of the catalogue', () => {
    expect(entries.length).toBeGreaterThan(100);
    const dearest = Math.max(...entries.map((entry) => costOf(entry).total));
    expect(dearest).toBeLessThan(10_000);
  });

  it('allows the days of a year in local time, twenty times', () => {
    const trends = Array.from({ length: 20 }, (_, i) =>
      events(`e${i}`).trend({ every: 'day', periods: 365, timeZone: 'Europe/Paris' }).above(0),
    );
    expect(costOf(or(...trends)).total).toBeLessThan(100_000);
  });

  it('ends between 9 and 10 series of 10,000 periods', () => {
    const sum = (series: number): object => {
      const one = { kind: 'series', of: { kind: 'events' }, every: 1000, periods: 10_000, answer: 'peak' };
      const of = Array.from({ length: series }, () => one);
      return {
        format: 'habitus',
        version: 1,
        kind: 'metric',
        definition: { kind: 'arithmetic', op: 'plus', of },
      };
    };
    expect(parseMetric(sum(9))(profile({ id: 'ada' }, [], { asOf: 0 }))).toBe(0);
    expect(refusal(() => parseMetric(sum(10))).code).toBe('too-costly');
  });

  it('refuses 10,000 months in 20 zones, and says which part costs what', () => {
    const costly = segmentOf({ kind: 'or', of: ZONES.slice(0, 20).map((zone) => monthly(zone, 10_000)) });
    expect(refusal(() => parseSegment(costly))).toEqual({
      code: 'too-costly',
      path: 'definition',
      message: expect.stringMatching(
        /^definition: expected a definition that costs at most 100000, got 20\d{5}: 200000 periods of series in local time cost 2000000, 20 time zones cost 20000, 81 nodes cost 81; code that means it says parseSegment\(json, \{ cost: Infinity \}\)$/,
      ),
    });
    expect(refusal(() => parseWithModel(costly, saas)).code).toBe('too-costly');
  });

  it('refuses 300 series of 10,000 periods, 10,000 zones of readings and 1,000 salts', () => {
    const series = { kind: 'series', of: { kind: 'events' }, every: 1000, periods: 10_000, answer: 'peak' };
    const sum = { kind: 'arithmetic', op: 'plus', of: Array.from({ length: 300 }, () => series) };
    const metric = { format: 'habitus', version: 1, kind: 'metric', definition: sum };
    expect(refusal(() => parseMetric(metric)).code).toBe('too-costly');
    const hours = ZONES.slice(0, 400).map((timeZone) => ({
      kind: 'compare',
      op: 'above',
      left: {
        kind: 'count',
        of: {
          kind: 'events',
          where: [
            {
              kind: 'compare',
              op: 'above',
              left: { kind: 'hourOfDay', timeZone },
              right: { kind: 'literal', value: 8 },
            },
          ],
        },
      },
      right: { kind: 'literal', value: 1 },
    }));
    expect(refusal(() => parseSegment(segmentOf({ kind: 'or', of: hours }))).code).toBe('too-costly');
    const salts = Array.from({ length: 1000 }, (_, i) => ({
      kind: 'bucket',
      salt: `s${i}`,
      from: 0,
      to: 50,
    }));
    expect(refusal(() => parseSegment(segmentOf({ kind: 'or', of: salts }))).code).toBe('too-costly');
  });

  it('holds for builders too', () => {
    const trends = ZONES.slice(0, 20).map((timeZone) =>
      events('a').trend({ every: 'month', periods: 5000, timeZone }).above(0),
    );
    expect(refusal(() => or(...trends)).code).toBe('too-costly');
  });

  it('is what trusted code says it may be', () => {
    const costly = segmentOf({
      kind: 'or',
      of: [monthly('Europe/Paris', 6000), monthly('Asia/Tokyo', 6000)],
    });
    expect(refusal(() => parseSegment(costly)).code).toBe('too-costly');
    expect(refusal(() => parseSegment(costly, { cost: 120_000 })).code).toBe('too-costly');
    const parsed = parseSegment(costly, { cost: Infinity });
    expect(parsed(profile({ id: 'ada' }, [{ name: 'a', at: 0 }], { asOf: days(90) }))).toBe(false);
    expect(parseWithModel(costly, saas, { cost: 200_000 }).kind).toBe('segment');
    expect(refusal(() => parseSegment(costly, { cost: 5 })).message).toContain('at most 5, got');
    for (const cost of [0, -1, NaN, '9' as never])
      expect(refusal(() => parseSegment(costly, { cost }))).toMatchObject({
        code: 'bad-value',
        path: 'cost',
      });
  });
});

describe('a series of very many periods', () => {
  const peak = (every: number | 'month', timeZone?: string): Envelope =>
    ({
      format: 'habitus',
      version: 1,
      kind: 'segment',
      definition: {
        kind: 'compare',
        op: 'atLeast',
        left: {
          kind: 'series',
          of: { kind: 'events' },
          every,
          periods: every === 'month' ? 9000 : 10_000,
          answer: 'peak',
          ...(timeZone !== undefined && { timeZone }),
        },
        right: { kind: 'literal', value: 1 },
      },
    }) as never;

  it('is over when its event has left the last of them', () => {
    const once = profile({ id: 'ada' }, [{ name: 'a', at: 0 }], { asOf: 5 });
    expect(nextChange(parseSegment(peak(1000)), once)).toBe(10_000_000);
  });

  it('asks Intl for each month once', () => {
    const once = profile({ id: 'ada' }, [{ name: 'a', at: 0 }], { asOf: days(40) });
    expect(parseSegment(peak('month', 'Europe/Paris'))(once)).toBe(true);
  });
});
