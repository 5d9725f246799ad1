import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ethicalLuxury,
  interest,
  interestedIn,
  persona,
  techEnthusiast,
  thriftyParent,
  topInterest,
} from '../../src/catalogue/index.js';
import { type Attributes, and, days, type Event, describe as inWords } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, did, old, who, young } from './customers.js';

const read = (topic: string, ...before: number[]): Event[] =>
  before.map((day) => did('content_viewed', day, { topic }));
const viewed = (category: string, ...before: number[]): Event[] =>
  before.map((day) => did('product_viewed', day, { category }));

/** The cases of a persona: each of its attributes missing or different, and what is stated shown instead. */
const casesOf = (topic: string, attributes: Attributes): readonly Case<boolean>[] => [
  ['all of it', who({ ...old, ...attributes }), true],
  ['a new customer without events', who({ ...young, ...attributes }), true],
  ['the interest is shown, not stated', who({ ...attributes, interests: [] }, read(topic, 1, 2, 3)), true],
  ['the interest is shown too little', who({ ...attributes, interests: [] }, read(topic, 1, 2)), false],
  ['no events and no attributes', who({}), false],
  ['the interest alone', who(old, read(topic, 1, 2, 3)), false],
  ...Object.keys(attributes).flatMap((name): Case<boolean>[] => {
    const { [name]: _, ...others } = attributes;
    return [
      [`${name} is missing`, who({ ...old, ...others }), false],
      [`other ${name}`, who({ ...old, ...attributes, [name]: ['something'] }), false],
    ];
  }),
];

const luxury = { interests: ['luxury'], values: ['thrift', 'sustainability'] };
const parent = { interests: ['family'], values: ['thrift'], socialGroups: ['parents', 'runners'] };
const tech = { interests: ['technology'], values: ['innovation'], socialGroups: ['early adopters'] };
const { socialGroups: _, ...techAlone } = tech;

