import type { Customer, Event, Issue } from '../customer/index.js';
import { isPlainObject, refuse } from '../internal/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { arrange } from './arrange.js';
import type { ProfileData } from './data.js';

const DATA: unique symbol = Symbol('habitus');

/** One customer with events and attributes, as of an instant. Made by `profile`; what segments and metrics are asked about. */
export interface Profile {
  readonly id: string;
  /** The instant of all answers, in milliseconds. */
  readonly asOf: number;
  /** How many events there are, copies removed, whatever their instant. */
  readonly eventCount: number;
  /** Faults of the data that were survived. */
  readonly issues: readonly Issue[];
  /** Only `profile` and `at` make these. */
  readonly [DATA]: ProfileData;
}

/** Options of {@link profile}. */
export interface ProfileOptions {
  /** The instant of all answers. Default: now, read once. */
  readonly asOf?: InstantInput | undefined;
}

/**
 * One customer, ready to be asked: events sorted and copies dropped once, columns made once when first needed.
 *
 * An invalid or zone-less instant, an event without a name and a customer without an id are `HabitusError`s that name the field; copies that
 * disagree and events of another customer are survived and listed in `issues`. Event objects are read, not copied: do not change them afterwards.
 *
 * @param customer `id`, `attributes` and, where attributes have changed, `history`.
 * @param events In any order; those after `asOf` do not exist for it.
 * @example
 * ```ts
 * import { profile } from 'habitus';
 * const ada = profile({ id: 'ada' }, [{ name: 'logged_in', at: '2026-11-20T09:30:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * ada.eventCount; //=> 1
 * ```
 */
export const profile = (
  customer: Customer,
  events: Iterable<Event> = [],
  { asOf = Date.now() }: ProfileOptions = {},
): Profile => {
  const end = requireInstant(asOf, 'asOf');
  if (!isPlainObject(customer))
    refuse('bad-value', 'a customer { id, attributes?, history? }', customer, 'customer');
  if (typeof customer.id !== 'string') refuse('bad-value', 'a text', customer.id, 'customer.id');
  if (typeof (events as Iterable<Event> | undefined)?.[Symbol.iterator] !== 'function') {
    refuse('bad-value', 'a list of events { name, at, properties? }', events, 'events');
  }
  const history = [...(customer.history ?? [])].map((change, i) => ({
    at: requireInstant(change?.at, `customer.history[${i}].at`),
    attributes: { ...change.attributes },
  }));
  return wrap(
    {
      id: customer.id,
      attributes: { ...customer.attributes },
      history: history.sort((a, b) => a.at - b.at),
      ...arrange(customer.id, events),
      columns: new Map(),
      contexts: new WeakMap(),
    },
    end,
  );
};

/**
 * The same profile as of another instant. Events are not copied and columns are shared.
 * @example
 * ```ts
 * import { at, profile } from 'habitus';
 * const now = profile({ id: 'ada' }, [], { asOf: '2026-11-22T00:00:00Z' });
 * at(now, '2026-10-01T00:00:00Z').asOf; //=> 1790812800000
 * ```
 */
export const at = (of: Profile, asOf: InstantInput): Profile => wrap(dataOf(of), requireInstant(asOf, 'at'));

const wrap = (data: ProfileData, asOf: number): Profile =>
  Object.freeze(
    Object.defineProperty({ id: data.id, asOf, eventCount: data.events.length, issues: data.issues }, DATA, {
      value: data,
    }) as unknown as Profile,
  );

/** The data behind a profile; a `not-a-profile` error for anything else. */
export const dataOf = (of: Profile): ProfileData =>
  (typeof of === 'object' && of !== null && of[DATA]) ||
  refuse('not-a-profile', 'a profile: profile(customer, events)', of);
