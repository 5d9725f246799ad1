import { HabitusError, isPlainObject, isSound, itemsOf, refuse, versionKey } from '../internal/index.js';
import { DAY, MAX_INSTANT, zone } from '../time/index.js';

/**
 * What a definition may hold at most (S10): whoever sent it, it is read in bounded time. `reach` is how far from the
 * instant of an answer it may look, in milliseconds: 10,000 years, with which every instant stays a whole number.
 */
export const LIMITS = {
  depth: 64,
  nodes: 10_000,
  items: 10_000,
  text: 10_000,
  reach: /* @__PURE__ */ (() => 3_652_425 * DAY)(),
} as const;

const WEEKDAY = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';

type Check = readonly [expected: string, test: (value: unknown) => boolean];

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isWhole = (least: number, most: number) => (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const isScalar = (value: unknown): boolean => isText(value) || isNumber(value) || typeof value === 'boolean';

const isLength = /* @__PURE__ */ isWhole(1, LIMITS.reach);

/** The checks of fields that hold no node: what is expected, in words, and the test. */
const CHECKS: Readonly<Record<string, Check>> = /* @__PURE__ */ (() => ({
  text: ['a text', isText],
  texts: ['a list of at least one text', (value) => isList(value) && value.length > 0 && value.every(isText)],
  beginnings: [
    'a list of at least one text that is not empty',
    (value) => isList(value) && value.length > 0 && value.every((text) => isText(text) && text !== ''),
  ],
  version: [
    'a version such as "5.2" or "v2.0.0-beta.1"',
    (value) => isText(value) && versionKey(value) !== null,
  ],
  number: ['a finite number', isNumber],
  numbers: ['a list of finite numbers', (value) => isList(value) && value.every(isNumber)],
  weight: ['a weight above 0', (value) => isNumber(value) && value > 0],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
  scalar: ['a finite number, a text, true or false', isScalar],
  scalars: [
    'a list of at least one number, text or boolean',
    (value) => isList(value) && value.length > 0 && value.every(isScalar),
  ],
  integer: ['whole milliseconds', isWhole(-LIMITS.reach, LIMITS.reach)],
  instant: ['an instant in whole milliseconds since the epoch', isWhole(-MAX_INSTANT, MAX_INSTANT)],
  instantMark: ['the word "instant"', (value) => value === 'instant'],
  length: ['a length of more than 0, such as days(28)', isLength],
  lengthOrZero: ['0 or more, such as days(7)', isWhole(0, LIMITS.reach)],
  lengthOrPeriod: [
    'a length such as weeks(1), or "day", "week" or "month"',
    (value) => isLength(value) || value === 'day' || value === 'week' || value === 'month',
  ],
  count: ['a whole number of 1 or more', isWhole(1, 2 ** 53)],
  size: ['a whole number from 1 to 10,000', isWhole(1, LIMITS.items)],
  sizeOrZero: ['a whole number from 0 to 10,000', isWhole(0, LIMITS.items)],
  percent: ['a percentage above 0 and at most 100', (value) => isNumber(value) && value > 0 && value <= 100],
  bucketEdge: [
    'a percentage from 0 to 100 with at most two decimals',
    (value) => isNumber(value) && value >= 0 && value <= 100 && Math.round(value * 100) / 100 === value,
  ],
  id: [
    'an id in kebab-case of at most 63 characters',
    (value) => isText(value) && value.length < 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
  ],
}))();

/** Refuses a text that is too long or that not every engine can hold. */
export const requireText = (value: string, path: string): void => {
  if (value.length > LIMITS.text) tooLarge(value.length, 'characters', path);
  if (!isSound(value)) refuse('bad-value', 'a text without NUL and without lone surrogates', value, path);
};

const tooLarge = (size: number, unit: string, path: string): never => {
  throw new HabitusError('too-large', `expected at most ${LIMITS.items} ${unit}, got ${size}`, path);
};

/**
 * What came from outside, read once: what is checked of the copy cannot be otherwise later. Of an object its own
 * properties, of a list its items, and anything else as it is.
 */
export const copied = (value: unknown, path: string): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  try {
    if (isPlainObject(value)) return { __proto__: null, ...value };
    if (!isList(value)) return value;
    return value.length > LIMITS.items ? tooLarge(value.length, 'items', path) : itemsOf(value);
  } catch (cause) {
    if (cause instanceof HabitusError) throw cause;
    throw new HabitusError('bad-value', 'expected plain data, got something that cannot be read', path, {
      cause,
    });
  }
};

/** The value of a field that holds no node, checked and copied; a `bad-value` or `too-large` error otherwise. */
export const checked = (check: string, raw: unknown, path: string): unknown => {
  const value = copied(raw, path);
  if (isText(value)) requireText(value, path);
  if (isList(value))
    for (const [i, item] of value.entries()) if (isText(item)) requireText(item, `${path}[${i}]`);
  if (check === 'zone') {
    if (!isText(value)) refuse('bad-value', 'the name of a time zone', value, path);
    zone(value as string, path);
    return value;
  }
  const words = check === 'weekday' ? WEEKDAY : check;
  const rule: Check = CHECKS[words] ?? [
    `one of ${words.replaceAll('|', ', ')}`,
    (word) => words.split('|').includes(word as string),
  ];
  if (!rule[1](value)) refuse('bad-value', rule[0], value, path);
  return isList(value) ? value.map(plain) : plain(value);
};

/** −0 is 0 (S7). */
const plain = (value: unknown): unknown => (value === 0 ? 0 : value);
