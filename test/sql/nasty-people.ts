import type { Attributes, Event } from '../../src/index.js';
import type { CasePerson } from '../../src/sql/conformance/check.js';
import { saas } from '../../src/vocabulary/index.js';
import { asOf, DAY } from '../catalogue/customers.js';
import { type Random, random } from '../fuzz/random.js';

/** Words that entries look for, by the property or the attribute that has them. */
type Words = ReadonlyMap<string, readonly unknown[]>;

interface Node {
  readonly [key: string]: unknown;
}

/** The values that definitions compare each property and attribute with. */
const wordsOf = (definitions: readonly unknown[]): Words => {
  const words = new Map<string, unknown[]>();
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { kind, value, values, text } = part as Node;
    const name = (value as Node | undefined)?.name;
    if (kind === 'oneOf')
      words.set(String(name), [...(words.get(String(name)) ?? []), ...(values as unknown[])]);
    if (kind === 'includes') words.set(String(name), [...(words.get(String(name)) ?? []), text]);
    Object.values(part).forEach(look);
  };
  definitions.forEach(look);
  return words;
};

/** Values at which something changes, and what is no number, no text or no instant. */
const NUMBERS = [0, -0, 1, 2, 3, 5, 7, 9, 10, 40, 49.99, 50, 100, 250, 1000, 99_999.5, -20, 0.1];
const TEXTS = ['a', 'b', 'sofa', 'lamp', 'ü', '', 'A'];
const WRONG = ['10', true, null, 'NaN', ' '];
const EDGES = [0, 1, 2, 7, 14, 28, 30, 56, 60, 84, 90, 180, 270, 365, 400, 720, 1000];
const HOUR = 3_600_000;
/** Numbered, so that what is said twice of a thing may be of the same one. */
const IDS = ['message', 'offer', 'order', 'product', 'ticket', 'deal', 'subscription', 'category', 'topic'];

const cell = (name: string, type: unknown, words: Words, draw: Random, turn: number): unknown => {
  if (draw.below(25) === 0) return draw.one(WRONG);
  const asked = words.get(name);
  if (type === 'text' && IDS.includes(name) && draw.below(2) === 0) return `${name} ${turn}`;
  if (asked !== undefined && draw.below(3) > 0) return draw.one(asked);
  if (type === 'number') return draw.one(NUMBERS);
  if (type === 'instant')
    return asOf + (draw.below(5) === 0 ? 1 : -1) * draw.one(EDGES) * DAY + draw.below(3) - 1;
  if (type === 'list')
    return Array.from({ length: draw.below(5) }, () =>
      draw.one(draw.below(4) > 0 && asked !== undefined ? asked : TEXTS),
    );
  return draw.one(Array.isArray(type) ? type : TEXTS);
};

const cells = (
  of: Readonly<Record<string, unknown>>,
  words: Words,
  draw: Random,
  turn = 0,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(of)
      .filter(() => draw.below(4) > 0)
      .map(([name, type]) => [name, cell(name, type, words, draw, turn)]),
  );

/** One thing that a customer does again and again: so often, so far apart, up to an edge of a window. */
const habit = (name: string, words: Words, draw: Random): readonly Event[] => {
  const count = draw.one([1, 1, 2, 3, 6, 20, 40]);
  const apart = draw.one([0, 60_000, DAY / 5, DAY, DAY, 7 * DAY, 30 * DAY, 61 * DAY, 180 * DAY]);
  const last =
    asOf -
    draw.one(draw.below(2) === 0 ? [0, 1, 2] : EDGES) * DAY -
    draw.one([0, 0, 6, 14, 18]) * HOUR +
    draw.below(3) -
    1;
  const { properties } = saas.events[name as 'purchase'];
  // The same properties each time, or others.
  const always = draw.below(2) === 0 ? cells(properties, words, draw) : undefined;
  return Array.from({ length: Math.min(count, 1 + Math.floor((1100 * DAY) / (apart + 1))) }, (_, i) => ({
    name,
    at: last - i * apart,
    properties: (always ?? cells(properties, words, draw, i)) as Event['properties'],
  }));
};

const person = (id: string, names: readonly string[], words: Words, draw: Random): CasePerson => {
  const habits = Array.from({ length: draw.one([0, 1, 2, 3, 5, 8]) }, () =>
    habit(draw.one(names), words, draw),
  );
  // Some are there twice.
  const events = habits
    .flat()
    .flatMap((event, i) =>
      draw.below(9) > 0 ? [event] : Array.from({ length: 2 }, () => ({ ...event, id: `e${i}` })),
    );
  // Now and then something that is still to come.
  const later = draw.below(8) === 0 ? [{ name: draw.one(names), at: asOf + 1, properties: {} }] : [];
  const history = Array.from({ length: draw.one([0, 0, 1, 3]) }, () => ({
    at: asOf - draw.one(EDGES) * DAY + draw.below(3) - 1,
    attributes: cells(saas.attributes, words, draw) as Attributes,
  }));
  const attributes = (draw.below(6) === 0 ? {} : cells(saas.attributes, words, draw)) as Attributes;
  return {
    customer: { id, attributes, history },
    events: [...events, ...later] as CasePerson['events'],
  };
};

/**
 * Customers at random in the words of the built-in model, on and beside the edges of windows: with values of another
 * type, several events at one instant, copies, events still to come, and attributes that changed.
 */
export const nastyPeople = (
  count: number,
  seed: number,
  definitions: readonly unknown[],
): readonly CasePerson[] => {
  const [draw, words] = [random(seed), wordsOf(definitions)];
  const names = Object.keys(saas.events);
  // What many entries read comes more often.
  const often = [
    'logged_in',
    'feature_used',
    'purchase',
    'cart_add',
    'survey_answered',
    'subscription_started',
  ];
  const drawn = [...names, ...often, ...often, ...often];
  return Array.from({ length: count }, (_, i) => person(`n${i}`, drawn, words, draw));
};
