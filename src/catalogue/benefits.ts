import {
  type Classification,
  dominant,
  events,
  exists,
  type Metric,
  metric,
  oneOf,
  type Selection,
} from '../definitions/index.js';
import { onlyKeys, refuse } from '../internal/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';

/**
 * What speaks for a benefit: each event with one of these values is an answer. At least one of the lists has a value.
 */
export interface BenefitAnswers {
  /** Features that were used: values of `feature_used.feature`. */
  readonly features?: readonly string[] | undefined;
  /** Categories that were looked at, wished for, put in the cart or ordered. */
  readonly categories?: readonly string[] | undefined;
  /** Topics of messages that were clicked, and of content that was viewed. */
  readonly topics?: readonly string[] | undefined;
  /** Ways of delivery that were ordered: values of `purchase.delivery`. */
  readonly deliveries?: readonly string[] | undefined;
  /** Kinds of offers that were accepted: values of `offer_accepted.kind`. */
  readonly offers?: readonly string[] | undefined;
  /** Whether each order on promotion speaks for the benefit. Default: no. */
  readonly promotions?: boolean | undefined;
}

type Benefit = 'price' | 'quality' | 'convenience' | 'delivery' | 'brand' | 'support';

/** Which answers speak for which benefit: common words, to be replaced by one's own. No word speaks for two. */
const BENEFITS: Readonly<Record<Benefit, BenefitAnswers>> = {
  price: {
    features: ['coupon', 'price-alert', 'price-comparison'],
    categories: ['sale', 'outlet', 'clearance'],
    topics: ['price', 'discount', 'promotion', 'sale'],
    offers: ['promotion'],
    promotions: true,
  },
  quality: {
    features: ['reviews', 'product-comparison', 'warranty'],
    categories: ['premium', 'handmade', 'organic'],
    topics: ['quality', 'materials', 'reviews', 'security', 'reliability'],
  },
  convenience: {
    features: ['one-click-order', 'reorder', 'saved-list', 'automation', 'template'],
    categories: ['bundle', 'subscription-box', 'ready-made'],
    topics: ['convenience', 'time-saving', 'automation', 'tips'],
  },
  delivery: {
    features: ['order-tracking', 'delivery-slot', 'pickup'],
    topics: ['delivery', 'shipping', 'returns'],
    deliveries: ['express', 'same-day', 'next-day', 'pickup'],
  },
  brand: {
    features: ['brand-follow', 'lookbook', 'gift-card'],
    categories: ['designer', 'limited-edition', 'merchandise'],
    topics: ['brand', 'company-news', 'behind-the-scenes'],
  },
  support: {
    features: ['live-chat', 'help-center', 'onboarding-call'],
    categories: ['service-plan', 'training'],
    topics: ['support', 'service', 'training', 'webinar'],
  },
};

/** Where each list of {@link BenefitAnswers} is looked for: the events, and their property. */
const READ_FROM = {
  features: ['feature', ['feature_used']],
  categories: ['category', ['product_viewed', 'wishlist_add', 'cart_add', 'purchase']],
  topics: ['topic', ['message_clicked', 'content_viewed']],
  deliveries: ['delivery', ['purchase']],
  offers: ['kind', ['offer_accepted']],
} as const;

/** The answers that speak for any of these benefits. */
const given = (benefits: readonly BenefitAnswers[], window: Duration): Metric<'number'> => {
  const kinds = Object.keys(READ_FROM) as (keyof typeof READ_FROM)[];
  const selections = kinds.flatMap((kind): Selection[] => {
    const [property, names] = READ_FROM[kind];
    const values = [...new Set(benefits.flatMap((each) => each[kind] ?? []))];
    return values.length === 0 ? [] : [events(...names).where({ [property]: oneOf(...values) })];
  });
  if (benefits.some(({ promotions }) => promotions === true))
    selections.push(events('purchase').where({ promotion: exists() }));
  const [first, ...others] = selections.map((each) => each.within(window).count());
  return others.reduce(
    (sum, each) => sum.plus(each),
    first ?? refuse('bad-value', 'at least one answer that speaks for the benefit', benefits, 'benefits'),
  );
};

/** The answers that speak for one benefit, by its name. */
const answersFor = (name: string, benefit: BenefitAnswers, window: Duration): Metric<'number'> =>
  metric('answers-for-benefit', {
    title: `Answers for ${name} in the last ${duration(window)}`,
    value: () => given([benefit], window),
  });

/** All answers that speak for one of the benefits. */
const allAnswers = (benefits: Readonly<Record<string, BenefitAnswers>>, window: Duration): Metric<'number'> =>
  metric('benefit-answers', {
    title: 'Answers for any benefit',
    value: () => given(Object.values(benefits), window),
  });

