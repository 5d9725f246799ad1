import {
  and,
  attribute,
  type Classification,
  dominant,
  events,
  type Metric,
  metric,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { type Duration, days } from '../time/index.js';
import { shares } from './people.js';

const DIMENSION = 'interest';

/** What has a topic: content that was viewed, and messages that were clicked. */
const read = (window: Duration): Selection => events('content_viewed', 'message_clicked').within(window);

/** What has a category: products that were viewed, wished for or put in the cart, and orders. */
const shopped = (window: Duration): Selection =>
  events('product_viewed', 'wishlist_add', 'cart_add', 'purchase').within(window);

/** How often a customer was occupied with a topic. */
const signs = (topic: string, window: Duration): Metric<'number'> =>
  metric('signs-of-interest', {
    title: `Signs of interest in ${topic}`,
    value: () =>
      read(window)
        .where({ topic })
        .count()
        .plus(shopped(window).where({ category: topic }).count()),
  });

/** What {@link interestedIn} takes. */
export interface InterestedInOptions {
  /** The topic, as `topic`, `category` and the attribute `interests` have it. */
  readonly topic: string;
  /** How many signs make an interest. Default: 3. */
  readonly signs?: number | undefined;
  /** Within which time. Default: 90 days. */
  readonly window?: Duration | undefined;
}

/**
 * Is interested in a topic: says so, or has given at least 3 signs of it in the last 90 days.
 *
 * Parameters: `topic` is given, to the letter as the list of the attribute `interests`, the topics of content and
 * messages and the categories of products have it; `signs` 3 and `window` 90 days are changed by `with`. A sign is
 * content of the topic viewed, a message clicked, or a product of the category viewed, wished for, put in the cart or
 * ordered.
 * Edge cases: a new customer can qualify at once; without events who says so is one, and where `interests` is missing,
 * or is no list of texts, the signs alone decide; an interest that was stated does not pass, one that was shown does
 * with its signs.
 * @example
 * ```ts
 * import { interestedIn, profile } from 'habitus';
 * const runner = interestedIn({ topic: 'running' });
 * const viewed = ['03', '10', '20'].map((day) => ({
 *   name: 'product_viewed',
 *   at: `2026-11-${day}T09:00:00Z`,
 *   properties: { category: 'running' },
 * }));
 * runner(profile({ id: 'ada' }, viewed, { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * runner(profile({ id: 'bob' }, viewed.slice(1), { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * runner(profile({ id: 'eve', attributes: { interests: ['running', 'travel'] } })); //=> true
 * ```
 * @see Rule of thumb: once is chance, and three times is an interest. The audiences of interest of advertising are
 * made so, with more topics.
 */
export const interestedIn = (
  options: InterestedInOptions,
): Segment<{ readonly signs: number; readonly window: Duration }> => {
  onlyKeys(options, ['topic', 'signs', 'window'], 'interestedIn');
  const { topic, signs: least = 3, window = days(90) } = options;
  return segment('interested-in', {
    title: `Interested in ${topic}`,
    dimension: DIMENSION,
    goal: 'Speak of what each customer cares for',
    action: 'Put it first in the newsletter and on the start page',
    source: 'Rule of thumb: once is chance, and three times is an interest',
    parameters: { signs: least, window },
    where: (p) => or(attribute('interests').includes(topic), signs(topic, p.window).atLeast(p.signs)),
  });
};

/**
 * The topic a customer was occupied with most in the last 90 days: of the content viewed and the messages clicked;
 * where none has a topic, the category of the products viewed, wished for, put in the cart or ordered.
 *
 * Edge cases: missing without an event that has a topic or a category, so for most new customers; a single one is
 * enough, so ask {@link interestedIn} before you rely on it; among equals the first in the order of the alphabet.
 * @example
 * ```ts
 * import { profile, topInterest } from 'habitus';
 * const viewed = (topic: string) => ({
 *   name: 'content_viewed',
 *   at: '2026-11-20T09:00:00Z',
 *   properties: { content: `${topic}-1`, topic },
 * });
 * const clicked = {
 *   name: 'message_clicked',
 *   at: '2026-11-21T09:00:00Z',
 *   properties: { message: 'm1', topic: 'travel' },
 * };
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * topInterest(profile({ id: 'ada' }, [viewed('cooking'), viewed('travel'), clicked], at)); //=> 'travel'
 * topInterest(profile({ id: 'bob' })); //=> null
 * ```
 */
export const topInterest: Metric<'text', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'top-interest',
  {
    title: 'Top interest',
    dimension: DIMENSION,
    goal: 'Know what occupies each customer, without asking for it beforehand',
    action: 'Fill in the subject of the next message with it, and count which topics are wanted most',
    source: 'By definition, the mode of the topics; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) =>
      read(window).mostFrequent('topic').orElse(shopped(window).mostFrequent('category')),
  },
);

