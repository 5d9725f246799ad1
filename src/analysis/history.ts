import type { AnyClassification, AnySegment, Segment } from '../definitions/index.js';
import { type Profile, timeline } from '../evaluate/index.js';
import { onlyKeys } from '../internal/index.js';
import { DAY, type InstantInput, requireInstant } from '../time/index.js';
import { type Analysis, analysisOf } from './analysis.js';
import { type Named, named } from './named-segments.js';

/** A span of time in which a customer was in a segment, or had a label. */
export interface HistoryRow {
  readonly segment: string;
  /** The label of a classification; null of a segment. */
  readonly label: string | null;
  readonly from: number;
  /** Where it ended; the end of what was looked at where it had not. */
  readonly to: number;
  readonly days: number;
  /** Whether it began or ended outside of what was looked at, so that it may have lasted longer. */
  readonly open: 'start' | 'end' | 'both' | 'no';
}

/** Options of {@link history}. */
export interface HistoryOptions {
  readonly from: InstantInput;
  /** Default: the instant of the profile. */
  readonly to?: InstantInput | undefined;
}

/**
 * Everything that one customer entered and left: each span of time in each segment and with each label, exact to the
 * millisecond, by when it began.
 *
 * A span that had begun before `from`, or goes on after `to`, is `open` there. Definitions whose changes cannot be told
 * exactly are `not-monotone` errors, as `nextChange` says them; what compares customers is to be fitted first.
 * @example
 * ```ts
 * import { days, events, profile } from 'habitus';
 * import { history } from 'habitus/analysis';
 * const ada = profile({ id: 'ada' }, [{ name: 'logged_in', at: '2026-11-03T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * const active = events().within(days(7)).any();
 * history(ada, { active }, { from: '2026-11-01T00:00:00Z' }).rows.map(({ segment, days }) => `${segment} ${days}`); //=> ['active 7']
 * ```
 */
export const history = (
  of: Profile,
  definitions: Named<AnySegment | AnyClassification>,
  options: HistoryOptions,
): Analysis<HistoryRow> => {
  onlyKeys(options, ['from', 'to'], 'history');
  const from = requireInstant(options.from, 'history.from');
  const to = options.to === undefined ? of.asOf : requireInstant(options.to, 'history.to');
  const rows = named(definitions, ['segment', 'classification'], 'history')
    .flatMap(([segment, definition]) => {
      const spans = timeline(definition as unknown as Segment, of, { from, to }) as readonly {
        readonly from: number;
        readonly to: number;
        readonly member?: boolean;
        readonly label?: string | null;
      }[];
      return spans
        .filter(({ member, label = null }) => member === true || label !== null)
        .map((span): HistoryRow => {
          const [early, late] = [span.from === from, span.to === to];
          return {
            segment,
            label: span.label ?? null,
            from: span.from,
            to: span.to,
            days: (span.to - span.from) / DAY,
            open: early && late ? 'both' : early ? 'start' : late ? 'end' : 'no',
          };
        });
    })
    .sort((a, b) => a.from - b.from);
  return analysisOf({
    kind: 'history',
    title: `What ${of.id} entered and left`,
    rows,
    columns: {
      segment: { means: 'The segment or classification.', unit: 'text' },
      label: { means: 'The label of a classification.', unit: 'text' },
      from: { means: 'When it began.', unit: 'instant' },
      to: { means: 'When it ended.', unit: 'instant' },
      days: { means: 'How long it lasted, in days.', unit: 'number' },
      open: { means: 'Whether it goes on outside of what was looked at.', unit: 'text' },
    },
    notes: [],
  });
};
