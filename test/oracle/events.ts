import type { FollowingWindow, Relation, Scalar, Selection, Window } from '../../src/expression/nodes.js';
import { answer } from './answers.js';
import { periodOf, periodStart } from './calendars.js';
import { passes } from './event-tests.js';
import { instantOf } from './instants.js';
import { readEvent } from './readings.js';
import { attributeAt, type Occurrence, type Situation } from './situation.js';

/** The events of a selection: those that exist, have a name, pass every test, stand in every relation and lie in the window. */
export const select = (selection: Selection, now: Situation): readonly Occurrence[] => {
  const inside = isInside(selection.window, now);
  return selectAnywhere(selection, now).filter(({ at }) => inside(at));
};

/** The same without the window (S20 looks before it). */
export const selectAnywhere = (selection: Selection, now: Situation): readonly Occurrence[] =>
  now.events.filter(
    (event) =>
      event.at <= now.asOf &&
      isSelected(selection, event, now) &&
      (selection.relations ?? []).every((relation) => stands(event, relation, now)),
  );

/** By its name and by what is tested of it alone (S38, S39). */
const isSelected = (selection: Selection, event: Occurrence, now: Situation): boolean =>
  (selection.names === undefined || selection.names.includes(event.name)) &&
  !(selection.except ?? []).includes(event.name) &&
  (selection.startingWith === undefined ||
    selection.startingWith.some((start) => event.name.slice(0, start.length) === start)) &&
  (selection.anyOf === undefined || selection.anyOf.some((part) => isSelected(part, event, now))) &&
  (selection.where ?? []).every((test) => passes(test, event, now));

/** S24, by instants. */
const stands = (event: Occurrence, relation: Relation, now: Situation): boolean => {
  const { at } = event;
  const { same, as } = relation;
  const others = select(relation.events, now).filter(
    (b) => same === undefined || thing(event, same) === thing(b, as ?? same),
  );
  // S33: without a length, however much later or earlier.
  const { within = Infinity } = relation as { readonly within?: number };
  const after = others.some((b) => at < b.at && b.at <= at + within);
  const before = others.some((b) => at - within <= b.at && b.at < at);
  switch (relation.kind) {
    case 'followedBy':
      return after;
    case 'notFollowedBy':
      return !after && at + within <= now.asOf;
    case 'notYetFollowedBy':
      return !after;
    case 'precededBy':
      return before;
    case 'notPrecededBy':
      return !before;
  }
};

/** S37: the instant that a window starts at, as of the same asOf. */
const startOf = ({ attribute, start }: FollowingWindow, now: Situation): number | null => {
  if (start === undefined) return instantOf(attributeAt(now, attribute ?? ''));
  const found = answer(start, now, 'instant');
  return typeof found === 'number' ? found : null;
};

/** S32: what an event is about; null is the one nameless thing. */
export const thing = (event: Occurrence, property: string): Scalar | null =>
  readEvent({ kind: 'property', name: property }, event, undefined);

/** S4, S5: whether an instant lies in a window. */
const isInside = (window: Window | undefined, now: Situation): ((at: number) => boolean) => {
  const { asOf } = now;
  switch (window?.kind) {
    case undefined:
      return (at) => at <= asOf;
    case 'rolling': {
      const end = asOf - (window.ago ?? 0);
      return (at) => end - window.length < at && at <= end;
    }
    case 'calendar': {
      const { count, skip = 0, current = false } = window;
      const last = periodOf(asOf, window) - skip - (current ? 0 : 1);
      const from = periodStart(last - count + 1, window);
      const to = periodStart(last + 1, window);
      return (at) => from <= at && at < to && at <= asOf;
    }
    case 'period':
      return (at) => window.from <= at && at < window.to && at <= asOf;
    case 'since':
      return (at) => window.from <= at && at <= asOf;
    case 'following': {
      const start = startOf(window, now);
      if (start === null) return () => false;
      return (at) => start + (window.from ?? 0) <= at && at < start + window.to && at <= asOf;
    }
  }
};
