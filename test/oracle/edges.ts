import type { CalendarUnit, Expression, Weekday } from '../../src/expression/nodes.js';
import { type Calendar, periodOf, periodStart } from './calendars.js';
import { instantOf } from './instants.js';
import type { RawCustomer, RawEvent } from './situation.js';
import { isObject, type Json, walk } from './walk.js';

const DAY = 86_400_000;

/** Nothing is looked for further away than three hundred years. */
const FURTHEST = 110_000 * DAY;

/**
 * Instants at which an answer may change as time goes by, each with its neighbours at ±1 ms: every instant of the data and of the
 * definition, each later (and earlier) by every length of the definition, and the calendar boundaries. Too many rather than too few.
 */
export const edges = (
  definition: Expression,
  customer: RawCustomer,
  events: readonly RawEvent[],
  { from, to }: { from: number; to: number },
): number[] => {
  const found = new Set<number>();
  const add = (instant: number) => {
    for (const near of [instant - 1, instant, instant + 1]) if (from <= near && near <= to) found.add(near);
  };
  const instants = [...dataInstants(customer, events), ...definitionInstants(definition, customer)];
  const lengths = lengthsOf(definition);
  for (const instant of instants) for (const length of lengths) add(instant + length);
  for (const { calendar, ago } of calendarsOf(definition))
    for (const start of periodStarts(calendar, from - ago, to - ago)) add(start + ago);
  return [...found].sort((a, b) => a - b);
};

/** An instant after which nothing changes any more, as far as the lengths of the definition say. */
export const horizon = (
  definition: Expression,
  customer: RawCustomer,
  events: readonly RawEvent[],
  asOf: number,
): number => {
  const instants = [asOf, ...dataInstants(customer, events), ...definitionInstants(definition, customer)];
  const reach = calendarsOf(definition).map(({ calendar, ago, periods }) => {
    const here = periodOf(asOf, calendar);
    return ago + periodStart(here + periods + 2, calendar) - asOf;
  });
  return Math.max(...instants) + Math.max(0, ...lengthsOf(definition), ...reach) + 2;
};

/** Everything in the data that can be read as an instant. */
const dataInstants = (customer: RawCustomer, events: readonly RawEvent[]): number[] => {
  const history = customer.history ?? [];
  const holders = [
    customer.attributes,
    ...history.map(({ attributes }) => attributes),
    ...events.map(({ properties }) => properties),
  ];
  const values = holders.flatMap((holder) =>
    typeof holder === 'object' && holder !== null ? Object.values(holder) : [],
  );
  return [...events.map(({ at }) => at), ...history.map(({ at }) => at), ...values]
    .map(instantOf)
    .filter((instant) => instant !== null);
};

/** Instants that the definition names, and the ends of windows that follow an attribute. */
const definitionInstants = (definition: Expression, customer: RawCustomer): number[] => {
  const found: number[] = [];
  walk(definition, (node) => {
    if (node.kind === 'literal' && node.as === 'instant') found.push(Number(node.value));
    if (node.kind === 'period') found.push(Number(node.from), Number(node.to));
    if (node.kind === 'since') found.push(Number(node.from));
    if (node.kind === 'following')
      for (const start of dataInstants({ ...customer }, []))
        found.push(start + Number(node.from ?? 0), start + Number(node.to));
  });
  return found;
};

/** How long after an instant the answer may change because of it. */
const lengthsOf = (definition: Expression): number[] => {
  const lengths = new Set([0]);
  walk(definition, (node, ago) => {
    for (const length of lengthsOfNode(node)) if (Math.abs(length) <= FURTHEST) lengths.add(ago + length);
  });
  return [...lengths];
};

const lengthsOfNode = (node: Json): number[] => {
  const { kind } = node;
  const number = (key: string) => Number(node[key] ?? 0);
  if (kind === 'rolling') return [0, number('ago'), number('ago') + number('length')];
  if (kind === 'within') return [0, number('length'), -number('length')];
  if (kind === 'followedBy' || kind === 'notFollowedBy') return [0, number('within')];
  if (kind === 'series' && typeof node.every === 'number') {
    const every = node.every;
    return Array.from({ length: number('periods') + 1 }, (_, index) => index * every);
  }
  if (kind === 'compare') return [0, ...daysOf(node.left), ...daysOf(node.right)];
  if (kind === 'score' && Array.isArray(node.parts))
    return [0, ...node.parts.flatMap((part: Json) => [part.from, part.to].flatMap(signedDays))];
  if (kind === 'arithmetic' && Array.isArray(node.of))
    return [0, ...node.of.flatMap((operand) => numberOf(operand).flatMap((value) => [value, -value]))];
  if (kind === 'choose' && Array.isArray(node.cases))
    return [0, ...[...node.cases.map(([, value]) => value), node.otherwise].flatMap(daysOf)];
  if (kind === 'howMany' && Array.isArray(node.of)) {
    const points = (node.points as number[] | undefined) ?? node.of.map(() => 1);
    const sums = points.reduce<number[]>((so, each) => so.concat(so.map((sum) => sum + each)), [0]);
    return sums.flatMap(signedDays);
  }
  if (kind === 'oneOf' && Array.isArray(node.values)) return [0, ...node.values.flatMap(signedDays)];
  if (kind === 'rank') return [0, ...signedDays(node.threshold)];
  if (kind === 'dominant') return [0, ...signedDays(node.atLeast)];
  return [0];
};

const daysOf = (side: unknown): number[] => numberOf(side).flatMap(signedDays);

const numberOf = (side: unknown): number[] =>
  isObject(side) && side.kind === 'literal' && side.as === undefined && typeof side.value === 'number'
    ? [side.value]
    : [];

const signedDays = (days: unknown): number[] =>
  typeof days === 'number' ? [Math.round(days * DAY), -Math.round(days * DAY)] : [];

/** The calendars on whose boundaries an answer may change, and how many periods a window of them holds. */
const calendarsOf = (definition: Expression): { calendar: Calendar; ago: number; periods: number }[] => {
  const found: { calendar: Calendar; ago: number; periods: number }[] = [];
  walk(definition, (node, ago) => {
    const unit = node.kind === 'calendar' ? node.unit : node.kind === 'series' ? node.every : undefined;
    if (typeof unit !== 'string') return;
    const calendar: Calendar = {
      unit: unit as CalendarUnit,
      timeZone: node.timeZone as string | undefined,
      weekStart: node.weekStart as Weekday | undefined,
    };
    found.push({ calendar, ago, periods: Number(node.count ?? node.periods) + Number(node.skip ?? 0) });
  });
  return found;
};

/** The first instants of the periods within a stretch of time, at most some thousand. */
const periodStarts = (calendar: Calendar, from: number, to: number): number[] => {
  const starts: number[] = [];
  for (let period = periodOf(from, calendar); starts.length < 3000; period += 1) {
    const start = periodStart(period, calendar);
    if (start > to) break;
    starts.push(start);
  }
  return starts;
};
