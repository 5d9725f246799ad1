import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benefitSought,
  benefitSoughtAmong,
  brandImportance,
  convenienceImportance,
  deliveryImportance,
  priceImportance,
  qualityImportance,
  supportImportance,
} from '../../src/catalogue/index.js';
import type { Event, Metric } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, did, old, who, young } from './customers.js';

const used = (feature: string, day = 1): Event => did('feature_used', day, { feature });
const read = (topic: string, day = 1): Event => did('content_viewed', day, { topic });
const clicked = (topic: string, day = 1): Event => did('message_clicked', day, { topic });
const viewed = (category: string, day = 1): Event => did('product_viewed', day, { category });
const delivered = (delivery: string, day = 1): Event => did('purchase', day, { delivery });
const onSale = (day = 1): Event => did('purchase', day, { promotion: 'AUTUMN' });

/** One answer for each benefit, in the order of the labels. */
const answers = {
  price: onSale(),
  quality: read('quality', 2),
  convenience: used('reorder'),
  delivery: delivered('express', 2),
  brand: viewed('designer'),
  support: clicked('support'),
};
type Benefit = keyof typeof answers;
const BENEFITS = Object.keys(answers) as Benefit[];

/** The cases that hold for the importance of every benefit, with all that speaks for it. */
const importance = (
  entry: Metric<'number', { readonly window: number }>,
  benefit: Benefit,
  speaking: readonly Event[],
): [typeof entry, readonly Case<number | null>[]] => {
  const [one] = speaking as [Event];
  const other = benefit === 'price' ? answers.quality : answers.price;
  return [
    entry,
    [
      ['nothing else', who(old, [one]), 1],
      ['one of two answers', who(old, [one, other]), 0.5],
      ['one of all six', who(old, Object.values(answers)), 1 / 6],
      [
        'all that speaks for it, and one for another',
        who(old, [...speaking, other]),
        speaking.length / (speaking.length + 1),
      ],
      ['only other answers', who(old, [other]), 0],
      [
        'what speaks for nothing does not count',
        who(old, [one, used('export'), read('cats'), viewed('shoes'), did('purchase', 3)]),
        1,
      ],
      [
        'an answer just less than 180 days old',
        who(old, [{ ...one, at: (did('', 180).at as number) + 1 }]),
        1,
      ],
      ['an answer exactly 180 days old', who(old, [{ ...one, at: did('', 180).at }]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [one]), 1],
      ['a new customer without events', who(young), null],
      ['no attributes are needed', who({}, [one]), 1],
    ],
  ];
};

/** Answers of one kind at different instants, so that none is a copy of another. */
const each = (make: (word: string, day: number) => Event, ...words: string[]): Event[] =>
  words.map((word, i) => make(word, 20 + i));

answering([
  importance(priceImportance, 'price', [
    onSale(),
    did('offer_accepted', 1, { kind: 'promotion' }),
    ...each(used, 'coupon', 'price-alert', 'price-comparison'),
    ...each(viewed, 'sale', 'outlet', 'clearance'),
    ...each(read, 'price', 'discount', 'promotion', 'sale'),
  ]),
  importance(qualityImportance, 'quality', [
    ...each(used, 'reviews', 'product-comparison', 'warranty'),
    ...each(viewed, 'premium', 'handmade', 'organic'),
    ...each(clicked, 'quality', 'materials', 'reviews', 'security', 'reliability'),
  ]),
  importance(convenienceImportance, 'convenience', [
    ...each(used, 'one-click-order', 'reorder', 'saved-list', 'automation', 'template'),
    ...each(viewed, 'bundle', 'subscription-box', 'ready-made'),
    ...each(read, 'convenience', 'time-saving', 'automation', 'tips'),
  ]),
  importance(deliveryImportance, 'delivery', [
    ...each(used, 'order-tracking', 'delivery-slot', 'pickup'),
    ...each(read, 'delivery', 'shipping', 'returns'),
    ...each(delivered, 'express', 'same-day', 'next-day', 'pickup'),
  ]),
  importance(brandImportance, 'brand', [
    ...each(used, 'brand-follow', 'lookbook', 'gift-card'),
    ...each(viewed, 'designer', 'limited-edition', 'merchandise'),
    ...each(read, 'brand', 'company-news', 'behind-the-scenes'),
  ]),
  importance(supportImportance, 'support', [
    ...each(used, 'live-chat', 'help-center', 'onboarding-call'),
    ...each(viewed, 'service-plan', 'training'),
    ...each(clicked, 'support', 'service', 'training', 'webinar'),
  ]),
]);

