import {
  crossSellCandidate,
  launchCandidate,
  promotionResponsive,
  upsellResponsive,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, did, old, who, young } from './customers.js';
import { bought } from './histories.js';

/** Different offers of a kind, the first of them accepted too. */
const offers = (kind: string, shown: number, accepted: number, day = 1, milliseconds = 0): Event[] => [
  ...Array.from({ length: shown }, (_, i) => did('offer_shown', day, { offer: `o${i}`, kind }, milliseconds)),
  ...Array.from({ length: accepted }, (_, i) =>
    did('offer_accepted', day, { offer: `o${i}`, kind }, milliseconds),
  ),
];

/** The cases of who responds to a kind of offer: `accepted` of `least` are enough, and of more the others given. */
const responsive = (
  kind: string,
  least: number,
  accepted: number,
  window: number,
  just: readonly [shown: number, accepted: number],
): readonly Case<boolean>[] => [
  ['as many accepted as it takes', who(old, offers(kind, least, accepted)), true],
  ['one less', who(old, offers(kind, least, accepted - 1)), false],
  ['a share just too small', who(old, offers(kind, ...just)), false],
  ['one more to judge by is missing', who(old, offers(kind, least - 1, least - 1)), false],
  [
    'an offer that is shown again is the same',
    who(old, [...offers(kind, least, accepted), ...offers(kind, least, 0, 2), ...offers(kind, least, 0, 3)]),
    true,
  ],
  ['offers of another kind', who(old, offers('other', least, least)), false],
  [
    'offers without a name',
    who(
      old,
      [1, 2, 3, 4, 5].flatMap((day) => [
        did('offer_shown', day, { kind }),
        did('offer_accepted', day, { kind }),
      ]),
    ),
    false,
  ],
  ['declined', who(old, [...offers(kind, least, 0), did('offer_declined', 1, { offer: 'o1', kind })]), false],
  ['just inside the window', who(old, offers(kind, least, accepted, window, -1)), true],
  ['exactly at its edge', who(old, offers(kind, least, accepted, window)), false],
  ['no events', who(old), false],
  ['a new customer, shown too few', who(young, offers(kind, 1, 1)), false],
  ['no attributes are needed', who({}, offers(kind, least, accepted)), true],
];

const of = (category: string, ...days: number[]): Event[] =>
  days.map((day) => did('purchase', day, { category }));
const declined = (day: number, kind = 'cross-sell', milliseconds = 0): Event =>
  did('offer_declined', day, { offer: 'o1', kind }, milliseconds);

const launch = (day: number, topic = 'launch', milliseconds = 0): Event =>
  did('message_delivered', day, { topic }, milliseconds);

answering([
  [promotionResponsive, responsive('promotion', 5, 2, 180, [8, 3])],
  [upsellResponsive, responsive('upsell', 3, 1, 365, [4, 1])],
  [
    crossSellCandidate,
    [
      ['3 orders of one category', who(old, of('shoes', 1, 2, 3)), true],
      ['2 orders', who(old, of('shoes', 1, 2)), false],
      ['a second category', who(old, [...of('shoes', 1, 2, 3), ...of('hats', 4)]), false],
      ['9 of 10 of one category', who(old, [...of('a', 1, 2, 3, 4, 5, 6, 7, 8, 9), ...of('b', 10)]), true],
      ['8 of 9', who(old, [...of('a', 1, 2, 3, 4, 5, 6, 7, 8), ...of('b', 10)]), false],
      ['a second category a year ago', who(old, [...of('shoes', 1, 2, 3), ...of('hats', 365)]), true],
      ['without a category', who(old, bought(1, 2, 3)), false],
      ['some of them without a category', who(old, [...of('shoes', 1), ...bought(2, 3)]), true],
      [
        'the last just less than 90 days ago',
        who(old, [did('purchase', 90, { category: 'a' }, -1), ...of('a', 91, 92)]),
        true,
      ],
      ['the last exactly 90 days ago', who(old, of('shoes', 90, 91, 92)), false],
      [
        'the third just less than 365 days ago',
        who(old, [...of('a', 1, 2), did('purchase', 365, { category: 'a' }, -1)]),
        true,
      ],
      ['the third exactly 365 days ago', who(old, of('shoes', 1, 2, 365)), false],
      [
        'a cross-sell declined just less than 90 days ago',
        who(old, [...of('shoes', 1, 2, 3), declined(90, 'cross-sell', -1)]),
        false,
      ],
      ['one declined exactly 90 days ago', who(old, [...of('shoes', 1, 2, 3), declined(90)]), true],
      ['an upsell declined', who(old, [...of('shoes', 1, 2, 3), declined(1, 'upsell')]), true],
      ['no events', who(old), false],
      ['a new customer', who(young, of('shoes', 1)), false],
      ['no attributes are needed', who({}, of('shoes', 1, 2, 3)), true],
    ],
  ],
  [
    launchCandidate,
    [
      ['ordered after 2 launches', who(old, [launch(20), ...bought(10), launch(120), ...bought(110)]), true],
      ['after one of 2', who(old, [launch(20), ...bought(10), launch(120)]), false],
      ['announced twice in a month', who(old, [launch(20), launch(15), ...bought(10)]), false],
      ['exactly 30 days after', who(old, [launch(40), launch(120), ...bought(10, 90)]), true],
      [
        'just more than 30 days after',
        who(old, [launch(40), launch(120, 'launch', 1), ...bought(10, 90)]),
        false,
      ],
      ['ordered before', who(old, [launch(20), ...bought(21), launch(120), ...bought(110)]), false],
      [
        'other messages',
        who(old, [launch(20, 'sale'), ...bought(10), launch(120, 'sale'), ...bought(110)]),
        false,
      ],
      [
        'the first just less than 365 days ago',
        who(old, [launch(20), ...bought(10), launch(365, 'launch', -1), ...bought(350)]),
        true,
      ],
      [
        'the first exactly 365 days ago',
        who(old, [launch(20), ...bought(10), launch(365), ...bought(350)]),
        false,
      ],
      ['orders without launches', who(old, bought(10, 110)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [launch(2), ...bought(1)]), false],
      ['no attributes are needed', who({}, [launch(20), ...bought(10), launch(120), ...bought(110)]), true],
    ],
  ],
]);
