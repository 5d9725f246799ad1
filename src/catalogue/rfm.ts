import {
  and,
  classification,
  events,
  type Metric,
  metric,
  not,
  or,
  type RelativeClassification,
  type RelativeSegment,
  type Segment,
  segment,
} from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';

/** Equals are all where their middle is, so that a great group of them lands in the middle and not at an end. */
const TIES = { ties: 'middle' } as const;

/** The buyers of a window, in words. */
const buyersOf = (window: Duration): string => `buyers of the last ${duration(window)}`;

/** The days since the last order, of those who ordered in the window. */
const recency = (window: Duration): Metric<'number'> =>
  metric('recency', {
    title: `Days since the last order of the ${buyersOf(window)}`,
    unit: 'days',
    value: () => events('purchase').within(window).daysSinceLast(),
  });

/** A number of those who ordered in the window, and missing of everybody else: 0 ÷ 0 is. */
const ofBuyers = (value: Metric<'number'>, window: Duration): Metric<'number'> =>
  value.dividedBy(events('purchase').within(window).count().least(1));

const frequency = (window: Duration): Metric<'number'> =>
  metric('frequency', {
    title: `Orders of the ${buyersOf(window)}`,
    unit: 'orders',
    value: () => ofBuyers(events('purchase').within(window).count(), window),
  });

const monetary = (window: Duration): Metric<'number'> =>
  metric('monetary', {
    title: `Spend of the ${buyersOf(window)}`,
    value: () => ofBuyers(events('purchase').within(window).sum('amount'), window),
  });

/**
 * How lately a customer bought, as a fifth of all who did: `r5` the latest, `r1` the longest ago. The R of RFM. It
 * compares customers with each other: fit it to a population.
 *
 * Edge cases: null for who ordered nothing in the window, who is not counted among the others either; equals get the
 * same score, that of the middle of their ranks, so that where all bought last at the same instant all are `r3`; a new
 * customer with an order has one. Recency is the exact time, not whole days: of two orders of one day the later one is
 * the more recent. Where orders have only a date, those of a day are equals.
 * @example
 * ```ts
 * import { recencyScore } from 'habitus';
 * recencyScore.labels; //=> ['r1', 'r2', 'r3', 'r4', 'r5']
 * ```
 */
export const recencyScore: RelativeClassification<
  'r1' | 'r2' | 'r3' | 'r4' | 'r5',
  { readonly window: Duration }
> = /* @__PURE__ */ classification('recency-score', {
  title: 'Recency score',
  dimension: 'value',
  goal: 'Know who still has the shop in mind',
  action: 'Write to the latest first: they answer best',
  source: 'Rule of thumb: fifths, as is usual for RFM',
  parameters: { window: /* @__PURE__ */ days(365) },
  labels: ({ window }) => {
    const since = recency(window);
    return {
      r1: since.topPercent(20, TIES),
      r2: since.topPercent(40, TIES),
      r3: since.topPercent(60, TIES),
      r4: since.topPercent(80, TIES),
      r5: boughtIn(since, window),
    };
  },
});

/**
 * How often a customer bought, as a fifth of all who did: `f5` most often, `f1` least. The F of RFM. It compares
 * customers with each other: fit it to a population.
 *
 * Edge cases: null for who ordered nothing in the window, who is not counted among the others either; equals get the
 * same score, that of the middle of their ranks, so that where two thirds bought once these are `f2`, and nobody is
 * `f1`; a new customer with an order has one.
 * @example
 * ```ts
 * import { frequencyScore } from 'habitus';
 * frequencyScore.labels; //=> ['f1', 'f2', 'f3', 'f4', 'f5']
 * ```
 */
export const frequencyScore: RelativeClassification<
  'f1' | 'f2' | 'f3' | 'f4' | 'f5',
  { readonly window: Duration }
> = /* @__PURE__ */ classification('frequency-score', {
  title: 'Frequency score',
  dimension: 'value',
  goal: 'Know for whom buying is a habit',
  action: 'Set the rhythm of offers by it',
  source: 'Rule of thumb: fifths, as is usual for RFM',
  parameters: { window: /* @__PURE__ */ days(365) },
  labels: ({ window }) => {
    const orders = frequency(window);
    return {
      f1: orders.bottomPercent(20, TIES),
      f2: orders.bottomPercent(40, TIES),
      f3: orders.bottomPercent(60, TIES),
      f4: orders.bottomPercent(80, TIES),
      f5: boughtIn(orders, window),
    };
  },
});

/**
 * How much a customer spent, as a fifth of all who bought: `m5` most, `m1` least. The M of RFM, as a sum. It compares
 * customers with each other: fit it to a population.
 *
 * Edge cases: null for who ordered nothing in the window, who is not counted among the others either; equals get the
 * same score, that of the middle of their ranks; refunds take nothing off; a new customer with an order has one.
 * @example
 * ```ts
 * import { monetaryScore } from 'habitus';
 * monetaryScore.labels; //=> ['m1', 'm2', 'm3', 'm4', 'm5']
 * ```
 */
export const monetaryScore: RelativeClassification<
  'm1' | 'm2' | 'm3' | 'm4' | 'm5',
  { readonly window: Duration }
