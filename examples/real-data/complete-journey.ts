import type { Event } from 'habitus';
import { groupBy } from '../online-retail/shop.js';
import { type DataSet, numberOf, tables } from './data-set.js';

/** Incomes as ranges of thousands of dollars, by their lower end. */
const incomeOf = (range: string): number | undefined =>
  range.startsWith('Under') ? 0 : numberOf(/^\d+/.exec(range)?.[0]);

/** Households of a grocery chain: receipts, campaigns, coupons. */
export const completeJourney = async (): Promise<DataSet | null> => {
  const read = await tables({
    lines: 'complete_journey_transactions_sample.csv.gz',
    products: 'complete_journey_products.csv.gz',
    coupons: 'complete_journey_coupon_redemptions.csv.gz',
    people: 'complete_journey_demographics.csv.gz',
  });
  if (read === null) return null;
  const products = new Map(read.products.map((product) => [product.product_id, product]));
  const baskets = groupBy(read.lines, ({ basket_id = '' }) => basket_id);
  const sum = (lines: typeof read.lines, ...columns: string[]): number =>
    Math.round(
      100 * lines.reduce((so, line) => so + columns.reduce((all, c) => all + (numberOf(line[c]) ?? 0), 0), 0),
    ) / 100;
  const events: Event[] = [];
  for (const [basket, lines] of baskets) {
    const [first] = lines as [(typeof lines)[0]];
    const at = `${first.transaction_timestamp}Z`;
    const customerId = first.household_id as string;
    const off = sum(lines, 'retail_disc', 'coupon_disc', 'coupon_match_disc');
    const amount = sum(lines, 'sales_value');
    events.push({
      customerId,
      name: 'purchase',
      at,
      properties: {
        order: basket,
        amount,
        listPrice: Math.round(100 * (amount + off)) / 100,
        promotion: off > 0 ? 'discount' : undefined,
        category: products.get(first.product_id)?.product_category,
        channel: 'store',
        items: sum(lines, 'quantity'),
      },
    });
    for (const line of lines) {
      const product = products.get(line.product_id);
      events.push({
        customerId,
        name: 'item_purchased',
        at,
        properties: {
          order: basket,
          product: line.product_id,
          category: product?.product_category,
          brand: product?.brand,
          quantity: numberOf(line.quantity),
          amount: numberOf(line.sales_value),
        },
      });
    }
  }
  for (const { household_id, coupon_upc, redemption_date } of read.coupons) {
    events.push({
      customerId: household_id as string,
      name: 'offer_accepted',
      at: `${redemption_date}T12:00:00Z`,
      properties: { offer: coupon_upc, kind: 'promotion' },
    });
  }
  const people = new Map(read.people.map((person) => [person.household_id, person]));
  const households = [...new Set(read.lines.map(({ household_id }) => household_id as string))];
  return {
    title:
      'The Complete Journey (84.51°, CC0): households of a US grocery chain, a sample of their receipts of 2017',
    customers: households.map((id) => {
      const person = people.get(id);
      return {
        id,
        attributes: person && { ageBand: person.age, income: incomeOf(person.income as string) },
      };
    }),
    events,
    asOf: '2018-01-01T00:00:00Z',
    mapping:
      'A basket is a `purchase` (list price: what was paid and all discounts; a promotion where there was one) of the category of its first line, a line an `item_purchased`, a coupon redeemed an `offer_accepted`. Age and income are known of every third household.',
  };
};
