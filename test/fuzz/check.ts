import { HabitusError, parseClassification, parseMetric, parseSegment } from 'habitus';
import { toSQL } from 'habitus/sql';
import type { Expression } from '../../src/expression/nodes.js';
import { kindOf } from '../conformance/profile-engine.js';
import { dialects } from '../sql/dialects.js';
import { same } from '../trials/settings.js';
import type { World } from './world.js';

const SOURCE = {
  customers: { table: 'users', id: 'id', attributes: { json: 'attributes' } },
  events: {
    table: 'events',
    customerId: 'user_id',
    at: 'at',
    name: 'name',
    properties: { json: 'properties' },
  },
};

const PARSERS = { segment: parseSegment, metric: parseMetric, classification: parseClassification } as const;
type Defined = ReturnType<(typeof PARSERS)[keyof typeof PARSERS]>;

/** What became of a definition. */
export type Outcome = 'refused' | 'answered' | 'relative';

/** How long an answer or a statement may take, in milliseconds: fifty times what the rule says, for a slow and busy machine. */
const PATIENCE = 10_000;

/** Runs something; a slow run is tried again before it counts. */
const timed = <T>(what: string, act: () => T): T => {
  for (let trial = 0; ; trial++) {
    const before = performance.now();
    const answer = act();
    const passed = performance.now() - before;
    if (passed <= PATIENCE) return answer;
    if (trial === 2) throw new Error(`${what} took ${Math.round(passed)} ms`);
  }
};

/** Nothing where a definition is refused as it should be: with an error of the library, in a sentence that can be logged. */
const refusal = (error: unknown): Outcome => {
  if (!(error instanceof HabitusError)) throw error;
  if (error.message.length > 1000) throw new Error(`a sentence of ${error.message.length} characters`);
  if (/[\p{Control}\p{Surrogate}]/u.test(error.message + error.path))
    throw new Error(`a sentence with controls: ${JSON.stringify(error.message)}`);
  return 'refused';
};

const attempt = <T>(act: () => T): T | HabitusError => {
  try {
    return act();
  } catch (error) {
    refusal(error);
    return error as HabitusError;
  }
};

/**
 * Holds a definition from an untrusted source against what is promised of it: it is refused with an error of the library, or
 * everybody answers it alike and every dialect prints it (or says why not), in bounded time. Anything else is thrown.
 */
export const check = (definition: unknown, world: World, printers: readonly number[]): Outcome => {
  // What it answers decides how it is read; where that cannot be told, it is read as a test.
  const kind = kindOf(definition as Expression);
  const envelope = { format: 'habitus', version: 1, kind, definition };
  const read = attempt((): Defined => timed('reading', () => PARSERS[kind](envelope)));
  if (read instanceof HabitusError) return 'refused';
  const together = attempt(() => timed('a population', () => world.people.values(read).toArray()));
  const alone = world.profiles.map((one) =>
    attempt(() => timed('a profile', () => (read as (of: typeof one) => unknown)(one))),
  );
  const outcome = compared(alone, together);
  for (const printer of printers) {
    const [name, dialect] = dialects[printer]!;
    attempt(() =>
      timed(`toSQL for ${name}`, () => toSQL({ read }, { dialect, source: SOURCE, asOf: world.people.asOf })),
    );
  }
  return outcome;
};

const compared = (alone: readonly unknown[], together: readonly unknown[] | HabitusError): Outcome => {
  if (together instanceof HabitusError) throw new Error(`a population refuses: ${together.message}`);
  if (alone.every((answer) => answer instanceof HabitusError && answer.code === 'needs-population'))
    return 'relative';
  alone.forEach((answer, i) => {
    if (answer instanceof HabitusError) throw new Error(`a profile refuses: ${answer.message}`);
    if (!same(answer, together[i]))
      throw new Error(`customer ${i}: ${String(answer)} alone, ${String(together[i])} among others`);
  });
  return 'answered';
};
