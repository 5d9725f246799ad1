import fc from 'fast-check';
import type { Expression } from '../../src/expression/nodes.js';
import { typeGiven } from '../oracle/types.js';
import { instantsOfAnswer } from './histories.js';
import { place } from './placing.js';
import {
  anyReadings,
  booleanReadings,
  comparisons,
  gaps,
  instantLiterals,
  instantReadings,
  literals,
  numberReadings,
  patterns,
  scalarSets,
  type Template,
  textReadings,
  textTests,
  thresholds,
  untypedReadings,
  versionOrders,
  versions,
} from './readings.js';
import { calendarOptions, related, selections, things, windowless } from './selections.js';
import {
  DAY,
  FINITE,
  given,
  HOUR,
  LENGTHS,
  node,
  oftenFirst,
  oneOfThese,
  perhaps,
  TEXTS,
  WEEK,
} from './vocabulary.js';

/**
 * Random well-typed definitions over the small vocabulary: every kind of node, with every option. What they are made of is not placed
 * yet (see placing.ts); depth is how many nodes may still be nested.
 */

type Arbitrary = fc.Arbitrary<Template>;

const attributeNames = (usual: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    {
      weight: 1,
      arbitrary: oneOfThese(['plan', 'seats', 'since', 'tags', 'active', 'constructor', '__proto__', 'none']),
    },
  );

const attribute = (usual: string, as?: string): Arbitrary =>
  node('attribute', { name: attributeNames(usual), ...(as === undefined ? {} : { as: fc.constant(as) }) });

const heldSince: Arbitrary = node(
  'heldSince',
  { name: oneOfThese(['plan', 'plan', 'seats', 'since', 'tags', 'active', 'none']) },
  { as: oneOfThese(['number', 'text', 'boolean', 'instant', 'list']) },
);

const choose = (...choices: readonly (readonly [weight: number, arbitrary: Arbitrary])[]): Arbitrary =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** A part with its name, and the same answered as of before. */
const wrapped = (of: Arbitrary): Arbitrary =>
  fc.oneof(
    node('ago', { length: oneOfThese([0, 1, HOUR, DAY, WEEK]), of }),
    node(
      'named',
      { id: oneOfThese(['part', 'other-part']), of },
      { title: oneOfThese(['A part', 'Another']), unit: oneOfThese(['days', 'EUR']) },
    ),
  );

/** Each depth is made once, so that the arbitraries stay a graph and not a tree. */
const byDepth = (make: (depth: number) => Arbitrary): ((depth: number) => Arbitrary) => {
  const made = new Map<number, Arbitrary>();
  return (depth) => {
    const known = made.get(depth) ?? make(depth);
    made.set(depth, known);
    return known;
  };
};

const ofReading = (kind: string, value: Arbitrary): Arbitrary => node(kind, { of: selections(), value });

const series = (): Arbitrary =>
  fc
    .record({
      of: windowless(),
      every: oneOfThese<unknown>([HOUR, DAY, WEEK, 'day', 'week', 'month']),
      periods: fc.integer({ min: 1, max: 4 }),
      answer: oneOfThese(['trend', 'peak', 'low', 'streak']),
      timeZone: perhaps(5, calendarOptions.timeZone),
      weekStart: perhaps(5, calendarOptions.weekStart),
      value: fc.option(fc.oneof(numberReadings(), untypedReadings()), { freq: 2 }),
    })
    .map(({ timeZone, weekStart, value, ...fields }) => ({
      kind: 'series',
      ...fields,
      ...given({ timeZone, weekStart }),
      // A slope needs two periods.
      periods: fields.answer === 'trend' ? fields.periods + 1 : fields.periods,
      ...(value === null ? {} : { value }),
    }));

