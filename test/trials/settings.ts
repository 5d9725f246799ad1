import { inspect } from 'node:util';

/** HABITUS_TRIALS: how many trials the greatest property has; the others have their share of it. */
const most = Number(process.env.HABITUS_TRIALS ?? 10_000);

/** HABITUS_SEED replays the trials of a run. */
const seed = Number(process.env.HABITUS_SEED ?? Date.now() % 2 ** 31);

/** How a property is tried; the seed is printed, so that every failure can be replayed. */
export const trials = (share = 1): { numRuns: number; seed: number } => {
  const numRuns = Math.max(1, Math.round(most * share));
  console.log(`${numRuns} trials, HABITUS_SEED=${seed}`);
  return { numRuns, seed };
};

/** Trials take longer than other tests. */
export const PATIENCE = 300_000;

/** Values compare by Object.is, but −0 is 0; lists item by item. */
export const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) ||
  (a === 0 && b === 0) ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i])));

/** The whole of a value, to be read in a failure. */
export const shown = (value: unknown): string => inspect(value, { depth: null, breakLength: 110 });
