import { derive, propertyCells, type Store, tableIndex } from '../store/store.js';
import type { Kernel } from './cursor.js';
import { ownStream, rowAt, type Stream, widen } from './streams.js';

/** The things that the events of a chunk's customers are about (S32): numbered from 0, each of one customer. */
export interface Things {
  count: number;
  /** Three words a thing: its customer with the type of the value, and the two halves of that. */
  words: Int32Array;
  /** An open table of numbers plus 1; 0 is free. */
  places: Int32Array;
}

/** A stream thing by thing: of thing i the places `[start[i], end[i])`, in order of time. */
export interface ThingLane {
  readonly stream: Stream;
  start: Int32Array;
  end: Int32Array;
}

/** The number of the thing that an event of a customer is about; −1 of one that is not known. */
export type ThingOf = (customer: number, row: number) => number;

/** No things yet. */
export const noThings = (): Things => ({
  count: 0,
  words: new Int32Array(3 * 256),
  places: new Int32Array(1024),
});

/** Forgets all things. */
export const forget = (things: Things): void => {
  things.count = 0;
  things.places.fill(0);
};

const MISSING = 0;
const NUMBER = 1;
const TEXT = 2;
const BOOLEAN = 3;

/**
 * How the things of a property are told apart: values by their types, what is missing as one thing. Codes of texts are those of the property
 * `like`, so that both mean the same; with `adds`, a thing that is not known becomes one.
 */
export const thingOf = (
  things: Things,
  store: Store,
  { name, like, adds }: { readonly name: string; readonly like: string; readonly adds: boolean },
): ThingOf => {
  const { tables } = store;
  const columns = tables.map((table) => propertyCells(store, table, name));
  const codes = name === like ? undefined : codesLike(store, name, like);
  const number = new Float64Array(1);
  const halves = new Int32Array(number.buffer);
  let at = 0;
  return (customer, row) => {
    const { base, times } = tables[at]!;
    if (row < base || row >= base + times.length) at = tableIndex(store, row);
    const place = row - tables[at]!.base;
    const cells = columns[at];
    const text = cells?.texts?.[place] ?? 0;
    if (text !== 0)
      return numbered(things, adds, customer, TEXT, codes === undefined ? text : codes[text]!, 0);
    const truth = cells?.booleans?.[place] ?? 0;
    if (truth !== 0) return numbered(things, adds, customer, BOOLEAN, truth, 0);
    const value = cells?.numbers?.[place] ?? NaN;
    if (Number.isNaN(value)) return numbered(things, adds, customer, MISSING, 0, 0);
    // −0 is 0.
    number[0] = value + 0;
    return numbered(things, adds, customer, NUMBER, halves[0]!, halves[1]!);
  };
};

/** Of each code of a property's texts the code of the same text of another; one that no text has where it has none. */
const codesLike = (store: Store, name: string, like: string): Int32Array =>
  derive(store, store.properties, `texts of ${JSON.stringify([name, like])}`, () => {
    const known = new Map(
      (store.properties.get(like)?.texts.values ?? []).map((text, code) => [text, code] as const),
    );
    return Int32Array.from(
      store.properties.get(name)?.texts.values ?? [],
      (text, code) => known.get(text) ?? -code,
    );
  });

const numbered = (
  things: Things,
  adds: boolean,
  customer: number,
  type: number,
  low: number,
  high: number,
): number => {
  const first = (customer << 2) | type;
  const { words } = things;
  const mask = things.places.length - 1;
  let place = scattered(first, low, high) & mask;
  for (let found = things.places[place]!; found !== 0; found = things.places[place]!) {
    const at = 3 * (found - 1);
    if (words[at] === first && words[at + 1] === low && words[at + 2] === high) return found - 1;
    place = (place + 1) & mask;
  }
  return adds ? added(things, place, [first, low, high]) : -1;
};

const added = (
  things: Things,
  place: number,
  [first, low, high]: readonly [number, number, number],
): number => {
  const thing = things.count++;
  if (3 * things.count > things.words.length) {
    const wider = new Int32Array(2 * things.words.length);
    wider.set(things.words);
    things.words = wider;
  }
  const { words } = things;
  words[3 * thing] = first;
  words[3 * thing + 1] = low;
  words[3 * thing + 2] = high;
  things.places[place] = thing + 1;
  if (2 * things.count > things.places.length) rehash(things);
  return thing;
};

const rehash = (things: Things): void => {
  const { words, count } = things;
  const places = new Int32Array(2 * things.places.length);
  const mask = places.length - 1;
  for (let thing = 0; thing < count; thing++) {
    const at = 3 * thing;
    let place = scattered(words[at]!, words[at + 1]!, words[at + 2]!) & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    places[place] = thing + 1;
  }
  things.places = places;
};

const scattered = (first: number, low: number, high: number): number => {
  let hash = Math.imul(first ^ (low >>> 16) ^ (low << 16), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ low, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ high, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

/** The customer of a thing, by its place in the chunk. */
export const customerOf = ({ words }: Things, thing: number): number => words[3 * thing]! >> 2;

/** A lane in a stream of its own. */
export const laneOfThings = (): ThingLane => ({
  stream: ownStream(),
  start: new Int32Array(0),
  end: new Int32Array(0),
});

/** Parts a stream by things; events about one that is not known are left out. */
export const partedByThings = (from: Stream, lane: ThingLane, things: Things, of: ThingOf): Kernel => {
  let about = new Int32Array(0);
  return () => {
    const { stream } = lane;
    const events = from.to - from.from;
    widen(stream, events);
    if (about.length < events) about = new Int32Array(2 * events);
    for (let i = 0; i < events; i++)
      about[i] = of(from.customers[from.from + i]!, rowAt(from, from.from + i));
    if (lane.end.length < things.count) {
      lane.start = new Int32Array(2 * things.count);
      lane.end = new Int32Array(2 * things.count);
    }
    const { start, end } = lane;
    end.fill(0);
    for (let i = 0; i < events; i++) if (about[i]! >= 0) end[about[i]!]!++;
    let at = 0;
    for (let thing = 0; thing < things.count; thing++) {
      const count = end[thing]!;
      start[thing] = at;
      end[thing] = at;
      at += count;
    }
    const { times, customers, rows } = stream;
    for (let i = 0; i < events; i++) {
      if (about[i]! < 0) continue;
      const to = end[about[i]!]!++;
      times[to] = from.times[from.from + i]!;
      customers[to] = from.customers[from.from + i]!;
      rows[to] = rowAt(from, from.from + i);
    }
    stream.to = at;
  };
};
