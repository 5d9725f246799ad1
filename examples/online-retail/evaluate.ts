import { type Classification, nextChange, type Profile, type Segment } from 'habitus';
import { type Population, population } from 'habitus/population';
import type { Shop } from './shop.js';

/** How many customers are in a segment, or have a label. */
export interface Size<T> {
  readonly of: T;
  readonly size: number;
}

/** Every customer with their events in columns, as of one instant. */
export const peopleOf = ({ customers, events }: Shop, asOf: string): Population =>
  population({ customers, events, asOf });

/** How many of the customers are in each segment: all of them in one pass. */
export const segmentSizes = (segments: readonly Segment[], people: Population): readonly Size<Segment>[] => {
  const table = people.evaluate(segments);
  return segments.map((of) => ({ of, size: table.members(of.id).size }));
};

/** How many of the customers have each label; null is without one. Together they are all customers. */
export const labelSizes = <L extends string>(
  classification: Classification<L>,
  people: Population,
): readonly Size<L | null>[] => {
  const sizes = people.classify(classification);
  return [
    ...classification.labels.map((of) => ({ of, size: sizes[of] })),
    { of: null, size: sizes.unclassified },
  ];
};

/** Of the members of a segment, the one whose membership ends first if nothing else happens, and when. */
export const firstToLeave = (segment: Segment, people: Population): readonly [Profile, number] => {
  const members = people.members(segment).ids().map(people.profile);
  const ends = members.map((member) => [member, nextChange(segment, member) ?? Infinity] as const);
  return ends.reduce((first, other) => (other[1] < first[1] ? other : first));
};