answering([
  [
    priceImportance,
    [
      [
        'an offer of another kind is none',
        who(old, [answers.quality, did('offer_accepted', 1, { kind: 'upsell' })]),
        0,
      ],
      ['an order without a promotion is none', who(old, [answers.quality, did('purchase', 1)]), 0],
      [
        'an order on promotion and by express is two answers',
        who(old, [did('purchase', 1, { promotion: 'AUTUMN', delivery: 'express' })]),
        0.5,
      ],
      [
        'a category is answered by looking, wishing, filling the cart and ordering',
        who(old, [
          answers.quality,
          ...['product_viewed', 'wishlist_add', 'cart_add', 'purchase'].map((name) =>
            did(name, 5, { category: 'sale' }),
          ),
        ]),
        0.8,
      ],
      [
        'a message that was only delivered or opened is none',
        who(old, [
          answers.quality,
          did('message_delivered', 1, { topic: 'sale' }),
          did('message_opened', 1, { topic: 'sale' }),
        ]),
        0,
      ],
    ],
  ],
  [
    supportImportance,
    [['a ticket is none', who(old, [answers.quality, did('support_ticket', 1, { topic: 'support' })]), 0]],
  ],
  [
    benefitSought,
    [
      ...BENEFITS.map(
        (benefit): Case<string> => [
          `two answers for ${benefit}`,
          who(old, [answers[benefit], { ...answers[benefit], at: did('', 9).at }]),
          benefit,
        ],
      ),
      ['one answer: a fifth', who(old, [onSale()]), null],
      [
        '2 of 5 answers',
        who(old, [onSale(1), onSale(2), used('reorder'), read('quality'), read('brand')]),
        'price',
      ],
      [
        '2 of 6 answers',
        who(old, [onSale(1), onSale(2), used('reorder'), read('quality'), read('brand'), read('support')]),
        null,
      ],
      [
        '3 and 2 of 5',
        who(old, [onSale(1), onSale(2), read('brand', 1), read('brand', 2), read('brand', 3)]),
        'brand',
      ],
      [
        'the first among equals',
        who(old, [
          read('brand', 1),
          read('brand', 2),
          read('quality', 3),
          read('quality', 4),
          read('tips', 5),
        ]),
        'quality',
      ],
      [
        'both just less than 180 days old',
        who(
          old,
          [1, 2].map((i) => did('content_viewed', 180, { topic: 'brand' }, -i)),
        ),
        'brand',
      ],
      [
        'one exactly 180 days old',
        who(
          old,
          [0, 1].map((i) => did('content_viewed', 180, { topic: 'brand' }, -i)),
        ),
        null,
      ],
      ['no answers', who(old, [did('logged_in', 1), used('export')]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [onSale(1), onSale(1.5)]), 'price'],
      ['no attributes are needed', who({}, [onSale(1), onSale(2)]), 'price'],
    ],
  ],
]);

const reasons = benefitSoughtAmong({
  benefits: {
    time: { features: ['import', 'audit'] },
    safety: { features: ['audit'], topics: ['security'], offers: ['upsell'] },
    thrift: { promotions: true, deliveries: ['slow'], categories: ['used'] },
  },
});

answering([
  [
    reasons,
    [
      ['two of two', who(old, [read('security', 1), clicked('security', 2)]), 'safety'],
      ['one of one', who(old, [read('security')]), null],
      ['a word of two benefits: the first', who(old, [used('audit', 1), used('audit', 2)]), 'time'],
      ['of two benefits, and one more', who(old, [used('audit', 1), read('security')]), 'safety'],
      [
        'it is one answer of all: 2 of 5',
        who(old, [
          used('audit', 1),
          used('audit', 2),
          onSale(3),
          viewed('used'),
          did('offer_accepted', 1, { kind: 'upsell' }),
        ]),
        'safety',
      ],
      ['promotions, deliveries and categories', who(old, [onSale(), delivered('slow', 2)]), 'thrift'],
      ['the words of others are none', who(old, [read('brand', 1), read('brand', 2)]), null],
      ['no events', who(old), null],
      ['a new customer', who(young, [used('import', 1), used('import', 1.5)]), 'time'],
      ['no attributes are needed', who({}, [used('import', 1), used('import', 2)]), 'time'],
    ],
  ],
]);

describe('benefit-sought', () => {
  it('shares every answer out, and gives one label, of the greatest share, or none', () => {
    const entries = {
      price: priceImportance,
      quality: qualityImportance,
      convenience: convenienceImportance,
      delivery: deliveryImportance,
      brand: brandImportance,
      support: supportImportance,
    };
    const event = fc
      .tuple(fc.constantFrom(...BENEFITS), fc.integer({ min: 0, max: 190 }))
      .map(([benefit, day]) => ({ ...answers[benefit], at: did('', day).at }));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const customer = who(old, events);
        const found = BENEFITS.map((benefit) => entries[benefit](customer));
        const label = benefitSought(customer);
        expect(benefitSought.labels.filter((each) => benefitSought.is(each)(customer))).toEqual(
          label === null ? [] : [label],
        );
        if (found[0] === null) {
          expect(found).toEqual(BENEFITS.map(() => null));
          expect(label).toBeNull();
          return;
        }
        const numbers = found as number[];
        expect(numbers.reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
        if (label !== null) {
          expect(entries[label](customer)).toBe(Math.max(...numbers));
          expect(entries[label](customer)).toBeGreaterThanOrEqual(0.4);
        }
      }),
    );
  });

  it('decides by other shares, numbers and windows', () => {
    const one = who(old, [onSale()]);
    expect(benefitSought.with({ answers: 1 })(one)).toBe('price');
    expect(benefitSought.with({ share: 0.2 })(one)).toBe('price');
    expect(benefitSoughtAmong({ benefits: { low: { promotions: true } }, answers: 1 })(one)).toBe('low');
    expect(benefitSoughtAmong({ benefits: { low: { promotions: true } }, share: 0.2 })(one)).toBe('low');
  });
});

describe('benefit-sought-among', () => {
  it('has the labels that are given, and refuses one for which nothing can speak', () => {
    expect(reasons.labels).toEqual(['time', 'safety', 'thrift']);
    expect(reasons.title).toBe('Benefit sought among time, safety, thrift');
    const nothing = benefitSoughtAmong({ benefits: { nothing: { features: [], promotions: false } } });
    expect(() => nothing(who(old))).toThrow('at least one answer that speaks for the benefit');
  });
});
