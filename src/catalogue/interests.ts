import {
  and,
  attribute,
  type Classification,
  choose,
  dominant,
  events,
  exists,
  type Metric,
  metric,
  or,
  type Segment,
  type Selection,
  segment,
} from '../definitions/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import { duration } from '../print/index.js';
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
    title: `Signs of interest in ${topic} in the last ${duration(window)}`,
    unit: 'signs',
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

/** Of some events of a window those that have the property, and how many of these have its most frequent value. */
const signsOfTop = (id: string, title: string, of: Selection, property: string): Metric<'number'> =>
  metric(id, {
    title,
    unit: 'signs',
    value: () =>
      of
        .where({ [property]: exists() })
        .count()
        .times(of.topShare(property)),
  });

/**
 * What a customer was occupied with most in the last 90 days: the topic of most content viewed and messages clicked, or
 * the category of most products viewed, wished for, put in the cart or ordered, whichever has more signs.
 *
 * Edge cases: missing without an event that has a topic or a category, so for most new customers; a single one is
 * enough, so ask {@link interestedIn} before you rely on it; where a topic has as many signs as a category the topic is
 * the answer, and among equals of one kind the first in the order of the alphabet. A topic and a category of one name
 * are counted apart: {@link interest} adds them up, among topics that you name.
 * @example
 * ```ts
 * import { profile, topInterest } from 'habitus';
 * const did = (name: string, properties: Record<string, string>) => ({ name, at: '2026-11-20T09:00:00Z', properties });
 * const read = did('content_viewed', { content: 'n1', topic: 'news' });
 * const bought = ['a', 'b', 'c'].map((order) => did('purchase', { order, category: 'tools' }));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * topInterest(profile({ id: 'ada' }, [read, ...bought], at)); //=> 'tools'
 * topInterest(profile({ id: 'bob' }, [read], at)); //=> 'news'
 * topInterest(profile({ id: 'eve' })); //=> null
 * ```
 */
export const topInterest: Metric<'text', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'top-interest',
  {
    title: 'Top interest',
    dimension: DIMENSION,
    goal: 'Know what occupies each customer, without asking for it beforehand',
    action: 'Fill in the subject of the next message with it, and count which topics are wanted most',
    source: 'By definition: the mode of the topics or categories; the window is a rule of thumb',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) => {
      const topic = metric('top-topic', {
        title: `Topic with the most signs in the last ${duration(window)}`,
        value: () => read(window).mostFrequent('topic'),
      });
      const category = metric('top-category', {
        title: `Category with the most signs in the last ${duration(window)}`,
        value: () => shopped(window).mostFrequent('category'),
      });
      const ofTopic = signsOfTop('signs-of-top-topic', 'Signs of that topic', read(window), 'topic');
      const ofCategory = signsOfTop(
        'signs-of-top-category',
        'Signs of that category',
        shopped(window),
        'category',
      );
      // Shares are not exact, and counts are whole: half a sign is none.
      const leads = segment('category-leads', {
        title: 'It has more than any topic',
        where: () => ofCategory.minus(ofTopic.orElse(0)).above(0.5),
      });
      return choose([[leads, category]], topic);
    },
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
    source: 'Rule of thumb: the topic of the most signs, however old they are within the window',
    parameters: { signs: least, window },
    atLeast: (p: { readonly signs: number }) => p.signs,
    labels: (p) =>
      Object.fromEntries(topics.map((topic) => [topic, signs(topic, p.window)])) as Record<
        T,
        Metric<'number'>
      >,
  });
};

/** What {@link persona} takes. */
export interface PersonaOptions {
  /** What the persona is interested in, all of it, as {@link interestedIn} has it. */
  readonly topics?: readonly string[] | undefined;
  /** What it stands for: one of these, said in the list `values`, or shown as an interest of that name. */
  readonly values?: readonly string[] | undefined;
  /** Whom it belongs to: one of these, in the list `socialGroups`. */
  readonly groups?: readonly string[] | undefined;
  /** How many signs make an interest. Default: 3. */
  readonly signs?: number | undefined;
  /** Within which time. Default: 90 days. */
  readonly window?: Duration | undefined;
}

