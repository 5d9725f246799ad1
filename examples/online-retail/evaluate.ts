import { type Classification, type Event, nextChange, type Profile, profile, type Segment } from 'habitus';
import { groupBy, type Shop } from './shop.js';

/** How many customers are in a segment, or have a label. */
export interface Size<T> {
  readonly of: T;
  readonly size: number;
}

/** Every customer with their events, as of one instant. */
export const profilesOf = ({ customers, events }: Shop, asOf: string): readonly Profile[] => {
  const theirs: ReadonlyMap<string, readonly Event[]> = groupBy(events, (event) => event.customerId ?? '');
  return customers.map((customer) => profile(customer, theirs.get(customer.id), { asOf }));
};

/** How many of the customers are in each segment. */
export const segmentSizes = (
  segments: readonly Segment[],
  profiles: readonly Profile[],
): readonly Size<Segment>[] => segments.map((of) => ({ of, size: profiles.filter(of).length }));

/** How many of the customers have each label; null is without one. Together they are all customers. */
export const labelSizes = <L extends string>(
  classification: Classification<L>,
  profiles: readonly Profile[],
): readonly Size<L | null>[] => {
  const labels = profiles.map(classification);
  return [...classification.labels, null].map((of) => ({
    of: of as L | null,
    size: labels.filter((label) => label === of).length,
  }));
};

/** Of the members of a segment, the one whose membership ends first if nothing else happens, and when. */
export const firstToLeave = (segment: Segment, members: readonly Profile[]): readonly [Profile, number] => {
  const ends = members.map((member) => [member, nextChange(segment, member) ?? Infinity] as const);
  return ends.reduce((first, other) => (other[1] < first[1] ? other : first));
};
