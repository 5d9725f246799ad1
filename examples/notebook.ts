/**
 * Exploring real data with ts-node: who comes back, where to put a threshold, who is worth a call.
 *
 * In a folder of your own, whose package.json does not say "type": "module" (ts-node asks so on Node 20):
 *   npm install habitus ts-node typescript@5 @types/node@20
 *   npx ts-node -O '{"module":"commonjs"}' notebook.ts online_retail.csv.gz
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  and,
  attribute,
  days,
  describe,
  type Event,
  events,
  explain,
  following,
  hourOfDay,
  type Profile,
  profile,
  segment,
} from 'habitus';

const file = process.argv[2] ?? 'examples/data/online_retail.csv.gz';

// The shop wrote local times without a zone. Read as if they were UTC, hours are those of the clock on its wall; that
// in summer every instant is an hour late matters to nothing asked below.
const line = /^"(\d+)","([^"]*)",(?:"(?:[^"]|"")*")?,(-?\d+),"([^"]+)",([\d.]+),(\d+),/;
const orders = new Map<string, { customer: string; at: string; amount: number; items: number }>();
for (const text of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
  const [, order = '', , quantity, at, price, customer = ''] = line.exec(text) ?? [];
  if (order === '' || Number(price) === 0) continue; // the headings, cancellations, no customer, nothing to pay
  const known = orders.get(order) ?? { customer, at: `${at}Z`, amount: 0, items: 0 };
  known.amount += Number(quantity) * Number(price);
  known.items += Number(quantity);
  orders.set(order, known);
}

const history = new Map<string, Event[]>();
for (const [id, { customer, at, amount, items }] of orders) {
  const theirs = history.get(customer) ?? [];
  theirs.push({ id, name: 'purchase', at, properties: { amount, items } });
  history.set(customer, theirs);
}
const asOf = '2011-12-10T00:00:00Z';
const customers = Array.from(history, ([id, theirs]) =>
  profile({ id, attributes: { firstOrderAt: theirs[0]?.at } }, theirs, { asOf }),
);
console.log(`${orders.size} orders of ${customers.length} customers\n`);

const purchases = events('purchase');
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

// 1. How many come back, and how soon after the first order?
const settled = customers.filter(attribute('firstOrderAt').daysSince().atLeast(90));
console.log('Of the customers whose first order is 90 days old or older, ordered again within');
console.table(
  [7, 30, 60, 90].map((window) => {
    const again = purchases
      .within(following('firstOrderAt', days(window)))
      .count()
      .atLeast(2);
    const size = settled.filter(again).length;
    return { days: window, customers: size, share: share(size, settled.length) };
  }),
);

// 2. Where would a threshold cut? The same definition, with other numbers.
const bigSpender = segment('big-spender', {
  title: 'Big spender',
  parameters: { spend: 1000 },
  where: ({ spend }) => purchases.within(days(365)).sum('amount').atLeast(spend),
});
console.log(`“${describe(bigSpender)}”, and other amounts`);
console.table(
  [500, 1000, 2500, 5000, 10_000].map((spend) => {
    const size = customers.filter(bigSpender.with({ spend })).length;
    return { spend, customers: size, share: share(size, customers.length) };
  }),
);

// 3. When do they order?
const favouriteHour = purchases.mostFrequent(hourOfDay());
const hours = new Map<number, number>();
for (const customer of customers) {
  const hour = favouriteHour(customer);
  if (hour !== null) hours.set(hour, (hours.get(hour) ?? 0) + 1);
}
const busiest = [...hours].sort((a, b) => b[1] - a[1]).slice(0, 3);
console.log('The favourite hour of most customers');
console.table(busiest.map(([hour, size]) => ({ hour, customers: size })));

// 4. Whom to call: they spent a lot, came often, and have gone quiet. The one who spent most, in words.
const worthACall = segment('worth-a-call', {
  title: 'Worth a call',
  where: () => and(bigSpender, purchases.count().atLeast(5), purchases.daysSinceLast().atLeast(120)),
});
const spent = (of: Profile): number => purchases.sum('amount')(of) ?? 0;
const toCall = customers.filter(worthACall).sort((a, b) => spent(b) - spent(a));
console.log(`${toCall.length} customers are worth a call. First of all:\n`);
if (toCall[0]) console.log(String(explain(worthACall, toCall[0])));