/** Answers of one type, by kind. */
const counted = (): Arbitrary =>
  choose(
    [3, node('count', { of: selections() })],
    [2, ofReading('sum', fc.oneof(numberReadings(), untypedReadings()))],
    [2, ofReading('average', fc.oneof(numberReadings(), untypedReadings()))],
    [1, ofReading('min', fc.oneof(numberReadings(), untypedReadings()))],
    [1, ofReading('max', fc.oneof(numberReadings(), untypedReadings()))],
    [1, ofReading('first', numberReadings())],
    [1, ofReading('last', numberReadings())],
    [2, ofReading('distinct', fc.oneof(anyReadings(), untypedReadings('kind')))],
    [1, ofReading('topShare', fc.oneof(anyReadings(), untypedReadings('kind')))],
    [1, ofReading('mostFrequent', numberReadings())],
    [
      3,
      node(
        'periods',
        { of: selections(), unit: oneOfThese(['day', 'week', 'month']) },
        { ...calendarOptions, atLeast: oneOfThese([1, 2, 3]) },
      ),
    ],
    [
      3,
      node(
        'sessions',
        { of: selections(), gap: gaps() },
        { measure: oneOfThese(['count', 'total', 'longest', 'average']) },
      ),
    ],
    [2, node('gap', { of: selections(), measure: oneOfThese(['longest', 'average']) })],
    [3, series()],
    [
      3,
      node(
        'sequence',
        { steps: fc.array(selections(), { minLength: 1, maxLength: 3, size: 'max' }) },
        { within: oneOfThese(LENGTHS), same: things },
      ),
    ],
  );

export const numbers = byDepth((depth): Arbitrary => {
  const leaf = choose(
    [1, literals(fc.oneof(thresholds(), oneOfThese(FINITE)))],
    [3, attribute('seats', 'number')],
    [12, counted()],
  );
  if (depth <= 0) return leaf;
  const inner = numbers(depth - 1);
  const operands = fc.oneof(
    { weight: 4, arbitrary: inner },
    { weight: 1, arbitrary: attribute('seats') },
    { weight: 1, arbitrary: ofReading('last', untypedReadings()) },
    // Instants are numbers with a mark.
    { weight: 1, arbitrary: moments(depth - 1) },
  );
  return choose(
    [6, leaf],
    [
      2,
      node('arithmetic', {
        op: oneOfThese(['plus', 'times', 'least', 'greatest']),
        of: fc.array(operands, { minLength: 2, maxLength: 3, size: 'max' }),
      }),
    ],
    [2, node('arithmetic', { op: oneOfThese(['minus', 'dividedBy']), of: fc.tuple(operands, operands) })],
    [
      1,
      node('arithmetic', { op: fc.constant('minus'), of: fc.tuple(moments(depth - 1), moments(depth - 1)) }),
    ],
    [2, node('orElse', { value: operands, otherwise: fc.oneof(literals(thresholds()), inner) })],
    [
      3,
      node('elapsed', {
        value: fc.oneof(moments(depth - 1), attribute('since')),
        direction: oneOfThese(['since', 'until']),
      }),
    ],
    [2, scores(operands)],
    [2, choices(depth - 1, operands, 'number')],
    [2, howMany(tests(depth - 1))],
    [2, wrapped(inner)],
  );
});

const scores = (value: Arbitrary): Arbitrary =>
  node('score', {
    parts: fc.array(
      fc
        .record({
          value,
          weight: oneOfThese([1, 2, 0.5, 0.1]),
          ends: oneOfThese<readonly [number, number]>([
            [0, 1],
            [0, 10],
            [5, 0],
            [-1, 3],
            [0.1, 0.7],
          ]),
        })
        .map(({ ends: [from, to], ...part }) => ({ ...part, from, to })),
      { minLength: 1, maxLength: 3, size: 'max' },
    ),
    missing: oneOfThese(['renormalise', 'zero', 'missing']),
  });

