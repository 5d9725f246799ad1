import {
  and,
  atLeast,
  attribute,
  classification,
  days,
  events,
  metric,
  period,
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

export const abroad = segment('abroad', {
  title: 'Abroad',
  where: () => attribute('country').isNot('United Kingdom'),
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
  where: ({ share, orders: least }) =>
    and(
      orders.within(days(365)).count().atLeast(least),
      orders
        .within(period('2011-09-01T00:00:00+01:00', '2011-12-01T00:00:00Z'))
        .sum('amount')
        .dividedBy(orders.within(days(365)).sum('amount'))
        .atLeast(share),
    ),
});

/** Regular until lately: their own pace is the measure, not a number for everybody. */
export const overdue = segment('overdue', {
  title: 'Overdue',
  goal: 'Keep regular customers',
  action: 'Call before they have found another supplier',
  parameters: { orders: 5, times: 3 },
  where: ({ orders: least, times }) =>
    and(orders.count().atLeast(least), orders.daysSinceLast().atLeast(orders.averageGap().times(times))),
});

/** A good part of what they buy comes back. */
export const sendsBack = segment('sends-back', {
  title: 'Sends much back',
  action: 'Ask what is wrong with the goods, or with the photographs',
  parameters: { share: 0.2 },
  where: ({ share }) => events('refund').sum('amount').dividedBy(orders.sum('amount')).atLeast(share),
});

/** What is counted for the table, in its order. */
export const segments: readonly Segment[] = [
  abroad,
  buysByTheBox,
  christmasStocker,
  overdue,
  sendsBack,
];

export const orderRhythm = classification('order-rhythm', {
  title: 'How they order',
  labels: () => ({ overdue, christmas: christmasStocker }),
});
