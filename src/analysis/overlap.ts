import type { AnySegment } from '../definitions/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import type { Membership, Population } from '../population/index.js';
import { type AmongOptions, among } from './among.js';
import { type Analysis, analysisOf } from './analysis.js';
import { type Named, named } from './named-segments.js';

/** The customers who are in exactly these segments. */
export interface OverlapRow {
  /** The segments that they are in, joined by " & "; "none" of those in none. */
  readonly segments: string;
  /** In how many. */
  readonly count: number;
  readonly customers: number;
  /** Of all customers that were looked at. */
  readonly share: number | null;
}

/** Two segments beside each other. */
export interface OverlapPair {
  readonly one: string;
  readonly other: string;
  readonly both: number;
  /** Of those in either, the share in both; null where nobody is in either. */
  readonly jaccard: number | null;
}

/** What a segment adds to the others. */
export interface OverlapAdds {
  readonly segment: string;
  readonly size: number;
  /** Its customers who are in no other of the segments. */
  readonly adds: number;
}

/** What {@link overlap} answers. */
export interface Overlap extends Analysis<OverlapRow> {
  /** Each pair of segments, Jaccard's index: both ÷ either. */
  readonly pairs: readonly OverlapPair[];
  /** What would be lost of all that are in any, if the segment were not there. */
  readonly adds: readonly OverlapAdds[];
}

/** Options of {@link overlap}. */
export type OverlapOptions = AmongOptions;

/** Beyond this many segments intersections cannot be told apart by the bits of a number. */
const MOST = 30;

/**
 * How segments overlap: how many customers are in exactly which of them (the rows, the greatest first, those in none
 * among them), how similar each two are, and what each adds to the others.
 *
 * At most 30 segments; more are a `bad-value` error. A combination that nobody is in has no row.
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { overlap } from 'habitus/analysis';
 * import { population } from 'habitus/population';
 * const customers = [[1, 1], [1, 9], [9, 1], [9, 9]].map(([a, b], i) => ({ id: `c${i}`, attributes: { a: a!, b: b! } }));
 * const people = population({ customers, asOf: 0 });
 * const found = overlap(people, { a: attribute('a').atLeast(5), b: attribute('b').atLeast(5) });
 * found.rows.map(({ segments, customers }) => `${segments}: ${customers}`); //=> ['a: 1', 'a & b: 1', 'b: 1', 'none: 1']
 * found.pairs[0]?.jaccard; //=> 0.3333333333333333
 * ```
 */
export const overlap = (people: Population, of: Named<AnySegment>, options: OverlapOptions = {}): Overlap => {
  onlyKeys(options, ['excluding'], 'overlap');
  const segments = named(of, ['segment'], 'overlap');
  if (segments.length > MOST) refuse('bad-value', `at most ${MOST} segments`, segments.length, 'overlap');
  const { people: looked, notes } = among(people, options);
  const table = looked.evaluate(Object.fromEntries(segments));
  const members = segments.map(([name]) => table.members(name) as Membership);
  const names = segments.map(([name]) => name);
  const rows = combinations(looked, members)
    .map(([bits, customers]): OverlapRow => {
      const those = names.filter((_, i) => (bits >> i) & 1);
      return {
        segments: those.length === 0 ? 'none' : those.join(' & '),
        count: those.length,
        customers,
        share: looked.size === 0 ? null : customers / looked.size,
      };
    })
    .sort((a, b) => b.customers - a.customers || (a.segments < b.segments ? -1 : 1));
  const analysis = analysisOf<OverlapRow>({
    kind: 'overlap',
    title: 'How segments overlap',
    rows,
    columns: {
      segments: { means: 'The segments that they are in, and no other of those asked.', unit: 'text' },
      count: { means: 'In how many segments.', unit: 'number' },
      customers: { means: 'How many are in exactly these.', unit: 'customers' },
      share: { means: 'Their share of all customers that were looked at.', unit: 'share' },
    },
    notes,
  });
  const more = { pairs: pairsOf(names, members), adds: addsOf(names, members) };
  return Object.freeze({ ...analysis, ...more, toJSON: () => ({ ...analysis.toJSON(), ...more }) });
};

const combinations = (
  people: Population,
  members: readonly Membership[],
): readonly (readonly [bits: number, customers: number])[] => {
  const counts = new Map<number, number>();
  for (const id of people.ids) {
    const bits = members.reduce((sum, of, i) => (of.has(id) ? sum | (1 << i) : sum), 0);
    counts.set(bits, (counts.get(bits) ?? 0) + 1);
  }
  return [...counts];
};

const pairsOf = (names: readonly string[], members: readonly Membership[]): readonly OverlapPair[] =>
  names.flatMap((one, i) =>
    names.slice(i + 1).map((other, k) => {
      const [a, b] = [members[i]!, members[i + 1 + k]!];
      const [both, either] = [a.and(b).size, a.or(b).size];
      return { one, other, both, jaccard: either === 0 ? null : both / either };
    }),
  );

const addsOf = (names: readonly string[], members: readonly Membership[]): readonly OverlapAdds[] =>
  names.map((segment, i) => {
    const others = members.filter((_, k) => k !== i);
    const own = others.reduce((rest, other) => rest.minus(other), members[i]!);
    return { segment, size: members[i]!.size, adds: own.size };
  });