/** What {@link interest} takes. */
export interface InterestOptions<T extends string> {
  /** The topics, as `topic` and `category` have them; the first wins among equals. */
  readonly topics: readonly T[];
  /** How many signs make an interest. Default: 3. */
  readonly signs?: number | undefined;
  /** Within which time. Default: 90 days. */
  readonly window?: Duration | undefined;
}

/**
 * In which of some topics a customer is interested most: the one with the most signs in the last 90 days, if these are
 * at least 3.
 *
 * Parameters: `topics` are given, to the letter as the topics of content and messages and the categories of products
 * have them; `signs` 3 and `window` 90 days are changed by `with`. A sign is content of the topic viewed, a message
 * clicked, or a product of the category viewed, wished for, put in the cart or ordered.
 * Edge cases: null without events, and where no topic has so many signs (a new customer as any other); among equals
 * the first of the topics that are given; other topics are not looked at, nor is an attribute. Everybody else has
 * exactly one label.
 * @example
 * ```ts
 * import { interest, profile } from 'habitus';
 * const sport = interest({ topics: ['running', 'cycling'] });
 * const viewed = (category: string, day: string) => ({
 *   name: 'product_viewed',
 *   at: `2026-11-${day}T09:00:00Z`,
 *   properties: { category },
 * });
 * const history = [
 *   viewed('running', '01'),
 *   viewed('cycling', '03'),
 *   viewed('cycling', '10'),
 *   viewed('cycling', '20'),
 * ];
 * sport(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 'cycling'
 * sport(profile({ id: 'bob' }, history.slice(0, 3), { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * sport.labels; //=> ['running', 'cycling']
 * ```
 * @see Interest affinity: the topic with the greatest share of the signs, without their decay; the numbers are rules
 * of thumb.
 */
export const interest = <const T extends string>(
  options: InterestOptions<T>,
): Classification<T, { readonly signs: number; readonly window: Duration }> => {
  onlyKeys(options, ['topics', 'signs', 'window'], 'interest');
  const { topics, signs: least = 3, window = days(90) } = options;
  return dominant('interest', {
    title: `Interest among ${topics.join(', ')}`,
    dimension: DIMENSION,
    goal: 'Give every customer one newsletter: the right one',
    action: 'Write an edition for each topic, and a general one for those without',
    source: 'Interest affinity, without its decay; the numbers are rules of thumb',
    parameters: { signs: least, window },
    atLeast: (p: { readonly signs: number }) => p.signs,
    labels: (p) =>
      Object.fromEntries(topics.map((topic) => [topic, signs(topic, p.window)])) as Record<
        T,
        Metric<'number'>
      >,
  });
};

/**
 * A persona: wants fine things made in a good way. Is interested in luxury, shares the value sustainability, and has
 * an income of at least 100,000 a year.
 *
 * Parameters: `topic` 'luxury' (see {@link interestedIn}, with its defaults), `value` 'sustainability' (in the list
 * `values`), `income` 100,000 (of the attribute `income`, in its currency).
 * Edge cases: where `values` or `income` is missing nobody qualifies; where `interests` is, 3 signs of the interest
 * are needed; a new customer can qualify at once, without events too.
 * @example
 * ```ts
 * import { ethicalLuxury, profile } from 'habitus';
 * const ada = { interests: ['luxury'], values: ['sustainability'], income: 120_000 };
 * ethicalLuxury(profile({ id: 'ada', attributes: ada })); //=> true
 * ethicalLuxury(profile({ id: 'bob', attributes: { ...ada, values: ['thrift'] } })); //=> false
 * ```
 * @see Personas after Cooper (1999), The Inmates Are Running the Asylum; this one is a rule of thumb: derive yours
 * from interviews, then count them.
 */
