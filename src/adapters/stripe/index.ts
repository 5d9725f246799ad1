import { isPlainObject, onlyKeys, refuse } from '../../internal/index.js';
import { vocabulary as checkedVocabulary } from '../../vocabulary/index.js';
import { adapt } from '../adapt.js';
import { checkText } from '../options.js';
import type { Adaptation, Rows, StripeOptions } from '../types.js';
import { converter } from './amounts.js';
import { stripeReader } from './read.js';

const KEYS = ['money', 'vocabulary', 'metadataId'];

/**
 * Events of Stripe as customers, with their MRR, plan and dates over time, and what they did: `trial_started`,
 * `subscription_started`, `subscription_changed`, `subscription_renewed`, `cancellation_requested`,
 * `subscription_cancelled`, `invoice_paid` (of subscriptions), `purchase` (any other invoice), `refund`, `payment_failed`. Amounts are in the reporting currency.
 * @example
 * ```ts
 * import { fromStripe } from 'habitus/adapters';
 * const created = {
 *   id: 'evt_1', object: 'event', type: 'customer.subscription.created', created: 1790848800,
 *   data: {
 *     object: {
 *       id: 'sub_1', object: 'subscription', customer: 'cus_1', status: 'active', start_date: 1790848800,
 *       items: { data: [{ quantity: 3, price: { lookup_key: 'pro', currency: 'eur', unit_amount: 12000, recurring: { interval: 'year' } } }] },
 *     },
 *   },
 * };
 * const { events } = fromStripe([created], { money: { currency: 'EUR', rates: {} } });
 * events.map(({ name, properties }) => [name, properties]); //=> [['subscription_started', { subscription: 'sub_1', plan: 'pro', mrr: 30 }]]
 * ```
 * @see https://docs.stripe.com/api/events
 */
export const fromStripe = <R extends Rows>(rows: R, options: StripeOptions): Adaptation<R> => {
  if (!isPlainObject(options)) refuse('bad-value', 'options: { money, … }', options, 'options');
  onlyKeys(options, KEYS, 'options');
  const { money, vocabulary, metadataId } = options;
  if (money === undefined)
    refuse('bad-value', 'the reporting currency: { currency, rates }', money, 'options.money');
  checkedVocabulary({}, { money });
  checkText(
    metadataId,
    'options.metadataId',
    'the key of the metadata that holds your own id of the customer',
  );
  const read = stripeReader(converter(money), metadataId);
  return adapt(rows, { read, words: { events: {}, attributes: {} } }, { vocabulary });
};
