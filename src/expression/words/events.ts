import type { Reading, Relation, Selection } from '../nodes.js';
import { type Speaker, testWords } from './test.js';
import { duration, list, named } from './text.js';
import type { Of } from './unit.js';
import { inZone, windowWords } from './window.js';

/** For every reading: one, and several different ones. */
const READINGS: { readonly [K in Reading['kind']]: (node: Of<K>, s: string) => string } = {
  property: ({ name }, s) => (s === '' ? named(name) : `values of ${named(name)}`),
  actor: (_, s) => `user${s}`,
  hourOfDay: (node, s) => `hour${s} of the day${inZone(node)}`,
  dayOfWeek: (node, s) => `day${s} of the week${inZone(node)}`,
};

/** A reading by its name, or with an s its different values: "hours of the day". */
export const readingWords = (node: Reading, s: 's' | '' = ''): string =>
  (READINGS[node.kind] as (node: Reading, s: string) => string)(node, s);

const onEvent: Speaker = { is: '', value: (node) => readingWords(node as Reading) };

const RELATIONS: { readonly [K in Relation['kind']]: string } = {
  followedBy: 'followed',
  notFollowedBy: 'not followed',
  precededBy: 'preceded',
  notPrecededBy: 'not preceded',
};

/** " with “amount” at least 5, followed by “refund” within 24 hours": what is asked of each event. */
const conditions = ({ where, relations }: Selection): string => {
  const tests =
    where === undefined ? '' : ` with ${testWords({ kind: 'and', of: where }, false, onEvent, 0)}`;
  if (relations === undefined) return tests;
  const others = relations.map(
    ({ kind, events, within }) => `${RELATIONS[kind]} by ${occurrence(events)} within ${duration(within)}`,
  );
  return `${tests}${where === undefined ? '' : ','} ${list(others, 'and')}`;
};

/** The selection's window, with a blank before it, or nothing. */
export const during = ({ window }: Selection): string =>
  window === undefined ? '' : ` ${windowWords(window)}`;

const others = ({ except }: Selection): string =>
  except === undefined ? '' : ` other than ${list(except.map(named), 'and', 3)}`;

/** "“purchase” events in the last 28 days with “amount” at least 5". */
export const eventsWords = (selection: Selection, one = false): string =>
  `${selection.names === undefined ? '' : `${list(selection.names.map(named), 'or', 6, 'other')} `}event${one ? '' : 's'}${others(selection)}${during(selection)}${conditions(selection)}`;

/** One event by its name alone: "“purchase” with “amount” at least 5". */
export const occurrence = (selection: Selection): string =>
  (selection.names === undefined
    ? `any event${others(selection)}`
    : list(selection.names.map(named), 'or', 6)) +
  during(selection) +
  conditions(selection);

/** True where any event counts: being active, whatever it is that was done. */
export const isActivity = ({ names, where, relations }: Selection): boolean =>
  (names ?? where ?? relations) === undefined;
