import type { AttributeChange, Attributes, Customer, Event, Issue } from '../customer/index.js';
import { isPlainObject, onlyKeys, printed, refuse } from '../internal/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { arrange, unreadable } from './arrange.js';
import { nothingKept, type ProfileData } from './data.js';
import { valueIssues } from './value-issues.js';

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
 * disagree, events of another customer, and attributes, histories and properties that are none, and values that no reading can see, are survived and listed in `issues`. Event objects are read, not copied: do not change them afterwards.
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
  options: ProfileOptions = {},
): Profile => profileAmong(customer, events, options);

/** The same, of one of many: `names` gives those of the events that any of them has. */
export const profileAmong = (
  customer: Customer,
  events: Iterable<Event>,
  options: ProfileOptions,
  names?: () => readonly string[],
): Profile => {
  onlyKeys(options, ['asOf'], 'profile');
  const { asOf = Date.now() } = options;
  const end = requireInstant(asOf, 'asOf');
  if (!isPlainObject(customer))
    refuse('bad-value', 'a customer { id, attributes?, history? }', customer, 'customer');
  if (typeof customer.id !== 'string') refuse('bad-value', 'a text', customer.id, 'customer.id');
  if (typeof (events as Iterable<Event> | undefined)?.[Symbol.iterator] !== 'function') {
    refuse('bad-value', 'a list of events { name, at, properties? }', events, 'events');
  }
  const faults: Issue[] = [];
  const attributes = attributesOf(customer, faults);
  const history = historyOf(customer, faults);
  const { issues, ...arranged } = arrange(customer.id, events);
  return wrap(
    {
      id: customer.id,
      attributes,
      history,
      ...arranged,
      issues: [...faults, ...issues],
      kept: nothingKept(),
      names,
    },
    end,
  );
};

const attributesOf = ({ attributes }: Customer, issues: Issue[]): Attributes => {
  const isNone = attributes === undefined || attributes === null;
  if (isNone || isPlainObject(attributes)) return { ...attributes };
  issues.push(unreadable('customer.attributes', attributes));
  return {};
};

/** The history in order of time; what is no history, or an entry without attributes, is reported and left out. */
const historyOf = ({ history }: Customer, issues: Issue[]): ProfileData['history'] => {
  if (history === undefined || history === null) return [];
  const report = (path: string, expected: string, found: unknown): readonly [] => {
    issues.push({
      code: 'bad-history',
      path,
      message: `left out: expected ${expected}, got ${printed(found)}`,
    });
    return [];
  };
  if (!Array.isArray(history))
    return report('customer.history', 'a list of entries { at, attributes }', history);
  return (history as readonly (AttributeChange | null | undefined)[])
    .flatMap((change, i) => {
      const path = `customer.history[${i}]`;
      const instant = requireInstant(change?.at, `${path}.at`);
      const attributes = change?.attributes;
      return isPlainObject(attributes)
        ? [{ at: instant, attributes: { ...attributes } }]
        : report(`${path}.attributes`, 'an object of values', attributes);
    })
    .sort((a, b) => a.at - b.at);
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
    Object.defineProperties(
      { id: data.id, asOf, eventCount: data.events.length },
      { issues: { get: () => issuesOf(data), enumerable: true }, [DATA]: { value: data } },
    ) as unknown as Profile,
  );

/** All faults; values are looked at when somebody asks, and once. */
const issuesOf = ({ issues, kept, ...data }: ProfileData): readonly Issue[] => {
  kept.issues ??= [...issues, ...valueIssues(data)];
  return kept.issues;
};

/** The data behind a profile; a `not-a-profile` error for anything else. */
export const dataOf = (of: Profile): ProfileData =>
  (typeof of === 'object' && of !== null && of[DATA]) ||
  refuse('not-a-profile', 'a profile: profile(customer, events)', of);