export const ethicalLuxury: Segment<{
  readonly topic: string;
  readonly value: string;
  readonly income: number;
}> = /* @__PURE__ */ segment('ethical-luxury', {
  title: 'Ethical luxury',
  dimension: DIMENSION,
  goal: 'Sell fine things to those who ask how they are made',
  action: 'Show the workshop and the origin, offer repair, and never shout a discount',
  source: 'Personas after Cooper (1999); this one is a rule of thumb',
  parameters: { topic: 'luxury', value: 'sustainability', income: 100_000 },
  where: ({ topic, value, income }) =>
    and(interestedIn({ topic }), shares({ value }), attribute('income').atLeast(income)),
});

/**
 * A persona: runs a household with care. Is interested in family, shares the value thrift, and belongs to the group of
 * parents.
 *
 * Parameters: `topic` 'family' (see {@link interestedIn}, with its defaults), `value` 'thrift' (in the list `values`),
 * `group` 'parents' (in the list `socialGroups`).
 * Edge cases: where `values` or `socialGroups` is missing nobody qualifies; where `interests` is, 3 signs of the
 * interest are needed; a new customer can qualify at once, without events too.
 * @example
 * ```ts
 * import { profile, thriftyParent } from 'habitus';
 * const ada = { interests: ['family'], values: ['thrift'], socialGroups: ['parents'] };
 * thriftyParent(profile({ id: 'ada', attributes: ada })); //=> true
 * thriftyParent(profile({ id: 'bob', attributes: { ...ada, socialGroups: [] } })); //=> false
 * ```
 * @see Personas after Cooper (1999), The Inmates Are Running the Asylum; this one is a rule of thumb: derive yours
 * from interviews, then count them.
 */
export const thriftyParent: Segment<{
  readonly topic: string;
  readonly value: string;
  readonly group: string;
}> = /* @__PURE__ */ segment('thrifty-parent', {
  title: 'Thrifty parent',
  dimension: DIMENSION,
  goal: 'Be the shop that a household can plan with',
  action: 'Offer large packs, what is used and what grows along, and say early when prices fall',
  source: 'Personas after Cooper (1999); this one is a rule of thumb',
  parameters: { topic: 'family', value: 'thrift', group: 'parents' },
  where: ({ topic, value, group }) =>
    and(interestedIn({ topic }), shares({ value }), attribute('socialGroups').includes(group)),
});

/**
 * A persona: wants the newest, and forgives that it is unfinished. Is interested in technology, shares the value
 * innovation, and belongs to the group of early adopters or has joined a beta test.
 *
 * Parameters: `topic` 'technology' (see {@link interestedIn}, with its defaults), `value` 'innovation' (in the list
 * `values`), `group` 'early adopters' (in the list `socialGroups`).
 * Edge cases: where `values` is missing nobody qualifies; where `socialGroups` is, a `beta_joined` at any time is
 * needed, and where `interests` is, 3 signs of the interest; a new customer can qualify at once, without events too.
 * @example
 * ```ts
 * import { profile, techEnthusiast } from 'habitus';
 * const ada = { interests: ['technology'], values: ['innovation'] };
 * const joined = { name: 'beta_joined', at: '2026-03-01T00:00:00Z' };
 * techEnthusiast(profile({ id: 'ada', attributes: ada }, [joined], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * techEnthusiast(profile({ id: 'bob', attributes: ada })); //=> false
 * ```
 * @see Rogers (1962), Diffusion of Innovations: innovators and early adopters. As a persona it is a rule of thumb:
 * derive yours from interviews, then count them.
 */
export const techEnthusiast: Segment<{
  readonly topic: string;
  readonly value: string;
  readonly group: string;
}> = /* @__PURE__ */ segment('tech-enthusiast', {
  title: 'Tech enthusiast',
  dimension: DIMENSION,
  goal: 'Try what is new with those who like to try',
  action: 'Invite them to the next beta test, and let them speak to the developers',
  source: 'Rogers (1962), Diffusion of Innovations: innovators and early adopters; a rule of thumb',
  parameters: { topic: 'technology', value: 'innovation', group: 'early adopters' },
  where: ({ topic, value, group }) =>
    and(
      interestedIn({ topic }),
      shares({ value }),
      or(attribute('socialGroups').includes(group), events('beta_joined').any()),
    ),
});
