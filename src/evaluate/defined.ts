import type { Answer } from '../customer/index.js';
import type { Expression, ValueType } from '../expression/index.js';
import { refuse } from '../internal/index.js';
import type { Prepared } from '../plan/index.js';
import type { ZoneNamed } from '../time/index.js';
import type { Evaluators } from './run.js';

/** Where a definition keeps what is needed to answer it, so that whoever asks about it does not prepare it again. */
export const ENGINE: unique symbol = Symbol('engine');

/** What is needed to answer a definition about one profile. */
export interface Engine {
  /** The plan, prepared on first use. */
  readonly plan: () => Prepared;
  readonly evaluators: Evaluators;
  /** The zones that its definition may name. */
  readonly zoneNamed: ZoneNamed;
  /** The same thing with another, finished definition in its place: its parameters are on record only. */
  readonly remake: (definition: Expression) => unknown;
}

/** Anything that was defined: a segment, a metric, a classification. */
export interface Defined {
  readonly id: string;
  readonly definition: Expression;
  readonly [ENGINE]: Engine;
}

/** What a definition is of. */
export type DefinedKind = 'segment' | 'metric' | 'classification';

/** What the values of a definition are, where none is missing. */
export type ValueOf<D> = D extends { readonly kind: 'segment' }
  ? boolean
  : D extends { readonly kind: 'classification'; readonly labels: readonly (infer L)[] }
    ? L
    : D extends { readonly answers?: infer T extends ValueType | 'any' }
      ? {
          number: number;
          instant: number;
          text: string;
          boolean: boolean;
          list: readonly string[];
          any: Exclude<Answer, null>;
        }[T]
      : Exclude<Answer, null>;

/** A definition of one of these kinds, or a `bad-value` error: what a metric answers is no membership, be it true or false. */
export const requireDefined = <D extends Defined>(of: D, kinds: readonly DefinedKind[], path: string): D =>
  typeof of === 'function' &&
  ENGINE in of &&
  kinds.includes((of as { readonly kind?: unknown }).kind as never)
    ? of
    : refuse(
        'bad-value',
        `${kinds.map((kind, i) => `${i === 0 ? '' : i === kinds.length - 1 ? ' or ' : ', '}a ${kind}`).join('')}${path.includes('.') ? '' : ` first, such as ${path}(powerUser, profile)`}`,
        of,
        path,
      );