type Importance = Metric<'number', { readonly window: Duration }>;

const SOURCE =
  'Haley, "Benefit Segmentation: A Decision-Oriented Research Tool" (1968); that behaviour stands in for a survey is a rule of thumb';

/** How much one of the default benefits matters to a customer. */
const importance = (
  benefit: Benefit,
  words: { readonly title: string; readonly goal: string; readonly action: string },
): Importance =>
  metric(`${benefit}-importance`, {
    ...words,
    unit: 'share',
    dimension: 'benefit sought',
    source: SOURCE,
    parameters: { window: days(180) },
    value: ({ window }) =>
      answersFor(benefit, BENEFITS[benefit], window).dividedBy(allAnswers(BENEFITS, window)),
  });

/**
 * How much the price matters to a customer: the share of their answers of the last 180 days that speak for it, 0 to 1.
 *
 * An answer is an event that {@link benefitSought} maps to a benefit. For the price speak orders on promotion,
 * accepted offers of the kind `promotion`, the features `coupon`, `price-alert` and `price-comparison`, the categories
 * `sale`, `outlet` and `clearance`, and the topics `price`, `discount`, `promotion` and `sale`.
 * Edge cases: missing without answers, so for most new customers; 1 after a single one.
 * @example
 * ```ts
 * import { priceImportance, profile } from 'habitus';
 * const onSale = { name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { promotion: 'AUTUMN' } };
 * const tracked = { name: 'feature_used', at: '2026-11-03T00:00:00Z', properties: { feature: 'order-tracking' } };
 * priceImportance(profile({ id: 'ada' }, [onSale, tracked], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * priceImportance(profile({ id: 'bob' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb.
 */
export const priceImportance: Importance = /* @__PURE__ */ importance('price', {
  title: 'Importance of the price',
  goal: 'Know who decides by the price, before giving all a discount',
  action: 'Tell them first what is cheaper today, and what the small plan can do',
});

/**
 * How much quality matters to a customer: the share of their answers of the last 180 days that speak for it, 0 to 1.
 *
 * An answer is an event that {@link benefitSought} maps to a benefit. For quality speak the features `reviews`,
 * `product-comparison` and `warranty`, the categories `premium`, `handmade` and `organic`, and the topics `quality`,
 * `materials`, `reviews`, `security` and `reliability`.
 * Edge cases: missing without answers, so for most new customers; 1 after a single one.
 * @example
 * ```ts
 * import { profile, qualityImportance } from 'habitus';
 * const read = (topic: string) => ({ name: 'content_viewed', at: '2026-11-01T00:00:00Z', properties: { topic } });
 * const history = [read('materials'), read('reviews'), read('quality'), read('discount')];
 * qualityImportance(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.75
 * qualityImportance(profile({ id: 'bob' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb.
 */
export const qualityImportance: Importance = /* @__PURE__ */ importance('quality', {
  title: 'Importance of quality',
  goal: 'Sell the better product to those who want it',
  action: 'Show tests, materials and warranties, and leave the discount out',
});

/**
 * How much convenience matters to a customer: the share of their answers of the last 180 days that speak for it, 0 to
 * 1.
 *
 * An answer is an event that {@link benefitSought} maps to a benefit. For convenience speak the features
 * `one-click-order`, `reorder`, `saved-list`, `automation` and `template`, the categories `bundle`, `subscription-box`
 * and `ready-made`, and the topics `convenience`, `time-saving`, `automation` and `tips`.
 * Edge cases: missing without answers, so for most new customers; 1 after a single one.
 * @example
 * ```ts
 * import { convenienceImportance, profile } from 'habitus';
 * const used = (feature: string) => ({ name: 'feature_used', at: '2026-11-01T00:00:00Z', properties: { feature } });
 * const history = [used('reorder'), used('coupon'), used('export')];
 * convenienceImportance(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * convenienceImportance(profile({ id: 'bob' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb.
 */
export const convenienceImportance: Importance = /* @__PURE__ */ importance('convenience', {
  title: 'Importance of convenience',
  goal: 'Take work off those who pay to have none',
  action: 'Offer them reordering, templates and bundles, and cut a step from the checkout',
});

/**
 * How much delivery matters to a customer: the share of their answers of the last 180 days that speak for it, 0 to 1.
 *
 * An answer is an event that {@link benefitSought} maps to a benefit. For delivery speak orders delivered `express`,
 * `same-day`, `next-day` or for `pickup`, the features `order-tracking`, `delivery-slot` and `pickup`, and the topics
 * `delivery`, `shipping` and `returns`.
 * Edge cases: missing without answers, so for most new customers; 1 after a single one; an order both on promotion and
 * by express is two answers, one for the price and one for delivery.
 * @example
 * ```ts
 * import { deliveryImportance, profile } from 'habitus';
 * const order = {
 *   name: 'purchase',
 *   at: '2026-11-01T00:00:00Z',
 *   properties: { delivery: 'express', promotion: 'AUTUMN' },
 * };
 * deliveryImportance(profile({ id: 'ada' }, [order], { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * deliveryImportance(profile({ id: 'bob' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb.
 */
