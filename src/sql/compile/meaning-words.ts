import type { PlanSelection } from '../../plan/index.js';
import { saas } from '../../vocabulary/index.js';

/** The longest meaning of a part: of more nobody reads the rest, and what is made of parts would grow with every part. */
const LONGEST = 80;

/** A meaning that is not too long to go into others. */
export const cut = (words: string): string => words.slice(0, LONGEST);

/** Up to two of some names, and how many more there are. */
export const several = (names: readonly string[]): string =>
  cut(
    names.length <= 2
      ? names.map((each) => each.slice(0, LONGEST / 2)).join('_or_')
      : `${names[0]!.slice(0, LONGEST / 2)}_or_${names.length - 1}_more`,
  );

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
] as const;

/** A length in its largest whole unit: `28d`, `36h`. */
export const length = (ms: number): string => {
  const [size, unit] = UNITS.find(([each]) => ms % each === 0) ?? UNITS[4];
  return `${ms / size}${unit}`;
};

const date = (ms: number): string => {
  const day = new Date(ms);
  return Number.isNaN(day.getTime()) ? String(ms) : day.toISOString().slice(0, 10);
};

/** A window; `start` says what one of the customer's own starts at. */
export const windowWords = (window: PlanSelection['window'], start: string): string => {
  switch (window?.kind) {
    case undefined:
      return '';
    case 'rolling':
      return `${length(window.length)}${window.ago === undefined ? '' : `_until_${length(window.ago)}_ago`}`;
    case 'calendar': {
      const { unit, count, skip = 0, current = false } = window;
      const periods = count === 1 ? unit : `${count}_${unit}s`;
      return `${current ? 'this' : 'last'}_${periods}${skip > 0 ? `_but_${skip}` : ''}`;
    }
    case 'period':
      return `${date(window.from)}_to_${date(window.to)}`;
    case 'since':
      return `since_${date(window.from)}`;
    case 'following':
      return `${length(window.to)}_after_${start}`;
  }
};

/** The events of the built-in model that the customer does not do. */
const NOT_BY_CUSTOMER = (): readonly string[] =>
  Object.entries(saas.events).flatMap(([name, { by }]) => (by === 'customer' ? [] : [name]));

/** Whether these are left out so that what the customer does is left: all that the company or the world does is among them. */
export const isByCustomer = (except: readonly string[]): boolean =>
  NOT_BY_CUSTOMER().every((name) => except.includes(name));

const WHO = {
  company: 'what the company does',
  world: 'what befalls the customer',
  customer: 'what customers do that does not count here',
};

/** Why names are left out, for the comment of a step: by whom the built-in model says that they are; undefined where it says nothing. */
export const whyLeftOut = (except: readonly string[]): string | undefined => {
  if (!isByCustomer(except)) return undefined;
  const groups = Object.entries(WHO).map(([who, words]) => {
    const names = except.filter((name) => byOf(name) === who);
    const few = names.slice(0, 3).join(', ');
    return names.length === 0
      ? ''
      : `${words} (${few}${names.length > 3 ? ` and ${names.length - 3} more names` : ''})`;
  });
  const others = except.filter((name) => byOf(name) === undefined).length;
  return [...groups, others === 0 ? '' : `${others} more`].filter((each) => each !== '').join(', ');
};

const byOf = (name: string): string | undefined =>
  Object.hasOwn(saas.events, name) ? saas.events[name as keyof typeof saas.events].by : undefined;
