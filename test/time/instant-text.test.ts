import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantIn, localIn, toInstant } from '../../src/time/index.js';
import { slowInstant } from './slow-instant.js';
import { TEMPORAL } from './temporal-cases.js';

/** `INSTANT_TEXTS=10000000 npx vitest run test/time/instant-text.test.ts` for as many texts as one has patience for. */
const TEXTS = Number(process.env.INSTANT_TEXTS ?? 200_000);
const SEED = Number(process.env.INSTANT_SEED ?? Date.now() % 2_147_483_647) || 1;

const MILLION = 1_000_000n;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const orNull = (value: number): number | null => (Math.abs(value) <= 8.64e15 ? value + 0 : null);

describe('texts of instants, read by their characters (S1)', () => {
  it.each(TEMPORAL.map(([text, nanoseconds, why]) => ({ text, nanoseconds, why })))(
    'what test262 says of $text: $nanoseconds, unless the rule says otherwise',
    ({ text, nanoseconds, why }) => {
      const floored =
        nanoseconds === null
          ? null
          : Number((nanoseconds - (((nanoseconds % MILLION) + MILLION) % MILLION)) / MILLION);
      if (why === undefined) expect(toInstant(text)).toBe(floored);
      else expect(toInstant(text), why).not.toBe(floored);
      expect(toInstant(text)).toBe(slowInstant(text));
    },
  );

  it(`${TEXTS.toLocaleString('en')} random texts are what a slow reading of the rule makes of them, as texts and as bytes (seed ${SEED})`, () => {
    const next = texts(SEED);
    const seen = { instants: 0, nothing: 0 };
    for (let i = 0; i < TEXTS; i++) {
      const text = next();
      const slow = slowInstant(text);
      const bytes = bytesOf(`9${text}9`);
      if (toInstant(text) !== slow || orNull(instantIn(bytes, 1, bytes.length - 1)) !== slow)
        expect([text, toInstant(text), orNull(instantIn(bytes, 1, bytes.length - 1))]).toEqual([
          text,
          slow,
          slow,
        ]);
      // Without an offset it is the local time that the same text with a Z has as an instant.
      const local = /:\d\d(?:[.,]\d+)?$/.test(text);
      if (local && orNull(localIn(text, 0, text.length)) !== slowInstant(`${text}Z`))
        expect([text, localIn(text, 0, text.length)]).toEqual([text, slowInstant(`${text}Z`)]);
      seen[slow === null ? 'nothing' : 'instants']++;
    }
    // Both answers are common enough for the comparison to mean something.
    expect(Math.min(seen.instants, seen.nothing)).toBeGreaterThan(TEXTS / 10);
  }, 3_600_000);

  it('any text at all is read without an error, and as the slow reading has it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(toInstant(text)).toBe(slowInstant(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it('every instant that a Date can hold reads back from its ISO text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (instant) => {
        expect(toInstant(new Date(instant).toISOString())).toBe(instant);
      }),
      { numRuns: 20_000 },
    );
  });

  it('every day from the year −400 to 2400 has its number, and no date between two days has one', () => {
    let day = Date.UTC(2000, 0) / 86_400_000 - 2400 * 365.2425;
    for (let year = -400; year < 2400; year++)
      for (let month = 1; month <= 12; month++)
        for (let date = 1; date <= 32; date++) {
          const digits = String(Math.abs(year)).padStart(6, '0');
          const text = `${year < 0 ? '-' : '+'}${digits}-${pad(month)}-${pad(date)}T00:00Z`;
          const read = toInstant(text);
          if (read === null) expect(date).toBeGreaterThan(28);
          else if (read !== day++ * 86_400_000)
            expect(text).toBe(new Date((day - 1) * 86_400_000).toISOString());
        }
    expect(day).toBe(Date.UTC(2400, 0) / 86_400_000);
  });
});

const pad = (number: number): string => String(number).padStart(2, '0');

/** Texts near the rule: most pieces fit, some do not, and some texts have a character changed, dropped or doubled. */
const texts = (seed: number): (() => string) => {
  let state = seed;
  const random = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const one = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const two = (most: number): string => (random(40) === 0 ? String(random(200)) : pad(random(most + 1)));
  const signed = (): string => one(['+', '-', '+', '-', '\u2212']);
  const year = (): string =>
    random(4) > 0
      ? String(one([1970, 2024, 2026, 1969, 2000, 1900, 0, 9999, random(10_000)])).padStart(4, '0')
      : `${signed()}${String(one([0, 1, 2026, 275_760, 271_821, 999_999, random(300_000)])).padStart(6, '0')}`;
  const fraction = (): string =>
    `${one(['.', '.', ',', ''])}${String(random(2_000_000_000)).slice(0, random(11))}`;
  const offset = (): string =>
    one([
      () => 'Z',
      () => 'z',
      () => 'UTC',
      () => `${signed()}${two(23)}`,
      () => `${signed()}${two(24)}${two(60)}`,
      () => `${signed()}${two(23)}:${two(59)}`,
      () => one(['', 'utc', 'GMT', `${signed()}${two(23)}:${two(59)}:${two(59)}`, '+00:00 UTC']),
    ])();
  return () => {
    const seconds =
      random(4) > 0 ? `:${two(random(20) === 0 ? 61 : 59)}${random(2) > 0 ? fraction() : ''}` : '';
    const date = `${year()}-${two(random(10) === 0 ? 13 : 12)}-${two(one([28, 28, 31, 32]))}`;
    const time =
      random(20) === 0 ? '' : `${one(['T', 'T', ' ', ' ', 't', '_'])}${two(24)}:${two(60)}${seconds}`;
    const text = `${date}${time}${one(['', '', '', ' ', '  '])}${offset()}`;
    const at = random(text.length);
    const hurt = random(40);
    if (hurt === 0) return text.slice(0, at) + text.slice(at + 1);
    if (hurt === 1) return text.slice(0, at) + text.slice(at - 1);
    if (hurt === 2)
      return text.slice(0, at) + one([...'0189:-+. /;TZ\u0000\u0662\u{1f600}']) + text.slice(at + 1);
    return text;
  };
};
