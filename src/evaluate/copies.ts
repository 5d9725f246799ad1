import type { Event, Issue } from './customer.js';
import type { ProfileData } from './data.js';
import { readValue } from './read.js';

/**
 * Drops copies (S11): events with one non-empty id, one instant and one name. They stand together in order of time, so
 * only events of equal instants are compared. Copies that disagree are reported; the first is kept.
 */
export const copiesRemoved = (
  events: readonly Event[],
  times: Float64Array,
  positions: readonly number[],
  issues: Issue[],
): Pick<ProfileData, 'events' | 'times' | 'issues'> => {
  const dropped = new Set<number>();
  for (let start = 0, i = 1; i <= events.length; i++) {
    if (i < events.length && times[i] === times[start]) continue;
    if (i - start > 1) findCopies(events, start, i, positions, dropped, issues);
    start = i;
  }
  if (dropped.size === 0) return { events, times, issues };
  return {
    events: events.filter((_, i) => !dropped.has(i)),
    times: times.filter((_, i) => !dropped.has(i)),
    issues,
  };
};

const findCopies = (
  events: readonly Event[],
  start: number,
  end: number,
  positions: readonly number[],
  dropped: Set<number>,
  issues: Issue[],
): void => {
  const first = new Map<string, number>();
  for (let i = start; i < end; i++) {
    const { id, name } = events[i] as Event;
    if (typeof id !== 'string' || id === '') continue;
    const key = JSON.stringify([id, name]);
    const kept = first.get(key);
    if (kept === undefined) first.set(key, i);
    else {
      dropped.add(i);
      if (payload(events[i] as Event) === payload(events[kept] as Event)) continue;
      issues.push({
        code: 'conflicting-copies',
        path: `events[${positions[i]}]`,
        message: `dropped: a copy of events[${positions[kept]}] (same id, instant and name) with other properties; one id should stand for one event`,
      });
    }
  }
};

/** What copies should agree on: everything that a reading can see, whatever the order of the keys. */
const payload = ({ properties = {}, actor }: Event): string =>
  JSON.stringify([
    actor,
    Object.keys(properties)
      .sort()
      .map((key) => [key, readValue(properties[key])])
      .filter(([, value]) => value !== null),
  ]);
