import { inspect } from 'node:util';
import { dialects } from '../sql/dialects.js';
import { check, type Outcome } from './check.js';
import { mutated } from './mutate.js';
import { random } from './random.js';
import { worldOf } from './world.js';

/** HABITUS_FUZZ: how many definitions are tried in all; HABITUS_SEED replays a run. */
const most = Number(process.env.HABITUS_FUZZ ?? 20_000);

/** The seed of a run. */
export const seed = Number(process.env.HABITUS_SEED ?? Date.now() % 2 ** 31);

/** What a run found: how many definitions had which outcome, and what went wrong, in words. */
export interface Found {
  readonly trials: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly violations: readonly string[];
}

/** Tries half of all mutations on these definitions; parts of `others` are put into them. */
export const fuzz = (corpus: readonly object[], others: readonly object[]): Found => {
  const world = worldOf(others, random(seed));
  const outcomes: Record<Outcome, number> = { refused: 0, answered: 0, relative: 0 };
  const violations: string[] = [];
  const trials = Math.ceil(most / 2);
  for (let trial = 0; trial < trials && violations.length < 5; trial++) {
    if (trial > 0 && trial % 10_000 === 0)
      console.log(`${trial}, HABITUS_SEED=${seed}: ${JSON.stringify(outcomes)}`);
    // Each trial has a seed of its own, so that it can be replayed without those before it.
    const own = random(seed ^ Math.imul(trial, 0x9e3779b1));
    const definition = mutated(own.one(corpus), others, own);
    try {
      // Some are printed by all dialects, the others by one: the statements differ by primitives only.
      const printers = trial % 25 === 0 ? dialects.keys() : [trial % dialects.length];
      outcomes[check(definition, world, [...printers])]++;
    } catch (error) {
      violations.push(
        `trial ${trial}: ${inspect(error)}\n${inspect(definition, { depth: 9 }).slice(0, 3000)}`,
      );
    }
  }
  console.log(`${trials} definitions, HABITUS_SEED=${seed}: ${JSON.stringify(outcomes)}`);
  return { trials, outcomes, violations };
};
