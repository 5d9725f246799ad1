import { duration } from '../../print/index.js';
import type { LiteralValue, Reading, Relation, Selection } from '../nodes.js';
import type { Speaker } from './compare.js';
import { joined } from './joined.js';
import { testWords } from './tests.js';
import { list, named, plain, quoted } from './text.js';
import { inUnit, type Of } from './unit.js';
import { inZone, windowWords } from './window.js';

/** For every value of an event: one, and with an s several different ones. */
const READINGS: { readonly [K in (Reading | LiteralValue)['kind']]: (node: Of<K>, s: string) => string } = {
  literal: ({ value, as = 'number' }) => inUnit(value, as),
  property: ({ name }, s) => (s === '' ? '' : 'values of ') + named(name),
  actor: (_, s) => `user${s}`,
  hourOfDay: (node, s) => `hour${s} of the day${inZone(node)}`,
  dayOfWeek: (node, s) => `day${s} of the week${inZone(node)}`,
};

/** A reading by its name, or with an s its different values: "hours of the day". */
export const readingWords = (node: Reading | LiteralValue, s: 's' | '' = ''): string =>
  (READINGS[node.kind] as (node: Reading | LiteralValue, s: string) => string)(node, s);

const onEvent: Speaker = { is: '', value: (node) => readingWords(node as Reading) };

/** The selection's window, with a blank before it, or nothing. */
export const during = ({ window }: Selection): string =>
  window === undefined ? '' : ` ${windowWords(window)}`;

/**
 * "“purchase” events in the last 28 days with “amount” at least 5, followed by “refund” within 24 hours"; one event by
 * its name alone where no ending is given.
 */
export const eventsWords = (selection: Selection, s?: 's' | ''): string => {
  const { names, except, startingWith, anyOf, where, relations } = selection;
  const which =
    names === undefined ? '' : list(names.map(named), 'or', 6, s === undefined ? 'others' : 'other');
  const noun =
    s === undefined ? (names === undefined ? 'any event' : '') : `${names === undefined ? '' : ' '}event${s}`;
  const but = except === undefined ? '' : ` other than ${list(except.map(named), 'and', 3)}`;
  const begin =
    startingWith === undefined ? '' : ` whose name begins with ${list(startingWith.map(quoted), 'or', 6)}`;
  const tests = where === undefined ? '' : ` with ${testWords({ kind: 'and', of: where }, false, onEvent)}`;
  const others = (relations ?? []).map(
    (relation) => `${verb(relation)} ${eventsWords(relation.events)}${limit(relation)}`,
  );
  // What holds for all is said first: behind the parts it would read as the last one's.
  const either =
    anyOf === undefined
      ? ''
      : `${tests === '' ? '' : ','} that ${s === 's' ? 'are' : 'is'} ${joined({ word: 'or', of: anyOf.map((part) => eventsWords(part)) }, true)}`;
  const related = others.length === 0 ? '' : `${tests + either === '' ? '' : ','} ${list(others, 'and')}`;
  return which + noun + but + begin + during(selection) + tests + either + related;
};

/** True where the exceptions would be too many to say. */
export const isAnything = (selection: Selection): boolean =>
  isActivity(selection) && (selection.except?.length ?? 0) > 3;

/** The same, but "activity" of anything that is done where all of its exceptions would be too many to say. */
export const doneWords = (selection: Selection, s: 's' | ''): string =>
  isAnything(selection) ? `activity${during(selection)}` : eventsWords(selection, s);

/** "followed by", or "followed for the same “product” (there “sku”) by". */
const verb = ({ kind, same, as }: Relation): string =>
  same === undefined
    ? plain(kind)
    : plain(kind).replace(
        / by$/,
        ` for the same ${named(same)}${as === undefined || as === same ? '' : ` (there ${named(as)})`} by`,
      );

const limit = (relation: Relation): string =>
  'within' in relation && relation.within !== undefined ? ` within ${duration(relation.within)}` : '';

/** True where any event counts: being active, whatever it is that was done. */
export const isActivity = ({ names, startingWith, anyOf, where, relations }: Selection): boolean =>
  (names ?? startingWith ?? anyOf ?? where ?? relations) === undefined;
