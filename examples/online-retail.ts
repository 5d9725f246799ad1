/**
 * The main job on real input: every order line of a UK wholesaler of gifts, 2010-12-01 to 2011-12-09, becomes customers
 * and events; a dozen segments and a classification are answered for each customer; one is explained in words.
 *   npm start
 */
import { describe, explain, timeline } from 'habitus';
import { firstToLeave, labelSizes, profilesOf, segmentSizes } from './online-retail/evaluate.js';
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
const say = (text: string): void => console.log(text);

// 1. Read the lines. What cannot be used is counted under its cause: nothing is lost.
const [{ lines, given, rejected }, readingTook] = timed(() =>
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

// 3. Ask every customer everything, as of one instant.
const [profiles, profilesTook] = timed(() => profilesOf(shop, AS_OF));
const [sizes, sizesTook] = timed(() => segmentSizes(segments, profiles));
say(heading(`Segments as of ${london(profiles[0]!.asOf)} in London`, profilesTook + sizesTook));
say(
  table(
    ['segment', 'customers', 'share', 'who they are'],
    sizes.map(({ of, size }) => [of.title ?? of.id, size, share(size, profiles.length), describe(of)]),
  ),
);

// 4. And sort all of them by one classification.
const [labels, labelsTook] = timed(() => labelSizes(standing, profiles));
say(heading(standing.title ?? standing.id, labelsTook));
say(
  table(
    ['label', 'customers', 'share'],
    labels.map(({ of, size }) => [
      of ?? 'none: never ordered, only sent back',
      size,
      share(size, profiles.length),
    ]),
  ),
);

// 5. Whom to call first: of the key accounts, the one who drops out first if nothing else happens. In words.
const [[next, leaving], leavingTook] = timed(() => firstToLeave(keyAccount, profiles.filter(keyAccount)));
say(heading(`The next key account to be lost is ${next.id}, ${pounds(revenue(next))} net`, leavingTook));
say(String(explain(keyAccount, next)));
say(`That is ${london(leaving)} in London.`);

// 6. And when that customer was one, exactly.
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
