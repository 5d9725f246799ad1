import { describe, expect, it, vi } from 'vitest';
import { DAY, zone } from '../../src/time/index.js';

const utc = (text: string): number => Date.parse(`${text}T00:00:00Z`);

/** `Intl` asked for the offset of a zone, day by day, without any thought. */
const asker = (name: string): ((instant: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (instant) => {
    const [, sign, hours, minutes, seconds = 0] =
      /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(format.format(instant)) ?? [];
    if (sign === undefined) return 0;
    const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === '-' ? -size : size) * 1000;
  };
};

/** The first day from a list of days on which the two differ. */
const firstDifference = (name: string, from: number, to: number): string | undefined => {
  const [local, asked] = [zone(name), asker(name)];
  for (let instant = from; instant <= to; instant += DAY)
    if (local.offset(instant) !== asked(instant))
      return `${name} ${new Date(instant).toISOString().slice(0, 10)}`;
  return undefined;
};

describe('the offsets of days that Intl is not asked for', () => {
  it.each([
    ['America/Recife', '2000-10-12'],
    ['America/Noronha', '2000-10-12'],
    ['Asia/Gaza', '2040-10-24'],
    ['Asia/Hebron', '2054-03-31'],
    ['Africa/Tunis', '1943-04-20'],
    ['Europe/Vienna', '1945-04-08'],
    ['America/Argentina/Tucuman', '2004-06-06'],
    ['Africa/Lagos', '1908-02-23'],
    ['Africa/Casablanca', '2026-03-01'],
  ])('are what Intl says in %s around %s, where an offset did not last', (name, day) => {
    expect(firstDifference(name, utc(day) - 150 * DAY, utc(day) + 150 * DAY)).toBeUndefined();
  });

  // By hand, some minutes: HABITUS_ZONES=all npx vitest run test/time/zone-days.test.ts
  it.runIf(process.env.HABITUS_ZONES === 'all')(
    'are what Intl says in every zone on every day from 1800 to 2100',
    () => {
      const zones = Intl.supportedValuesOf('timeZone');
      const differences = zones.map((name) => firstDifference(name, utc('1800-01-01'), utc('2100-01-01')));
      expect(differences.filter((difference) => difference !== undefined)).toEqual([]);
    },
    7_200_000,
  );

  it('cost a fifth of a question each, and once: the 82,545 days from 1800 to 2026 ask Intl fewer than 18,000 times', () => {
    const format = vi.spyOn(Intl.DateTimeFormat.prototype as unknown as { format: number }, 'format', 'get');
    try {
      const paris = zone('Europe/Paris');
      const ask = (): void => {
        for (let day = utc('1800-01-01'); day <= utc('2026-01-01'); day += DAY) paris.offset(day);
      };
      ask();
      const first = format.mock.calls.length;
      expect(first).toBeGreaterThan(1000);
      expect(first).toBeLessThan(18_000);
      ask();
      expect(format.mock.calls.length).toBe(first);
    } finally {
      format.mockRestore();
    }
  });
});
