import { describe, expect, it } from 'vitest';
import {
  crossSellCandidate,
  launchCandidate,
  promotionResponsive,
  upsellResponsive,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { membersOfCrowd } from './crowd.js';
import { did, old, who, young } from './customers.js';
import { bought } from './histories.js';

/** Different offers of a kind, the first of them accepted too. */
const offers = (kind: string, shown: number, accepted: number, day = 1, milliseconds = 0): Event[] => [
  ...Array.from({ length: shown }, (_, i) => did('offer_shown', day, { offer: `o${i}`, kind }, milliseconds)),
  ...Array.from({ length: accepted }, (_, i) =>
    did('offer_accepted', day, { offer: `o${i}`, kind }, milliseconds),
  ),
];

const of = (category: string, ...days: number[]): Event[] =>
  days.map((day) => did('purchase', day, { category }));
const declined = (day: number, kind = 'cross-sell', milliseconds = 0): Event =>
  did('offer_declined', day, { offer: 'o1', kind }, milliseconds);

const launch = (product: string, day: number, topic = 'launch', milliseconds = 0): Event =>
  did('message_delivered', day, { topic, product }, milliseconds);
const ordered = (product: string, day: number): Event => did('item_purchased', day, { product });
const watch: readonly Event[] = [launch('watch', 20), ordered('watch', 10)];
const phone: readonly Event[] = [launch('phone', 120), ordered('phone', 110)];

answering([
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
      ['ordered after 2 launches', who(old, [...watch, ...phone]), true],
      ['after one of 2', who(old, [...watch, launch('phone', 120)]), false],
      ['one product announced twice', who(old, [...watch, launch('watch', 50), ordered('watch', 40)]), false],
      [
        'two products announced on one day',
        who(old, [...watch, launch('phone', 20), ordered('phone', 10)]),
        true,
      ],
      [
        'something else, bought every week',
        who(old, [
          launch('watch', 20),
          launch('phone', 120),
          ...[5, 12, 19, 100, 107, 114].map((day) => ordered('milk', day)),
        ]),
        false,
      ],
      ['exactly 30 days after', who(old, [...watch, launch('phone', 120), ordered('phone', 90)]), true],
      [
        'just more than 30 days after',
        who(old, [...watch, launch('phone', 120, 'launch', 1), ordered('phone', 90)]),
        false,
      ],
      ['ordered before', who(old, [...watch, launch('phone', 120), ordered('phone', 121)]), false],
      ['other messages', who(old, [...watch, launch('phone', 120, 'sale'), ordered('phone', 110)]), false],
      [
        'messages and orders that do not say the product',
        who(
          old,
          [1, 2].flatMap((i) => [
            did('message_delivered', 50 * i, { topic: 'launch' }),
            did('item_purchased', 50 * i - 5),
          ]),
        ),
        false,
      ],
      [
        'the first just less than 365 days ago',
        who(old, [...watch, launch('phone', 365, 'launch', -1), ordered('phone', 350)]),
        true,
      ],
      [
        'the first exactly 365 days ago',
        who(old, [...watch, launch('phone', 365), ordered('phone', 350)]),
        false,
      ],
      ['orders without launches', who(old, [ordered('watch', 10), ordered('phone', 110)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [launch('watch', 2), ordered('watch', 1)]), false],
      ['no attributes are needed', who({}, [...watch, ...phone]), true],
    ],
  ],
]);

describe.each([
  ['promotionResponsive', promotionResponsive, 'promotion', 5, 180],
  ['upsellResponsive', upsellResponsive, 'upsell', 3, 365],
] as const)('%s', (_, segment, kind, least, window) => {
  /** Customers who were shown so many offers, and accepted the first of them. */
  const ask = (crowd: readonly (readonly [shown: number, accepted: number])[]): string =>
    membersOfCrowd(
      segment,
      crowd.map(([shown, accepted]) => offers(kind, shown, accepted)),
    );

  it('holds the quarter with the greatest shares accepted', () => {
    expect(
      ask([
        [10, 1],
        [10, 2],
        [10, 3],
        [10, 4],
      ]),
    ).toBe('...x');
    expect(
      ask([
        [20, 3],
        [20, 1],
        [20, 0],
        [20, 1],
      ]),
    ).toBe('x...');
  });

  it('does not count those who were shown too few', () => {
    expect(
      ask([
        [10, 1],
        [10, 2],
        [10, 3],
        [10, 4],
        [least - 1, least - 1],
        [0, 0],
      ]),
    ).toBe('...x..');
    expect(
      ask([
        [least, 1],
        [10, 0],
        [10, 0],
        [10, 0],
      ]),
    ).toBe('x...');
  });

  it('holds equals where the middle of their ranks is, and nobody where all accept as much or nothing', () => {
    expect(
      ask([
        [10, 1],
        [10, 1],
        [10, 1],
        [10, 2],
        [10, 4],
        [10, 4],
      ]),
    ).toBe('....xx');
    expect(
      ask([
        [10, 1],
        [10, 1],
        [10, 1],
        [10, 1],
      ]),
    ).toBe('....');
    expect(
      ask([
        [10, 0],
        [10, 0],
        [10, 0],
        [10, 0],
      ]),
    ).toBe('....');
  });

  it('takes an offer that is shown again for the same, and none of another kind or without a name', () => {
    const others = [offers(kind, 10, 1), offers(kind, 10, 1), offers(kind, 10, 1)];
    const again = [...offers(kind, 10, 2), ...offers(kind, 10, 0, 2), ...offers(kind, 10, 0, 3)];
    expect(membersOfCrowd(segment, [again, ...others])).toBe('x...');
    expect(membersOfCrowd(segment, [offers('other', 10, 9), ...others, offers(kind, 10, 0)])).not.toMatch(
      /^x/,
    );
    const nameless = Array.from({ length: 9 }, (_, i) => [
      did('offer_shown', i + 1, { kind }),
      did('offer_accepted', i + 1, { kind }),
    ]).flat();
    expect(membersOfCrowd(segment, [nameless, ...others])).not.toMatch(/^x/);
  });

  it('looks at its window', () => {
    const others = [offers(kind, 10, 1), offers(kind, 10, 1), offers(kind, 10, 1)];
    expect(membersOfCrowd(segment, [offers(kind, 10, 5, window, -1), ...others])).toBe('x...');
    expect(membersOfCrowd(segment, [offers(kind, 10, 5, window), ...others])).toBe('....');
  });
});
