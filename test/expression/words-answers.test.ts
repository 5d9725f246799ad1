import { describe, expect, it } from 'vitest';
import type { Expression, Selection } from '../../src/expression/nodes.js';
import { formatValue, shortfall, unitOf } from '../../src/expression/words/index.js';

const DAY = 86_400_000;
const at = (iso: string): number => Date.parse(iso);

const purchases: Selection = { kind: 'events', names: ['purchase'] };
const count: Expression = { kind: 'count', of: purchases };
const amount = { kind: 'property', name: 'amount', as: 'number' } as const;
const spend: Expression = { kind: 'sum', of: purchases, value: amount };
const revenue: Expression = { kind: 'named', id: 'revenue', unit: 'EUR', of: spend };
const lastAt: Expression = { kind: 'lastAt', of: purchases };
const sinceLast: Expression = { kind: 'elapsed', value: lastAt, direction: 'since' };
const between: Expression = {
  kind: 'arithmetic',
  op: 'minus',
  of: [lastAt, { kind: 'firstAt', of: purchases }],
};
const share: Expression = {
  kind: 'topShare',
  of: purchases,
  value: { kind: 'property', name: 'category', as: 'text' },
};
const plan: Expression = { kind: 'attribute', name: 'plan', as: 'text' };
const seats: Expression = { kind: 'attribute', name: 'seats', as: 'number' };
const used: Expression = { kind: 'attribute', name: 'seatsUsed', as: 'number' };
const ratio: Expression = { kind: 'arithmetic', op: 'dividedBy', of: [used, seats] };
const trend: Expression = { kind: 'series', of: purchases, every: 'week', periods: 8, answer: 'trend' };
const busiestDay: Expression = { kind: 'mostFrequent', of: purchases, value: { kind: 'dayOfWeek' } };

const literal = (value: number): Expression => ({ kind: 'literal', value });
type Operator = 'atLeast' | 'atMost' | 'above' | 'below';
const compare = (left: Expression, op: Operator, right: Expression | number): Expression => ({
  kind: 'compare',
  op,
  left,
  right: typeof right === 'number' ? literal(right) : right,
});
const not = (of: Expression): Expression => ({ kind: 'not', of });

describe('an answer as text', () => {
  const TABLE: readonly (readonly [
    value: Parameters<typeof formatValue>[0],
    like: Expression,
    text: string,
  ])[] = [
    [null, count, 'missing'],
    [undefined, plan, 'missing'],
    [0, count, '0'],
    [-0, spend, '0'],
    [1234567, count, '1,234,567'],
    [-1234.5, spend, '-1,234.5'],
    [999.999, spend, '999.999'],
    [0.1 + 0.2, spend, '0.3'],
    [1 / 3, spend, '0.333333'],
    [1e-9, spend, '1e-9'],
    [1e21, spend, '1e+21'],
    [1e100, spend, '1e+100'],
    [123456789.125, spend, '123,456,789.125'],
    [1000, revenue, '1,000 EUR'],
    [1, revenue, '1 EUR'],
    [1, { kind: 'named', id: 'orders', unit: 'orders', of: count }, '1 order'],
    [2, { kind: 'named', id: 'orders', unit: 'orders', of: count }, '2 orders'],
    [5, { kind: 'named', id: 'x', unit: 'constructor', of: count }, '5 constructor'],
    [at('2026-11-22'), lastAt, '2026-11-22'],
    [at('2026-11-22T09:30:00Z'), lastAt, '2026-11-22 09:30 UTC'],
    [at('2026-11-22T09:30:15Z'), lastAt, '2026-11-22 09:30:15 UTC'],
    [at('2026-11-22T09:30:15.250Z'), lastAt, '2026-11-22 09:30:15.250 UTC'],
    [at('2026-11-22T00:00:00.001Z'), lastAt, '2026-11-22 00:00:00.001 UTC'],
    [-1, lastAt, '1969-12-31 23:59:59.999 UTC'],
    [9e15, lastAt, '9,000,000,000,000,000'],
    [12.5, sinceLast, '12.5 days'],
    [1, sinceLast, '1 day'],
    [12.537291, sinceLast, '12.54 days'],
    [0.0001, sinceLast, '8.64 seconds'],
    [1.2e-8, sinceLast, 'less than a second'],
    [3, { kind: 'named', id: 'x', unit: 'days', of: sinceLast }, '3 days'],
    [0.5, { kind: 'named', id: 'x', unit: 'days', of: sinceLast }, '12 hours'],
    [0.5, { kind: 'named', id: 'x', unit: 'days', of: count }, '0.5 days'],
    [0.19, { kind: 'named', id: 'x', unit: 'hours', of: spend }, '11.4 minutes'],
    [0, { kind: 'named', id: 'x', unit: 'hours', of: spend }, '0 hours'],
    [36, { kind: 'named', id: 'x', unit: 'hours', of: spend }, '1.5 days'],
    [2 * DAY, { kind: 'arithmetic', op: 'times', of: [literal(DAY), sinceLast] }, '2 days'],
    [6, { kind: 'arithmetic', op: 'times', of: [sinceLast, spend] }, '6'],
    [
      88.300654,
      { kind: 'score', parts: [{ value: spend, weight: 1, from: 0, to: 1 }], missing: 'zero' },
      '88.3',
    ],
    [2, { kind: 'arithmetic', op: 'dividedBy', of: [between, literal(DAY)] }, '2 days'],
    [2, { kind: 'arithmetic', op: 'dividedBy', of: [sinceLast, literal(7)] }, '2'],
    [6, { kind: 'named', id: 'x', unit: 'day of the week', of: busiestDay }, 'Saturday'],
    [2.25, { kind: 'gap', of: purchases, measure: 'average' }, '2.25 days'],
    [30 * DAY, between, '30 days'],
    [1.5 * DAY, between, '1.5 days'],
    [90 * 60_000, between, '1.5 hours'],
    [1234, between, '1.23 seconds'],
    [0, between, '0 days'],
    [-2 * DAY, between, '-2 days'],
    [0.333333, share, '33.33 %'],
    [0.8333333, ratio, '0.833333'],
    [6, busiestDay, 'Saturday'],
    [9, busiestDay, '9'],
    ['pro', plan, '“pro”'],
    [true, { kind: 'attribute', name: 'vip' }, 'true'],
    [[], { kind: 'attribute', name: 'values', as: 'list' }, 'an empty list'],
    [['ai', 'art'], { kind: 'attribute', name: 'values', as: 'list' }, '“ai” and “art”'],
    [3, { kind: 'ago', length: DAY, of: sinceLast }, '3 days'],
    [3, { kind: 'orElse', value: sinceLast, otherwise: literal(0) }, '3 days'],
    [DAY, { kind: 'arithmetic', op: 'plus', of: [lastAt, literal(0)] }, '1970-01-02'],
    [3, { kind: 'arithmetic', op: 'times', of: [literal(2), sinceLast] }, '3 days'],
    [3, { kind: 'arithmetic', op: 'least', of: [literal(2), count] }, '3'],
  ];
  for (const [value, like, text] of TABLE)
    it(`${JSON.stringify(value)} of ${like.kind} is ${text}`, () =>
      expect(formatValue(value, like)).toBe(text));
});

