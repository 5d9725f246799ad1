import { onlyKeys } from '../internal/index.js';
import type { Coerce, CustomerFields, EventFields, RowReport } from '../rows/index.js';
import type { HostVocabulary } from '../vocabulary/index.js';

/** What a check of the host's finds wrong: a sentence, or a sentence with its place; nothing where all is well. */
export type CheckAnswer =
  | string
  | { readonly message: string; readonly path?: string | undefined; readonly reject?: boolean | undefined }
  | null
  | undefined;

/** Checks of the host's own, by the code under which their sentences are reported. */
export type Checks<T> = Readonly<Record<string, (item: T, row: unknown) => CheckAnswer>>;

/** How rows are read. */
export interface ReadRowsOptions<T> {
  /**
   * What becomes of a row with something wrong in it. `'strict'` (the default): it is left out and reported, so
   * that what is accepted is what the model says. `'lenient'`: it is taken where it can be, what was wrong is
   * missing, and that is noted.
   */
  readonly mode?: 'strict' | 'lenient' | undefined;
  /** The host's own names, brought to the model's before anything is checked. */
  readonly vocabulary?: HostVocabulary | undefined;
  /**
   * What is changed on purpose where a value has another type than the model declares: numbers that come as texts (as node-postgres
   * gives `numeric` and `bigint`) or big integers, dates without an offset. Default: nothing is.
   */
  readonly coerce?: Coerce | undefined;
  /**
   * Faults that only the host knows of, such as a use before the subscription: noted, or rejected where the answer
   * says `reject`.
   */
  readonly checks?: Checks<T> | undefined;
  /**
   * How many of the last ids are remembered, to tell when one comes twice; about 150 bytes each. Default: 1,000,000.
   */
  readonly remember?: number | undefined;
}

/** How rows of events are read. */
export interface EventRowsOptions<T> extends ReadRowsOptions<T> {
  /** Which columns make an event. */
  readonly fields?: EventFields | undefined;
}

/** How rows of customers are read. */
export interface CustomerRowsOptions<T> extends ReadRowsOptions<T> {
  /** Which columns make a customer. */
  readonly fields?: CustomerFields | undefined;
}

const KEYS = ['mode', 'vocabulary', 'coerce', 'checks', 'remember', 'fields'];
const LISTENERS = ['onRejected', 'onNoted'];

/** Refuses options that nothing reads. */
export const checkRowsOptions = (options: object, listens: boolean): void => {
  onlyKeys(options, listens ? [...KEYS, ...LISTENERS] : KEYS, 'options');
};

/** Where reports go when rows are read one by one. */
export interface RowListeners {
  /** Told of every row that is left out. */
  readonly onRejected?: ((report: RowReport) => void) | undefined;
  /** Told of every row that is taken although something was wrong with it. */
  readonly onNoted?: ((report: RowReport) => void) | undefined;
}
