import type { Customer, Event } from '../customer/index.js';
import type { Parsed } from '../rows/index.js';
import type { HostVocabulary, Money } from '../vocabulary/index.js';
import type { Identities } from './identity.js';

/**
 * Rows of a tool: parsed objects, or JSON texts such as the lines of an export; a list, or anything that gives them
 * one by one.
 */
export type Rows = Iterable<unknown> | AsyncIterable<unknown>;

/** What every adapter takes. */
export interface AdapterOptions {
  /** Who is the customer: each user (the default), or the account that they belong to; then `actor` is the user. */
  readonly by?: 'user' | 'account' | undefined;
  /** Your own names: they go before the table of the tool. */
  readonly vocabulary?: HostVocabulary | undefined;
  /** The reporting currency and rates: amounts are brought into it. Without it they stay as they come. */
  readonly money?: Money | undefined;
  /**
   * `false` leaves out people of whom only an anonymous id is known, and reports their rows. Default: they are
   * customers.
   */
  readonly anonymous?: boolean | undefined;
}

/** What the adapters of tools take that know several kinds of groups. */
export interface GroupOptions extends AdapterOptions {
  /** The kind of group that is the account, such as `company`; needed with `by: 'account'`. Default: none is. */
  readonly group?: string | undefined;
}

/** Options of the adapter of Stripe, whose customers are neither users nor accounts but whoever pays. */
export interface StripeOptions {
  /** The reporting currency and what the others are worth in it; codes are compared without case. */
  readonly money: Money;
  /** Your own names of what keeps Stripe's. */
  readonly vocabulary?: HostVocabulary | undefined;
  /**
   * The key of the metadata that holds your own id of the customer: then that is the customer's. Default: Stripe's
   * id is.
   */
  readonly metadataId?: string | undefined;
}

/** What an adapter makes of rows: nothing is lost, `accepted + rejected = given` in `summary`. */
export interface Adapted extends Omit<Parsed<Event>, 'accepted'> {
  /** The customers by id, users or accounts as `by` says, with the history of their attributes (S30). */
  readonly customers: readonly Customer[];
  /** In order of time, with `customerId`: ready for a population. */
  readonly events: readonly Event[];
  /** Which ids are one person. */
  readonly identities: Identities;
  /** The users by id; these are the customers unless `by` is `account`. */
  readonly users: readonly Customer[];
  /** The accounts by id, with what was said of them. */
  readonly accounts: readonly Customer[];
}

/** An answer at once for rows that are there, a promise for rows that come with time. */
export type Adaptation<R extends Rows> = [R] extends [Iterable<unknown>] ? Adapted : Promise<Adapted>;
