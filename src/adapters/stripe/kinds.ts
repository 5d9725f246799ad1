import { own } from '../../internal/index.js';
import { type Note, rejection } from '../envelope.js';
import type { Fields } from '../facts.js';
import { numberOf } from '../figures.js';
import { isFields } from '../history.js';
import { amountOf, type EventInput, type EventReader, eventOf, idIn } from './event.js';
import { BEFORE, contractOf, endsByItself, isPaying, paidSince } from './subscription.js';

/** Notes nothing. */
const silent: Note = () => {};

/** The state of the subscription from now on; undefined where it has no id. */
const emitContract = (call: EventInput, step: number) => {
  const { object, at, id, who, convert, into } = call;
  const contract = into.id(object.id, 'data.object.id');
  if (contract === undefined) return undefined;
  const state = contractOf(object, { at, convert, note: into.note });
  into.emit({ kind: 'contract', who, at, id, step, contract, state });
  return state;
};

const noSubscription = () =>
  rejection('no-id', 'data.object.id', 'expected the id of the subscription, got none');

const created: EventReader = (call) => {
  const state = emitContract(call, 0);
  if (state === undefined) return noSubscription();
  const { plan, mrr } = state;
  const subscription = call.object.id;
  if (call.object.status === 'trialing') call.into.emit(eventOf(call, 'trial_started', { plan }));
  if (isPaying(call.object))
    call.into.emit(eventOf(call, 'subscription_started', { subscription, plan, mrr }));
  return undefined;
};

const updated: EventReader = (call) => {
  const state = emitContract(call, 1);
  if (state === undefined) return noSubscription();
  const { object, before, at, convert, into } = call;
  const subscription = object.id;
  const { plan, mrr } = state;
  // What is wrong with the state before is no news: it was said of the event that brought it.
  const { plan: previousPlan, mrr: previousMrr } = contractOf(before, { at, convert, note: silent });
  if (object.status === 'trialing' && before.status !== 'trialing')
    into.emit(eventOf(call, 'trial_started', { plan }));
  if (isPaying(object) && BEFORE.has(before.status))
    into.emit(eventOf(call, 'subscription_started', { subscription, plan, mrr }));
  else if (
    state.open &&
    (isPaying(object) || isPaying(before)) &&
    (plan !== previousPlan || mrr !== previousMrr)
  )
    into.emit(eventOf(call, 'subscription_changed', { subscription, plan, mrr, previousPlan, previousMrr }));
  if (state.open && endsByItself(object) && !endsByItself(before))
    into.emit(eventOf(call, 'cancellation_requested', { subscription, reason: reasonOf(object) }));
  return undefined;
};

/** Why a subscription was or will be cancelled, as Stripe has it. */
const reasonOf = ({ cancellation_details: details }: Fields): unknown =>
  isFields(details) ? (details.feedback ?? details.reason) : undefined;

const deleted: EventReader = (call) => {
  const state = emitContract(call, 2);
  if (state === undefined) return noSubscription();
  const { object, at, convert, into } = call;
  const reason = reasonOf(object);
  const { plan } = state;
  if (paidSince(object, at) === undefined) {
    into.emit(eventOf(call, 'trial_ended', { plan, reason }));
    return undefined;
  }
  const { mrr: previousMrr } = contractOf({ ...object, status: 'active' }, { at, convert, note: silent });
  into.emit(eventOf(call, 'subscription_cancelled', { subscription: object.id, reason, plan, previousMrr }));
  return undefined;
};

/** The subscription that an invoice is of: its id, as old versions and new ones have it; undefined of any other. */
const subscriptionOf = ({ subscription, parent }: Fields): unknown => {
  const details = isFields(parent) ? parent.subscription_details : undefined;
  return idIn(subscription) ?? (isFields(details) ? idIn(details.subscription) : undefined) ?? undefined;
};

