import type { Answer } from '../../customer/index.js';
import type { Value } from '../../expression/index.js';
import { hasBit, wordsFor } from '../store/bits.js';
import { type Allocate, doubles, integers } from '../store/memory.js';
import type { Vector } from './vectors.js';

/** What a node answers for all customers, in their order. */
export type Answers =
  | { readonly kind: 'number'; readonly data: Float64Array }
  /** A bit a customer, 32 in a word. */
  | { readonly kind: 'truth'; readonly data: Int32Array }
  | { readonly kind: 'coded'; readonly data: Int32Array; readonly values: readonly (Value | null)[] }
  | { readonly kind: 'any'; readonly data: Answer[] };

/** Room for the answers of a vector about so many customers. */
export const answersFor = (vector: Vector, customers: number, allocate: Allocate): Answers => {
  switch (vector.kind) {
    case 'number':
      return { kind: 'number', data: doubles(customers, allocate) };
    case 'truth':
      return { kind: 'truth', data: integers(wordsFor(customers), allocate) };
    case 'coded':
      return { kind: 'coded', data: integers(customers, allocate), values: vector.values };
    case 'any':
      return { kind: 'any', data: new Array<Answer>(customers).fill(null) };
  }
};

/** Copies the answers of a chunk, whose first customer is a multiple of 32, to those of all. */
export const copyAnswers = (vector: Vector, low: number, size: number, into: Answers): void => {
  if (into.kind === 'truth') packBits(vector.data as Uint8Array, low, size, into.data);
  else {
    const [from, to] = [vector.data as number[], into.data as number[]];
    for (let i = 0; i < size; i++) to[low + i] = from[i]!;
  }
};

const packBits = (truths: Uint8Array, low: number, size: number, words: Int32Array): void => {
  for (let i = 0; i < size; i += 32) {
    let word = 0;
    const bits = Math.min(32, size - i);
    for (let bit = 0; bit < bits; bit++) word |= truths[i + bit]! << bit;
    words[(low + i) >>> 5] = word;
  }
};

/** The answer about one customer. */
export const answerAt = (answers: Answers, customer: number): Answer => {
  switch (answers.kind) {
    case 'number': {
      const value = answers.data[customer]!;
      return Number.isNaN(value) ? null : value;
    }
    case 'truth':
      return hasBit(answers.data, customer);
    case 'coded':
      return answers.values[answers.data[customer]!]!;
    case 'any':
      return answers.data[customer]!;
  }
};