> = /* @__PURE__ */ classification('monetary-score', {
  title: 'Monetary score',
  dimension: 'value',
  goal: 'Know who spends',
  action: 'Show the dearer things to those who buy them',
  source: 'Rule of thumb: fifths, as is usual for RFM',
  parameters: { window: /* @__PURE__ */ days(365) },
  labels: ({ window }) => {
    const spend = monetary(window);
    return {
      m1: spend.bottomPercent(20, TIES),
      m2: spend.bottomPercent(40, TIES),
      m3: spend.bottomPercent(60, TIES),
      m4: spend.bottomPercent(80, TIES),
      m5: boughtIn(spend, window),
    };
  },
});

type RfmGroup =
  | 'champions'
  | 'loyal'
  | 'potential loyalists'
  | 'newcomers'
  | 'promising'
  | 'need attention'
  | 'about to sleep'
  | 'cannot lose'
  | 'slipping away'
  | 'hibernating'
  | 'lost';

/** All others of whom the value is known, who are the buyers. */
const boughtIn = (value: Metric<'number'>, window: Duration): Segment =>
  segment('bought', { title: `One of the ${buyersOf(window)}`, where: () => value.exists() });

/** A band of scores, as it is said. */
const band = (id: string, title: string, where: RelativeSegment): RelativeSegment =>
  segment(id, { title, where: () => where });

/**
 * The group of a buyer by recency, frequency and monetary value, each a score of 1 to 5 among all buyers. It compares
 * customers with each other: fit it to a population.
 *
 * | group | R | F | M |
 * |---|---|---|---|
 * | `champions` | 4–5 | 4–5 | 4–5 |
 * | `loyal` | 4–5 | 4–5 | 1–3 |
 * | | 3 | 4–5 | any |
 * | `potential loyalists` | 4–5 | 2–3 | any |
 * | `newcomers` | 5 | 1 | any |
 * | `promising` | 4 | 1 | any |
 * | `need attention` | 3 | 2–3 | 4–5 |
 * | `about to sleep` | 3 | 2–3 | 1–3 |
 * | | 3 | 1 | any |
 * | `cannot lose` | 1–2 | 4–5 | 4–5 |
 * | `slipping away` | 1–2 | 4–5 | 1–3 |
 * | | 1–2 | 2–3 | 4–5 |
 * | `hibernating` | 2 | 2–3 | 1–3 |
 * | | 2 | 1 | any |
 * | `lost` | 1 | 2–3 | 1–3 |
 * | | 1 | 1 | any |
 *
 * Each of the 125 triples of scores is in exactly one group, whatever their order.
 *
 * Edge cases: null for who ordered nothing in the window, so for a new customer without an order; with a first order
 * one is among the `newcomers`, unless others bought even later or less often.
 * @example
 * ```ts
 * import { rfmSegment } from 'habitus';
 * rfmSegment.labels.length; //=> 11
 * rfmSegment.id; //=> 'rfm-segment'
 * ```
 * @see Rule of thumb: fifths, as is usual for RFM. Of the eleven names nine are the usual ones: those who are called new
 * and at risk elsewhere are `newcomers` and `slipping away` here, for {@link newUser} and {@link atRisk} have rules of
 * their own. Bands that are published for them overlap or leave gaps; these have neither.
 */
export const rfmSegment: RelativeClassification<RfmGroup, { readonly window: Duration }> =
  /* @__PURE__ */ classification('rfm-segment', {
    title: 'RFM segment',
    dimension: 'value',
    goal: 'Spend on each customer what the next order is worth',
    action: 'Reward champions, guide the new, win back those who must not be lost, and let the lost go',
    source: 'Rule of thumb: fifths and groups as are usual for RFM, in bands without overlaps and gaps',
    parameters: { window: /* @__PURE__ */ days(365) },
    labels: ({ window }) => {
      const r = recencyScore.with({ window });
      const f = frequencyScore.with({ window });
      const m = monetaryScore.with({ window });
      const among = `among the ${buyersOf(window)}`;
      const recent = band('recent', `Recency 4 or 5 ${among}`, r.oneOf('r4', 'r5'));
      const mostRecent = band('most-recent', `Recency 5 ${among}`, r.is('r5'));
      const promising = band('promising', `Recency 4 ${among}`, r.is('r4'));
      const fading = band('fading', `Recency 3 ${among}`, r.is('r3'));
      const away = band('away', `Recency 1 or 2 ${among}`, r.oneOf('r1', 'r2'));
      const hibernating = band('hibernating', `Recency 2 ${among}`, r.is('r2'));
      const longestAway = band('longest-away', `Recency 1 ${among}`, r.is('r1'));
      const frequent = band('frequent', 'Frequency 4 or 5', f.oneOf('f4', 'f5'));
      const occasional = band('occasional', 'Frequency 2 or 3', f.oneOf('f2', 'f3'));
      const rare = band('rare', 'Frequency 1', f.is('f1'));
      const highSpending = band('high-spending', 'High spending (4 or 5)', m.oneOf('m4', 'm5'));
      const minor = or(rare, and(occasional, not(highSpending)));
      return {
        champions: and(recent, frequent, highSpending),
        loyal: and(frequent, or(fading, and(recent, not(highSpending)))),
        'potential loyalists': and(recent, occasional),
        newcomers: and(mostRecent, rare),
        promising: and(promising, rare),
        'need attention': and(fading, occasional, highSpending),
        'about to sleep': and(fading, minor),
        'cannot lose': and(away, frequent, highSpending),
        'slipping away': and(away, or(and(frequent, not(highSpending)), and(occasional, highSpending))),
        hibernating: and(hibernating, minor),
        lost: and(longestAway, minor),
      };
    },
  });
