/**
 * The main job on real input: every order line of a UK wholesaler of gifts, 2010-12-01 to 2011-12-09, becomes customers
 * and events; a dozen segments and a classification are answered for each customer; one is explained in words.
 *   npm start
 */
import { describe, explain, timeline } from 'habitus';
import { firstToLeave, labelSizes, peopleOf, segmentSizes } from './online-retail/evaluate.js';
import { heading, london, pounds, share, table } from './online-retail/print.js';
import { isNoArticle, readRetail } from './online-retail/read.js';
import { keyAccount, revenue, segments, standing } from './online-retail/segments.js';
import { toShop } from './online-retail/shop.js';

/** The morning after the last line, by the clock in the shop: London keeps UTC in winter. */
const AS_OF = '2011-12-10T00:00:00Z';

/** Does a part of the job and says how long it took, in milliseconds. */
const timed = <T>(work: () => T): readonly [T, number] => {
  const started = performance.now();
  const result = work();
  return [result, performance.now() - started];
};
/** The same of a part that reads. */
const timedReading = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
  const started = performance.now();
  const result = await work;
  return [result, performance.now() - started];
};
const say = (text: string): void => console.log(text);

// 1. Read the lines. What cannot be used is counted under its cause: nothing is lost.
const [{ lines, given, rejected }, readingTook] = await timedReading(
  readRetail(new URL('./data/online_retail.csv.gz', import.meta.url)),
);
say('Online Retail (Chen 2015, UCI, CC BY 4.0): every order line of a UK wholesaler of gifts in a year');
say(heading('Lines read', readingTook));
say(
  table(
    ['lines', '', 'why'],
    [
      [given, 'given', 'in the file, without its headings'],
      [lines.length, 'accepted', 'times taken as London’s, summer time included'],
      [
        lines.filter(isNoArticle).length,
        'of these',
        'postage, discounts, fees and the like: kept, for they are money',
      ],
      ...Array.from(rejected, ([fault, size]) => [size, 'rejected', fault]),
    ],
  ),
);

// 2. Lines become customers and events.
const [shop, shopTook] = timed(() => toShop(lines));
const named = (name: string) => shop.events.filter((event) => event.name === name);
const total = (name: string): string =>
  pounds(named(name).reduce((sum, event) => sum + Number(event.properties?.amount), 0));
say(heading('Turned into customers and events', shopTook));
say(
  table(
    ['number', '', 'from'],
    [
      [
        shop.customers.length,
        'customers',
        'each with a country, and the first line as the date of signing up',
      ],
      [named('item_purchased').length, 'item_purchased', 'one a line of an order'],
      [named('purchase').length, 'purchase', `one an order, ${total('purchase')} in all`],
      [named('refund').length, 'refund', `one a cancellation, ${total('refund')} in all`],
    ],
  ),
);

// 3. Put them into columns. What could not be used would be counted here, under its cause.
const [people, peopleTook] = timed(() => peopleOf(shop, AS_OF));
say(heading('Put into columns', peopleTook));
say(
  table(
    ['number', '', 'what became of them'],
    [
      [people.size, 'customers', 'all of them'],
      [people.eventCount, 'events', `in columns by name and time; ${people.copies} copies were removed`],
      [
        people.issues.length,
        'faults',
        'events of unknown customers, times that are none, values that cannot be read',
      ],
      ...people.issues.map(({ count, code, message }) => [count, code, message]),
    ],
  ),
);

// 4. Ask every customer everything, as of one instant, in one pass.
const [sizes, sizesTook] = timed(() => segmentSizes(segments, people));
say(heading(`${segments.length} segments as of ${london(people.asOf)} in London`, sizesTook));
say(
  table(
    ['segment', 'customers', 'share', 'who they are'],
    sizes.map(({ of, size }) => [of.title ?? of.id, size, share(size, people.size), describe(of)]),
  ),
);

// 5. And sort all of them by one classification.
const [labels, labelsTook] = timed(() => labelSizes(standing, people));
say(heading(standing.title ?? standing.id, labelsTook));
say(
  table(
    ['label', 'customers', 'share'],
    labels.map(({ of, size }) => [
      of ?? 'none: never ordered, only sent back',
      size,
      share(size, people.size),
    ]),
  ),
);

// 6. Whom to call first: of the key accounts, the one who drops out first if nothing else happens. In words.
const [[next, leaving], leavingTook] = timed(() => firstToLeave(keyAccount, people));
say(heading(`The next key account to be lost is ${next.id}, ${pounds(revenue(next))} net`, leavingTook));
say(String(explain(keyAccount, next)));
say(`That is ${london(leaving)} in London.`);

// 7. And when that customer was one, exactly.
const [spans, spansTook] = timed(() =>
  timeline(keyAccount, next, { from: '2010-12-01T00:00:00Z', to: '2012-03-01T00:00:00Z' }),
);
say(heading(`${next.id} over time, and on if nothing else happens`, spansTook));
const DAY = 86_400_000;
say(
  table(
    ['from', 'to', 'days', 'key account'],
    spans.map(({ from, to, member }) => [
      london(from),
      london(to),
      ((to - from) / DAY).toFixed(1),
      member ? 'yes' : 'no',
    ]),
  ),
);
say(`\nDone in ${(performance.now() / 1000).toFixed(1)} s.`);
