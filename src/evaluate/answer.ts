import type { Answer } from '../customer/index.js';
import { HabitusError } from '../internal/index.js';
import { type Bound, bind, type Prepared } from '../plan/index.js';
import type { ProfileData } from './data.js';
import type { Engine } from './defined.js';
import { answerOf, startRun } from './evaluate.js';
import { dataOf, type Profile } from './profile.js';
import type { Evaluators } from './run.js';

/** A function that answers a plan's first definition about one profile. Binding is kept while the instant stays. */
export const answering = (engine: Engine): ((of: Profile) => Answer) => {
  let bound: Bound | undefined;
  return (of) => {
    const data = dataOf(of);
    if (bound?.asOf !== of.asOf) bound = bind(engine.plan(), of.asOf);
    return answerAt(bound, data, engine.evaluators);
  };
};

/** The answer of a bound plan's first definition. */
export const answerAt = (bound: Bound, data: ProfileData, evaluators: Evaluators): Answer => {
  requireOne(bound.prepared);
  return answerOf(startRun(bound, data, evaluators), bound.prepared.roots[0] as number);
};

/** Refuses a plan that can be told only among many customers. */
export const requireOne = ({ relative }: Prepared, path = ''): void => {
  if (!relative) return;
  throw new HabitusError(
    'needs-population',
    'this compares a customer with all others: fit it to a population first, then ask it of one profile',
    path,
  );
};
