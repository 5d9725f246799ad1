import type { Defined, Profile } from '../evaluate/index.js';

/** What a parameter of a definition can be. A duration is a number of milliseconds. */
export type ParameterValue = number | string | boolean | readonly string[] | readonly number[];

/** Named parameters of a definition. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Parameters as they were read from JSON: their types are checked when they are applied. */
export interface ParsedParameters {
  readonly [parsed]: true;
}

declare const parsed: unique symbol;

/** What a definition says about itself, beside what it computes. */
export interface Description {
  readonly title?: string | undefined;
  /** The kind of behaviour: usage, purchase, loyalty, … */
  readonly dimension?: string | undefined;
  /** What a team wants to reach with it. */
  readonly goal?: string | undefined;
  /** What a team does differently for it. */
  readonly action?: string | undefined;
  /** Where the formula or the defaults come from; "rule of thumb" where from nowhere. */
  readonly source?: string | undefined;
}

/** Options of `with`. */
export interface WithOptions {
  /** The id of the new definition. Default: the same. */
  readonly id?: string | undefined;
  /** Its title, by which it is called in words. Default: the same. */
  readonly title?: string | undefined;
}

/** What segments, metrics and classifications have in common. An expression without a name has the id `''`. */
export interface Definition<P = Parameters> extends Defined, Description {
  readonly kind: 'segment' | 'metric' | 'classification';
  readonly parameters: P;
  /** The envelope that `parse…` reads. */
  toJSON(): Envelope;
}

/** A definition as JSON: a slot stands in it wherever a parameter does, so that a changed parameter changes it. */
export interface Envelope {
  readonly format: 'habitus';
  readonly version: 2;
  readonly kind: 'segment' | 'metric' | 'classification';
  readonly id?: string;
  readonly title?: string;
  readonly dimension?: string;
  readonly goal?: string;
  readonly action?: string;
  readonly source?: string;
  readonly unit?: string;
  /** The parameters, to be changed here or by `with` once it is parsed. */
  readonly parameters?: Parameters;
  /** Parameters that are on record only, such as those of a definition that was fitted to a population. */
  readonly fixed?: Parameters;
  readonly definition: object;
}

/** A function of one profile that answers membership. */
export interface Segment<P = Parameters> extends Definition<P> {
  readonly kind: 'segment';
  (profile: Profile): boolean;
  /**
   * The same definition with other parameters, and with another id or title if one is given. A value that the
   * definition cannot have, and a name that is no parameter of it, are errors at once.
   */
  with(parameters: Partial<P> | ParsedParameters, options?: WithOptions): Segment<P>;
}

/** What only a population can answer. */
export interface Relative {
  readonly [relative]: true;
}

declare const relative: unique symbol;

/** A segment that can be told only among many customers: fit it to a population before it is called. */
export interface RelativeSegment<P = Parameters> extends Definition<P> {
  readonly kind: 'segment';
  readonly [relative]: true;
  /**
   * The same definition with other parameters, and with another id or title if one is given. A value that the
   * definition cannot have, and a name that is no parameter of it, are errors at once.
   */
  with(parameters: Partial<P> | ParsedParameters, options?: WithOptions): RelativeSegment<P>;
}

/** A segment of either sort and with any parameters, where it is only composed. */
export interface AnySegment extends Defined {
  readonly kind: 'segment';
}

/** What a combination of segments is: relative as soon as one of them is. */
export type Combined<S extends readonly AnySegment[]> =
  Extract<S[number], Relative> extends never ? Segment : RelativeSegment;

/** Options of the text tests. */
export interface TextOptions {
  /** Take ASCII letters of either case as equal. Default: false. */
  readonly ignoreCase?: boolean | undefined;
}

/** Some values, and options behind them. */
export type SomeValues<L, O> = readonly L[] | readonly [...values: readonly L[], options: O];

/** What classifications can be asked beside their label: segments of the customers with certain labels. */
interface LabelTests<L extends string, S> {
  /** The customers with this label. */
  is(label: L, options?: TextOptions): S;
  /** The customers without this label, those with none included. */
  isNot(label: L, options?: TextOptions): S;
  /** The customers with one of these labels. */
  oneOf(...labels: SomeValues<L, TextOptions>): S;
  /** The customers with none of these labels, those without any included. */
  noneOf(...labels: SomeValues<L, TextOptions>): S;
  /** The customers with a label. */
  exists(): S;
  /** The customers without a label. */
  missing(): S;
}

/** A function of one profile that answers one label, or null where none fits. */
export interface Classification<L extends string = string, P = Parameters>
  extends Definition<P>,
    LabelTests<L, Segment> {
  readonly kind: 'classification';
  readonly labels: readonly L[];
  (profile: Profile): L | null;
  /**
   * The same definition with other parameters, and with another id or title if one is given. A value that the
   * definition cannot have, and a name that is no parameter of it, are errors at once.
   */
  with(parameters: Partial<P> | ParsedParameters, options?: WithOptions): Classification<L, P>;
}

/** A classification that can be told only among many customers: fit it to a population before it is called. */
export interface RelativeClassification<L extends string = string, P = Parameters>
  extends Definition<P>,
    LabelTests<L, RelativeSegment> {
  readonly kind: 'classification';
  readonly [relative]: true;
  readonly labels: readonly L[];
  /**
   * The same definition with other parameters, and with another id or title if one is given. A value that the
   * definition cannot have, and a name that is no parameter of it, are errors at once.
   */
  with(parameters: Partial<P> | ParsedParameters, options?: WithOptions): RelativeClassification<L, P>;
}

/** A classification of either sort and with any parameters, where it is only composed. */
export interface AnyClassification extends Defined {
  readonly kind: 'classification';
}
