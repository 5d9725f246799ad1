import type { Zone } from '../../time/index.js';
import { DAY, type Unit } from '../../time/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { int, type Sql, sql } from '../fragment.js';
import { cases } from '../layout.js';
import type { Chain } from './chain.js';

/** From an instant on, what is added to UTC. */
interface Step {
  readonly from: number;
  readonly add: number;
}

/** Before this no zone had another time than that of its longitude; nothing is asked of the time before. */
const EARLIEST = Date.UTC(1800, 0, 1);

/** The offsets of a zone over a range, a step where it changes. */
export const offsets = (zone: Zone, from: number, to: number): readonly Step[] => {
  const start = Math.max(from, EARLIEST);
  const steps: Step[] = [{ from: -Infinity, add: zone.offset(start) }];
  for (let instant = start; instant < to; instant += DAY) {
    const next = Math.min(instant + DAY, to);
    const add = zone.offset(next);
    if (add === steps.at(-1)!.add) continue;
    // The offset changes between: the first instant with the new one.
    let [low, high] = [instant, next];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zone.offset(middle) === add) high = middle;
      else low = middle;
    }
    steps.push({ from: high, add });
  }
  return steps;
};

/**
 * The same for local days, which never go back (S6): where a clock is set back over midnight, the day that had begun goes on until the new
 * time reaches it.
 */
export const dayOffsets = (zone: Zone, from: number, to: number): readonly Step[] => {
  const steps: Step[] = [];
  for (const step of offsets(zone, from, to)) {
    const before = steps.at(-1);
    const reached = before === undefined ? -Infinity : Math.floor((step.from - 1 + before.add) / DAY);
    const resumes = reached * DAY - step.add;
    if (before === undefined || resumes <= step.from) {
      steps.push(step);
      continue;
    }
    for (let at = step.from; at < resumes; at += DAY / 2) steps.push({ from: at, add: reached * DAY - at });
    steps.push({ from: resumes, add: step.add });
  }
  return steps;
};

/** Local milliseconds of an instant, moved so that they are not below 0: by whole spans of 400 years. */
const SPAN = 146_097;
const SPANS = 685;
const SHIFT_DAYS = SPAN * SPANS;

const shifted = (at: Sql, steps: readonly Step[]): Sql => {
  const [first, ...later] = steps;
  const base = SHIFT_DAYS * DAY;
  if (later.length === 0) return sql`(${at} + ${int(first!.add + base)})`;
  const branches = [...later]
    .reverse()
    .map(({ from, add }) => sql`WHEN ${at} >= ${int(from)} THEN ${int(add + base)}`);
  return sql`(${at} + ${cases(branches, int(first!.add + base))})`;
};

/** The number of the local day of an instant, 0 of 1970-01-01, plus a number that is the same for all. */
const shiftedDay = (at: Sql, steps: readonly Step[], chain: Chain, dialect: Dialect): Sql =>
  chain.column('day', dialect.intDiv(shifted(at, steps), int(DAY)));

/** What a period of a calendar is numbered by. */
export interface PeriodNumber {
  /** The number of the period of a row. */
  readonly number: Sql;
  /** What to take off it for the calendar's own index. */
  readonly base: number;
}

/** The number of the local period (a day, week or month) of an instant. */
export const periodNumber = (
  at: Sql,
  { unit, weekShift, zone }: { readonly unit: Unit; readonly weekShift: number; readonly zone: Zone },
  range: readonly [number, number],
  chain: Chain,
  dialect: Dialect,
): PeriodNumber => {
  const day = shiftedDay(at, dayOffsets(zone, ...range), chain, dialect);
  const { intDiv, mod } = dialect;
  if (unit === 'day') return { number: day, base: SHIFT_DAYS };
  if (unit === 'week') {
    // SHIFT_DAYS is a multiple of 7.
    return {
      number: chain.column('week', intDiv(sql`(${day} + ${int(weekShift)})`, int(7))),
      base: SHIFT_DAYS / 7,
    };
  }
  // Months since a March: first a guess by their mean length, then right by the first days of it and of the next one.
  const march = sql`(${day} + 719468)`;
  const guess = chain.column('month_guess', intDiv(sql`(${march} * 4800)`, int(SPAN)));
  const first = (month: Sql): Sql =>
    sql`(365 * ${intDiv(month, int(12))} + ${intDiv(month, int(48))} - ${intDiv(month, int(1200))} + ${intDiv(month, int(4800))} + ${intDiv(sql`(153 * ${mod(month, int(12))} + 2)`, int(5))})`;
  const next = sql`(${guess} + 1)`;
  const number = chain.column(
    'month',
    sql`${guess} + CASE WHEN ${march} >= ${first(next)} THEN 1 WHEN ${march} < ${first(guess)} THEN -1 ELSE 0 END`,
  );
  return { number, base: SPANS * 4800 - 2 };
};

/** The local hour, 0 … 23. */
export const hourOf = (
  at: Sql,
  zone: Zone,
  range: readonly [number, number],
  chain: Chain,
  dialect: Dialect,
): Sql => {
  const local = chain.column('local_ms', shifted(at, offsets(zone, ...range)));
  return dialect.intDiv(dialect.mod(local, int(DAY)), int(DAY / 24));
};

/** The local day of the week, 1 Monday … 7 Sunday; day 0 was a Thursday, and whole spans of 400 years are whole weeks. */
export const weekdayOf = (
  at: Sql,
  zone: Zone,
  range: readonly [number, number],
  chain: Chain,
  dialect: Dialect,
): Sql => {
  const day = shiftedDay(at, dayOffsets(zone, ...range), chain, dialect);
  return sql`(${dialect.mod(sql`(${day} + 3)`, int(7))} + 1)`;
};
