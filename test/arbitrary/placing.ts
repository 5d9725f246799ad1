import fc from 'fast-check';
import { periodOf, periodStart } from '../oracle/index.js';
import { DAY, HOUR, LENGTHS, oneOfThese, WEEKDAYS, ZONES } from './vocabulary.js';

/**
 * An instant that is not yet placed: definitions and data are made first, and put around an asOf afterwards, so that they meet
 * at the same edges and shrink apart from each other.
 */
export class Unplaced {
  readonly resolve: (asOf: number) => number;
  readonly form: (instant: number) => unknown;

  constructor(resolve: (asOf: number) => number, form: (instant: number) => unknown) {
    this.resolve = resolve;
    this.form = form;
  }
}

/** Puts every unplaced instant around an asOf. Objects are copied key by key, so that `__proto__` stays a key. */
export const place = (template: unknown, asOf: number): unknown => {
  if (template instanceof Unplaced) return template.form(template.resolve(asOf));
  if (Array.isArray(template)) return template.map((item) => place(item, asOf));
  if (typeof template !== 'object' || template === null || template instanceof Date) return template;
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, place(value, asOf)]));
};

const jitter = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: oneOfThese([-1, 1]) },
);

/** Sums of a few lengths before asOf, sometimes after it, at the edge or 1 ms beside it. */
const byLengths = fc
  .record({
    lengths: fc.array(oneOfThese(LENGTHS), { maxLength: 3 }),
    after: fc.oneof({ weight: 6, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.constant(1) }),
    jitter,
  })
  .map(
    (made) => (asOf: number) =>
      asOf + made.after * made.lengths.reduce((sum, length) => sum + length, 0) + made.jitter,
  );

/** Starts of local periods around asOf. */
const byCalendar = fc
  .record({
    unit: oneOfThese(['day', 'day', 'day', 'week', 'month', 'quarter', 'year'] as const),
    timeZone: oneOfThese(ZONES),
    weekStart: oneOfThese(WEEKDAYS),
    back: fc.integer({ min: -1, max: 4 }),
    jitter,
  })
  .map(
    ({ back, jitter: beside, ...calendar }) =>
      (asOf: number) =>
        periodStart(periodOf(asOf, calendar) - back, calendar) + beside,
  );

/** Some hours before asOf, for runs of events. */
const byHours = fc.integer({ min: 0, max: 30 }).map((hours) => (asOf: number) => asOf - (hours * HOUR) / 2);

const far = oneOfThese([0, -1, -86_400_000, -62_135_596_800_000, 4_102_444_800_000]).map(
  (instant) => () => instant,
);

const instant = fc.oneof(
  { weight: 8, arbitrary: byLengths },
  { weight: 4, arbitrary: byCalendar },
  { weight: 3, arbitrary: byHours },
  { weight: 1, arbitrary: far },
);

/** An instant of a definition: milliseconds. */
export const instants = (): fc.Arbitrary<Unplaced> =>
  instant.map((resolve) => new Unplaced(resolve, (at) => at));

/** Two instants, the first before the second. */
export const intervals = (): fc.Arbitrary<{ from: Unplaced; to: Unplaced }> =>
  fc
    .record({ from: instant, length: fc.oneof(oneOfThese(LENGTHS), oneOfThese([3 * DAY, 60 * DAY])) })
    .map(({ from, length }) => ({
      from: new Unplaced(from, (at) => at),
      to: new Unplaced(
        (asOf) => from(asOf) + length,
        (at) => at,
      ),
    }));

/** An instant of the data: milliseconds, sometimes with a fraction, a Date, or text with an offset. */
export const rawInstants = (): fc.Arbitrary<Unplaced> =>
  fc
    .tuple(
      instant,
      fc.oneof(
        { weight: 6, arbitrary: fc.constant((at: number): unknown => at) },
        { weight: 1, arbitrary: oneOfThese(FORMS) },
      ),
    )
    .map(([resolve, form]) => new Unplaced(resolve, form));

/** All of these are floored to the same millisecond (S1). */
const FORMS: readonly ((at: number) => unknown)[] = [
  (at) => at + 0.5,
  (at) => new Date(at),
  (at) => new Date(at).toISOString(),
  (at) => new Date(at).toISOString().replace('Z', '999Z'),
  (at) => new Date(at + 5.5 * HOUR).toISOString().replace('Z', '+05:30'),
  (at) => new Date(at - 3 * HOUR).toISOString().replace('Z', '-03'),
];