answering([
  [
    interestedIn({ topic: 'running' }),
    [
      ['stated', who({ interests: ['travel', 'running'] }), true],
      ['another one stated', who({ interests: ['travel'] }), false],
      ['a text is no list', who({ interests: 'running' }), false],
      ['3 signs', who(old, read('running', 1, 2, 3)), true],
      ['2 signs', who(old, read('running', 1, 2)), false],
      [
        'content, messages and products together',
        who(old, [
          ...read('running', 1),
          ...viewed('running', 2),
          did('message_clicked', 3, { topic: 'running' }),
        ]),
        true,
      ],
      [
        'a wish, a cart and an order',
        who(
          old,
          ['wishlist_add', 'cart_add', 'purchase'].map((name) => did(name, 4, { category: 'running' })),
        ),
        true,
      ],
      ['other topics', who(old, [...read('running', 1, 2), ...read('travel', 3, 4, 5)]), false],
      ['in other letters', who(old, read('Running', 1, 2, 3)), false],
      [
        'what the company sends is no sign',
        who(old, [...read('running', 1, 2), did('message_delivered', 3, { topic: 'running' })]),
        false,
      ],
      [
        'a ticket is no sign',
        who(old, [...read('running', 1, 2), did('support_ticket', 3, { topic: 'running' })]),
        false,
      ],
      [
        'the third just less than 90 days old',
        who(old, [...read('running', 1, 2), did('content_viewed', 90, { topic: 'running' }, -1)]),
        true,
      ],
      ['the third exactly 90 days old', who(old, read('running', 1, 2, 90)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, read('running', 0.5, 1, 1.5)), true],
      ['no attributes are needed', who({}, viewed('running', 1, 2, 3)), true],
    ],
  ],
  [
    interestedIn({ topic: 'running', signs: 1, window: days(7) }),
    [
      [
        'one sign just less than a week old',
        who(old, [did('product_viewed', 7, { category: 'running' }, -1)]),
        true,
      ],
      ['one sign exactly a week old', who(old, viewed('running', 7)), false],
    ],
  ],
  [
    topInterest,
    [
      ['the most frequent', who(old, [...read('cooking', 1), ...read('travel', 2, 3)]), 'travel'],
      [
        'messages clicked count',
        who(old, [
          ...read('cooking', 1),
          ...read('travel', 2),
          did('message_clicked', 3, { topic: 'travel' }),
        ]),
        'travel',
      ],
      [
        'the first of the alphabet among equals',
        who(old, [...read('travel', 1), ...read('cooking', 2)]),
        'cooking',
      ],
      [
        'a topic and a category of as many signs',
        who(old, [...read('travel', 1), ...viewed('shoes', 2)]),
        'travel',
      ],
      [
        'one click on news beside orders of tools',
        who(old, [...read('news', 1), ...viewed('tools', 2, 3)]),
        'tools',
      ],
      [
        'the signs of the top topic against those of the top category',
        who(old, [
          ...read('a', 1, 2),
          ...read('b', 3),
          ...viewed('c', 4, 5),
          ...viewed('d', 6),
          ...viewed('e', 7),
        ]),
        'a',
      ],
      [
        'a sign more for a category',
        who(old, [
          ...read('a', 1, 2),
          ...read('b', 3),
          ...viewed('c', 4, 5, 8),
          ...viewed('d', 6),
          ...viewed('e', 7),
        ]),
        'c',
      ],
      [
        'categories where there are no topics',
        who(old, [...viewed('shoes', 2, 3), ...viewed('hats', 4)]),
        'shoes',
      ],
      [
        'a topic and a category of one name are counted apart',
        who(old, [...read('running', 1, 2), ...viewed('running', 3, 4), ...read('news', 1, 2, 3)]),
        'news',
      ],
      ['an order has a category', who(old, [did('purchase', 2, { category: 'hats' })]), 'hats'],
      ['content without a topic', who(old, [did('content_viewed', 1), ...viewed('shoes', 2)]), 'shoes'],
      [
        'messages delivered and tickets are not looked at',
        who(old, [
          did('message_delivered', 1, { topic: 'sale' }),
          did('support_ticket', 1, { topic: 'bill' }),
        ]),
        null,
      ],
      [
        'just less than 90 days old',
        who(old, [did('content_viewed', 90, { topic: 'travel' }, -1)]),
        'travel',
      ],
      ['exactly 90 days old', who(old, read('travel', 90)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, read('travel', 1)), 'travel'],
      ['no attributes are needed', who({}, read('travel', 1)), 'travel'],
      ['an interest that is stated is not looked at', who({ interests: ['travel'] }), null],
    ],
  ],
  [
    interest({ topics: ['running', 'cycling'] }),
    [
      ['3 signs', who(old, read('cycling', 1, 2, 3)), 'cycling'],
      ['2 signs', who(old, read('cycling', 1, 2)), null],
      [
        'the greater of two',
        who(old, [...read('running', 1, 2, 3), ...viewed('cycling', 1, 2, 3, 4)]),
        'cycling',
      ],
      [
        'the first among equals',
        who(old, [...viewed('cycling', 1, 2, 3), ...read('running', 1, 2, 3)]),
        'running',
      ],
      [
        'other topics are not looked at',
        who(old, [...read('travel', 1, 2, 3, 4), ...read('running', 1, 2, 3)]),
        'running',
      ],
      [
        'the third just less than 90 days old',
        who(old, [...read('cycling', 1, 2), did('content_viewed', 90, { topic: 'cycling' }, -1)]),
        'cycling',
      ],
      ['the third exactly 90 days old', who(old, read('cycling', 1, 2, 90)), null],
      ['no events', who(old), null],
      ['a new customer', who(young, read('running', 0.5, 1, 1.5)), 'running'],
      ['no attributes are needed', who({}, viewed('running', 1, 2, 3)), 'running'],
      ['an interest that is stated is not looked at', who({ interests: ['running'] }), null],
    ],
  ],
  [
    ethicalLuxury,
    [
      ...casesOf('luxury', luxury),
      ['interested in cruelty-free and luxury', who({ interests: ['cruelty-free', 'luxury'] }), true],
      [
        'both of them shown',
        who(old, [...viewed('luxury', 1, 2, 3), ...read('cruelty-free', 4, 5, 6)]),
        true,
      ],
      [
        'one of them shown too little',
        who(old, [...viewed('luxury', 1, 2, 3), ...read('cruelty-free', 4, 5)]),
        false,
      ],
      ['what they earn does not matter', who({ ...luxury, income: 1 }), true],
    ],
  ],
  [thriftyParent, casesOf('family', parent)],
  [
    techEnthusiast,
    [
      ...casesOf('technology', tech),
      ['a beta test instead of the group', who(techAlone, [did('beta_joined', 900)]), true],
      ['neither', who(techAlone, [did('logged_in', 1)]), false],
      ['the value shown as an interest', who({ ...tech, values: [] }, read('innovation', 1, 2, 3)), true],
      [
        'a beta test instead of the interest',
        who({ ...tech, interests: [] }, [did('beta_joined', 1)]),
        false,
      ],
    ],
  ],
  [
    persona({
      topics: ['climbing', 'travel'],
      values: ['fairness', 'thrift'],
      groups: ['alpine club', 'scouts'],
    }),
    [
      [
        'all topics, one value, one group',
        who({ interests: ['climbing', 'travel'], values: ['thrift'], socialGroups: ['scouts'] }),
        true,
      ],
      [
        'the other value and group',
        who({ interests: ['climbing', 'travel'], values: ['fairness'], socialGroups: ['alpine club'] }),
        true,
      ],
      [
        'a topic is missing',
        who({ interests: ['climbing'], values: ['thrift'], socialGroups: ['scouts'] }),
        false,
      ],
      [
        'none of the values',
        who({ interests: ['climbing', 'travel'], values: ['speed'], socialGroups: ['scouts'] }),
        false,
      ],
      ['none of the groups', who({ interests: ['climbing', 'travel'], values: ['thrift'] }), false],
      ['no events and no attributes', who({}), false],
      [
        'a new customer',
        who({ ...young, interests: ['climbing', 'travel', 'fairness'], socialGroups: ['scouts'] }),
        true,
      ],
    ],
  ],
  [
    persona({ groups: ['scouts'] }),
    [
      ['only what is given is asked for', who({ socialGroups: ['scouts'] }), true],
      ['and that is', who({ socialGroups: [] }), false],
    ],
  ],
  [
    persona({ values: ['fairness'], signs: 1, window: days(7) }),
    [
      ['one sign in a week', who(old, read('fairness', 6)), true],
      ['one sign exactly a week old', who(old, read('fairness', 7)), false],
    ],
  ],
]);