/** Instants. */
const moments = byDepth((depth): Arbitrary => {
  const leaf = choose(
    [3, attribute('since', 'instant')],
    [2, heldSince],
    [3, node('firstAt', { of: selections() })],
    [3, node('lastAt', { of: selections() })],
    [1, instantLiterals()],
    [1, ofReading('first', instantReadings())],
    [1, ofReading('last', instantReadings())],
    [1, ofReading('min', instantReadings())],
    [1, ofReading('max', instantReadings())],
  );
  if (depth <= 0) return leaf;
  const inner = moments(depth - 1);
  return choose(
    [6, leaf],
    [
      1,
      node('arithmetic', {
        op: oneOfThese(['plus', 'minus']),
        of: fc.tuple(inner, literals(oneOfThese(LENGTHS))),
      }),
    ],
    [
      1,
      node('arithmetic', {
        op: oneOfThese(['least', 'greatest']),
        of: fc.array(inner, { minLength: 2, maxLength: 3, size: 'max' }),
      }),
    ],
    [1, node('orElse', { value: fc.oneof(inner, attribute('since')), otherwise: inner })],
    [1, choices(depth - 1, fc.oneof(inner, attribute('since')), 'instant')],
    [1, wrapped(inner)],
  );
});

/** Chosen values of one type, or of none; a literal among them would have to be of it, too. */
const choices = (depth: number, value: Arbitrary, type: string): Arbitrary => {
  const answers = (of: unknown): string => typeGiven(of as Expression) ?? 'any';
  const fitting = value.filter((of) => [type, 'any'].includes(answers(of)));
  return node(
    'choose',
    { cases: fc.array(fc.tuple(tests(depth), fitting), { minLength: 1, maxLength: 3, size: 'max' }) },
    { otherwise: fitting },
  ).filter((made) => answers(made) === type);
};

const howMany = (when: Arbitrary): Arbitrary =>
  fc
    .record({
      of: fc.array(when, { minLength: 1, maxLength: 3, size: 'max' }),
      points: fc.option(
        fc.array(
          fc.oneof({ weight: 5, arbitrary: thresholds() }, { weight: 1, arbitrary: oneOfThese(FINITE) }),
          {
            minLength: 3,
            maxLength: 3,
            size: 'max',
          },
        ),
      ),
    })
    .map(({ of, points }) => ({
      kind: 'howMany',
      of,
      ...(points === null ? {} : { points: points.slice(0, of.length) }),
    }));

const labels = (when: Arbitrary): fc.Arbitrary<unknown> =>
  fc
    .record({
      names: fc.uniqueArray(oneOfThese(['low', 'high', 'constructor', '__proto__', 'h\u00e9', 'a label']), {
        minLength: 1,
        maxLength: 3,
        size: 'max',
      }),
      values: fc.array(when, { minLength: 3, maxLength: 3, size: 'max' }),
    })
    .map(({ names, values }) => names.map((name, index) => [name, values[index]]));

/** Classifications answer texts. */
export const classifications = byDepth((depth): Arbitrary => {
  const inside = Math.max(depth - 1, 0);
  return choose(
    [1, node('firstMatch', { labels: labels(tests(inside)) })],
    [1, node('dominant', { labels: labels(numbers(inside)) }, { atLeast: thresholds() })],
  );
});

const texts = byDepth((depth): Arbitrary => {
  const leaf = choose(
    [2, attribute('plan', 'text')],
    [1, ofReading('first', textReadings())],
    [1, ofReading('last', textReadings())],
    [2, ofReading('mostFrequent', fc.oneof(textReadings(), untypedReadings('kind')))],
  );
  if (depth <= 0) return leaf;
  const inner = texts(depth - 1);
  return choose(
    [5, leaf],
    [
      1,
      node('orElse', { value: fc.oneof(inner, attribute('plan')), otherwise: literals(oneOfThese(TEXTS)) }),
    ],
    [1, choices(depth - 1, fc.oneof(inner, literals(oneOfThese(TEXTS)), attribute('plan')), 'text')],
    [1, wrapped(inner)],
  );
});

