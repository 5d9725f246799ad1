import { inspect } from 'node:util';
import fc from 'fast-check';
import { instantOf, type Person, type RawCustomer, type RawEvent } from '../oracle/index.js';
import { place, rawInstants } from './placing.js';
import {
  ANCHORS,
  EVENT_NAMES,
  FINITE,
  NEARLY_VERSIONS,
  oftenFirst,
  oneOfThese,
  TEXTS,
  VERSIONS,
} from './vocabulary.js';

/** One customer as of an instant. */
export interface History extends Person {
  readonly asOf: number;
}

const numbers = oneOfThese(FINITE);
const texts = oftenFirst(2, TEXTS);
const releases = fc.oneof(
  { weight: 4, arbitrary: oneOfThese(VERSIONS) },
  { weight: 1, arbitrary: oneOfThese(NEARLY_VERSIONS) },
);
const lists = fc.array(texts, { maxLength: 3, size: 'max' });

/** What a row of the world can hold where a value was expected. */
const garbage = oneOfThese<unknown>([
  null,
  Number.NaN,
  Infinity,
  -Infinity,
  {},
  { plan: 'pro' },
  [],
  [1],
  ['pro', null],
  [['pro']],
  new Date(Number.NaN),
  1e20,
  '12',
  'Infinity',
  'null',
]);

/** Mostly of a type, sometimes of any. */
const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: usual },
    { weight: 1, arbitrary: fc.oneof(numbers, texts, fc.boolean(), rawInstants(), lists) },
    { weight: 1, arbitrary: garbage },
  );

const small = oneOfThese([0, 1, 2, 3, 5, 9, 2.675, 0.1, 0.2]);
const usually = fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: numbers });

/** The attributes, each with its usual type. A function of names to values, for `__proto__` must be a key. */
const attributes = (): fc.Arbitrary<Record<string, unknown>> =>
  some([
    ['plan', mostly(texts)],
    ['seats', mostly(usually)],
    ['since', mostly(rawInstants())],
    ['tags', mostly(lists)],
    ['release', mostly(releases)],
    ['active', mostly(fc.boolean())],
    ['constructor', mostly(texts)],
    ['__proto__', mostly(usually)],
  ]);

const properties = (): fc.Arbitrary<Record<string, unknown>> =>
  some([
    ['kind', mostly(texts)],
    ['amount', mostly(usually)],
    ['due', mostly(rawInstants())],
    ['ok', mostly(fc.boolean())],
    ['release', mostly(releases)],
    ['toString', mostly(texts)],
    ['__proto__', mostly(usually)],
  ]);

/** Some of the entries. */
const some = (
  entries: readonly (readonly [string, fc.Arbitrary<unknown>])[],
): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(
      ...entries.map(([key, value]) =>
        fc.option(
          value.map((made) => [key, made] as const),
          { freq: 3 },
        ),
      ),
    )
    .map((made) => Object.fromEntries(made.filter((entry) => entry !== null)));

const customer = (id: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.record(
    {
      id,
      attributes: attributes(),
      history: fc.array(fc.record({ at: rawInstants(), attributes: attributes() }), { maxLength: 3 }),
    },
    { requiredKeys: ['id'] },
  );

const event = (): fc.Arbitrary<unknown> =>
  fc.record(
    {
      id: oneOfThese(['1', '2', '3', '', '\u00e9', 'A', 'a']),
      name: oftenFirst(2, EVENT_NAMES),
      at: rawInstants(),
      properties: properties(),
      actor: oneOfThese(['u1', 'u2', 'U1', '', '\u{1f600}']),
    },
    { requiredKeys: ['name', 'at'] },
  );

/** Events in any order, with copies. */
const events = (maxLength: number): fc.Arbitrary<unknown[]> =>
  fc
    .record({
      events: fc.array(event(), { maxLength, size: 'max' }),
      copies: fc.array(fc.nat(maxLength), { maxLength: 3, size: 'max' }),
    })
    .map((made) => [
      ...made.events,
      ...made.copies.flatMap((index) => (index < made.events.length ? [made.events[index]] : [])),
    ]);

/** Which of two copies that differ is kept is not specified (S11): the later one loses its id, and so is no copy. */
const withoutConflicts = (raw: readonly RawEvent[]): RawEvent[] => {
  const payloads = new Map<string, string>();
  return raw.map((one) => {
    const key = JSON.stringify([one.id, instantOf(one.at), one.name]);
    const payload = exactly([one.properties ?? {}, one.actor ?? null]);
    const before = payloads.get(key) ?? payload;
    payloads.set(key, before);
    if (before === payload) return one;
    const { id: _, ...rest } = one;
    return rest;
  });
};

/** A text that differs wherever the data does: NaN from null, −0 from 0, a Date from its text. */
const exactly = (data: unknown): string => inspect(data, { depth: null, sorted: true });

/** An instant to be answered as of. */
export const instantsOfAnswer = (): fc.Arbitrary<number> => oneOfThese(ANCHORS);

/** A customer and her events, placed around an instant. */
export const placedPerson = (template: unknown, asOf: number): Person => {
  const placed = place(template, asOf) as { customer: RawCustomer; events: RawEvent[] };
  return { customer: placed.customer, events: withoutConflicts(placed.events) };
};

/** People who are not yet placed. */
export const people = (id: fc.Arbitrary<string>, maxEvents: number): fc.Arbitrary<unknown> =>
  fc.record({ customer: customer(id), events: events(maxEvents) });

/** Nasty customers with their events, around an asOf. */
export const histories = (): fc.Arbitrary<History> =>
  fc
    .tuple(people(oneOfThese(['c', 'ada', '\u{1f600}', '']), 25), instantsOfAnswer())
    .map(([template, asOf]) => ({ ...placedPerson(template, asOf), asOf }));
