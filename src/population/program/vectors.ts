import type { Answer } from '../../customer/index.js';
import type { Value } from '../../expression/index.js';
import { CHUNK } from '../store/store.js';

/** Numbers and instants, a cell a customer of the chunk; NaN is missing. */
export interface NumberVector {
  readonly kind: 'number';
  readonly data: Float64Array;
  /** The one value of all cells, where it never changes. */
  readonly constant?: number;
}

/** Truths: 0 or 1. */
export interface TruthVector {
  readonly kind: 'truth';
  readonly data: Uint8Array;
}

/** Texts, booleans or lists of texts, as codes of `values`; code 0 is missing, and `values[0]` null. */
export interface CodedVector {
  readonly kind: 'coded';
  readonly data: Int32Array;
  readonly values: readonly (Value | null)[];
}

/** Values of any type, where nothing says which. */
export interface AnyVector {
  readonly kind: 'any';
  readonly data: Answer[];
}

/** What a node answers for the customers of a chunk. */
export type Vector = NumberVector | TruthVector | CodedVector | AnyVector;

export const numberVector = (): NumberVector => ({ kind: 'number', data: new Float64Array(CHUNK) });

export const truthVector = (): TruthVector => ({ kind: 'truth', data: new Uint8Array(CHUNK) });

export const codedVector = (values: CodedVector['values']): CodedVector => ({
  kind: 'coded',
  data: new Int32Array(CHUNK),
  values,
});

export const anyVector = (): AnyVector => ({ kind: 'any', data: new Array<Answer>(CHUNK).fill(null) });

/** One cell of a vector as the value that it stands for. */
export const valueAt = (vector: Vector, i: number): Answer => {
  switch (vector.kind) {
    case 'number': {
      const value = vector.data[i]!;
      return Number.isNaN(value) ? null : value;
    }
    case 'truth':
      return vector.data[i] === 1;
    case 'coded':
      return vector.values[vector.data[i]!]!;
    case 'any':
      return vector.data[i]!;
  }
};
