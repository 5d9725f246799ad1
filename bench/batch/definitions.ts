import { and, atLeast, attribute, days, events, oneOf } from 'habitus';
import { CATEGORIES } from './data.js';

export const PREMIUM = CATEGORIES.slice(0, 3);

const purchases = events('purchase');
const used = events('feature_used');

const activeDays28 = events().within(days(28)).activeDays();
const features28 = used.within(days(28)).distinct('category');
const events30 = events().within(days(30)).count();
const eventsBefore = events()
  .within(days(30), { ago: days(30) })
  .count();
const spend365 = purchases.within(days(365)).sum('amount');
const orders365 = purchases.within(days(365)).count();
const orders90 = purchases.within(days(90)).count();
const sinceLast = purchases.daysSinceLast();
const averageOrder = spend365.dividedBy(orders365);
const tickets30 = events('support_ticket').within(days(30)).count();
const premium180 = purchases
  .where({ category: oneOf(...PREMIUM), amount: atLeast(50) })
  .within(days(180))
  .count();
const age = attribute('signedUpAt').daysSince();
const utilisation = attribute('seatsUsed').dividedBy(attribute('seats'));

/** Eight segments over thirteen metrics. Peers say the same in their own way; nobody is timed before all agree. */
export const segments = {
  powerUser: and(activeDays28.atLeast(3), features28.atLeast(2)),
  inactive: and(events30.atMost(0), age.atLeast(30)),
  bigSpender: spend365.atLeast(100),
  frequentBuyer: orders90.atLeast(1),
  lapsedBuyer: sinceLast.above(60),
  churnRisk: and(eventsBefore.atLeast(2), events30.below(eventsBefore.times(0.5))),
  upgradeCandidate: and(utilisation.atLeast(0.8), activeDays28.atLeast(1)),
  premiumBuyer: and(premium180.atLeast(1), averageOrder.atLeast(40), tickets30.atMost(1)),
};

export const NAMES_OF_SEGMENTS = Object.keys(segments);
