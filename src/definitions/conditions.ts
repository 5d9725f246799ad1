import { build, type EventTest } from '../expression/index.js';
import { isPlainObject, refuse } from '../internal/index.js';
import { isCallable } from './callable.js';
import type { EventReading } from './reading.js';
import { type Draft, is, type Matcher, MISNAMED } from './tests.js';

const TEST: unique symbol = Symbol('test of one event');

type Held = Matcher | string | number | boolean;

/** Values of properties that `where` holds events against: a literal means `is`. */
export type Conditions = Readonly<Record<string, Held>>;

/** What `and`, `or` and `not` make of conditions on one event: for `where`, and for each other. */
export type EventCondition<C = unknown> = {
  readonly [TEST]: {
    readonly test: EventTest;
    /** Only in types: the conditions on properties that are in it, however deep. */
    readonly madeOf?: C;
  };
};

/** The conditions on properties in some conditions: of an object itself, of what was made of such what is in it. */
export type MadeOf<C> =
  C extends EventCondition<infer Inside> ? Inside : C extends readonly unknown[] ? never : C;

/**
 * A condition on one event: properties with what each is held against, all of which must be true; a reading and what it
 * is held against; or what `and`, `or` and `not` made of such.
 */
export type AnyCondition = Conditions | EventCondition | readonly [reading: EventReading, matcher: Held];

/** A reading of an event, as `hourOfDay()` makes it. */
export const isReading = (value: unknown): value is EventReading =>
  isPlainObject(value) && isPlainObject(value.reading) && Object.isFrozen(value);

/** A test that is called, or a literal that means `is`. */
export const matched = (test: Held, path: string): Matcher => {
  if (typeof test === 'string' || typeof test === 'number' || typeof test === 'boolean') return is(test);
  if (isPlainObject(test) && typeof test.of === 'function') return test;
  return refuse('bad-value', `a literal, or a test that is called, such as ${testLike(test)}`, test, path);
};

/** The test that was probably meant. */
const testLike = (given: unknown): string => {
  if (given === null) return 'missing()';
  if (Array.isArray(given)) return 'oneOf("a", "b")';
  if (given instanceof RegExp) return 'startsWith("a") or contains("a")';
  const name = isPlainObject(given) ? MISNAMED[Object.keys(given)[0]?.replace('$', '') ?? ''] : undefined;
  return name === undefined ? 'exists() or atLeast(5)' : `${name}(…)`;
};

/** The tests of a condition, all of which must be true. */
export const testsOf = (condition: AnyCondition, path: string): readonly Draft[] => {
  if (isCallable(condition))
    return refuse(
      'bad-value',
      'conditions on one event; a segment is about a customer, and the two do not go together',
      condition,
      path,
    );
  if (Array.isArray(condition)) {
    const [of, test, ...more] = condition as readonly [EventReading, Held];
    return isReading(of) && more.length === 0
      ? [matched(test, path).of(of.reading as unknown as Draft)]
      : refuse('bad-value', 'a pair such as [hourOfDay(), atLeast(9)]', condition, path);
  }
  if (typeof condition === 'function')
    return refuse(
      'bad-value',
      'conditions as data, which every engine can read, such as { amount: above(5) }',
      condition,
      path,
    );
  if (!isPlainObject(condition))
    return refuse(
      'bad-value',
      'conditions { property: value }, or or(…), and(…), not(…) of such',
      condition,
      path,
    );
  if (TEST in condition) return [(condition as unknown as EventCondition)[TEST].test as unknown as Draft];
  return Object.entries(condition as Conditions).map(([name, test]) =>
    matched(test, `${path}.${name}`).of({ kind: 'property', name }),
  );
};

const oneTest = (condition: AnyCondition, path: string): Draft => {
  const tests = testsOf(condition, path);
  return tests.length === 0
    ? refuse('bad-value', 'at least one condition: an empty one would hold for every event', condition, path)
    : tests.length === 1
      ? tests[0]!
      : { kind: 'and', of: tests };
};

const conditionOf = (draft: Draft): EventCondition =>
  Object.freeze({ [TEST]: { test: build(draft, 'eventTest', 'where') as EventTest } });

/** Several conditions on one event as one. */
export const connectedConditions = (
  kind: 'and' | 'or',
  conditions: readonly AnyCondition[],
): EventCondition =>
  conditionOf({ kind, of: conditions.map((condition, i) => oneTest(condition, `${kind}[${i}]`)) });

/** The complement of a condition on one event. */
export const negatedCondition = (condition: AnyCondition): EventCondition =>
  conditionOf({ kind: 'not', of: oneTest(condition, 'not') });
