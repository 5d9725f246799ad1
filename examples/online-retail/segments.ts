import {
  and,
  atLeast,
  attribute,
  classification,
  days,
  dormant,
  events,
  frequentBuyer,
  loyalCustomer,
  metric,
  oneAndDone,
  period,
  repeatBuyer,
  type Segment,
  segment,
} from 'habitus';

const orders = events('purchase');

/** What a customer has paid in all, less what was given back. */
export const revenue = metric('net-revenue', {
  title: 'Net revenue',
  unit: 'GBP',
  value: () => orders.sum('amount').minus(events('refund').sum('amount')),
});

/** A threshold that suits a wholesaler: it parts the top 6 % from the rest. */
const bigCustomer = segment('big-customer', {
  title: 'Big customer',
  goal: 'Keep the customers who carry the revenue',
  action: 'Give them a contact in person and the best terms',
  parameters: { spend: 5000 },
  where: ({ spend }) => orders.within(days(365)).sum('amount').atLeast(spend),
});

/** Who carries the business, and still does: an entry of the catalogue beside our own. */
export const keyAccount = segment('key-account', {
  title: 'Key account',
  goal: 'Keep the customers on whom the year depends',
  action: 'A call from the owner before they drop out, not after',
  where: () => and(bigCustomer, frequentBuyer),
});

/** Shops that order by the box, not households. */
export const buysByTheBox = segment('buys-by-the-box', {
  title: 'Buys by the box',
  action: 'Give them a contact of their own and a price list',
  parameters: { pieces: 500, orders: 2 },
  where: ({ pieces, orders: least }) =>
    orders
      .where({ items: atLeast(pieces) })
      .count()
      .atLeast(least),
});

/** Most of the year's money comes before Christmas. */
export const christmasStocker = segment('christmas-stocker', {
  title: 'Christmas stocker',
  action: 'Send the Christmas catalogue in August, and nothing in spring',
  parameters: { share: 0.6, orders: 3 },
  where: ({ share, orders: least }) => {
    const year = orders.within(days(365));
    const autumn = orders.within(period('2011-09-01T00:00:00+01:00', '2011-12-01T00:00:00Z'));
    return and(
      year.count().atLeast(least),
      autumn.sum('amount').dividedBy(year.sum('amount')).atLeast(share),
    );
  },
});

/** Regular until lately. The measure is their own pace, not one number for everybody. */
export const overdue = segment('overdue', {
  title: 'Overdue',
  goal: 'Keep regular customers',
  action: 'Ask whether all is well before they have found another supplier',
  parameters: { orders: 5, times: 3 },
  where: ({ orders: least, times }) =>
    and(orders.count().atLeast(least), orders.daysSinceLast().atLeast(orders.averageGap().times(times))),
});

/** A good part of what they buy comes back. */
export const sendsBack = segment('sends-back', {
  title: 'Sends much back',
  action: 'Ask what is wrong with the goods, or with their photographs',
  parameters: { share: 0.2 },
  where: ({ share }) => events('refund').sum('amount').dividedBy(orders.sum('amount')).atLeast(share),
});

export const abroad = segment('abroad', {
  title: 'Abroad',
  where: () => attribute('country').isNot('United Kingdom'),
});

/** Where a customer stands with the shop: the first that fits. */
export const standing = classification('standing', {
  title: 'Standing',
  parameters: { young: days(60), lost: days(180), regular: 5 },
  labels: ({ young, lost, regular }) => ({
    new: orders.firstAt().withinLast(young),
    lost: and(orders.any(), orders.within(lost).none()),
    overdue,
    regular: orders.count().atLeast(regular),
    occasional: orders.count().atLeast(2),
    once: orders.any(),
  }),
});

/** What is counted, in this order: six of the catalogue, then six of this shop's own. */
export const segments: readonly Segment[] = [
  repeatBuyer,
  frequentBuyer,
  bigCustomer,
  loyalCustomer,
  oneAndDone,
  dormant,
  keyAccount,
  buysByTheBox,
  christmasStocker,
  overdue,
  sendsBack,
  abroad,
];
