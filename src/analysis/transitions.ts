import type { AnyClassification, AnySegment } from '../definitions/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import type { Population } from '../population/index.js';
import { instant } from '../print/index.js';
import { type InstantInput, requireInstant } from '../time/index.js';
import { type AmongOptions, among } from './among.js';
import { type Analysis, analysisOf } from './analysis.js';

/** How many went from one label to another. */
export interface TransitionRow {
  /** The label before, `in` or `out` of a segment; null where there was none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly customers: number;
  /** Of those who had that label before; never null, since a row has at least one. */
  readonly share: number;
}

/** Options of {@link transitions}. */
export interface TransitionsOptions extends AmongOptions {
  readonly from: InstantInput;
  /** Default: the instant of the population. */
  readonly to?: InstantInput | undefined;
}

/**
 * Who went where: how many customers went from each label of a classification to each other between two instants, or
 * from in to out of a segment. Rows are in the order of the labels; a pair that nobody went has no row. Customers without
 * a label are told by null.
 * @example
 * ```ts
 * import { days, events } from 'habitus';
 * import { transitions } from 'habitus/analysis';
 * import { population } from 'habitus/population';
 * const people = population({
 *   customers: [{ id: 'ada' }, { id: 'bob' }],
 *   events: [{ customerId: 'ada', name: 'logged_in', at: '2026-11-03T09:00:00Z' }],
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * const active = events().within(days(7)).any();
 * transitions(people, active, { from: '2026-11-04T00:00:00Z' }).rows.map(({ from, to, customers }) => `${from} ${to} ${customers}`);
 * //=> ['in out 1', 'out out 1']
 * ```
 */
export const transitions = (
  people: Population,
  of: AnySegment | AnyClassification,
  options: TransitionsOptions,
): Analysis<TransitionRow> => {
  onlyKeys(options, ['from', 'to', 'excluding'], 'transitions');
  const kind = typeof of === 'function' ? (of as Partial<AnySegment | AnyClassification>).kind : undefined;
  if (kind !== 'segment' && kind !== 'classification')
    return refuse('bad-value', 'a segment or a classification', of, 'transitions');
  const from = requireInstant(options.from, 'transitions.from');
  const to = options.to === undefined ? people.asOf : requireInstant(options.to, 'transitions.to');
  if (from >= to) refuse('bad-value', 'an instant before the other one', options.from, 'transitions.from');
  const { people: looked, notes } = among(people, options);
  const labels: readonly (string | null)[] =
    kind === 'segment'
      ? ['in', 'out']
      : [...(of as unknown as { readonly labels: readonly string[] }).labels, null];
  const labelsAt = (at: number): readonly (string | null)[] =>
    looked
      .at(at)
      .values(of as AnySegment)
      .toArray()
      .map((value: unknown) =>
        kind === 'segment' ? (value === true ? 'in' : 'out') : (value as string | null),
      );
  const [before, after] = [labelsAt(from), labelsAt(to)];
  const rows = labels.flatMap((label) => {
    const those = after.filter((_, i) => before[i] === label);
    return labels.flatMap((next): readonly TransitionRow[] => {
      const customers = those.filter((each) => each === next).length;
      return customers === 0 ? [] : [{ from: label, to: next, customers, share: customers / those.length }];
    });
  });
  return analysisOf({
    kind: 'transitions',
    title: `Who went where, from ${instant(from)} to ${instant(to)}`,
    rows,
    columns: {
      from: { means: 'The label before.', unit: 'text' },
      to: { means: 'The label after.', unit: 'text' },
      customers: { means: 'How many went so.', unit: 'customers' },
      share: { means: 'Their share of those who had the label before.', unit: 'share' },
    },
    notes,
  });
};