describe('the unit of a value', () => {
  it.each([
    ['count', count],
    ['number', spend],
    ['number', trend],
    ['count', { ...trend, answer: 'peak' }],
    ['number', { ...trend, answer: 'peak', value: amount }],
    ['count', { ...trend, answer: 'streak', value: amount }],
    ['instant', lastAt],
    ['instant', { kind: 'max', of: purchases, value: { ...amount, as: 'instant' } }],
    ['elapsed', sinceLast],
    ['duration', between],
    ['share', share],
    ['ratio', ratio],
    ['weekday', busiestDay],
    ['EUR', revenue],
    ['instant', { kind: 'named', id: 'x', unit: 'EUR', of: lastAt }],
    ['number', plan],
  ] as [string, Expression][])('is %s', (unit, node) => expect(unitOf(node)).toBe(unit));
});

describe('what keeps a failed test from being true', () => {
  const TABLE: readonly (readonly [
    test: Expression,
    value: Parameters<typeof shortfall>[1],
    text: string | undefined,
  ])[] = [
    [compare(count, 'atLeast', 5), 3, '3 so far, 2 more needed'],
    [compare(count, 'atLeast', 5), 0, '0 so far, 5 more needed'],
    [compare(count, 'atLeast', 5), 5, undefined],
    [compare(count, 'atLeast', 1500), 300, '300 so far, 1,200 more needed'],
    [compare(count, 'above', 3), 3, '3 so far, 1 more needed'],
    [compare(count, 'above', 3.5), 3, '3 so far, 1 more needed'],
    [compare(count, 'above', 3), 4, undefined],
    [compare(count, 'atMost', 5), 9, '9, 4 too many'],
    [compare(count, 'atMost', 5), 5, undefined],
    [compare(count, 'below', 5), 5, '5, 1 too many'],
    [compare(count, 'below', 1), 5, '5, none allowed'],
    [compare(count, 'below', 4.5), 5, '5, 1 too many'],
    [not(compare(count, 'atLeast', 5)), 5, '5, 1 too many'],
    [not(compare(count, 'below', 5)), 3, '3 so far, 2 more needed'],
    [compare(spend, 'atLeast', 1000), 400.5, '400.5 so far, 599.5 more needed'],
    [compare(spend, 'atLeast', 10), -5, '-5 so far, 15 more needed'],
    [compare(spend, 'above', 10), 10, '10 so far, more than 10 needed'],
    [compare(spend, 'above', 10), 4, '4 so far, more than 10 needed'],
    [compare(spend, 'below', 10), 10, '10, must be below 10'],
    [compare(spend, 'atMost', 10), 12.5, '12.5, at most 10 allowed'],
    [compare(spend, 'atLeast', 0.3), 0.1, '0.1 so far, 0.2 more needed'],
    [compare(revenue, 'atLeast', 1000), 400, '400 EUR so far, 600 more needed'],
    [compare(trend, 'above', 0), -0.5, '-0.5, must be above 0'],
    [compare(sinceLast, 'atLeast', 30), 12.5, '12.5 days so far, 17.5 more needed'],
    [compare(sinceLast, 'atLeast', 2), 1, '1 day so far, 1 more needed'],
    [compare(sinceLast, 'atMost', 14), 20, '20 days, at most 14 days allowed'],
    [compare(between, 'atLeast', 30 * DAY), 20 * DAY, '20 days, needs 30 days'],
    [compare(share, 'atLeast', 0.5), 0.4, '40 %, needs 50 %'],
    [compare(ratio, 'atLeast', 0.8), 0.5, '0.5, needs 0.8'],
    [
      compare(lastAt, 'atLeast', at('2026-03-01')),
      at('2026-01-01'),
      '2026-01-01, must be on or after 2026-03-01',
    ],
    [compare(lastAt, 'below', at('2026-03-01')), at('2026-03-01'), '2026-03-01, must be before 2026-03-01'],
    [compare({ ...trend, answer: 'peak' }, 'atLeast', 5), 3, '3, needs 5'],
    [compare({ ...sinceLast, direction: 'until' }, 'atLeast', 5), 3, '3 days, needs 5 days'],
    [compare(sinceLast, 'atLeast', 1), 0.5, '12 hours so far, 12 more needed'],
    [compare(count, 'atLeast', 5), null, 'missing'],
    [compare(seats, 'atLeast', 5), undefined, 'missing'],
    [{ kind: 'oneOf', value: plan, values: ['pro', 'team'] }, 'free', 'is “free”, expected “pro” or “team”'],
    [{ kind: 'oneOf', value: plan, values: ['pro'] }, 'free', 'is “free”, expected “pro”'],
    [{ kind: 'oneOf', value: plan, values: ['pro'] }, null, 'missing'],
    [{ kind: 'oneOf', value: count, values: [5] }, 3, 'is 3, expected 5'],
    [not({ kind: 'oneOf', value: plan, values: ['free'] }), 'free', 'is “free”, expected anything else'],
    [{ kind: 'exists', value: plan }, null, 'missing'],
    [not({ kind: 'exists', value: plan }), 'free', 'is “free”'],
    [{ kind: 'text', how: 'startsWith', value: plan, text: 'pro' }, 'free', 'is “free”'],
    [{ kind: 'version', op: 'atLeast', value: plan, version: '5.2' }, '5.1.9', 'is “5.1.9”'],
    [{ kind: 'version', op: 'atLeast', value: plan, version: '5.2' }, null, 'missing'],
    [{ kind: 'oneOf', value: plan, values: ['pro'], ignoreCase: true }, 'Free', 'is “Free”, expected “pro”'],
    [{ kind: 'includes', value: plan, text: 'ai' }, ['art', 'food'], 'is “art” and “food”'],
    [{ kind: 'includes', value: plan, text: 'ai' }, [], 'is an empty list'],
    [{ kind: 'within', value: lastAt, side: 'last', length: DAY }, at('2026-01-01'), 'is 2026-01-01'],
    [
      { kind: 'rank', value: spend, end: 'top', percent: 10, threshold: 532 },
      400,
      '400 so far, 132 more needed',
    ],
    [{ kind: 'rank', value: spend, end: 'bottom', percent: 10, threshold: 12 }, 20, '20, at most 12 allowed'],
    [{ kind: 'rank', value: spend, end: 'top', percent: 10 }, 400, undefined],
    [
      { kind: 'rank', value: spend, end: 'top', percent: 10, threshold: 532, beyond: true },
      532,
      '532 so far, more than 532 needed',
    ],
    [{ kind: 'bucket', salt: 'x', from: 0, to: 50 }, null, undefined],
    [{ kind: 'and', of: [compare(count, 'atLeast', 5)] }, null, undefined],
    [{ kind: 'or', of: [compare(count, 'atLeast', 5)] }, 3, undefined],
    [{ kind: 'named', id: 'x', of: compare(count, 'atLeast', 5) }, 3, '3 so far, 2 more needed'],
    [{ kind: 'ago', length: DAY, of: not(compare(count, 'atLeast', 5)) }, 6, '6, 2 too many'],
    [count, 3, undefined],
  ];
  for (const [test, value, text] of TABLE)
    it(`${JSON.stringify(value)} of ${JSON.stringify(test).slice(0, 80)}: ${text}`, () =>
      expect(shortfall(test, value)).toBe(text));

  it('is measured against the other value where two values are compared', () => {
    expect(shortfall(compare(used, 'atLeast', seats), 8, 10)).toBe('8, needs 10');
    expect(shortfall(compare(used, 'atLeast', seats), 8, null)).toBe('“seats” is missing');
    expect(shortfall(compare(used, 'atLeast', seats), null, 10)).toBe('missing');
  });
});
