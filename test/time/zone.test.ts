import { tzOffset } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar, DAY, MAX_INSTANT, weekday, zone } from '../../src/time/index.js';

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Manila',
  'Etc/UTC',
];
const instants = fc.integer({ min: Date.UTC(1890, 0), max: Date.UTC(2040, 0) });
const iso = (instant: number): string => new Date(instant).toISOString();
const dayOf = (text: string): number => Date.parse(text) / DAY;

describe('a zone', () => {
  it('has the offsets of a second opinion', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (name, instant) => {
        const offset = zone(name).offset(instant);
        // The second opinion has the wrong sign there.
        fc.pre(offset >= 0 || offset <= -3_600_000);
        expect(offset).toBe(Math.round(tzOffset(name, new Date(instant)) * 60_000));
      }),
      { numRuns: 3000 },
    );
  });

  it('knows an offset west of UTC by less than an hour', () => {
    expect(zone('Africa/Monrovia').offset(0)).toBe(-(44 * 60 + 30) * 1000);
  });

  it('changes its offset at the very millisecond', () => {
    const paris = zone('Europe/Paris');
    const change = Date.parse('2026-03-29T01:00:00Z');
    expect([change - 1, change].map((instant) => paris.offset(instant) / 3_600_000)).toEqual([1, 2]);
  });

  it('starts a day at the first instant whose local date is that day or later', () => {
    expect(iso(zone('America/Sao_Paulo').start(dayOf('2018-11-04')))).toBe('2018-11-04T03:00:00.000Z');
    expect(iso(zone('America/St_Johns').start(dayOf('2008-11-02')))).toBe('2008-11-02T02:30:00.000Z');
    expect(iso(zone('Australia/Lord_Howe').start(dayOf('2026-04-05')))).toBe('2026-04-04T13:00:00.000Z');
    const apia = zone('Pacific/Apia');
    expect(['2011-12-29', '2011-12-30', '2011-12-31'].map((day) => iso(apia.start(dayOf(day))))).toEqual([
      '2011-12-29T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
    ]);
  });

  it('does not bring a day back when the clock is set back over midnight', () => {
    const johns = zone('America/St_Johns');
    const midnight = Date.parse('2008-11-02T02:30:00Z');
    expect(
      [-1, 0, 59_999, 60_000, 3_599_999, 3_660_000].map(
        (ms) => johns.day(midnight + ms) - dayOf('2008-11-02'),
      ),
    ).toEqual([-1, 0, 0, 0, 0, 0]);
  });

  it('gives every instant the latest day that has started, in order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        instants,
        fc.integer({ min: 0, max: 3 * DAY }),
        (name, instant, step) => {
          const local = zone(name);
          const day = local.day(instant);
          expect(local.start(day)).toBeLessThanOrEqual(instant);
          expect(local.start(day + 1)).toBeGreaterThan(instant);
          expect(local.day(instant + step)).toBeGreaterThanOrEqual(day);
          expect(local.day(local.start(day) - 1)).toBeLessThan(day);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each(['UTC', 'Europe/Paris'])('ends where dates end: %s', (name) => {
    const local = zone(name);
    expect(local.start(1e9)).toBe(MAX_INSTANT);
    expect(local.start(-1e9)).toBe(-MAX_INSTANT);
    expect(local.day(MAX_INSTANT)).toBe(1e8);
  });

  it.each(['Mars/Olympus', '+05:30', '', '05:30'])('is refused by name: %s', (name) => {
    expect(() => zone(name, 'where.timeZone')).toThrow(`where.timeZone: expected an IANA time zone`);
  });
});

describe('a calendar', () => {
  const utc = zone('UTC');
  const starts = (
    unit: Parameters<typeof calendar>[0],
    at: string,
    weekStart?: string,
  ): readonly string[] => {
    const periods = calendar(unit, utc, weekStart);
    const index = periods.index(Date.parse(at));
    return [index - 1, index, index + 1].map((each) => iso(periods.start(each)).slice(0, 10));
  };

  it.each([
    ['day', '2024-02-29T12:00:00Z', undefined, ['2024-02-28', '2024-02-29', '2024-03-01']],
    ['week', '2026-11-25T12:00:00Z', undefined, ['2026-11-16', '2026-11-23', '2026-11-30']],
    ['week', '2026-11-25T12:00:00Z', 'sunday', ['2026-11-15', '2026-11-22', '2026-11-29']],
    ['week', '2026-11-25T12:00:00Z', 'wednesday', ['2026-11-18', '2026-11-25', '2026-12-02']],
    ['week', '1969-12-30T00:00:00Z', 'saturday', ['1969-12-20', '1969-12-27', '1970-01-03']],
    ['month', '2026-01-31T23:59:59.999Z', undefined, ['2025-12-01', '2026-01-01', '2026-02-01']],
    ['month', '1969-12-31T00:00:00Z', undefined, ['1969-11-01', '1969-12-01', '1970-01-01']],
    ['quarter', '2026-11-25T00:00:00Z', undefined, ['2026-07-01', '2026-10-01', '2027-01-01']],
    ['year', '2026-11-25T00:00:00Z', undefined, ['2025-01-01', '2026-01-01', '2027-01-01']],
    ['year', '0050-06-01T00:00:00Z', undefined, ['0049-01-01', '0050-01-01', '0051-01-01']],
  ] as const)('of %ss, at %s, weeks from %s', (unit, at, weekStart, expected) => {
    expect(starts(unit, at, weekStart)).toEqual(expected);
  });

  it.each(['week', 'month', 'quarter', 'year'] as const)(
    'of %ss does not run past the end of dates',
    (unit) => {
      const periods = calendar(unit, utc);
      expect(periods.start(1e9)).toBeLessThanOrEqual(MAX_INSTANT);
      expect(periods.start(1e9)).toBeGreaterThan(8.5e15);
      expect(periods.start(-1e9)).toBeGreaterThanOrEqual(-MAX_INSTANT);
    },
  );

  it('numbers weekdays from Monday', () => {
    expect(
      ['2026-11-23', '2026-11-29', '1969-12-29', '1970-01-01'].map((day) => weekday(dayOf(day))),
    ).toEqual([1, 7, 1, 4]);
  });
});
