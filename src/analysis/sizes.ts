import type { AnyClassification, AnySegment } from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import type { Membership, Population } from '../population/index.js';
import { instant } from '../print/index.js';
import { type AmongOptions, among } from './among.js';
import { type Analysis, analysisOf } from './analysis.js';
import { type Named, named } from './named-segments.js';

/** How many are in a segment, or have a label. */
export interface SizeRow {
  readonly segment: string;
  /** The label of a classification; null of a segment. */
  readonly label: string | null;
  readonly size: number;
  /** Of all customers that were looked at; null where there are none. */
  readonly share: number | null;
}

/** Options of {@link sizes}. */
export type SizesOptions = AmongOptions;

/**
 * How many customers are in each segment and have each label of each classification, as of the instant of the
 * population. A customer without a label is in none of its rows, so that the labels of one classification need not add
 * up to everybody; segments may overlap.
 *
 * Shares are of all customers who were looked at (`excluding` leaves some out); null without any.
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { sizes } from 'habitus/analysis';
 * import { population } from 'habitus/population';
 * const customers = ['pro', 'pro', 'free'].map((plan, i) => ({ id: `c${i}`, attributes: { plan } }));
 * const people = population({ customers, asOf: '2026-11-22T00:00:00Z' });
 * sizes(people, { pro: attribute('plan').is('pro') }).rows[0]?.size; //=> 2
 * ```
 */
export const sizes = (
  people: Population,
  of: Named<AnySegment | AnyClassification>,
  options: SizesOptions = {},
): Analysis<SizeRow> => {
  onlyKeys(options, ['excluding'], 'sizes');
  const definitions = named(of, ['segment', 'classification'], 'sizes');
  const { people: looked, notes } = among(people, options);
  const table = looked.evaluate(Object.fromEntries(definitions));
  const row = (segment: string, label: string | null, size: number): SizeRow => ({
    segment,
    label,
    size,
    share: looked.size === 0 ? null : size / looked.size,
  });
  return analysisOf({
    kind: 'sizes',
    title: 'Sizes of segments',
    rows: definitions.flatMap(([name, definition]) => {
      if (definition.kind === 'segment') return [row(name, null, (table.members(name) as Membership).size)];
      const counts = table.column(name).counts();
      return (definition as unknown as { readonly labels: readonly string[] }).labels.map((label) =>
        row(name, label, counts.get(label) ?? 0),
      );
    }),
    columns: {
      segment: { means: 'The segment or classification.', unit: 'text' },
      label: { means: 'The label of a classification.', unit: 'text' },
      size: { means: 'How many customers are in it.', unit: 'customers' },
      share: { means: 'Their share of all customers that were looked at.', unit: 'share' },
    },
    notes: [...notes, `As of ${instant(people.asOf)}.`],
  });
};