const paid: EventReader = (call) => {
  const { object, into } = call;
  const { id: invoice, billing_reason: billingReason, amount_paid: units } = object;
  const subscription = subscriptionOf(object);
  const isOfSubscription =
    subscription !== undefined ||
    (typeof billingReason === 'string' && billingReason.startsWith('subscription'));
  if (billingReason === 'subscription_cycle')
    into.emit(eventOf(call, 'subscription_renewed', { subscription, invoice }));
  if (numberOf(units) === undefined)
    return rejection('bad-envelope', 'data.object.amount_paid', 'expected what was paid, got no number');
  if (units === 0) return undefined;
  const amount = amountOf(call, units, 'amount_paid');
  into.emit(
    isOfSubscription
      ? eventOf(call, 'invoice_paid', { invoice, subscription, billingReason, amount })
      : eventOf(call, 'purchase', { order: invoice, billingReason, amount }),
  );
  return undefined;
};

const failed: EventReader = (call) => {
  const { id: order, amount_due: units, attempt_count: attempt } = call.object;
  call.into.emit(
    eventOf(call, 'payment_failed', { order, attempt, amount: amountOf(call, units, 'amount_due') }),
  );
  return undefined;
};

const refunded: EventReader = (call) => {
  const { object, previous } = call;
  const all = numberOf(object.amount_refunded);
  if (all === undefined)
    return rejection(
      'bad-envelope',
      'data.object.amount_refunded',
      'expected what was refunded, got no number',
    );
  const units = all - (numberOf(previous.amount_refunded) ?? 0);
  const order = idIn(object.invoice) ?? idIn(object.payment_intent) ?? object.id;
  call.into.emit(eventOf(call, 'refund', { order, amount: amountOf(call, units, 'amount_refunded') }));
  return undefined;
};

/** A part of what the object says: gone where it says the whole without it, unsaid where it does not say the whole. */
const part = (whole: unknown, value: unknown): unknown => (whole === undefined ? undefined : (value ?? null));

const customer: EventReader = ({ object, previous, at, id, who, into }) => {
  const { address, metadata, preferred_locales: locales, created: since } = object;
  const gone = Object.keys(isFields(previous.metadata) ? previous.metadata : {}).filter(
    (key) => own(metadata, key) === undefined,
  );
  const signedUp = numberOf(since);
  const { email, name, phone, currency, delinquent, description } = object;
  const set: Fields = {
    ...{ email, name, phone, currency, delinquent, description },
    city: part(address, own(address, 'city')),
    region: part(address, own(address, 'state')),
    country: part(address, own(address, 'country')),
    language: part(locales, Array.isArray(locales) ? locales[0] : undefined),
    signedUpAt: signedUp === undefined ? undefined : signedUp * 1000,
    metadata: isFields(metadata) ? metadata : undefined,
  };
  into.emit({ kind: 'user', who, at, id, changes: { set, unset: gone.map((key) => `metadata.${key}`) } });
  return undefined;
};

/** An event that keeps its name, with the amount in the reporting currency where it has one. */
export const named: EventReader = (call) => {
  const { object, type, id, at, who, into } = call;
  const field = ['amount', 'amount_total', 'amount_paid', 'total'].find(
    (name) => numberOf(object[name]) !== undefined,
  );
  const amount = field === undefined ? undefined : amountOf(call, object[field], field);
  const { id: about, object: kind, status } = object;
  const { properties } = eventOf(call, type, { about, kind, status, amount }) as {
    readonly properties: Fields;
  };
  into.emit({ kind: 'event', who, name: type, at, id, properties });
  return undefined;
};

/** What also keeps its name, and is the news of a subscription. */
const news: EventReader = (call) => (emitContract(call, 1) === undefined ? noSubscription() : named(call));

/** The events that mean something in the model's words; all others keep their names. */
export const KINDS: Readonly<Record<string, EventReader>> = {
  'customer.created': customer,
  'customer.updated': customer,
  'customer.subscription.created': created,
  'customer.subscription.updated': updated,
  'customer.subscription.deleted': deleted,
  'customer.subscription.trial_will_end': news,
  'customer.subscription.paused': news,
  'customer.subscription.resumed': news,
  'invoice.paid': paid,
  'invoice.payment_failed': failed,
  'charge.refunded': refunded,
};
