import { and, events, type Metric, metric, or, type Segment, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';
import { activity, firstSeen, knownFor, productUse } from './shared.js';

/**
 * For how many days a customer has been with the company, fractions included.
 *
 * It begins at `signedUpAt`, or at the first event where that is missing.
 * Edge cases: missing without either; negative before a sign-up that is still to come; a pause does not interrupt it.
 * @example
 * ```ts
 * import { profile, tenure } from 'habitus';
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * tenure(profile({ id: 'ada', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } }, [], at)); //=> 21
 * tenure(profile({ id: 'bob' })); //=> null
 * ```
 */
export const tenure: Metric<'number'> = /* @__PURE__ */ metric('tenure', {
  title: 'Tenure',
  unit: 'days',
  dimension: 'loyalty',
  goal: 'Know who has been here for long',
  action: 'Mark anniversaries, and explain changes to the old hands first',
  source: 'By definition: the time since the sign-up',
  value: () => firstSeen().daysSince(),
});

/**
 * Keeps coming back, has done so for long, and is still there: at least 3 orders, or use in at least 9 different
 * months, in the last 365 days; known for at least 180 days; active in the last 60 days.
 *
 * Parameters: `orders` 3 (orders) or `months` 9 (calendar months with use of the product, UTC) in `window` 365 days; `tenure`
 * 180 days; `activeWindow` 60 days.
 * Edge cases: a customer known for less than the tenure is not loyal yet; `signedUpAt` says since when, or the first
 * event where it is missing; without events nobody is loyal.
 * @example
 * ```ts
 * import { loyalCustomer, profile } from 'habitus';
 * const history = ['03', '07', '11'].map((month) => ({ name: 'purchase', at: `2026-${month}-01T00:00:00Z` }));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * loyalCustomer(profile({ id: 'ada' }, history, at)); //=> true
 * loyalCustomer(profile({ id: 'bob', attributes: { signedUpAt: '2026-11-01T00:00:00Z' } }, history, at)); //=> false
 * ```
 * @see Rule of thumb: three orders are two repeats (x ≥ 2 in customer-base models); recent activity stands in for the
 * probability of being alive.
 */
export const loyalCustomer: Segment<{
  readonly orders: number;
  readonly months: number;
  readonly window: Duration;
  readonly tenure: Duration;
  readonly activeWindow: Duration;
}> = /* @__PURE__ */ segment('loyal-customer', {
  title: 'Loyal customer',
  dimension: 'loyalty',
  goal: 'Keep the customers who keep the company',
  action: 'Reward the years, and ask before you change what they rely on',
  source: 'Rule of thumb: repeated orders or steady use, tenure, and recent activity for being alive',
  parameters: {
    orders: 3,
    months: 9,
    window: /* @__PURE__ */ days(365),
    tenure: /* @__PURE__ */ days(180),
    activeWindow: /* @__PURE__ */ days(60),
  },
  where: ({ orders, months, window, tenure, activeWindow }) =>
    and(
      or(
        events('purchase').within(window).count().atLeast(orders),
        productUse().within(window).activeMonths().atLeast(months),
      ),
      knownFor(tenure),
      activity().within(activeWindow).any(),
    ),
});
