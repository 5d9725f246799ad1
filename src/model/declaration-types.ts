import type { AnswerType, Mistake } from '../definitions/index.js';
import type { Scalar, ValueType } from '../expression/index.js';
import type { StandardSchema } from './standard.js';

/**
 * What a property or an attribute may be declared by: a schema of any library, a list of values, or a word for a type.
 */
export type Declaration = StandardSchema | readonly Scalar[] | ValueType | 'unknown';

/** Declarations by name. */
export type Declarations = Readonly<Record<string, Declaration>>;

/** What an event may be declared by: its properties, or one schema for all of them. */
export type EventInput = Declarations | StandardSchema;

/** What can be seen of a schema of zod without importing it. */
interface Zod<Definition> {
  readonly _zod: { readonly def: Definition; readonly output: unknown };
}

/** What a Standard Schema answers. */
type OutputOf<S> = S extends { readonly '~standard': { readonly types?: infer T } }
  ? NonNullable<T> extends { readonly output: infer O }
    ? O
    : unknown
  : unknown;

/** The properties of an event by name, as declarations. */
export type PropertiesOf<E> =
  E extends Zod<{ readonly shape: infer S }>
    ? S
    : E extends StandardSchema
      ? { readonly [K in keyof OutputOf<E>]: StandardSchema<OutputOf<E>[K]> }
      : E;

/** The type that values of a declaration are read as; `any` where it says none. */
export type AnswerOfDeclaration<D> = [D] extends [AnswerType]
  ? D
  : [D] extends [readonly (infer V)[]]
    ? AnswerOfValue<V>
    : [D] extends [Zod<{ readonly innerType: infer I }>]
      ? AnswerOfDeclaration<I>
      : [D] extends [Zod<{ readonly format: 'datetime' }>]
        ? 'instant'
        : [D] extends ['unknown']
          ? 'any'
          : AnswerOfValue<NonNullable<OutputOf<D>>>;

type AnswerOfValue<V> = [unknown] extends [V]
  ? 'any'
  : [V] extends [Date]
    ? 'instant'
    : [V] extends [number]
      ? 'number'
      : [V] extends [string]
        ? 'text'
        : [V] extends [boolean]
          ? 'boolean'
          : [V] extends [readonly string[]]
            ? 'list'
            : 'any';

/** The values that a declaration allows: literals where it has them. */
export type ValueOfDeclaration<D> = [D] extends [keyof Words]
  ? Words[D]
  : [D] extends [readonly (infer V)[]]
    ? V
    : AnswerOfDeclaration<D> extends 'instant'
      ? number | string
      : NonNullable<OutputOf<D>>;

interface Words {
  readonly number: number;
  readonly text: string;
  readonly boolean: boolean;
  readonly instant: number | string;
  readonly list: readonly string[];
  readonly unknown: unknown;
}

/** Whether a row may lack it. */
type IsOptional<D> = D extends StandardSchema
  ? undefined extends OutputOf<D>
    ? true
    : null extends OutputOf<D>
      ? true
      : D extends Zod<{ readonly type: 'default' }>
        ? true
        : false
  : true;

/** Values by name, as a row that was accepted has them. */
export type Values<P> = {
  readonly [K in keyof P as IsOptional<P[K]> extends true ? never : K]: ValueOfDeclaration<P[K]>;
} & {
  readonly [K in keyof P as IsOptional<P[K]> extends true ? K : never]?: ValueOfDeclaration<P[K]>;
};

/** The names that one of several events has. */
export type NamesOf<P> = P extends unknown ? keyof P & string : never;

/** What is declared of a name by those events that have it. */
export type DeclarationOf<P, K> = P extends unknown ? (K extends keyof P ? P[K] : never) : never;

/** The names whose values are read as one of these types. */
export type NamesOfType<P, A extends AnswerType> = P extends unknown
  ? { [K in keyof P & string]: AnswerOfDeclaration<P[K]> extends A | 'any' ? K : never }[keyof P & string]
  : never;

/** How a type is called in a sentence. */
export interface TypeWords {
  readonly number: 'a number';
  readonly text: 'a text';
  readonly boolean: 'true or false';
  readonly instant: 'an instant';
  readonly list: 'a list of texts';
  readonly any: 'of no known type';
}

/** A text that is not known yet, beside which an editor still offers the known ones. */
export type OtherText = string & {};

/** The reading itself where it fits, and what the compiler says of it where it does not. */
export type Fitting<P, R, Fits, Does extends string> = R extends Fits
  ? R
  : R extends string
    ? R extends NamesOf<P>
      ? Mistake<`"${R}" is ${TypeWords[AnswerOfDeclaration<DeclarationOf<P, R>>]}: ${Does}`>
      : Mistake<`there is no property "${R}" here: use one that the model declares, or declare it`>
    : Mistake<`this reading is no number: ${Does}`>;
