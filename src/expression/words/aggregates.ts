import { duration, number } from '../../print/index.js';
import { DAY } from '../../time/index.js';
import type { AggregateValue, Reading, ReadingAggregateKind, Selection, Window } from '../nodes.js';
import { not } from './compare.js';
import { doneWords, during, eventsWords, isActivity, isAnything, readingWords } from './events.js';
import { named, spaced } from './text.js';
import type { Of } from './unit.js';
import { inZone, windowWords } from './window.js';

const WHICH: { readonly [K in Exclude<ReadingAggregateKind, 'distinct'>]: string } = {
  sum: 'total',
  average: 'average',
  min: 'lowest',
  max: 'highest',
  first: 'first',
  last: 'latest',
  mostFrequent: 'most frequent',
  topShare: 'share of the most frequent',
};

/** "the total “amount” in “purchase” events", and with an amount: "a total “amount” of at least 5 in …". */
const aggregate = (node: Of<keyof typeof WHICH>, amount?: string): string => {
  const which = WHICH[node.kind];
  const article = amount === undefined ? 'the' : which.startsWith('a') ? 'an' : 'a';
  return `${article} ${which} ${readingWords(node.value)}${
    amount === undefined ? '' : ` of ${amount}`
  } ${isAnything(node.of) ? 'of' : 'in'} ${doneWords(node.of, 's')}`;
};

/** What selections of events come to, in words; with an amount, that it is so much. */
export const AGGREGATES: {
  readonly [K in AggregateValue['kind']]: (node: Of<K>, amount?: string) => string;
} = {
  count: ({ of }, amount = NUMBER) =>
    isAny(amount) && isActivity(of) && of.window !== undefined
      ? `${not(amount === 'no')}active${during(of)}`
      : amount === NUMBER && isAnything(of)
        ? `the amount of ${doneWords(of, 's')}`
        : `${amount} ${eventsWords(of, plural(amount))}`,
  firstAt: ({ of }) => `the first ${doneWords(of, '')}`,
  lastAt: ({ of }) => `the last ${doneWords(of, '')}`,
  sum: aggregate,
  average: aggregate,
  min: aggregate,
  max: aggregate,
  first: aggregate,
  last: aggregate,
  mostFrequent: aggregate,
  topShare: aggregate,
  distinct: ({ of, value }, amount = NUMBER) => {
    const s = plural(amount);
    const different = `${amount}${s && ' different'}`;
    const things = thingsWords(of, value, different, s, amount !== NUMBER);
    return things === undefined
      ? `${different} ${readingWords(value, 's').replace(/s(?= |$)/, s)} in ${doneWords(of, 's')}`
      : things + during(of);
  },
  periods: (node, amount) => {
    const { of, unit, atLeast = 1 } = node;
    const { window, ...ever } = of;
    const zone = inZone(node, unit);
    const active = isActivity(of) && atLeast === 1;
    const least = atLeast === 1 ? '' : `at least ${number(atLeast)} `;
    if (amount === undefined)
      return `the number of ${active ? `active ${unit}s${during(of)}` : `${unit}s with ${least}${eventsWords(of, 's')}`}${zone}`;
    if (atLeast === 1 && isAny(amount)) return AGGREGATES.count({ kind: 'count', of }, amount);
    // Days of a window of days can be counted "of" it.
    const parts =
      window !== undefined &&
      (window.kind === 'rolling'
        ? unit === 'day' && window.length % DAY === 0 && window.length > DAY
        : window.kind === 'calendar' && unit === window.unit && window.count > 1);
    const subject = active
      ? 'active'
      : least === ''
        ? eventsWords(ever)
        : `${least}${eventsWords(ever, 's')} a ${unit}`;
    const when = parts
      ? `${amount === 'no' ? 'none' : amount} of${during(of).slice(3)}`
      : `${amount} ${unit}${plural(amount)}${during(of)}`;
    return `${subject} ${unit === 'day' ? 'on' : 'in'} ${when.replace(zone, '')}${zone}`;
  },
  sessions: ({ of, gap, measure = 'count' }, amount = NUMBER) => {
    const apart = gap === DAY / 48 ? '' : ` (${duration(gap)} apart)`;
    const which = isActivity(of) ? during(of) : ` of ${eventsWords(of, 's')}`;
    if (measure === 'count') return `${amount} session${plural(amount)}${apart}${which}`;
    const article = amount === NUMBER ? 'the' : measure === 'average' ? 'an' : 'a';
    const so = amount === NUMBER ? '' : ` of ${amount}`;
    return `${article} ${measure} time in ${measure === 'total' ? 'sessions' : 'a session'}${apart}${so}${which}`;
  },
  gap: ({ of, measure }) => `the ${measure} gap between ${doneWords(of, 's')}`,
  series: ({ answer, value, of, every, periods: n, timeZone, weekStart }) => {
    const calendar = typeof every === 'string';
    const period = calendar
      ? every
      : every === DAY
        ? 'day'
        : every === 7 * DAY
          ? 'week'
          : `period of ${duration(every)}`;
    const events = doneWords(of, 's');
    const all = windowWords(
      (calendar
        ? { kind: 'calendar', unit: every, count: n, timeZone, weekStart }
        : { kind: 'rolling', length: every * n }) as Window,
    );
    return answer === 'streak'
      ? `the current streak of ${period.replace(/^\w+/, '$&s')} with ${events} ${all}`
      : `the ${TRENDS[answer]} ${value === undefined ? (isAnything(of) ? 'amount' : 'number') : `total ${readingWords(value)}`} of ${events} per ${period} ${all}`;
  },
  sequence: ({ steps, within, same }, amount) => {
    const all =
      steps.map((step) => eventsWords(step)).join(', then ') +
      (same === undefined && within === undefined ? '' : ', all') +
      (same === undefined ? '' : ` for the same ${named(same)}`) +
      (within === undefined ? '' : ` within ${duration(within)}`);
    if (amount === undefined) return `the number of steps completed of ${all}`;
    const n = steps.length;
    return amount === `at least ${n}`
      ? `completed ${all}`
      : amount === `fewer than ${n}`
        ? `did not complete ${all}`
        : `completed ${amount === 'no' ? 'none' : amount} of the steps ${all}`;
  },
};

/** Where no amount is asked. */
const NUMBER = 'the number of';

const isAny = (amount: string): boolean => amount === 'no' || amount === 'at least one';

/** The ending of what is counted. */
const plural = (amount: string): 's' | '' => (/^no$|one$/.test(amount) ? '' : 's');

/**
 * An event "feature used" with a reading "feature" says that features were used, and "onboarding step" with a reading
 * "step" that there were onboarding steps.
 */
const thingsWords = (
  { names, where, relations }: Selection,
  value: Reading,
  different: string,
  s: string,
  isSaidOfSomebody: boolean,
): string | undefined => {
  if (names?.length !== 1 || (where ?? relations) !== undefined || value.kind !== 'property')
    return undefined;
  const name = spaced(names[0]!);
  const thing = spaced(value.name);
  const things = (word: string): string => `${different} ${s ? several(word) : word}`;
  const [, what, did] = /^(.+) ([a-z]*[^e]ed)$/.exec(name) ?? [];
  if (what === thing) return isSaidOfSomebody ? `${did} ${things(what)}` : `${things(what)} ${did}`;
  return name.endsWith(` ${thing}`) ? things(name) : undefined;
};

const TRENDS = { trend: 'trend of the', peak: 'highest', low: 'lowest' } as const;

const several = (word: string): string =>
  `${word.replace(/([^aeiou])y$/, '$1ie').replace(/([sx]|[cs]h)$/, '$1e')}s`;
