import { type Event, type Issue, READ, readValue } from '../customer/index.js';
import { printed, refuse } from '../internal/index.js';
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
  for (const one of given) {
    const position = all.length;
    const event = readable(one, position, issues);
    all.push(event);
    if (typeof event?.name !== 'string')
      refuse('bad-value', 'an event { name, at, properties? }', event, at(position));
    const instant = toInstant(event.at) ?? requireInstant(event.at, `${at(position)}.at`);
    instants.push(instant);
    if (event.customerId !== undefined && event.customerId !== customerId) {
      issues.push({
        code: 'other-customer',
        path: at(position),
        message: `left out: it is of customer ${printed(event.customerId)}`,
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
  for (let start = 0; start < order.length; ) {
    const instant = instants[order[start]!]!;
    let end = start + 1;
    while (end < order.length && instants[order[end]!] === instant) end++;
    const once = end - start === 1 ? [order[start]!] : withoutCopies(all, order.slice(start, end), issues);
    for (const position of once) times[kept.push(all[position]!) - 1] = instant;
    start = end;
  }
  return { events: kept, times: times.subarray(0, kept.length), issues };
};

/** Of the positions of events of one instant those that are no copy of an earlier one; reported where copies disagree. */
const withoutCopies = (
  all: readonly Event[],
  positions: readonly number[],
  issues: Issue[],
): readonly number[] => {
  const firsts = new Map<string, number>();
  return positions.filter((position) => {
    const { id, name } = all[position]!;
    if (typeof id !== 'string' || id === '') return true;
    const key = `${name.length} ${name}${id}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, position);
      return true;
    }
    if (payload(all[first]!) !== payload(all[position]!)) {
      issues.push({
        code: 'conflicting-copies',
        path: at(position),
        message: `one of ${at(first)} and this was dropped: same id, instant and name, but other properties`,
      });
    }
    return false;
  });
};

/** An event whose properties are an object or none; what else they are is reported, and they are missing. */
const readable = (event: Event, position: number, issues: Issue[]): Event => {
  const properties: unknown = event?.properties;
  if (properties === undefined || properties === null) return event;
  if (typeof properties === 'object' && !Array.isArray(properties)) return event;
  issues.push(unreadable(`${at(position)}.properties`, properties));
  return { ...event, properties: undefined };
};

/** The issue of something that should have been an object of values. */
export const unreadable = (path: string, found: unknown): Issue => ({
  code: 'unreadable-value',
  path,
  message: `missing: expected an object of values, got ${printed(found)}`,
});

const at = (position: number): string => `events[${position}]`;

/** What copies should agree on: everything that a reading can see, whatever the order of the keys. */
const payload = ({ properties, actor }: Event): string =>
  JSON.stringify([
    READ.text(actor),
    Object.entries(properties ?? {})
      .map(([key, raw]) => [key, readValue(raw)] as const)
      .filter(([, value]) => value !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
