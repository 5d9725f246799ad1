import { GRAMMAR, LIMITS } from '../../src/expression/index.js';
import type { Random } from './random.js';

/** A place in a definition: what holds it, and under which key. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

const KINDS = Object.keys(GRAMMAR);
const FIELDS = [...new Set(Object.values(GRAMMAR).flatMap(([, fields]) => Object.keys(fields)))];
/** The words that fields are chosen from: units, operators, types. */
const WORDS = [
  ...new Set(
    Object.values(GRAMMAR).flatMap(([, fields]) =>
      Object.values(fields as Record<string, string>).flatMap((field) =>
        field.includes('|') ? field.replace('?', '').split('|') : [],
      ),
    ),
  ),
  'instant',
  'list',
  'Europe/Paris',
  'sunday',
];
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'kind',
  'of',
  'x',
  '',
  '0',
  'a\0',
  '\ud800',
];
const TEXTS = [
  '',
  '\0',
  'a\0b',
  '\ud83d',
  '\udc00x',
  'x'.repeat(10_001),
  'x'.repeat(9_999),
  '__proto__',
  'constructor',
  'a\'b"c',
  '1',
];
const NUMBERS = [
  ...[
    0,
    -0,
    1,
    -1,
    0.5,
    2,
    63,
    64,
    65,
    1e-320,
    1e308,
    1e15,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ],
  ...[
    2 ** 31,
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    2 ** 53 + 2,
    8.64e15,
    -8.64e15,
    8.64e15 + 1,
    86_400_000,
    3_600_000,
  ],
  ...[
    LIMITS.reach - 1,
    LIMITS.reach,
    LIMITS.reach + 1,
    LIMITS.reach / 10_000,
    -LIMITS.reach,
    9_999,
    10_000,
    10_001,
  ],
];

/** Values that no JSON has, or that look like others. */
const strange = (random: Random, value: unknown): unknown =>
  random.one([
    () => null,
    () => undefined,
    () => true,
    () => 1n,
    () => Symbol('s'),
    () => () => 1,
    () => new Date(0),
    () => new Map(),
    () => [value],
    () => [],
    () => ({}),
    () => ({ value }),
    () => ({ toString: () => String(value) }),
    () => Object.create({ kind: 'count' }),
    () => new Array(3),
    () => random.one(NUMBERS),
    () => random.one(TEXTS),
    () =>
      Object.defineProperty({}, 'kind', {
        enumerable: true,
        configurable: true,
        get: () => random.one(KINDS),
      }),
  ])();

/** All places of a definition, those of lists included. */
const placesOf = (value: unknown, found: Place[] = [], seen: Set<unknown> = new Set()): Place[] => {
  // What stands in several places is walked once: a definition that doubles would never end.
  if (typeof value !== 'object' || value === null || seen.has(value)) return found;
  seen.add(value);
  for (const key of Object.keys(value)) {
    const holder = value as Record<string, unknown>;
    found.push({ holder, key });
    placesOf(holder[key], found, seen);
  }
  return found;
};

type Mutation = (place: Place, random: Random, all: readonly Place[], others: readonly object[]) => void;

const set = ({ holder, key }: Place, value: unknown): void => {
  if (key === 'length' && Array.isArray(holder)) return;
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
};
const put = (holder: object, key: string, value: unknown): void =>
  set({ holder: holder as never, key }, value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const copy = <T>(value: T): T => structuredClone(value);

/** A value of its own sort in its place: most of what this makes can still be read. */
const alike: Mutation = (place, random) => {
  const value = place.holder[place.key];
  if (typeof value === 'number')
    set(place, random.one([...NUMBERS, value * 2, value - 1, -value, value / 3]));
  else if (typeof value === 'string')
    set(place, random.one(place.key === 'kind' ? KINDS : [...WORDS, ...WORDS, ...TEXTS]));
  else if (typeof value === 'boolean') set(place, !value);
  else if (Array.isArray(value) && value.length > 0) set(place, [...value, copy(random.one(value))]);
};

const wrapped = (node: unknown, random: Random): unknown => {
  const wraps: readonly ((of: unknown) => unknown)[] = [
    (of) => ({ kind: 'not', of }),
    (of) => ({ kind: 'and', of: [of, of] }),
    (of) => ({ kind: 'or', of: [of] }),
    (of) => ({ kind: 'exists', value: of }),
    (of) => ({ kind: 'named', id: 'part', of }),
    (of) => ({ kind: 'ago', length: random.one([0, 1, 86_400_000, LIMITS.reach]), of }),
    (of) => ({ kind: 'orElse', value: of, otherwise: { kind: 'literal', value: 1 } }),
    (of) => ({ kind: 'arithmetic', op: 'plus', of: [of, of] }),
    (of) => ({ kind: 'rank', value: of, end: 'top', percent: 50 }),
  ];
  const wrap = random.one(wraps);
  const times = random.one([1, 1, 1, 2, 3, 12, 64, 70]);
  let made = node;
  for (let i = 0; i < times; i++) made = wrap(made);
  return made;
};

const MUTATIONS: readonly Mutation[] = [
  alike,
  alike,
  alike,
  alike,
  // Another kind, or one that is no text.
  ({ holder }, random) => {
    if ('kind' in holder) put(holder, 'kind', random.one(KINDS));
  },
  ({ holder }, random) => {
    const { kind } = holder;
    if (kind !== undefined)
      put(
        holder,
        'kind',
        random.one<unknown>([[kind], { toString: () => kind }, { toString: 1 }, ...KEYS, 7, null]),
      );
  },
  (place, random) => set(place, strange(random, place.holder[place.key])),
  ({ holder, key }) => {
    delete holder[key];
  },
  ({ holder }, random) =>
    put(holder, random.one([...KEYS, ...FIELDS]), random.one<unknown>([...NUMBERS, ...TEXTS, ...WORDS])),
  // Two fields swapped, of nodes that may be far apart.
  (place, random, all) => {
    const other = random.one(all);
    const [one, two] = [place.holder[place.key], other.holder[other.key]];
    set(place, copy(two));
    set(other, copy(one));
  },
  ({ holder, key }, random) => {
    put(holder, random.one(FIELDS), holder[key]);
  },
  // A part of another definition.
  (place, random, _, others) => {
    const from = placesOf(random.one(others)).filter(({ holder, key }) => isObject(holder[key]));
    if (from.length > 0) {
      const other = random.one(from);
      set(place, copy(other.holder[other.key]));
    }
  },
  (place, random) => {
    if (isObject(place.holder[place.key])) set(place, wrapped(place.holder[place.key], random));
  },
  // Lists: holes, none, one in another, very many.
  (place, random) => {
    const list = place.holder[place.key];
    if (!Array.isArray(list)) return;
    const holed = [...list];
    holed.length += 2;
    const long = random.one([30, 300, 10_001]);
    set(
      place,
      random.one<unknown>([
        holed,
        [],
        [list],
        new Array(long).fill(list[0]),
        { ...list },
        [...list].reverse(),
      ]),
    );
  },
];

/** A copy of a definition with one to three things changed. */
export const mutated = (definition: object, others: readonly object[], random: Random): unknown => {
  const root = { definition: copy(definition) as unknown };
  for (let left = 1 + random.below(3); left > 0; left--) {
    const all = placesOf(root);
    if (all.length === 0 || all.length > 5000) break;
    try {
      random.one(MUTATIONS)(random.one(all), random, all, others);
    } catch (error) {
      // What cannot be cloned stays where it is.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return root.definition;
};
