import { type AnySegment, events } from '../definitions/index.js';
import { type AbortLike, onlyKeys } from '../internal/index.js';
import type { Membership, Population } from '../population/index.js';
import { instant } from '../print/index.js';
import { type AmongOptions, among } from './among.js';
import { type Analysis, analysisOf } from './analysis.js';
import { type Named, named } from './named-segments.js';
import { boundaries, PERIOD_KEYS, type PeriodOptions } from './periods.js';

/** A segment in one period. */
export interface GrowthRow {
  readonly segment: string;
  /** When the period begins. */
  readonly from: number;
  /** When it ends: the instant at which the size is taken. */
  readonly at: number;
  readonly size: number;
  /** Of the customers who were there by then; null where nobody was. */
  readonly share: number | null;
  /** In at the end and not at the beginning. */
  readonly entered: number;
  /** In at the beginning and not at the end. */
  readonly left: number;
}

/** Options of {@link growth}. */
export interface GrowthOptions extends AmongOptions, PeriodOptions {
  /**
   * Who was there: shares are of those in this segment at the instant. Default: those with an event by then, of
   * whatever name.
   */
  readonly known?: AnySegment | undefined;
  /** Ends the work between two periods. */
  readonly signal?: AbortLike | undefined;
  /** Called after each period. */
  readonly onProgress?: ((done: { readonly periods: number; readonly total: number }) => void) | undefined;
}

/**
 * How segments grow and shrink: their size and share at the end of each whole period, and how many entered and left in
 * it. Every size is what the definition answers as of that instant, so nobody has to have recorded anything, and a
 * segment that was invented today has a past.
 *
 * Who enters and leaves within one period is in neither: the two ends are compared, so that size before + entered − left
 * = size. Of attributes the value at each instant counts where the customer has a history, else today's.
 * @example
 * ```ts
 * import { days, events } from 'habitus';
 * import { growth } from 'habitus/analysis';
 * import { population } from 'habitus/population';
 * const people = population({
 *   customers: [{ id: 'ada' }],
 *   events: [{ customerId: 'ada', name: 'logged_in', at: '2026-11-03T09:00:00Z' }],
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * const active = events().within(days(7)).any();
 * const weekly = growth(people, { active }, { every: 'week', periods: 3 });
 * weekly.rows.map(({ size }) => size); //=> [0, 1, 0]
 * weekly.rows.map(({ entered, left }) => entered - left); //=> [0, 1, -1]
 * ```
 */
export const growth = (
  people: Population,
  of: Named<AnySegment>,
  options: GrowthOptions,
): Analysis<GrowthRow> => {
  onlyKeys(options, ['excluding', 'known', 'signal', 'onProgress', ...PERIOD_KEYS], 'growth');
  const segments = named(of, ['segment'], 'growth');
  const instants = boundaries(people.asOf, options, 'growth');
  const { people: looked, notes } = among(people, options);
  const known = options.known ?? events().any();
  const definitions = [...segments.map(([, segment]) => segment), known];
  const asked = Object.fromEntries(definitions.map((definition, i) => [String(i), definition]));
  const memberships = instants.map((at, i): readonly Membership[] => {
    options.signal?.throwIfAborted();
    const table = looked.at(at).evaluate(asked);
    options.onProgress?.({ periods: i, total: instants.length - 1 });
    return definitions.map((_, k) => table.members(String(k)));
  });
  const rows = segments.flatMap(([segment], k) =>
    instants.slice(1).map((at, i): GrowthRow => {
      const [before, now] = [memberships[i]![k]!, memberships[i + 1]![k]!];
      const there = memberships[i + 1]!.at(-1)!;
      return {
        segment,
        from: instants[i]!,
        at,
        size: now.size,
        share: there.size === 0 ? null : now.and(there).size / there.size,
        entered: now.minus(before).size,
        left: before.minus(now).size,
      };
    }),
  );
  return analysisOf({
    kind: 'growth',
    title: `Growth of segments, by ${options.every}`,
    rows,
    columns: {
      segment: { means: 'The segment.', unit: 'text' },
      from: { means: 'When the period begins.', unit: 'instant' },
      at: { means: 'When it ends, and the size is taken.', unit: 'instant' },
      size: { means: 'How many are in it at the end.', unit: 'customers' },
      share: { means: 'The share of those who were there by then that is in it.', unit: 'share' },
      entered: { means: 'In it at the end and not at the beginning.', unit: 'customers' },
      left: { means: 'In it at the beginning and not at the end.', unit: 'customers' },
    },
    notes: [
      ...notes,
      options.known === undefined
        ? 'Shares are of the customers with an event by then.'
        : 'Shares are of the customers who were known by then.',
      `The ${options.every} that was not over as of ${instant(people.asOf)} is left out.`,
    ],
  });
};
