import type { TextIndex } from '../internal/index.js';
import type { Answers } from './program/answers.js';
import { hasBit, ones, setBit, wordsFor } from './store/bits.js';
import { firstFrom, placeOf } from './store/cells.js';
import { type Allocate, integers } from './store/memory.js';
import { CHUNK, type Store } from './store/store.js';

/** Whom a population is about: the customers of a store or some of them, in its order. */
export interface People {
  readonly ids: readonly string[];
  readonly indices: Pick<TextIndex, 'get'>;
  /** Where they are not all customers of the store: which of them they are. */
  readonly some: Some | undefined;
}

/** Some of the customers of a store. */
export interface Some {
  /** The place of each in the store, ascending. */
  readonly places: Int32Array;
  /** A bit a customer of the store. */
  readonly words: Int32Array;
}

/** All customers of a store. */
export const everybody = ({ ids, indices }: Store): People => ({ ids, indices, some: undefined });

/** Those of them whose bit is set. */
export const peopleAmong = (
  store: Store,
  { ids, indices, some }: People,
  words: Int32Array,
  allocate: Allocate,
): People => {
  const chosen = chosenOf(words, ids.length);
  const places = some === undefined ? chosen : chosen.map((customer) => some.places[customer]!);
  const ofStore = integers(wordsFor(store.size), allocate);
  for (const place of places) setBit(ofStore, place);
  return {
    ids: Object.freeze(Array.from(chosen, (customer) => ids[customer]!)),
    indices: {
      get: (id) => {
        const customer = indices.get(id);
        const at = customer === undefined ? -1 : placeOf(chosen, chosen.length, customer);
        return at < 0 ? undefined : at;
      },
    },
    some: { places, words: ofStore },
  };
};

/** Whose bits are set, ascending. */
const chosenOf = (words: Int32Array, size: number): Int32Array => {
  const chosen = new Int32Array(words.reduce((sum, word) => sum + ones(word), 0));
  let length = 0;
  for (let customer = 0; customer < size; customer++)
    if (hasBit(words, customer)) chosen[length++] = customer;
  return chosen;
};

/** The place in the store of one of them. */
export const placeOfCustomer = ({ some }: People, customer: number): number =>
  some === undefined ? customer : some.places[customer]!;

/** How many of them stand before a place of the store. */
export const customersBefore = ({ ids, some }: People, place: number): number =>
  some === undefined ? Math.min(ids.length, place) : firstFrom(some.places, ids.length, place);

/** Whether a chunk of the store holds any of them. */
export const isAsked = (words: Int32Array | undefined, low: number): boolean => {
  if (words === undefined) return true;
  const end = Math.min(words.length, (low + CHUNK) >>> 5);
  for (let at = low >>> 5; at < end; at++) if (words[at] !== 0) return true;
  return false;
};

/** Of the answers about all customers of a store those about them. */
export const answersAbout = ({ some }: People, answers: Answers): Answers => {
  if (some === undefined) return answers;
  const { places } = some;
  switch (answers.kind) {
    case 'number':
      return { ...answers, data: picked(answers.data, places, new Float64Array(places.length)) };
    case 'coded':
      return { ...answers, data: picked(answers.data, places, new Int32Array(places.length)) };
    case 'any':
      return { ...answers, data: Array.from(places, (place) => answers.data[place]!) };
    case 'truth':
      return { ...answers, data: pickedBits(answers.data, places) };
  }
};

const picked = <A extends Float64Array | Int32Array>(from: A, places: Int32Array, into: A): A => {
  for (let i = 0; i < places.length; i++) into[i] = from[places[i]!]!;
  return into;
};

const pickedBits = (from: Int32Array, places: Int32Array): Int32Array => {
  const into = new Int32Array(wordsFor(places.length));
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    into[i >>> 5]! |= ((from[place >>> 5]! >>> (place & 31)) & 1) << (i & 31);
  }
  return into;
};

/** How many events they have. */
export const eventsOf = ({ times, tables }: Store, { some }: People): number => {
  if (some === undefined) return times.length;
  let events = 0;
  for (const { starts, customers } of tables) {
    for (let chunk = 0; chunk + 1 < starts.length; chunk++) {
      if (!isAsked(some.words, chunk * CHUNK)) continue;
      for (let row = starts[chunk]!; row < starts[chunk + 1]!; row++)
        if (hasBit(some.words, chunk * CHUNK + customers[row]!)) events++;
    }
  }
  return events;
};
