import { type Event, type Issue, readValue } from '../customer/index.js';
import { refuse } from '../internal/index.js';
import { requireInstant, toInstant } from '../time/index.js';
import type { ProfileData } from './data.js';

/**
 * The events of a customer in order of time, without copies: of events with one non-empty id, one instant and one name
 * the first is kept (S11). Copies that disagree and events of other customers are reported.
 */
export const arrange = (
  customerId: string,
  given: Iterable<Event>,
): Pick<ProfileData, 'events' | 'times' | 'issues'> => {
  const all: Event[] = [];
  const instants: number[] = [];
  const order: number[] = [];
  const issues: Issue[] = [];
  let latest = -Infinity;
  let ordered = true;
  for (const event of given) {
    const position = all.push(event) - 1;
    if (typeof event?.name !== 'string')
      refuse('bad-value', 'an event { name, at, properties? }', event, at(position));
    const instant = toInstant(event.at) ?? requireInstant(event.at, `${at(position)}.at`);
    instants.push(instant);
    if (event.customerId !== undefined && event.customerId !== customerId) {
      issues.push({
        code: 'other-customer',
        path: at(position),
        message: `left out: it is of customer "${event.customerId}"`,
      });
      continue;
    }
    ordered &&= instant >= latest;
    latest = instant;
    order.push(position);
  }
  if (!ordered) order.sort((a, b) => instants[a]! - instants[b]!);

  const kept: Event[] = [];
  const times = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const position = order[i]!;
    const event = all[position]!;
    if (event.id !== undefined && isCopy(all, instants, order, i, issues)) continue;
    times[kept.push(event) - 1] = instants[position]!;
  }
  return { events: kept, times: times.subarray(0, kept.length), issues };
};

/** Whether an event is a copy of one that stands before it in order of time; reported where the two disagree. */
const isCopy = (
  all: readonly Event[],
  instants: readonly number[],
  order: readonly number[],
  i: number,
  issues: Issue[],
): boolean => {
  const position = order[i]!;
  const event = all[position]!;
  if (typeof event.id !== 'string' || event.id === '') return false;
  for (let j = i - 1; j >= 0 && instants[order[j]!] === instants[position]; j--) {
    const first = all[order[j]!]!;
    if (first.id !== event.id || first.name !== event.name) continue;
    if (payload(first) !== payload(event)) {
      issues.push({
        code: 'conflicting-copies',
        path: at(position),
        message: `one of ${at(order[j]!)} and this was dropped: same id, instant and name, but other properties`,
      });
    }
    return true;
  }
  return false;
};

const at = (position: number): string => `events[${position}]`;

/** What copies should agree on: everything that a reading can see, whatever the order of the keys. */
const payload = ({ properties = {}, actor }: Event): string =>
  JSON.stringify([
    actor,
    Object.entries(properties)
      .map(([key, raw]) => [key, readValue(raw)] as const)
      .filter(([, value]) => value !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
