import type { Attributes, Event } from '../../src/index.js';
import { oraclePopulation } from '../oracle/index.js';
import { asOf, old } from './customers.js';

/** What a customer of a crowd has done. */
export interface InCrowd {
  readonly attributes?: Attributes | undefined;
  readonly events: readonly Event[];
}

/** The answers to an entry that compares customers with each other, in the order of the crowd. */
export const askCrowd = (
  entry: { readonly definition: unknown },
  crowd: readonly InCrowd[],
): readonly unknown[] => {
  const answers = oraclePopulation(
    entry.definition as never,
    crowd.map(({ attributes = old, events }, i) => ({ customer: { id: `c${i}`, attributes }, events })),
    asOf,
  );
  return crowd.map((_, i) => answers.get(`c${i}`));
};

/** Who of a crowd is in a segment: x for a member, a dot for the others. */
export const membersOfCrowd = (
  entry: { readonly definition: unknown },
  crowd: readonly (readonly Event[])[],
): string =>
  askCrowd(
    entry,
    crowd.map((events) => ({ events })),
  )
    .map((answer) => (answer === true ? 'x' : '.'))
    .join('');
