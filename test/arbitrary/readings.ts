import fc from 'fast-check';
import { instants } from './placing.js';
import { DAY, HOUR, LENGTHS, node, oftenFirst, oneOfThese, TEXTS, VERSIONS, ZONES } from './vocabulary.js';

/** Readings of events and the tests on them, well typed. Nothing is placed yet. */

export type Template = Record<string, unknown>;
type Arbitrary = fc.Arbitrary<Template>;

/** Mostly the property that usually has the type, sometimes any. */
const propertyNames = (usual: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    {
      weight: 1,
      arbitrary: oneOfThese(['kind', 'amount', 'due', 'ok', 'toString', '__proto__', 'constructor', 'a.b']),
    },
  );

const property = (usual: string, as?: string): Arbitrary =>
  node('property', { name: propertyNames(usual), ...(as === undefined ? {} : { as: fc.constant(as) }) });

const clock = (kind: 'hourOfDay' | 'dayOfWeek'): Arbitrary => node(kind, {}, { timeZone: oneOfThese(ZONES) });

/** Readings that say themselves that they are numbers. */
export const numberReadings = (): Arbitrary =>
  fc.oneof(
    { weight: 4, arbitrary: property('amount', 'number') },
    { weight: 1, arbitrary: clock('hourOfDay') },
    { weight: 1, arbitrary: clock('dayOfWeek') },
  );

export const textReadings = (): Arbitrary =>
  fc.oneof({ weight: 4, arbitrary: property('kind', 'text') }, { weight: 1, arbitrary: node('actor', {}) });

export const instantReadings = (): Arbitrary => property('due', 'instant');
export const booleanReadings = (): Arbitrary => property('ok', 'boolean');
export const untypedReadings = (usual = 'amount'): Arbitrary => property(usual);

export const anyReadings = (): Arbitrary =>
  fc.oneof(numberReadings(), textReadings(), instantReadings(), booleanReadings(), untypedReadings());

const unlessSaid = (typed: Arbitrary, usual: string): Arbitrary =>
  fc.oneof({ weight: 2, arbitrary: typed }, { weight: 1, arbitrary: untypedReadings(usual) });

/** Literals of a number that data hold. */
export const thresholds = (): fc.Arbitrary<number> => oneOfThese([0, 1, 2, 3, 5, 9, -1, 0.3, 2.675, 7, 23]);

export const literals = (value: fc.Arbitrary<unknown>): Arbitrary => node('literal', { value });
export const instantLiterals = (): Arbitrary =>
  node('literal', { value: instants(), as: fc.constant('instant') });

export const comparisons = oneOfThese(['atLeast', 'atMost', 'above', 'below']);
export const textTests = oneOfThese(['startsWith', 'endsWith', 'contains']);
export const versionOrders = oneOfThese(['atLeast', 'atMost', 'above', 'below', 'is']);
export const versions = oneOfThese(VERSIONS);
export const patterns = oftenFirst(2, ['pro', 'P', '', '\u00e9', '\u0301', 'A', 'u', '\u{1f600}']);

export const scalarSets = {
  texts: () => fc.uniqueArray(oftenFirst(2, TEXTS), { minLength: 1, maxLength: 3, size: 'max' }),
  numbers: () => fc.uniqueArray(thresholds(), { minLength: 1, maxLength: 3, size: 'max' }),
  booleans: () => oneOfThese([[true], [false], [true, false]]),
};

/** Tests of one event. */
export const eventTests = (depth: number): Arbitrary => {
  const leaf = fc.oneof(
    node('compare', {
      op: comparisons,
      left: unlessSaid(numberReadings(), 'amount'),
      right: literals(thresholds()),
    }),
    node('compare', {
      op: comparisons,
      left: unlessSaid(instantReadings(), 'due'),
      right: instantLiterals(),
    }),
    node(
      'oneOf',
      { value: unlessSaid(textReadings(), 'kind'), values: scalarSets.texts() },
      { ignoreCase: fc.boolean() },
    ),
    node('version', {
      op: versionOrders,
      value: fc.oneof(property('release', 'text'), property('release'), textReadings()),
      version: versions,
    }),
    node('oneOf', { value: unlessSaid(numberReadings(), 'amount'), values: scalarSets.numbers() }),
    node('oneOf', { value: unlessSaid(booleanReadings(), 'ok'), values: scalarSets.booleans() }),
    node('exists', { value: anyReadings() }),
    node(
      'text',
      { how: textTests, value: unlessSaid(textReadings(), 'kind'), text: patterns },
      { ignoreCase: fc.boolean() },
    ),
    node('includes', { value: untypedReadings('kind'), text: oftenFirst(2, TEXTS) }),
    node('within', {
      value: unlessSaid(instantReadings(), 'due'),
      side: oneOfThese(['last', 'next']),
      length: oneOfThese(LENGTHS),
    }),
  );
  if (depth <= 0) return leaf;
  const inner = eventTests(depth - 1);
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 1, arbitrary: node('not', { of: inner }) },
    { weight: 1, arbitrary: node('and', { of: fc.array(inner, { minLength: 1, maxLength: 2 }) }) },
    { weight: 1, arbitrary: node('or', { of: fc.array(inner, { minLength: 1, maxLength: 2 }) }) },
  );
};

/** Lengths of relations and gaps, that the events' own distances meet. */
export const gaps = (): fc.Arbitrary<number> => oneOfThese([1, HOUR / 2, HOUR, DAY, 2 * DAY]);