/** Texts of the data, or labels. */
const textsOrLabels = (depth: number): Arbitrary => {
  if (depth <= 0) return texts(0);
  const label = classifications(depth);
  return choose(
    [4, texts(depth)],
    [1, label],
    [1, wrapped(label)],
    [1, node('orElse', { value: label, otherwise: texts(0) })],
  );
};

/** Whether a classification answers one of its own labels; another label is an error (S10). */
const oneOfLabels = (depth: number): Arbitrary =>
  fc
    .record({ of: classifications(depth), ago: oneOfThese([0, 0, DAY]), taken: fc.nat(2) })
    .map(({ of, ago, taken }) => {
      const labels = (of.labels as [string, unknown][]).map(([label]) => label);
      return {
        kind: 'oneOf',
        value: ago === 0 ? of : { kind: 'ago', length: ago, of },
        values: labels.slice(0, 1 + (taken % labels.length)),
      };
    });

const booleans = byDepth((depth): Arbitrary => {
  const leaf = choose(
    [2, attribute('active', 'boolean')],
    [1, ofReading('first', booleanReadings())],
    [1, ofReading('last', booleanReadings())],
    [1, ofReading('mostFrequent', booleanReadings())],
  );
  if (depth <= 0) return leaf;
  const inner = booleans(depth - 1);
  return choose(
    [3, leaf],
    [1, node('orElse', { value: inner, otherwise: literals(fc.boolean()) })],
    [1, choices(depth - 1, fc.oneof(inner, literals(fc.boolean())), 'boolean')],
    [1, wrapped(inner)],
  );
});

const lists = (depth: number): Arbitrary => {
  const leaf = attribute('tags', 'list');
  return choose(
    [6, leaf],
    [2, wrapped(leaf)],
    ...(depth <= 0 ? [] : [[1, choices(depth - 1, fc.oneof(leaf, attribute('tags')), 'list')] as const]),
  );
};

/** What nothing gives a type to: called, it answers any value. */
const untyped = (usual: string, property: string, depth: number): Arbitrary => {
  const leaf = choose(
    [2, attribute(usual)],
    [1, ofReading('first', untypedReadings(property))],
    [1, ofReading('last', untypedReadings(property))],
  );
  return choose(
    [8, leaf],
    [2, wrapped(leaf)],
    ...(depth <= 0 ? [] : [[1, choices(depth - 1, leaf, 'any')] as const]),
  );
};

const anything = (depth: number): Arbitrary =>
  fc.oneof(
    numbers(depth),
    moments(depth),
    textsOrLabels(depth),
    booleans(depth),
    literals(fc.oneof(fc.boolean(), oneOfThese(TEXTS))),
    lists(depth),
    untyped('tags', 'kind', depth),
    untyped('seats', 'amount', depth),
  );

