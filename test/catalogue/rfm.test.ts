import { describe, expect, it } from 'vitest';
import { frequencyScore, monetaryScore, recencyScore, rfmSegment } from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { oraclePopulation } from '../oracle/index.js';
import { asOf, did, who } from './customers.js';

interface Buyer {
  readonly id: string;
  /** Days since the last order. */
  readonly days: number;
  readonly orders: number;
  readonly spend: number;
}
const historyOf = ({ days, orders, spend }: Buyer): Event[] =>
  Array.from({ length: orders }, (_, i) => did('purchase', days + i, { amount: i === 0 ? spend : 0 }));

const ask = (definition: unknown, buyers: readonly Buyer[]): Map<string, unknown> =>
  oraclePopulation(
    definition as never,
    buyers.map((buyer) => ({ customer: { id: buyer.id }, events: historyOf(buyer) })),
    asOf,
  );

const FIFTHS = [1, 2, 3, 4, 5];
/** A buyer for each of the 125 triples of scores: the values of each score are five, a fifth of the buyers each. */
const everyTriple = FIFTHS.flatMap((r) =>
  FIFTHS.flatMap((f) =>
    FIFTHS.map((m) => ({ id: `${r}${f}${m}`, r, f, m, days: 60 - 10 * r, orders: f, spend: 100 * m })),
  ),
);

/** The table of the documentation. */
const groupOf = (r: number, f: number, m: number): string => {
  const minor = f === 1 || (f <= 3 && m <= 3);
  if (r >= 4) {
    if (f >= 4) return m >= 4 ? 'champions' : 'loyal';
    return f >= 2 ? 'potential loyalists' : r === 5 ? 'newcomers' : 'promising';
  }
  if (r === 3) return f >= 4 ? 'loyal' : minor ? 'about to sleep' : 'need attention';
  if (minor) return r === 2 ? 'hibernating' : 'lost';
  return f >= 4 && m >= 4 ? 'cannot lose' : 'slipping away';
};

describe('the scores of RFM', () => {
  it('are fifths of the buyers', () => {
    const [r, f, m] = [recencyScore, frequencyScore, monetaryScore].map(({ definition }) =>
      ask(definition, everyTriple),
    );
    for (const buyer of everyTriple) {
      expect(r?.get(buyer.id)).toBe(`r${buyer.r}`);
      expect(f?.get(buyer.id)).toBe(`f${buyer.f}`);
      expect(m?.get(buyer.id)).toBe(`m${buyer.m}`);
    }
  });

  const ten = (values: readonly number[], key: 'days' | 'orders' | 'spend'): Buyer[] =>
    values.map((value, i) => ({ id: `${i}`, days: 1, orders: 1, spend: 1, [key]: value }));

  it.each([
    ['recency', recencyScore, ten([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'days'), '5544332211'],
    ['frequency', frequencyScore, ten([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'orders'), '1122334455'],
    ['money', monetaryScore, ten([0, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'spend'), '1122334455'],
    [
      'the score of their middle to equals',
      frequencyScore,
      ten([1, 1, 1, 1, 1, 1, 2, 2, 3, 9], 'orders'),
      '2222224455',
    ],
    [
      'the score of their middle to equals, of days',
      recencyScore,
      ten([1, 1, 1, 1, 1, 1, 1, 8, 9, 9], 'days'),
      '4444444211',
    ],
    [
      'by the exact time, so that of one day the later order is the more recent',
      recencyScore,
      ten([1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.95], 'days'),
      '5544332211',
    ],
    ['all equal buyers the middle', recencyScore, ten([5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 'days'), '3333333333'],
    ['a single buyer the middle', monetaryScore, ten([7], 'spend'), '3'],
  ] as const)('give %s', (_, score, buyers, expected) => {
    const answers = ask(score.definition, buyers);
    expect(buyers.map(({ id }) => String(answers.get(id)).slice(1)).join('')).toBe(expected);
  });

  it('leave out who ordered nothing in the window, without counting them', () => {
    const buyers = ten([1, 2, 3, 4, 5], 'spend');
    const others = [
      { id: 'never', days: 1, orders: 0, spend: 0 },
      { id: 'too-long-ago', days: 365, orders: 1, spend: 999 },
    ];
    for (const score of [recencyScore, frequencyScore, monetaryScore, rfmSegment]) {
      const answers = ask(score.definition, [...buyers, ...others]);
      expect(answers.get('never')).toBeNull();
      expect(answers.get('too-long-ago')).toBeNull();
      const alone = ask(score.definition, buyers);
      for (const { id } of buyers) expect(answers.get(id)).toBe(alone.get(id));
    }
  });

  it('count an order of just less than 365 days ago', () => {
    const customer = { id: 'a' };
    const answers = oraclePopulation(
      recencyScore.definition as never,
      [{ customer, events: [did('purchase', 365, {}, -1)] }],
      asOf,
    );
    expect(answers.get('a')).toBe('r3');
  });
});

describe('rfm-segment', () => {
  it('puts each of the 125 triples of scores into the group of the table', () => {
    const answers = ask(rfmSegment.definition, everyTriple);
    for (const { id, r, f, m } of everyTriple) expect(answers.get(id), id).toBe(groupOf(r, f, m));
    expect(new Set(answers.values())).toEqual(new Set(rfmSegment.labels));
  });

  it('has eleven groups of which each triple is in exactly one, whatever their order', () => {
    const { labels } = rfmSegment.definition as unknown as {
      labels: readonly (readonly [string, unknown])[];
    };
    expect(labels).toHaveLength(11);
    const members = labels.map(([label, test]) => ({ label, answers: ask(test, everyTriple) }));
    for (const { id, r, f, m } of everyTriple) {
      const matching = members.filter(({ answers }) => answers.get(id) === true).map(({ label }) => label);
      expect(matching, id).toEqual([groupOf(r, f, m)]);
    }
  });

  it('cannot be asked about one customer alone', () => {
    expect(() => (rfmSegment as unknown as (of: unknown) => unknown)(who({}))).toThrow(/fit/);
  });
});
