import type { Reading, Relation, Selection } from '../nodes.js';
import { type Speaker, testWords } from './test.js';
import { duration, list, quoted, spaced } from './text.js';
import type { Of } from './unit.js';
import { inZone, windowWords } from './window.js';

/** A name of the host's, quoted and without its underscores. */
export const named = (name: string): string => quoted(spaced(name));

/** For every reading: one, and several different ones. */
const READINGS: { readonly [K in Reading['kind']]: (node: Of<K>) => readonly [one: string, many: string] } = {
  property: ({ name }) => [named(name), `values of ${named(name)}`],
  actor: () => ['user', 'users'],
  hourOfDay: (node) => [`hour of the day${inZone(node)}`, `hours of the day${inZone(node)}`],
  dayOfWeek: (node) => [`day of the week${inZone(node)}`, `days of the week${inZone(node)}`],
};

export const readingWords = (node: Reading, many = false): string =>
  (READINGS[node.kind] as (node: Reading) => readonly [string, string])(node)[many ? 1 : 0];

const onEvent: Speaker = {
  is: '',
  value: (node) => readingWords(node as Reading),
};

const RELATIONS: { readonly [K in Relation['kind']]: string } = {
  followedBy: 'followed by',
  notFollowedBy: 'not followed by',
  precededBy: 'preceded by',
  notPrecededBy: 'not preceded by',
};

/** " with “amount” at least 5 followed by “refund” within 24 hours": what is asked of each event. */
const conditions = ({ where = [], relations = [] }: Selection): string => {
  const tests = where.length === 0 ? '' : ` with ${testWords({ kind: 'and', of: where }, false, onEvent, 0)}`;
  const others = relations.map(
    ({ kind, events, within }) => `${RELATIONS[kind]} ${occurrence(events)} within ${duration(within)}`,
  );
  return tests + (others.length === 0 ? '' : `${tests === '' ? ' ' : ', '}${list(others, 'and')}`);
};

/** The selection's window, with a blank before it, or nothing. */
export const during = ({ window }: Selection): string =>
  window === undefined ? '' : ` ${windowWords(window)}`;

/** "“purchase” events in the last 28 days with “amount” at least 5". */
export const eventsWords = (selection: Selection, one = false): string => {
  const { names, except } = selection;
  const which = names === undefined ? '' : `${list(names.map(named), 'or', 6, 'other')} `;
  const but = except === undefined ? '' : ` other than ${list(except.map(named), 'and', 3)}`;
  return `${which}event${one ? '' : 's'}${but}${during(selection)}${conditions(selection)}`;
};

/** One event by its name alone: "“purchase” with “amount” at least 5". */
export const occurrence = (selection: Selection): string => {
  const { names, except } = selection;
  const which =
    names !== undefined
      ? list(names.map(named), 'or', 6)
      : `any event${except === undefined ? '' : ` other than ${list(except.map(named), 'and', 3)}`}`;
  return which + during(selection) + conditions(selection);
};

/** True where any event counts: being active, whatever it is that was done. */
export const isActivity = ({ names, where, relations }: Selection): boolean =>
  names === undefined && where === undefined && relations === undefined;

/** Without its window, which is said elsewhere. */
export const ever = ({ window: _, ...rest }: Selection): Selection => rest;
