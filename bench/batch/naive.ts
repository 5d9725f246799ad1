import { differenceInMilliseconds, startOfDay, subDays } from 'date-fns';
import { CATEGORIES, type Columns, DAY, NAMES } from './data.js';
import { PREMIUM } from './definitions.js';
import { type Answer, bits, type MakePeer } from './peer.js';

interface NaiveEvent<T> {
  readonly name: string;
  readonly at: T;
  readonly category: string;
  readonly amount: number;
}

interface NaiveCustomer<T> {
  readonly signedUpAt: T;
  readonly seats: number;
  readonly seatsUsed: number;
  readonly events: NaiveEvent<T>[];
}

/** Customers as objects, each with its events as objects. */
const objects = <T>(of: Columns, instant: (ms: number) => T): NaiveCustomer<T>[] => {
  const customers = of.ids.map(
    (_, i): NaiveCustomer<T> => ({
      signedUpAt: instant(of.signedUpAt[i]!),
      seats: of.seats[i]!,
      seatsUsed: of.seatsUsed[i]!,
      events: [],
    }),
  );
  of.customer.forEach((customer, row) => {
    customers[customer]!.events.push({
      name: NAMES[of.name[row]!]!,
      at: instant(of.at[row]!),
      category: CATEGORIES[of.category[row]!]!,
      amount: of.amount[row]!,
    });
  });
  return customers;
};

/** One loop over the events of each customer, with numbers: what a careful developer writes. It is the reference. */
export const naiveNumbers: MakePeer = async (columns) => {
  const customers = objects(columns, (ms) => ms);
  const premium = new Set(PREMIUM);
  const one = ({ signedUpAt, seats, seatsUsed, events }: NaiveCustomer<number>, asOf: number): number => {
    const active = new Set<number>();
    const features = new Set<string>();
    let [recent, before, cents, year, quarter, tickets, special, last] = [0, 0, 0, 0, 0, 0, 0, -Infinity];
    for (const { name, at, category, amount } of events) {
      if (at > asOf) continue;
      if (at > asOf - 28 * DAY) {
        active.add(Math.floor(at / DAY));
        if (name === 'feature_used') features.add(category);
      }
      if (at > asOf - 30 * DAY) recent++;
      else if (at > asOf - 60 * DAY) before++;
      if (name === 'support_ticket' && at > asOf - 30 * DAY) tickets++;
      if (name !== 'purchase') continue;
      if (at > last) last = at;
      if (at > asOf - 365 * DAY) {
        cents += Math.round(amount * 100);
        year++;
      }
      if (at > asOf - 90 * DAY) quarter++;
      if (at > asOf - 180 * DAY && amount >= 50 && premium.has(category)) special++;
    }
    return bits([
      active.size >= 3 && features.size >= 2,
      recent === 0 && asOf - signedUpAt >= 30 * DAY,
      cents >= 10_000,
      quarter >= 1,
      last > -Infinity && asOf - last > 60 * DAY,
      before >= 2 && recent < before * 0.5,
      seatsUsed / seats >= 0.8 && active.size >= 1,
      special >= 1 && cents / 100 / year >= 40 && tickets <= 1,
    ]);
  };
  return {
    name: 'objects, numbers: one loop',
    rounds: 15,
    answer: (asOf) => Uint8Array.from(customers, (customer) => one(customer, asOf)),
  };
};

/** Dates and date-fns, a filter for each metric: what is written first. */
export const naiveDates: MakePeer = async (columns) => {
  const customers = objects(columns, (ms) => new Date(ms));
  const one = ({ signedUpAt, seats, seatsUsed, events }: NaiveCustomer<Date>, asOf: Date): number => {
    const within = (list: readonly NaiveEvent<Date>[], length: number, ago = 0) =>
      list.filter(({ at }) => at > subDays(asOf, length + ago) && at <= subDays(asOf, ago));
    const named = (name: string) => events.filter((event) => event.name === name);
    const purchases = named('purchase').filter(({ at }) => at <= asOf);
    const activeDays = new Set(within(events, 28).map(({ at }) => startOfDay(at).getTime())).size;
    const features = new Set(within(named('feature_used'), 28).map(({ category }) => category)).size;
    const recent = within(events, 30).length;
    const before = within(events, 30, 30).length;
    const year = within(purchases, 365);
    const spend = year.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100;
    const last = purchases.reduce<Date | null>((so, { at }) => (so === null || at > so ? at : so), null);
    const special = within(purchases, 180).filter(
      ({ category, amount }) => PREMIUM.includes(category) && amount >= 50,
    );
    return bits([
      activeDays >= 3 && features >= 2,
      recent === 0 && differenceInMilliseconds(asOf, signedUpAt) >= 30 * DAY,
      spend >= 100,
      within(purchases, 90).length >= 1,
      last !== null && differenceInMilliseconds(asOf, last) > 60 * DAY,
      before >= 2 && recent < before * 0.5,
      seatsUsed / seats >= 0.8 && activeDays >= 1,
      special.length >= 1 && spend / year.length >= 40 && within(named('support_ticket'), 30).length <= 1,
    ]);
  };
  return {
    name: 'objects, Date and date-fns',
    rounds: 5,
    answer: (asOf): Answer => Uint8Array.from(customers, (customer) => one(customer, new Date(asOf))),
  };
};
