import type { Attributes, Event } from '../../src/index.js';
import type { CasePerson } from '../../src/sql/conformance/check.js';
import { daily, did, old } from '../catalogue/customers.js';
import { bought, loyal, messages, nps, sound } from '../catalogue/histories.js';

/** So many events, so many days apart, the last of them some days ago. */
const series = (
  name: string,
  count: number,
  { apart = 1, last = 1 }: { readonly apart?: number; readonly last?: number },
  properties: (i: number) => Event['properties'] = () => ({}),
): Event[] => Array.from({ length: count }, (_, i) => did(name, last + i * apart, properties(i)));

/** Six orders in each of the last two half years: so much each now, and so much before. */
const baskets = (now: number, before: number): Event[] =>
  [now, before].flatMap((amount, half) =>
    [-9, -5, 0, 0, 5, 9].map((more, i) => did('purchase', half * 180 + i + 1, { amount: amount + more })),
  );

const offers = (kind: string, accepted: number): Event[] => [
  ...series('offer_shown', 6, { last: 10 }, (i) => ({ kind, offer: `o${i}` })),
  ...series('offer_accepted', accepted, { last: 10 }, (i) => ({ kind, offer: `o${i}` })),
];

const look = (day: number): Event[] => [did('product_viewed', day, {}, 600_000), did('purchase', day)];

const launch = (product: string, day: number): Event[] => [
  did('message_delivered', day + 10, { topic: 'launch', product }),
  did('item_purchased', day, { product }),
];

const pleased: readonly Event[] = [...loyal, nps(10), ...sound];

/** Customers who fit what chance hardly ever brings together. */
const HISTORIES: Readonly<Record<string, readonly Event[]>> = {
  'baskets grow': baskets(130, 100),
  'baskets shrink': baskets(70, 100),
  'baskets stay': baskets(100, 100),
  'doubts each order': [
    ...series('purchase', 6, { apart: 9 }, () => ({ category: 'coffee' })),
    ...series('refund', 6, { apart: 9, last: 0 }),
  ],
  'buys at first sight': [...look(10), ...look(100)],
  'buys what is new': [...launch('watch', 20), ...launch('phone', 90)],
  'takes every promotion': offers('promotion', 6),
  'takes few promotions': offers('promotion', 2),
  'takes one promotion': offers('promotion', 1),
  'takes no promotion': offers('promotion', 0),
  'takes every upsell': offers('upsell', 6),
  'takes few upsells': offers('upsell', 2),
  'takes one upsell': offers('upsell', 1),
  'takes no upsell': offers('upsell', 0),
  'buys in summer': [...bought(480, 470), ...bought(120, 110)],
  'has a story to tell': pleased,
  'has 10,000 points': [did('loyalty_joined', 90), did('loyalty_earned', 9, { points: 10_000 })],
  'has 5,000 points': [did('loyalty_joined', 90), did('loyalty_earned', 9, { points: 5000 })],
  'has 1,000 points': [did('loyalty_joined', 90), did('loyalty_earned', 9, { points: 1000 })],
  'clicks every message': messages(12, 9),
  'clicks no more': [
    ...series('message_delivered', 60, { apart: 3 }, (i) => ({ message: `m${i * 3 + 1}` })),
    ...series('message_clicked', 25, { apart: 6, last: 31 }, (i) => ({ message: `m${i * 6 + 31}` })),
  ],
  'opens messages': [...messages(12, 0), ...series('message_opened', 9, {}, (i) => ({ message: `m${i}` }))],
  'asks every day': daily('support_ticket', 80),
  'lives in the product': Array.from({ length: 2000 }, (_, i) => did('feature_used', i / 100)),
  'comes after outages': [0, 1, 2, 3, 4, 5].flatMap((i) => [
    did('outage', 10 + i * 25, {}, 3_600_000),
    did('logged_in', 10 + i * 25),
  ]),
  'comes after stages': [0, 1, 2, 3, 4, 5].flatMap((i) => [
    did('stage_entered', 10 + i * 25, {}, 3_600_000),
    did('logged_in', 10 + i * 25),
  ]),
  'has adopted a feature': daily('feature_used', 5, { feature: 'export' }),
  'looks at bicycles': daily('product_viewed', 5, { category: 'cycling' }),
  'is stuck in a proposal': [did('deal_created', 200), did('stage_entered', 190, { stage: 'proposal' })],
};

/** Those among whom others stand out: many who asked once, and buyers of two great orders, the last so long ago. */
const OTHERS: readonly (readonly Event[])[] = [
  ...Array.from({ length: 10 }, (_, i) => [did('support_ticket', i + 1)]),
  ...[5, 20, 40, 70, 110].map((last) => series('purchase', 2, { last }, () => ({ amount: 90_000 }))),
];

const thrifty: Attributes = { ...old, values: ['thrift'], interests: ['family'], socialGroups: ['parents'] };
const keen: Attributes = {
  interests: ['technology'],
  values: ['innovation'],
  socialGroups: ['early adopters'],
};

/** Customers who are in what chance leaves empty, each named for what they do. */
export const plannedPeople: readonly CasePerson[] = [
  ...Object.entries(HISTORIES).map(([id, events]) => ({
    customer: { id, attributes: old },
    events: events as CasePerson['events'],
  })),
  ...OTHERS.map((events, i) => ({
    customer: { id: `other ${i}` },
    events: events as CasePerson['events'],
  })),
  { customer: { id: 'saves for the family', attributes: thrifty }, events: [] },
  { customer: { id: 'wants the newest', attributes: keen }, events: [] },
  { customer: { id: 'nothing is known of' }, events: [] },
];
