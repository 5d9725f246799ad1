import { HabitusError } from '../internal/index.js';
import { type Bound, bind, type Prepared } from '../plan/index.js';
import type { ProfileData } from './data.js';
import { answerOf, startRun } from './evaluate.js';
import { dataOf, type Profile } from './profile.js';
import type { Answer } from './read.js';

/** A function that answers a plan's first definition about one profile. Binding is kept while the instant stays. */
export const answering = (plan: () => Prepared): ((of: Profile) => Answer) => {
  let bound: Bound | undefined;
  return (of) => {
    const data = dataOf(of);
    if (bound?.asOf !== of.asOf) bound = bind(plan(), of.asOf);
    return answerAt(bound, data);
  };
};

/** The answer of a bound plan's first definition. */
export const answerAt = (bound: Bound, data: ProfileData): Answer => {
  if (bound.prepared.relative) {
    throw new HabitusError(
      'needs-population',
      'this compares a customer with all others: fit it to a population first, then ask it of one profile',
    );
  }
  return answerOf(startRun(bound, data), bound.prepared.roots[0] as number);
};