export const deliveryImportance: Importance = /* @__PURE__ */ importance('delivery', {
  title: 'Importance of delivery',
  goal: 'Be quick for those who cannot wait',
  action: 'Say on the product page when it will arrive, and offer them the membership with free express',
});

/**
 * How much the brand matters to a customer: the share of their answers of the last 180 days that speak for it, 0 to 1.
 *
 * An answer is an event that {@link benefitSought} maps to a benefit. For the brand speak the features `brand-follow`,
 * `lookbook` and `gift-card`, the categories `designer`, `limited-edition` and `merchandise`, and the topics `brand`,
 * `company-news` and `behind-the-scenes`.
 * Edge cases: missing without answers, so for most new customers; 1 after a single one.
 * @example
 * ```ts
 * import { brandImportance, profile } from 'habitus';
 * const viewed = (category: string) => ({
 *   name: 'product_viewed',
 *   at: '2026-11-01T00:00:00Z',
 *   properties: { category },
 * });
 * const history = [viewed('designer'), viewed('outlet'), viewed('shoes')];
 * brandImportance(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 0.5
 * brandImportance(profile({ id: 'bob' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb.
 */
export const brandImportance: Importance = /* @__PURE__ */ importance('brand', {
  title: 'Importance of the brand',
  goal: 'Know whom the name alone brings in',
  action: 'Tell them what is new before the others, and ask whether they would wear it',
});

/**
 * How much support matters to a customer: the share of their answers of the last 180 days that speak for it, 0 to 1.
 *
 * An answer is an event that {@link benefitSought} maps to a benefit. For support speak the features `live-chat`,
 * `help-center` and `onboarding-call`, the categories `service-plan` and `training`, and the topics `support`,
 * `service`, `training` and `webinar`.
 * Edge cases: missing without answers, so for most new customers; 1 after a single one; a ticket is none, for it says
 * that something went wrong and not what is sought.
 * @example
 * ```ts
 * import { profile, supportImportance } from 'habitus';
 * const clicked = (topic: string) => ({
 *   name: 'message_clicked',
 *   at: '2026-11-01T00:00:00Z',
 *   properties: { topic },
 * });
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * supportImportance(profile({ id: 'ada' }, [clicked('webinar'), clicked('sale')], at)); //=> 0.5
 * supportImportance(profile({ id: 'bob' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb.
 */
export const supportImportance: Importance = /* @__PURE__ */ importance('support', {
  title: 'Importance of support',
  goal: 'Give help to those who buy it with the product',
  action: 'Name them a person to call, and offer the plan with service',
});

type BenefitParameters = { readonly share: number; readonly answers: number; readonly window: Duration };

/**
 * The share of the answers that each benefit has; fewer answers count as so many, so that one alone decides nothing.
 */
const shares = <B extends string>(
  benefits: Readonly<Record<B, BenefitAnswers>>,
  { answers, window }: BenefitParameters,
): Readonly<Record<B, Metric<'number'>>> => {
  const all = allAnswers(benefits, window).greatest(answers);
  const share = ([name, benefit]: readonly [string, BenefitAnswers]): readonly [string, Metric<'number'>] => [
    name,
    metric('share-for-benefit', {
      title: `Share of the answers for ${name}`,
      unit: 'share',
      value: () => answersFor(name, benefit, window).dividedBy(all),
    }),
  ];
  return Object.fromEntries(Object.entries<BenefitAnswers>(benefits).map(share)) as Record<
    B,
    Metric<'number'>
  >;
};

