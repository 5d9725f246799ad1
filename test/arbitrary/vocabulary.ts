import fc from 'fast-check';
import type { Weekday } from '../../src/expression/nodes.js';

/** The few words, numbers and lengths that all trials share, so that edges meet often. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Instants to stand at: changes of the clock, ends of periods, 1970 and before. */
export const ANCHORS: readonly number[] = [
  '2026-03-29T01:00:00Z', // Europe/Paris goes forward
  '2025-10-26T01:00:00Z', // Europe/Paris goes back
  '2026-03-08T07:00:00Z', // America/New_York goes forward
  '2025-11-02T06:00:00Z', // America/New_York goes back
  '2018-11-04T03:00:00Z', // America/Sao_Paulo skips midnight
  '2018-02-18T02:00:00Z', // America/Sao_Paulo has 23:00 twice
  '2025-10-04T15:30:00Z', // Australia/Lord_Howe goes forward half an hour
  '2026-04-04T15:00:00Z', // Australia/Lord_Howe goes back half an hour
  '2006-10-29T02:31:00Z', // America/St_Johns goes back from 00:01
  '2006-04-02T03:31:00Z', // America/St_Johns goes forward at 00:01
  '2026-01-01T00:00:00Z',
  '2024-02-29T18:30:00Z', // midnight in Asia/Kolkata
  '1970-01-01T00:00:00Z',
  '1969-07-20T20:17:40.123Z',
].map((text) => Date.parse(text));

export const ZONES: readonly string[] = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
];

export const WEEKDAYS: readonly Weekday[] = ['monday', 'tuesday', 'saturday', 'sunday'];

export const LENGTHS: readonly number[] = [1, HOUR / 2, HOUR, DAY, 2 * DAY, WEEK, 28 * DAY];

/** The same letter composed and decomposed are two names. */
export const EVENT_NAMES: readonly string[] = [
  'a',
  'b',
  'c',
  'constructor',
  '__proto__',
  '\u00e9',
  'e\u0301',
];

export const TEXTS: readonly string[] = [
  'pro',
  'Pro',
  'PRO',
  ' pro',
  'project',
  '',
  'NaN',
  '9',
  'true',
  '\u00e9',
  'e\u0301',
  '\u00c9',
  '\u{1f600}',
  '\uff5e', // before the emoji in UTF-8, after it in UTF-16
  'a"b\\c',
  '2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01T00:00:00.9999+05:30',
];

/** Versions, near to each other. */
export const VERSIONS: readonly string[] = [
  '9',
  'v9.0',
  '9.0.0.0.0.0.0.0',
  '9.0.0.0.0.0.0.1',
  '9.1',
  '9.10',
  '10',
  '009.1+build.5',
  '999999999.999999999',
  '9.1-alpha',
  '9.1-alpha.1',
  'v9.1.0-alpha.01+5',
  '9.1-alpha.beta',
  '9.1-alpha.10',
  '9.1-Alpha',
  '9.1-0',
  '9.1-00',
  '9.1-20261122093000000000000',
  '9.1--',
  '9.1-a-b',
  '9.1-a.b',
  '9.1-a..b',
];

/** Texts that are almost one. */
export const NEARLY_VERSIONS: readonly string[] = [
  'V9.1',
  ' 9.1',
  '9.1 ',
  '9.1\n',
  '9..1',
  '9.1.',
  '9.1-',
  '9.1+',
  '9.1+a+b',
  '9.1-\u00e9',
  '9.0.0.0.0.0.0.0.1',
  '1234567890.1',
  '9.0000000001',
  '-9.1',
  '\u0669.1',
];

export const FINITE: readonly number[] = [
  0,
  -0,
  1,
  2,
  3,
  5,
  9,
  -1,
  -2.5,
  0.1,
  0.2,
  0.30000000000000004,
  2.675,
  1.005,
  0.0000005,
  -0.0000005,
  2 ** 53 - 1,
  2 ** 53 + 2,
  -(2 ** 53),
  9_007_199_254.740992,
  9_007_199_254.740993,
  1e300,
];

/** Half of the time one of the first few, so that data and definitions meet. */
export const oftenFirst = <T>(few: number, items: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(fc.constantFrom(...items.slice(0, few)), fc.constantFrom(...items));

export const oneOfThese = <T>(items: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...items);

/** A node of a kind, each optional field of which is absent half of the time: absent, never undefined. */
export const node = (
  kind: string,
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      required: fc.record(required),
      optional: fc.record(
        Object.fromEntries(Object.entries(optional).map(([key, value]) => [key, perhaps(5, value)])),
      ),
    })
    .map((fields) => ({ kind, ...fields.required, ...given(fields.optional) }));

/** Present in so many of ten. */
export const perhaps = <T>(of10: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - of10, arbitrary: fc.constant(undefined) }, { weight: of10, arbitrary });

/** Without the keys that are undefined. */
export const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
