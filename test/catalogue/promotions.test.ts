import {
  crossSellCandidate,
  dealSeeker,
  launchCandidate,
  paidOfListPrice,
  priceSensitive,
  promotionResponsive,
  promotionShare,
  upsellResponsive,
} from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';

const order = (properties: Event['properties'] = {}, day = 10): Event => did('purchase', day, properties);
const times = (count: number, make: (i: number) => Event): Event[] =>
  Array.from({ length: count }, (_, i) => make(i));
const priced = (amount: number, day = 10): Event => order({ amount, listPrice: 100 }, day);
const offered = (kind: string, shown: number, accepted: number, day = 10): Event[] => [
  ...times(shown, (i) => did('offer_shown', day, { offer: `o${i}`, kind })),
  ...times(accepted, (i) => did('offer_accepted', day, { offer: `o${i}`, kind })),
];
const declined = (count: number, day = 10, kind = 'promotion'): Event[] =>
  times(count, (i) => did('offer_declined', day, { offer: `o${i}`, kind }));
const categories = (...names: string[]): Event[] => names.map((category) => order({ category }));

answering([
  [
    promotionShare,
    [
      ['one of two', who(old, [order({ promotion: 'x' }), order()]), 0.5],
      [
        'an order exactly a year ago is not counted',
        who(old, [order({ promotion: 'x' }), order({}, 365)]),
        1,
      ],
      ['no orders', who(old), null],
      ['a new customer', who(young, [order({}, 1)]), 0],
    ],
  ],
  [
    dealSeeker,
    [
      [
        'three of five on promotion',
        who(old, [...times(3, () => order({ promotion: 'x' })), ...times(2, () => order())]),
        true,
      ],
      [
        'three of six',
        who(old, [...times(3, () => order({ promotion: 'x' })), ...times(3, () => order())]),
        false,
      ],
      [
        'two orders',
        who(
          old,
          times(2, () => order({ promotion: 'x' })),
        ),
        false,
      ],
      ['no events', who(old), false],
    ],
  ],
  [
    paidOfListPrice,
    [
      ['a fifth off', who(old, [priced(80)]), 0.8],
      ['orders without a list price say nothing', who(old, [priced(80), order({ amount: 5 })]), 0.8],
      ['no orders', who({}), null],
      ['a list price of 0', who(old, [order({ amount: 5, listPrice: 0 })]), null],
    ],
  ],
  [
    priceSensitive,
    [
      [
        'pays 85 %',
        who(
          old,
          times(3, () => priced(85)),
        ),
        true,
      ],
      [
        'pays a little more',
        who(
          old,
          times(3, () => priced(85.01)),
        ),
        false,
      ],
      [
        'two orders',
        who(
          old,
          times(2, () => priced(50)),
        ),
        false,
      ],
      ['two offers declined', who(old, declined(2)), true],
      ['one offer declined', who(old, declined(1)), false],
      ['one accepted', who(old, [...declined(2), did('offer_accepted', 1)]), false],
      ['declined exactly a year ago', who(old, declined(2, 365)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [priced(50, 1)]), false],
      ['no attributes are needed', who({}, declined(2)), true],
    ],
  ],
  [
    promotionResponsive,
    [
      ['one of three', who(old, offered('promotion', 3, 1)), true],
      ['three of ten', who(old, offered('promotion', 10, 3)), true],
      ['two of ten', who(old, offered('promotion', 10, 2)), false],
      ['shown too few', who(old, offered('promotion', 2, 2)), false],
      ['another kind', who(old, offered('upsell', 3, 3)), false],
      ['exactly 180 days ago', who(old, offered('promotion', 3, 3, 180)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, offered('promotion', 1, 1, 1)), false],
      ['no attributes are needed', who({}, offered('promotion', 3, 1)), true],
    ],
  ],
  [
    upsellResponsive,
    [
      ['one of four', who(old, offered('upsell', 4, 1)), true],
      ['one of five', who(old, offered('upsell', 5, 1)), false],
      ['shown one', who(old, offered('upsell', 1, 1)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, offered('upsell', 1, 1, 1)), false],
      ['no attributes are needed', who({}, offered('upsell', 2, 1)), true],
    ],
  ],
  [
    crossSellCandidate,
    [
      ['three of one category', who(old, categories('tea', 'tea', 'tea')), true],
      ['two of it', who(old, categories('tea', 'tea')), false],
      ['another one among them', who(old, categories('tea', 'tea', 'cups')), false],
      [
        'orders without a category say nothing',
        who(old, [...categories('tea', 'tea', 'tea'), order()]),
        true,
      ],
      [
        'declined lately',
        who(old, [...categories('tea', 'tea', 'tea'), ...declined(1, 89, 'cross-sell')]),
        false,
      ],
      [
        'declined 90 days ago',
        who(old, [...categories('tea', 'tea', 'tea'), ...declined(1, 90, 'cross-sell')]),
        true,
      ],
      [
        'declined something else',
        who(old, [...categories('tea', 'tea', 'tea'), ...declined(1, 1, 'upsell')]),
        true,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, categories('tea')), false],
    ],
  ],
  [
    launchCandidate,
    [
      [
        'two launches',
        who(
          old,
          times(2, () => order({ promotion: 'launch' })),
        ),
        true,
      ],
      ['one', who(old, [order({ promotion: 'launch' }), order({ promotion: 'autumn' })]), false],
      [
        'exactly a year ago',
        who(
          old,
          times(2, () => order({ promotion: 'launch' }, 365)),
        ),
        false,
      ],
      ['no events', who(old), false],
      [
        'a new customer',
        who(
          young,
          times(2, () => order({ promotion: 'launch' }, 1)),
        ),
        true,
      ],
      [
        'no attributes are needed',
        who(
          {},
          times(2, () => order({ promotion: 'launch' })),
        ),
        true,
      ],
    ],
  ],
]);