describe('persona', () => {
  it('is of something', () => {
    for (const options of [{}, { topics: [] }, { values: [], groups: [] }])
      expect(() => persona(options)).toThrow(/topics, values or groups/);
    expect(() => persona({ topic: 'luxury' } as never)).toThrow(/topics/);
  });

  it('is changed by with, as other entries are', () => {
    const runner = persona({ topics: ['running'] });
    expect(runner.with({ signs: 1 })(who(old, read('running', 1)))).toBe(true);
    expect(runner(who(old, read('running', 1)))).toBe(false);
  });
});

describe('interest', () => {
  it('gives exactly one label to whom one topic has enough signs, and none to the others', () => {
    const topics = ['running', 'cycling', 'swimming'] as const;
    const sport = interest({ topics });
    const event = fc
      .tuple(fc.constantFrom(...topics, 'travel'), fc.integer({ min: 0, max: 89 }))
      .map(([topic, day]) => did('content_viewed', day, { topic }));
    fc.assert(
      fc.property(fc.uniqueArray(event, { maxLength: 12, selector: ({ at }) => at }), (events) => {
        const customer = who(old, events);
        const counts = topics.map(
          (topic) => events.filter(({ properties }) => properties?.topic === topic).length,
        );
        const most = Math.max(...counts);
        const expected = most < 3 ? [] : [topics[counts.indexOf(most)]];
        expect(topics.filter((topic) => sport.is(topic)(customer))).toEqual(expected);
        expect(sport(customer)).toBe(expected[0] ?? null);
      }),
    );
  });

  it('decides by other numbers and windows', () => {
    const customer = who(old, [...read('running', 100), ...read('cycling', 8)]);
    expect(interest({ topics: ['running'], signs: 1 })(customer)).toBeNull();
    expect(interest({ topics: ['running'], signs: 1, window: days(120) })(customer)).toBe('running');
    expect(interest({ topics: ['cycling'] }).with({ signs: 1 })(customer)).toBe('cycling');
  });
});

describe('interests in words', () => {
  it('read as the sum of their parts', () => {
    expect(inWords(ethicalLuxury)).toBe(
      'interested in luxury and (shares the value sustainability, interested in sustainability, shares the value cruelty-free or interested in cruelty-free)',
    );
    expect(inWords(and(interestedIn({ topic: 'running' }), thriftyParent))).toBe(
      'interested in running and thrifty parent',
    );
  });
});