/** What makes a persona, each kind of it that is given. */
const traits = (
  { topics = [], values = [], groups = [] }: PersonaOptions,
  p: { readonly signs: number; readonly window: Duration },
): readonly Segment[] => {
  const into = (topic: string): Segment => interestedIn({ topic, ...p });
  const oneOf = (segments: readonly Segment[]): readonly Segment[] =>
    segments.length > 0 ? [or(...segments)] : [];
  return [
    ...topics.map(into),
    ...oneOf(values.map((value) => or(shares({ value }), into(value)))),
    ...oneOf(groups.map((group) => attribute('socialGroups').includes(group))),
  ];
};

/**
 * Those who are like a persona: interested in all of its topics, sharing one of its values and belonging to one of its
 * groups. What is not given is not asked for.
 *
 * Parameters: `topics`, `values` and `groups` are given, at least one of them, to the letter as the events and the lists
 * `interests`, `values` and `socialGroups` have them; `signs` 3 and `window` 90 days are changed by `with`. An interest
 * is said or shown, see {@link interestedIn}, and so is a value: as an interest of its name.
 * Edge cases: where `values` is missing, signs of the values decide; where `socialGroups` is, nobody belongs to a group;
 * a new customer can qualify at once, without events too; join it with {@link inAgeBand} and others who they are.
 * @example
 * ```ts
 * import { persona, profile } from 'habitus';
 * const climber = persona({ topics: ['climbing'], values: ['fairness'], groups: ['alpine club'] });
 * const ada = { interests: ['climbing', 'fairness'], socialGroups: ['alpine club'] };
 * climber(profile({ id: 'ada', attributes: ada })); //=> true
 * climber(profile({ id: 'bob', attributes: { ...ada, socialGroups: [] } })); //=> false
 * ```
 */
export const persona = (
  options: PersonaOptions,
): Segment<{ readonly signs: number; readonly window: Duration }> => {
  onlyKeys(options, ['topics', 'values', 'groups', 'signs', 'window'], 'persona');
  const { topics = [], values = [], groups = [], signs: least = 3, window = days(90) } = options;
  const named = [...topics, ...values, ...groups];
  if (named.length === 0) refuse('bad-value', 'topics, values or groups', options, 'persona');
  return segment('persona', {
    title: `Persona of ${named.join(', ')}`,
    dimension: DIMENSION,
    goal: 'Speak to people, and not to averages',
    action: 'Write for one of them by name, and see whether the others answer, too',
    source: 'Rule of thumb: derive personas from interviews, then count them',
    parameters: { signs: least, window },
    where: (p) => and(...traits(options, p)),
  });
};

/**
 * A persona: wants fine things made in a good way. Is interested in luxury, and stands for sustainability or for what is
 * cruelty-free: by the value, or by an interest of that name.
 *
 * Parameters: `signs` 3 (that make an interest, see {@link interestedIn}) in `window` 90 days. With other topics and
 * values it is a {@link persona} of yours.
 * Edge cases: where `interests` is missing, 3 signs of the interest are needed, and where `values` is, as many of one of
 * the values; what they earn is not asked; a new customer can qualify at once, without events too.
 * @example
 * ```ts
 * import { ethicalLuxury, profile } from 'habitus';
 * ethicalLuxury(profile({ id: 'ada', attributes: { interests: ['luxury', 'cruelty-free'] } })); //=> true
 * ethicalLuxury(profile({ id: 'bob', attributes: { interests: ['luxury'], values: ['thrift'] } })); //=> false
 * ```
 * @see {@link persona}
 */