/**
 * What a customer buys for: the benefit that most of their answers of the last 180 days speak for, if these are at
 * least 40 %.
 *
 * An answer is an event that speaks for a benefit: a feature used, a category looked at, wished for, put in the cart
 * or ordered, a topic of messages clicked or content viewed.
 *
 * | benefit | features | categories | topics | and |
 * |---|---|---|---|---|
 * | `price` | coupon, price-alert, price-comparison | sale, outlet, clearance | price, discount, promotion, sale | orders on promotion, accepted offers of the kind promotion |
 * | `quality` | reviews, product-comparison, warranty | premium, handmade, organic | quality, materials, reviews, security, reliability | |
 * | `convenience` | one-click-order, reorder, saved-list, automation, template | bundle, subscription-box, ready-made | convenience, time-saving, automation, tips | |
 * | `delivery` | order-tracking, delivery-slot, pickup | | delivery, shipping, returns | orders delivered express, same-day, next-day or for pickup |
 * | `brand` | brand-follow, lookbook, gift-card | designer, limited-edition, merchandise | brand, company-news, behind-the-scenes | |
 * | `support` | live-chat, help-center, onboarding-call | service-plan, training | support, service, training, webinar | |
 *
 * Parameters: `share` 0.4 (of all answers), `answers` 5 (where there are fewer, the share is of so many: one answer of
 * one is a fifth), `window` 180 days. The words are those of the table, to the letter; for your own see
 * {@link benefitSoughtAmong}.
 * Edge cases: null without answers, with too few of them (a new customer as any other) or where no benefit has the
 * share; among equals the first of the table. A feature used every day outweighs what is ordered once a month. No
 * attribute is read. Everybody else has exactly one label.
 * @example
 * ```ts
 * import { benefitSought, profile } from 'habitus';
 * const order = (day: string) => ({
 *   name: 'purchase',
 *   at: `2026-11-${day}T00:00:00Z`,
 *   properties: { delivery: 'express' },
 * });
 * benefitSought(profile({ id: 'ada' }, [order('01'), order('15')], { asOf: '2026-11-22T00:00:00Z' })); //=> 'delivery'
 * benefitSought(profile({ id: 'bob' }, [order('01')], { asOf: '2026-11-22T00:00:00Z' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3); that
 * behaviour stands in for a survey is a rule of thumb, as are the numbers.
 */
export const benefitSought: Classification<Benefit, BenefitParameters> = /* @__PURE__ */ dominant(
  'benefit-sought',
  {
    title: 'Benefit sought',
    dimension: 'benefit sought',
    goal: 'Say first what each customer buys for',
    action: 'Write one message for each benefit, and send it to those who seek it',
    source: SOURCE,
    parameters: { share: 0.4, answers: 5, window: /* @__PURE__ */ days(180) },
    atLeast: ({ share }) => share,
    labels: (parameters) => shares(BENEFITS, parameters),
  },
);

/** What {@link benefitSoughtAmong} takes. */
export interface BenefitSoughtAmongOptions<B extends string> {
  /** Your benefits, and what speaks for each of them. */
  readonly benefits: Readonly<Record<B, BenefitAnswers>>;
  /** The least share of the answers that makes a benefit the one that is sought. Default: 0.4. */
  readonly share?: number | undefined;
  /** Fewer answers count as so many. Default: 5. */
  readonly answers?: number | undefined;
  /** Within which time answers count. Default: 180 days. */
  readonly window?: Duration | undefined;
}

/**
 * Which of your own benefits a customer buys for: as {@link benefitSought}, with your words for what speaks for each.
 *
 * Parameters: `benefits` are given, the first of them before the others among equals; `share` 0.4, `answers` 5 and
 * `window` 180 days are changed by `with`.
 * Edge cases: null without answers, with too few of them (a new customer as any other) or where no benefit has the
 * share; a word that speaks for two benefits is one answer, which both have; a benefit for which nothing can speak is
 * an error.
 * @example
 * ```ts
 * import { benefitSoughtAmong, profile } from 'habitus';
 * const reason = benefitSoughtAmong({
 *   benefits: {
 *     'saving time': { features: ['import', 'automation'] },
 *     'being sure': { features: ['audit'], topics: ['security'] },
 *   },
 * });
 * const used = (day: string) => ({
 *   name: 'feature_used',
 *   at: `2026-11-${day}T00:00:00Z`,
 *   properties: { feature: 'audit' },
 * });
 * reason(profile({ id: 'acme' }, [used('01'), used('15')], { asOf: '2026-11-22T00:00:00Z' })); //=> 'being sure'
 * reason(profile({ id: 'globex' })); //=> null
 * ```
 * @see Haley (1968), "Benefit Segmentation: A Decision-Oriented Research Tool", Journal of Marketing 32 (3): the
 * benefits are found by asking customers, and differ by trade.
 */
export const benefitSoughtAmong = <const B extends string>(
  options: BenefitSoughtAmongOptions<B>,
): Classification<B, BenefitParameters> => {
  onlyKeys(options, ['benefits', 'share', 'answers', 'window'], 'benefitSoughtAmong');
  const { benefits, share = 0.4, answers = 5, window = days(180) } = options;
  const parameters: BenefitParameters = { share, answers, window };
  return dominant('benefit-sought-among', {
    title: `Benefit sought among ${Object.keys(benefits).join(', ')}`,
    dimension: 'benefit sought',
    goal: 'Say first what each customer buys for',
    action: 'Write one message for each benefit, and send it to those who seek it',
    source: SOURCE,
    parameters,
    atLeast: (p) => p.share,
    labels: (p) => shares(benefits, p),
  });
};
