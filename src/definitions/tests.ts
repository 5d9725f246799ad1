import { HabitusError, isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { type Duration, type InstantInput, requireInstant } from '../time/index.js';
import { type Callable, isCallable, nodeOf, requireCallable } from './callable.js';
import type { Operand, RankOptions } from './metric-types.js';
import type { TextOptions } from './types.js';

/** A node that is not yet checked. */
export type Draft = Readonly<Record<string, unknown>>;

/** A test without its subject: what `where` holds a property against. */
export interface Matcher<T = unknown> {
  /** The test of a value. */
  readonly of: (value: Draft) => Draft;
  /** Only in types: what it reads. */
  readonly reads?: T;
}

const matcher = <T>(of: (value: Draft) => Draft): Matcher<T> => Object.freeze({ of });

/** A number or a metric as a node. */
export const operand = (value: unknown, path: string): Draft => {
  if (isCallable(value)) return nodeOf(value) as unknown as Draft;
  if (typeof value === 'function' || (typeof value === 'object' && value !== null))
    refuse('bad-value', 'a number or a metric', value, path);
  if (typeof value === 'number' && !Number.isFinite(value))
    refuse('bad-value', 'a finite number or a metric', value, path);
  return { kind: 'literal', value };
};

/** A test without options refuses them, so that none is silently ignored. */
const plain = <F extends (...args: never[]) => Matcher>(name: string, test: F): F =>
  ((...args: Parameters<F>) => {
    const last: unknown = args[args.length - 1];
    if (isPlainObject(last)) onlyKeys(last, [], name);
    return test(...args);
  }) as F;

const compare = (op: string): ((bound: Operand) => Matcher<number>) =>
  plain(op, (bound: Operand) => {
    const right = operand(bound, op);
    return matcher((left) => ({ kind: 'compare', op, left, right }));
  });

const instantCompare = (name: string, op: string): ((instant: InstantInput) => Matcher<number>) =>
  plain(name, (instant: InstantInput) => {
    const right = { kind: 'literal', value: requireInstant(instant, name), as: 'instant' };
    return matcher((left) => ({ kind: 'compare', op, left, right }));
  });

/** The options of a test of texts, as its node has them. */
const casing = (options: TextOptions, how: string): Draft => {
  onlyKeys(options, ['ignoreCase'], how);
  const { ignoreCase } = options;
  return ignoreCase === undefined || ignoreCase === false ? {} : { ignoreCase };
};

const text =
  (how: string) =>
  (part: string, options: TextOptions = {}): Matcher<string> => {
    const cased = casing(options, how);
    return matcher((value) => ({ kind: 'text', how, value, text: part, ...cased }));
  };

/** A test for some values, behind which options may stand. */
const equal =
  (how: string) =>
  (...given: readonly unknown[]): Matcher => {
    const last = given[given.length - 1];
    const values = isPlainObject(last) ? given.slice(0, -1) : given;
    if (Array.isArray(values[0]))
      refuse('bad-value', `values one by one, ${how}("a", "b") or ${how}(...values)`, values[0], how);
    const cased = isPlainObject(last) ? casing(last, how) : {};
    return matcher((value) => ({ kind: 'oneOf', value, values, ...cased }));
  };

/** The same for one value. */
const exactly =
  (how: string) =>
  (value: unknown, options: TextOptions = {}): Matcher =>
    isPlainObject(options) ? equal(how)(value, options) : refuse('bad-value', 'options', options, how);

const version = (name: string, op: string): ((version: string) => Matcher<string>) =>
  plain(name, (version: string) => matcher((value) => ({ kind: 'version', op, value, version })));

const within = (name: string, side: string): ((length: Duration) => Matcher<number>) =>
  plain(name, (length: Duration) => matcher((value) => ({ kind: 'within', value, side, length })));

const negated =
  <A extends readonly unknown[], T>(test: (...args: A) => Matcher<T>) =>
  (...args: A): Matcher<T> => {
    const inner = test(...args);
    return matcher((value) => ({ kind: 'not', of: inner.of(value) }));
  };

type Literal = number | string | boolean;

/** At least this much. As a matcher: `where({ amount: atLeast(5) })`. */
export const atLeast: (bound: Operand) => Matcher<number> = /* @__PURE__ */ compare('atLeast');

/** At most this much. */
export const atMost: (bound: Operand) => Matcher<number> = /* @__PURE__ */ compare('atMost');

/** More than this. */
export const above: (bound: Operand) => Matcher<number> = /* @__PURE__ */ compare('above');

/** Less than this. */
export const below: (bound: Operand) => Matcher<number> = /* @__PURE__ */ compare('below');

/** From the first to the second, both included. */
export const between: (from: number, to: number) => Matcher<number> = /* @__PURE__ */ plain(
  'between',
  (from: number, to: number) => {
    if (from > to) refuse('bad-value', `an end of at least ${from}: between(least, most)`, to, 'between');
    const [low, high] = [atLeast(from), atMost(to)];
    return matcher((value) => ({ kind: 'and', of: [low.of(value), high.of(value)] }));
  },
);

/** How {@link oneOf} and {@link noneOf} are called. */
export interface OneOf {
  <L extends Literal>(...values: readonly L[]): Matcher<L>;
  (...given: readonly [...texts: readonly string[], options: TextOptions]): Matcher<string>;
}

/** How {@link is} and {@link isNot} are called. */
export interface Is {
  <L extends Literal>(value: L): Matcher<L>;
  (text: string, options: TextOptions): Matcher<string>;
}

/**
 * One of these values, all of one type; texts with `{ ignoreCase: true }` behind them in any case of their ASCII letters.
 * @example
 * ```ts
 * import { attribute, profile } from 'habitus';
 * const dach = attribute('country').oneOf('de', 'at', 'ch', { ignoreCase: true });
 * dach(profile({ id: 'ada', attributes: { country: 'AT' } })); //=> true
 * ```
 */
export const oneOf: OneOf = /* @__PURE__ */ equal('oneOf') as never;

/** None of these values; true of what is missing. */
export const noneOf: OneOf = /* @__PURE__ */ negated(/* @__PURE__ */ equal('noneOf')) as never;

/** Exactly this value, or with `{ ignoreCase: true }` this text in any case; in `where` a bare literal means the same. */
export const is: Is = /* @__PURE__ */ exactly('is') as never;

/** Not this value; true of what is missing. */
export const isNot: Is = /* @__PURE__ */ negated(/* @__PURE__ */ exactly('isNot')) as never;

/** There is a value. */
export const exists: () => Matcher = /* @__PURE__ */ plain('exists', () =>
  matcher((value) => ({ kind: 'exists', value })),
);

/** There is no value. */
export const missing: () => Matcher = /* @__PURE__ */ negated(exists);

/** The text begins so. */
export const startsWith: (part: string, options?: TextOptions) => Matcher<string> =
  /* @__PURE__ */ text('startsWith');

/** The text ends so. */
export const endsWith: (part: string, options?: TextOptions) => Matcher<string> =
  /* @__PURE__ */ text('endsWith');

/** The text has this in it. */
export const contains: (part: string, options?: TextOptions) => Matcher<string> =
  /* @__PURE__ */ text('contains');

/**
 * A version of at least this one (S38). What is no version is none: the test is false of it, as of what is missing.
 * @example
 * ```ts
 * import { attribute, profile } from 'habitus';
 * const ready = attribute('appVersion').atLeastVersion('5.2');
 * ready(profile({ id: 'ada', attributes: { appVersion: '5.10.0' } })); //=> true
 * ready(profile({ id: 'bob', attributes: { appVersion: '5.2.0-beta.1' } })); //=> false
 * ```
 */
export const atLeastVersion: (version: string) => Matcher<string> = /* @__PURE__ */ version(
  'atLeastVersion',
  'atLeast',
);

/** A version of at most this one. */
export const atMostVersion: (version: string) => Matcher<string> = /* @__PURE__ */ version(
  'atMostVersion',
  'atMost',
);

/** A version after this one. */
export const aboveVersion: (version: string) => Matcher<string> = /* @__PURE__ */ version(
  'aboveVersion',
  'above',
);

/** A version before this one. */
export const belowVersion: (version: string) => Matcher<string> = /* @__PURE__ */ version(
  'belowVersion',
  'below',
);

/** This version, however it is written: `5.2`, `v5.2.0` and `5.2+build.7` are one. */
export const isVersion: (version: string) => Matcher<string> = /* @__PURE__ */ version('isVersion', 'is');

/** The list holds this text; events have no lists, so there it finds nothing. */
export const includes: (part: string) => Matcher<readonly string[]> = /* @__PURE__ */ plain(
  'includes',
  (part: string): Matcher<readonly string[]> => matcher((value) => ({ kind: 'includes', value, text: part })),
);

/** Earlier than this instant. */
export const before: (instant: InstantInput) => Matcher<number> = /* @__PURE__ */ instantCompare(
  'before',
  'below',
);

/** Later than this instant. */
export const after: (instant: InstantInput) => Matcher<number> = /* @__PURE__ */ instantCompare(
  'after',
  'above',
);

/** In `(asOf − length, asOf]`. */
export const withinLast: (length: Duration) => Matcher<number> = /* @__PURE__ */ within('withinLast', 'last');

/** In `(asOf, asOf + length]`. */
export const withinNext: (length: Duration) => Matcher<number> = /* @__PURE__ */ within('withinNext', 'next');

const rank =
  (end: string) =>
  (percent: number, options: RankOptions = {}): Matcher<number> => {
    const path = `${end}Percent`;
    onlyKeys(options, ['among', 'ties'], path);
    const { among, ties } = options;
    return matcher((value) => ({
      kind: 'rank',
      value,
      end,
      percent,
      ...(among !== undefined && { among: nodeOf(requireCallable(among, 'segment', `${path}.among`)) }),
      ...(ties !== undefined && ties !== 'in' && { ties }),
    }));
  };

/** The tests that are methods of metrics, by name. */
export const TESTS = {
  atLeast,
  atMost,
  above,
  below,
  between,
  is,
  isNot,
  oneOf,
  noneOf,
  exists,
  missing,
  startsWith,
  endsWith,
  contains,
  atLeastVersion,
  atMostVersion,
  aboveVersion,
  belowVersion,
  isVersion,
  includes,
  before,
  after,
  withinLast,
  withinNext,
  topPercent: /* @__PURE__ */ rank('top'),
  bottomPercent: /* @__PURE__ */ rank('bottom'),
} as const;

/** What other libraries call the tests. */
export const MISNAMED: Readonly<Record<string, string>> = {
  greaterThan: 'above',
  gt: 'above',
  greaterThanOrEqual: 'atLeast',
  gte: 'atLeast',
  min: 'atLeast',
  lessThan: 'below',
  lt: 'below',
  lessThanOrEqual: 'atMost',
  lte: 'atMost',
  max: 'atMost',
  equals: 'is',
  equalTo: 'is',
  eq: 'is',
  notEquals: 'isNot',
  ne: 'isNot',
  in: 'oneOf',
  notIn: 'noneOf',
  isIn: 'oneOf',
  isNull: 'missing',
  isNotNull: 'exists',
};

/** Methods under the names of others, which say what the tests are called here. */
export const misnamedMethods = (own: object): PropertyDescriptorMap =>
  Object.fromEntries(
    Object.entries(MISNAMED)
      .filter(([, name]) => name in own)
      .map(([given, name]) => [
        given,
        {
          value: () => {
            throw new HabitusError('unknown-key', `there is no ${given}(…) here: say ${name}(…)`);
          },
        },
      ]),
  );

/** The tests that are methods of classifications. */
export const LABEL_TESTS = { is, isNot, oneOf, noneOf, exists, missing } as const;

/** Methods that apply the tests of a table to the callable they belong to. */
export const testMethods = (tests: object, segmentOf: (draft: Draft) => Callable): object =>
  Object.fromEntries(
    Object.entries(tests as Record<string, (...args: unknown[]) => Matcher>).map(([name, test]) => [
      name,
      function (this: Callable, ...args: unknown[]) {
        return segmentOf(test(...args).of(nodeOf(this) as unknown as Draft));
      },
    ]),
  );
