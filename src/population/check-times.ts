import { type Finding, type NeededAt, placeOf, type Reads } from '../check/index.js';
import { instant, number, quantity } from '../print/index.js';
import { DAY } from '../time/index.js';
import type { Store } from './store/store.js';

/** Before it nobody recorded events that anybody asks for now: an instant in seconds is read as one of January 1970. */
const EARLIEST = Date.UTC(1980, 0, 1);

/** After so many days without any event, asOf may be another instant than was meant. */
const LONG = 365;

/** What is amiss with when the events are, where definitions read events: no answer says that by itself. */
export const timeFindings = ({ tables }: Store, asOf: number, { reads }: Reads): readonly Finding[] => {
  const where = placesOf(reads);
  let [total, later, first, last, newest] = [0, 0, Infinity, -Infinity, -Infinity];
  for (const { times } of tables) {
    total += times.length;
    for (const time of times) {
      if (time < first) first = time;
      if (time > last) last = time;
      if (time > asOf) later++;
      else if (time > newest) newest = time;
    }
  }
  if (total === 0 || where.length === 0) return [];
  const found = (message: string, absent: boolean): Finding => ({ code: 'odd-time', message, absent, where });
  if (last < EARLIEST)
    return [
      found(
        `${all(total)} before ${instant(last + DAY).slice(0, 10)}: are their instants seconds instead of milliseconds?`,
        true,
      ),
    ];
  if (later === total)
    return [found(`${all(total)} after ${instant(asOf)}, the instant of the answers`, true)];
  const silent = Math.floor((asOf - newest) / DAY);
  return [
    ...(later > 0
      ? [
          found(
            `${number(later)} of ${quantity(total, 'events')} are later than ${instant(asOf)}: they are not looked at`,
            false,
          ),
        ]
      : []),
    ...(silent > LONG
      ? [
          found(
            `the newest event is ${quantity(silent, 'days')} before ${instant(asOf)}, the instant of the answers`,
            false,
          ),
        ]
      : []),
  ];
};

const all = (total: number): string =>
  total === 1 ? 'the one event lies' : `all ${number(total)} events lie`;

/** The first place at which each definition reads events. */
const placesOf = (reads: Reads['reads']): readonly NeededAt[] => {
  const places = new Map(
    reads.flatMap((read) => (read.kind === 'events' ? [[read.definition, read] as const] : [])).reverse(),
  );
  return [...places.values()].map(placeOf);
};
