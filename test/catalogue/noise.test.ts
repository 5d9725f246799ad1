import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import {
  atRisk,
  basketTrend,
  engagementTrend,
  messageFatigued,
  overdue,
  seasonalBuyer,
  usageDrop,
} from '../../src/catalogue/index.js';
import type { Event, Segment } from '../../src/index.js';
import { random } from '../fuzz/random.js';
import { asOf, DAY, daysBefore } from './customers.js';

type Random = () => number;

/** When things happen that do not change: days before the answer, at a rate a day, over so many days. */
type Model = (rate: number, days: number, next: Random) => readonly number[];

const wait = (next: Random): number => -Math.log(1 - next());

/** Independently of each other. */
const poisson: Model = (rate, days, next) => {
  const all: number[] = [];
  for (let day = wait(next) / rate; day <= days; day += wait(next) / rate) all.push(day);
  return all;
};

/** In runs: after each, one more about a day later in half of the cases. Half as many runs, so that the rate is as given. */
const clumpy: Model = (rate, days, next) => {
  const all: number[] = [];
  const starts = poisson(rate / 2, days + 20, next);
  for (const start of starts) {
    let day = start;
    do {
      if (day > 0 && day <= days) all.push(day);
      day -= 0.5 + next();
    } while (next() < 0.5);
  }
  return all;
};

/** As regularly as a clock. */
const regular: Model = (rate, days, next) => {
  const first = next() / rate;
  return Array.from({ length: Math.floor((days - first) * rate) + 1 }, (_, i) => first + i / rate);
};

const MODELS: readonly (readonly [string, Model])[] = [
  ['one by one', poisson],
  ['in runs', clumpy],
  ['regularly', regular],
];

/** An amount that varies around 1 by so much of it, as a log-normal. */
const amount = (variation: number, next: Random): number => {
  const normal = Math.sqrt(2 * wait(next)) * Math.cos(2 * Math.PI * next());
  return Math.exp(Math.sqrt(Math.log(1 + variation ** 2)) * normal);
};

/** An entry that speaks of a change, and the customers that it is tried on. */
interface Row {
  readonly title: string;
  /** Those whom the entry says to have changed. */
  readonly changed: Segment;
  /** The greatest share of them among those who have not. */
  readonly most: number;
  /** How often a day, from the least that the entry can meet. */
  readonly rates: readonly number[];
  /** How many customers are tried at each rate. */
  readonly tried: number;
  readonly history: (model: Model, rate: number, next: Random) => readonly Event[];
}

const uses =
  (days: number) =>
  (model: Model, rate: number, next: Random): readonly Event[] =>
    model(rate, days, next).map((day) => ({ name: 'logged_in', at: Math.round(daysBefore(day)) }));

const orders =
  (days: number, variation: number) =>
  (model: Model, rate: number, next: Random): readonly Event[] =>
    model(rate, days, next).map((day) => ({
      name: 'purchase',
      at: Math.round(daysBefore(day)),
      properties: { amount: 50 * amount(variation, next) },
    }));

/** A message on some days, clicked at a constant rate: each by itself, or as the one before in half of the cases. */
const messages =
  (daily: number) =>
  (model: Model, rate: number, next: Random): readonly Event[] => {
    let clicks = next() < rate;
    return Array.from({ length: 210 }, (_, i) => 210 - i - next()).flatMap((day, i) => {
      if (next() >= daily) return [];
      if (model !== clumpy || next() < 0.5) clicks = next() < rate;
      const about = { at: Math.round(daysBefore(day)), properties: { message: `m${i}` } };
      return [
        { name: 'message_delivered', ...about },
        ...(clicks ? [{ name: 'message_clicked', ...about }] : []),
      ];
    });
  };

const USE = [0.15, 0.25, 0.4, 0.6, 1];
const RISK = [0.3, 0.4, 0.5, 0.6, 1];
const ORDERS = [0.006, 0.01, 0.015, 0.025, 0.06];
const BASKETS = [0.02, 0.034, 0.05, 0.1];
const CLICKS = [0.05, 0.1, 0.2, 0.5];

const TABLE: readonly Row[] = [
  { title: 'usageDrop', changed: usageDrop, most: 0.1, rates: USE, tried: 600, history: uses(70) },
  {
    title: 'engagementTrend, more or less',
    changed: engagementTrend.oneOf('more', 'less'),
    most: 0.1,
    rates: USE,
    tried: 600,
    history: uses(90),
  },
  { title: 'atRisk', changed: atRisk, most: 0.1, rates: RISK, tried: 400, history: uses(240) },
  {
    title: 'seasonalBuyer',
    changed: seasonalBuyer,
    most: 0.1,
    rates: [0.004, 0.006, 0.01, 0.016],
    tried: 1500,
    history: orders(810, 0),
  },
  { title: 'overdue', changed: overdue, most: 0.15, rates: ORDERS, tried: 2000, history: orders(740, 0) },
  ...[0.3, 0.8].map((variation) => ({
    title: `basketTrend, growing or shrinking, of orders that vary by ${variation}`,
    changed: basketTrend.oneOf('growing', 'shrinking'),
    most: 0.1,
    rates: BASKETS,
    tried: 1000,
    history: orders(370, variation),
  })),
  ...[0.3, 1].map((daily) => ({
    title: `messageFatigued, of ${daily} messages a day`,
    changed: messageFatigued,
    most: 0.1,
    rates: CLICKS,
    tried: 400,
    history: messages(daily),
  })),
];

/** How many times as many customers are tried, for a closer look. */
const TIMES = Number(process.env.HABITUS_NOISE ?? 1);
const SEED = 20261130;

describe('of customers who do not change, an entry that speaks of a change holds few', () => {
  it.each(
    TABLE.flatMap((row) => MODELS.map(([how, model]) => [`${row.title}, ${how}`, row, model] as const)),
  )('%s', (title, { changed, most, rates, tried, history }, model) => {
    const count = tried * TIMES;
    const shares = rates.map((rate) => {
      const { below } = random(SEED);
      const next: Random = () => below(2 ** 32) / 2 ** 32;
      const ids = Array.from({ length: count }, (_, i) => `c${i}`);
      const people = population({
        customers: ids.map((id) => ({ id, attributes: { signedUpAt: asOf - 2000 * DAY } })),
        events: ids.flatMap((customerId) =>
          history(model, rate, next).map((event) => ({ ...event, customerId })),
        ),
        asOf,
      });
      return people.count(changed) / count;
    });
    if (process.env.HABITUS_NOISE !== undefined)
      console.log(
        title,
        rates.map((rate, i) => `${rate}: ${(100 * (shares[i] as number)).toFixed(1)}`).join(', '),
      );
    for (const [i, share] of shares.entries())
      expect(share, `at ${rates[i]} a day, with the seed ${SEED}`).toBeLessThanOrEqual(most);
    if (model === clumpy) expect(Math.max(...shares), 'the rates meet the entry').toBeGreaterThan(0);
  });
});