export const ethicalLuxury: Segment<{ readonly signs: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('ethical-luxury', {
    title: 'Ethical luxury',
    dimension: DIMENSION,
    goal: 'Sell fine things to those who ask how they are made',
    action: 'Show the workshop and the origin, offer repair, and never shout a discount',
    source: 'Rule of thumb: a persona; derive yours from interviews',
    parameters: { signs: 3, window: /* @__PURE__ */ days(90) },
    where: (p) => and(...traits({ topics: ['luxury'], values: ['sustainability', 'cruelty-free'] }, p)),
  });

/**
 * A persona: runs a household with care. Is interested in family, stands for thrift, by the value or by an interest of
 * that name, and belongs to the group of parents.
 *
 * Parameters: `signs` 3 (that make an interest, see {@link interestedIn}) in `window` 90 days. With other topics, values
 * and groups it is a {@link persona} of yours.
 * Edge cases: where `socialGroups` is missing nobody qualifies; where `interests` or `values` is, 3 signs are needed; a
 * new customer can qualify at once, without events too.
 * @example
 * ```ts
 * import { profile, thriftyParent } from 'habitus';
 * const ada = { interests: ['family'], values: ['thrift'], socialGroups: ['parents'] };
 * thriftyParent(profile({ id: 'ada', attributes: ada })); //=> true
 * thriftyParent(profile({ id: 'bob', attributes: { ...ada, socialGroups: [] } })); //=> false
 * ```
 * @see {@link persona}
 */
export const thriftyParent: Segment<{ readonly signs: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('thrifty-parent', {
    title: 'Thrifty parent',
    dimension: DIMENSION,
    goal: 'Be the shop that a household can plan with',
    action: 'Offer large packs, what is used and what grows along, and say early when prices fall',
    source: 'Rule of thumb: a persona; derive yours from interviews',
    parameters: { signs: 3, window: /* @__PURE__ */ days(90) },
    where: (p) => and(...traits({ topics: ['family'], values: ['thrift'], groups: ['parents'] }, p)),
  });

/**
 * A persona: wants the newest, and forgives that it is unfinished. Is interested in technology, stands for innovation,
 * by the value or by an interest of that name, and belongs to the early adopters or has joined a beta test.
 *
 * Parameters: `signs` 3 (that make an interest, see {@link interestedIn}) in `window` 90 days. With other topics, values
 * and groups it is a {@link persona} of yours.
 * Edge cases: where `socialGroups` is missing, a `beta_joined` at any time is needed; where `interests` or `values` is,
 * 3 signs are needed; a new customer can qualify at once, without events too.
 * @example
 * ```ts
 * import { profile, techEnthusiast } from 'habitus';
 * const ada = { interests: ['technology'], values: ['innovation'] };
 * const joined = { name: 'beta_joined', at: '2026-03-01T00:00:00Z' };
 * techEnthusiast(profile({ id: 'ada', attributes: ada }, [joined], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * techEnthusiast(profile({ id: 'bob', attributes: ada })); //=> false
 * ```
 * @see Rogers (1962), Diffusion of Innovations: innovators and early adopters. As a {@link persona} it is a rule of
 * thumb.
 */
export const techEnthusiast: Segment<{ readonly signs: number; readonly window: Duration }> =
  /* @__PURE__ */ segment('tech-enthusiast', {
    title: 'Tech enthusiast',
    dimension: DIMENSION,
    goal: 'Try what is new with those who like to try',
    action: 'Invite them to the next beta test, and let them speak to the developers',
    source:
      'Rogers, "Diffusion of Innovations" (1962): innovators and early adopters; as a persona it is a rule of thumb',
    parameters: { signs: 3, window: /* @__PURE__ */ days(90) },
    where: (p) =>
      and(
        ...traits({ topics: ['technology'], values: ['innovation'] }, p),
        or(...traits({ groups: ['early adopters'] }, p), events('beta_joined').any()),
      ),
  });
