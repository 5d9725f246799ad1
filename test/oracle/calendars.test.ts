import { TZDate } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANCHORS, ZONES } from '../arbitrary/vocabulary.js';
import { dayOf, dayStart, localTime, periodOf, periodStart } from './calendars.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY;
const start = (text: string, timeZone: string): string =>
  new Date(dayStart(day(text), timeZone)).toISOString();
const dateOf = (text: string, timeZone: string): string =>
  new Date(dayOf(Date.parse(text), timeZone) * DAY).toISOString().slice(0, 10);

describe('S6 a local day starts at the first instant whose local date is that day or later', () => {
  it.each([
    [
      'America/Sao_Paulo',
      '2018-11-04',
      '2018-11-04T03:00:00.000Z',
      'midnight is skipped: it starts at 01:00',
    ],
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z', '23:00 of the day before comes twice'],
    [
      'America/St_Johns',
      '2006-10-29',
      '2006-10-29T02:30:00.000Z',
      'the clock goes back a minute after midnight',
    ],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 'the date does not exist'],
    [
      'Pacific/Apia',
      '2011-12-31',
      '2011-12-30T10:00:00.000Z',
      'the date after it starts at the same instant',
    ],
    ['Asia/Kolkata', '2024-03-01', '2024-02-29T18:30:00.000Z', 'half an hour'],
    ['Europe/Paris', '2026-03-30', '2026-03-29T22:00:00.000Z', 'after the day of 23 hours'],
    ['Europe/Paris', '2025-10-27', '2025-10-26T23:00:00.000Z', 'after the day of 25 hours'],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', 'the day of 24 and a half hours'],
  ])('%s %s starts at %s: %s', (zone, date, instant) => {
    expect(start(date, zone)).toBe(instant);
  });

  it.each(ZONES)('in %s, as a scan of every minute finds it', (zone) => {
    for (const anchor of ANCHORS.slice(0, 10)) {
      const date = Math.floor(localTime(anchor, zone) / DAY);
      let scan = (date - 2) * DAY;
      while (localTime(scan, zone) < date * DAY) scan += MINUTE;
      expect(dayStart(date, zone)).toBe(scan);
    }
  });

  it('an instant after a clock went back over midnight stays in the day that had started', () => {
    expect(dateOf('2006-10-29T02:29:59.999Z', 'America/St_Johns')).toBe('2006-10-28');
    expect(dateOf('2006-10-29T02:30:00Z', 'America/St_Johns')).toBe('2006-10-29');
    // The clock shows 23:10 of the 28th.
    expect(dateOf('2006-10-29T02:40:00Z', 'America/St_Johns')).toBe('2006-10-29');
  });

  it('the local time is that of another implementation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: -1_000_000_000, max: 2_000_000_000 }),
        (zone, seconds) => {
          const there = new TZDate(seconds * 1000, zone);
          const shown = Date.UTC(
            there.getFullYear(),
            there.getMonth(),
            there.getDate(),
            there.getHours(),
            there.getMinutes(),
            there.getSeconds(),
          );
          expect(localTime(seconds * 1000, zone)).toBe(shown);
        },
      ),
    );
  });
});

describe('S5 periods follow one another', () => {
  it.each(['day', 'week', 'month', 'quarter', 'year'] as const)(
    'each %s begins where the one before it ends',
    (unit) => {
      const calendar = { unit, timeZone: 'America/Sao_Paulo', weekStart: 'sunday' } as const;
      for (const anchor of ANCHORS) {
        const period = periodOf(anchor, calendar);
        expect(periodStart(period, calendar)).toBeLessThanOrEqual(anchor);
        expect(periodStart(period + 1, calendar)).toBeGreaterThan(anchor);
        expect(periodOf(periodStart(period, calendar), calendar)).toBe(period);
        expect(periodOf(periodStart(period, calendar) - 1, calendar)).toBe(period - 1);
      }
    },
  );
});
