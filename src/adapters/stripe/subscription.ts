import type { Note } from '../envelope.js';
import type { Contract, Fields } from '../facts.js';
import { numberOf } from '../figures.js';
import { isFields } from '../history.js';
import type { Convert } from './amounts.js';
import { discounted } from './discounts.js';
import { type Line, lineOf } from './prices.js';

/**
 * Statuses in which a subscription brings money; a trial, a pause and an end do not, nor does one that was never or
 * no longer paid.
 */
const PAYING: ReadonlySet<unknown> = new Set(['active', 'past_due']);

/** Statuses of a subscription that has ended. */
const ENDED: ReadonlySet<unknown> = new Set(['canceled', 'incomplete_expired']);

/** Statuses before anything was paid. */
export const BEFORE: ReadonlySet<unknown> = new Set(['trialing', 'incomplete', 'incomplete_expired']);

/** True while a subscription brings money. */
export const isPaying = ({ status, pause_collection: pause }: Fields): boolean =>
  PAYING.has(status) && (pause === undefined || pause === null);

/** True of one that was cancelled and goes on until what was paid has run out. */
export const endsByItself = ({ cancel_at_period_end: atEnd, cancel_at: at }: Fields): boolean =>
  atEnd === true || numberOf(at) !== undefined;

const itemsOf = (subscription: Fields): readonly Fields[] => {
  const { items } = subscription;
  const list = isFields(items) && Array.isArray(items.data) ? items.data.filter(isFields) : [];
  // Versions before subscriptions had items.
  return list.length === 0 && isFields(subscription.plan)
    ? [{ plan: subscription.plan, quantity: subscription.quantity }]
    : list;
};

const instant = (seconds: unknown): number | undefined => {
  const given = numberOf(seconds);
  return given === undefined ? undefined : given * 1000;
};

/** When it was first paid for: at its start, or at the end of its trial; undefined where it never was. */
export const paidSince = (subscription: Fields, at: number): number | undefined => {
  if (BEFORE.has(subscription.status)) return undefined;
  const trialEnd = instant(subscription.trial_end);
  const end = instant(subscription.ended_at) ?? at;
  if (trialEnd !== undefined)
    return end > trialEnd || isPaying(subscription) ? Math.min(trialEnd, at) : undefined;
  return instant(subscription.start_date) ?? at;
};

/** As of when a subscription is read, how its amounts are converted, and where notes go. */
export interface ReadingOfContract {
  readonly at: number;
  readonly convert: Convert;
  readonly note: Note;
}

/** A subscription as of an instant: the dearest of its items gives plan, seats and rhythm (the first among equals). */
export const contractOf = (subscription: Fields, reading: ReadingOfContract): Contract => {
  const { at, note } = reading;
  const path = 'data.object.items.data';
  if (isFields(subscription.items) && subscription.items.has_more === true)
    note(
      'more-items',
      'data.object.items.has_more',
      'expected all items of the subscription, got the first of them: the others are not in its MRR',
    );
  const lines = itemsOf(subscription).map((item, i) => {
    const line = lineOf(item, `${path}[${i}]`, note);
    const discounts = { of: item, line, at, path: `${path}[${i}].discounts`, note };
    return { ...line, units: discounted(line.units, discounts) };
  });
  const main = lines.reduce<Line | undefined>(
    (best, line) => (best === undefined || line.units > best.units ? line : best),
    undefined,
  );
  const open = !ENDED.has(subscription.status);
  const renews = numberOf(subscription.current_period_end) ?? main?.item.current_period_end;
  return {
    mrr: isPaying(subscription) ? mrrOf(subscription, lines, main, reading) : 0,
    open,
    plan: main?.plan,
    seats: main?.quantity,
    subscribedAt: paidSince(subscription, at),
    renewsAt: open && !endsByItself(subscription) ? instant(renews) : undefined,
    trialEndsAt: instant(subscription.trial_end),
  };
};

const mrrOf = (
  subscription: Fields,
  lines: readonly Line[],
  main: Line | undefined,
  { at, convert, note }: ReadingOfContract,
): number | undefined => {
  if (main === undefined) {
    note('no-items', 'data.object.items', 'expected at least one item with a price, got none: its MRR is 0');
    return 0;
  }
  const total = lines.reduce((sum, { units }) => sum + units, 0);
  const discounts = { of: subscription, line: main, at, path: 'data.object.discounts', note };
  const { amount, issues } = convert(
    discounted(total, discounts),
    main.currency ?? subscription.currency,
    at,
  );
  for (const { code, message } of issues) note(code, 'data.object.currency', message);
  return amount;
};