export const tests = byDepth((depth): Arbitrary => {
  const inside = Math.max(depth - 1, 0);
  const texted = fc.oneof(
    { weight: 3, arbitrary: texts(inside) },
    { weight: 1, arbitrary: untyped('plan', 'kind', inside) },
  );
  const numbered = fc.oneof(
    { weight: 5, arbitrary: numbers(inside) },
    { weight: 1, arbitrary: untyped('seats', 'amount', inside) },
  );
  const instant = fc.oneof(
    { weight: 3, arbitrary: moments(inside) },
    { weight: 1, arbitrary: untyped('since', 'due', inside) },
  );
  const leaf = choose(
    [8, node('compare', { op: comparisons, left: numbered, right: literals(thresholds()) })],
    [2, node('compare', { op: comparisons, left: numbers(inside), right: numbers(inside) })],
    [2, node('compare', { op: comparisons, left: instant, right: instantLiterals() })],
    [1, node('compare', { op: comparisons, left: moments(inside), right: moments(inside) })],
    [
      1,
      node('compare', {
        op: comparisons,
        // Beside a literal that is an instant, the other side must be one.
        left: moments(inside).filter(({ kind }) => kind !== 'literal'),
        right: fc.oneof(numbers(inside), attribute('since')),
      }),
    ],
    [1, node('oneOf', { value: moments(inside), values: scalarSets.numbers() })],
    [2, node('oneOf', { value: texted, values: scalarSets.texts() }, { ignoreCase: fc.boolean() })],
    [
      2,
      node('version', {
        op: versionOrders,
        value: fc.oneof(
          { weight: 3, arbitrary: attribute('release', 'text') },
          { weight: 2, arbitrary: attribute('release') },
          { weight: 2, arbitrary: ofReading('last', untypedReadings('release')) },
          { weight: 1, arbitrary: textsOrLabels(inside) },
        ),
        version: versions,
      }),
    ],
    ...(depth <= 0 ? [] : [[1, oneOfLabels(depth)] as const]),
    [1, node('oneOf', { value: numbered, values: scalarSets.numbers() })],
    [
      1,
      node('oneOf', {
        value: fc.oneof(booleans(inside), untyped('active', 'ok', inside)),
        values: scalarSets.booleans(),
      }),
    ],
    [2, node('exists', { value: anything(inside) })],
    [
      2,
      node(
        'text',
        { how: textTests, value: fc.oneof(texted, textsOrLabels(inside)), text: patterns },
        { ignoreCase: fc.boolean() },
      ),
    ],
    [2, node('includes', { value: fc.oneof(lists(inside), attribute('tags')), text: oftenFirst(2, TEXTS) })],
    [3, node('within', { value: instant, side: oneOfThese(['last', 'next']), length: oneOfThese(LENGTHS) })],
    [
      1,
      node(
        'rank',
        {
          value: numbered,
          end: oneOfThese(['top', 'bottom']),
          percent: percents,
          threshold: thresholds(),
        },
        { among: depth <= 0 ? buckets : tests(inside), ties, beyond: fc.constant(true) },
      ),
    ],
    [1, buckets],
  );
  return depth <= 0 ? leaf : connected(leaf, tests(depth - 1));
});

const ties = oneOfThese(['middle', 'out']);

const percents = oneOfThese([1, 10, 12.5, 25, 33.3, 50, 66.67, 100]);

const buckets: Arbitrary = fc
  .record({
    salt: oneOfThese(['', 'onboarding', '\u00e9', '\u{1f600}']),
    ends: oneOfThese<readonly [number, number]>([
      [0, 50],
      [50, 100],
      [0, 0.01],
      [33.33, 66.67],
      [0, 100],
    ]),
  })
  .map(({ salt, ends: [from, to] }) => ({ kind: 'bucket', salt, from, to }));

const connected = (leaf: Arbitrary, inner: Arbitrary): Arbitrary => {
  const parts = fc.array(inner, { minLength: 1, maxLength: 3, size: 'max' });
  return choose(
    [4, leaf],
    [1, node('not', { of: inner })],
    [2, node('and', { of: parts })],
    [2, node('or', { of: parts })],
    [2, wrapped(inner)],
  );
};

/** Tests of which at least one part ranks in the population. */
const relatives = byDepth((depth): Arbitrary => {
  const rank = (among: Arbitrary): Arbitrary =>
    node(
      'rank',
      { value: numbers(1), end: oneOfThese(['top', 'bottom']), percent: percents },
      { among, ties },
    );
  if (depth <= 0) return rank(tests(1));
  const inner = relatives(depth - 1);
  const other = tests(0);
  return choose(
    [3, rank(tests(1))],
    [1, rank(inner)],
    [1, node('not', { of: inner })],
    [1, node('and', { of: fc.tuple(inner, other) })],
    [1, node('or', { of: fc.tuple(other, inner) })],
    [1, node('and', { of: fc.tuple(inner, inner) })],
    [
      1,
      node('compare', {
        op: comparisons,
        left: node('howMany', { of: fc.tuple(inner, other) }),
        right: literals(thresholds()),
      }),
    ],
    [
      1,
      node('rank', {
        value: node('choose', { cases: fc.tuple(fc.tuple(inner, numbers(0))) }, { otherwise: numbers(0) }),
        end: oneOfThese(['top', 'bottom']),
        percent: percents,
      }),
    ],
    [1, wrapped(inner)],
  );
});

/** How many nodes are nested at most, windows and readings aside. */
const DEPTH = 3;

/** Definitions that are not yet placed; `tests` only where a membership is asked. */
export const templates = (): Arbitrary =>
  choose(
    [6, tests(DEPTH)],
    [3, numbers(DEPTH)],
    [3, counted()],
    [2, classifications(DEPTH)],
    [3, anything(2)],
  );

/** Memberships, half of them simple ones that come and go with time. */
export const testTemplates = (): Arbitrary => choose([1, tests(DEPTH)], [1, passing(2)]);

/** Labels, most of them of tests that come and go with time. */
export const labelTemplates = (): Arbitrary =>
  choose(
    [1, classifications(DEPTH)],
    [2, node('firstMatch', { labels: labels(passing(2)) })],
    [1, node('dominant', { labels: labels(counted()) }, { atLeast: thresholds() })],
  );

const passing = byDepth((depth): Arbitrary => {
  const few = literals(oneOfThese([0, 1, 2, 3]));
  const leaf = choose(
    [3, node('compare', { op: comparisons, left: counted(), right: few })],
    [
      2,
      node('compare', {
        op: comparisons,
        left: node('elapsed', {
          value: fc.oneof(moments(0), attribute('since')),
          direction: oneOfThese(['since', 'until']),
        }),
        right: few,
      }),
    ],
    [
      2,
      node('within', { value: moments(0), side: oneOfThese(['last', 'next']), length: oneOfThese(LENGTHS) }),
    ],
    [1, node('exists', { value: ofReading('last', anyReadings()) })],
    [
      1,
      node('compare', { op: comparisons, left: scores(numbers(1)), right: literals(oneOfThese([10, 50])) }),
    ],
    [
      1,
      node('exists', { value: node('dominant', { labels: labels(numbers(1)) }, { atLeast: thresholds() }) }),
    ],
  );
  return depth <= 0 ? leaf : connected(leaf, passing(depth - 1));
});

/** Definitions with a rank, in any connective or as a label. */
export const relativeTemplates = (): Arbitrary =>
  choose([6, relatives(2)], [1, node('firstMatch', { labels: labels(relatives(1)) })]);

/** What is made of events in relations about the same thing, inside of one another: rows that stand there once a relation. */
export const relatedTemplates = (): Arbitrary =>
  choose(
    [4, node('count', { of: related() })],
    [1, node('sum', { of: related(), value: numberReadings() })],
    [1, node('last', { of: related(), value: textReadings() })],
    [1, node('lastAt', { of: related() })],
    [1, node('mostFrequent', { of: related(), value: textReadings() })],
    [1, node('periods', { of: related(), unit: fc.constant('day') }, { atLeast: oneOfThese([1, 2]) })],
    [1, node('sessions', { of: related(), gap: gaps() }, { measure: oneOfThese(['count', 'total']) })],
    [
      1,
      node(
        'sequence',
        { steps: fc.array(related(), { minLength: 1, maxLength: 2, size: 'max' }) },
        { same: things },
      ),
    ],
  );

const placed = (template: Arbitrary): fc.Arbitrary<Expression> =>
  fc
    .tuple(template, instantsOfAnswer())
    .map(([unplaced, asOf]) => place(unplaced, asOf) as unknown as Expression);

/** Random well-typed definitions. */
export const definitions = (): fc.Arbitrary<Expression> => placed(templates());

/** Random definitions that need a population. */
export const relative = (): fc.Arbitrary<Expression> => placed(relativeTemplates());
