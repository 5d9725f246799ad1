import {
  attribute,
  type Classification,
  classification,
  type Segment,
  segment,
} from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';

/** Who they are: the dimension of what customers are and not what they do. */
const DIMENSION = 'who they are';

/** A segment by the exact value of an attribute. */
const having = (
  id: string,
  name: string,
  value: string,
  words: { readonly title: string; readonly goal: string; readonly action: string },
): Segment =>
  segment(id, {
    ...words,
    dimension: DIMENSION,
    source: 'By definition; there is no cut-off',
    where: () => attribute(name).is(value),
  });

/**
 * Those who are in a country.
 *
 * `country` is given, to the letter as the attribute `country` has it (ISO codes where you have a choice).
 * Edge cases: where the attribute is missing nobody qualifies; no event is read, so a new customer can qualify.
 * @example
 * ```ts
 * import { and, inCountry, powerUser, profile } from 'habitus';
 * inCountry({ country: 'DE' })(profile({ id: 'ada', attributes: { country: 'DE' } })); //=> true
 * inCountry({ country: 'DE' })(profile({ id: 'bob', attributes: { country: 'de' } })); //=> false
 * const germanPowerUsers = and(powerUser, inCountry({ country: 'DE' }));
 * germanPowerUsers.kind; //=> 'segment'
 * ```
 */
export const inCountry = (options: { readonly country: string }): Segment => {
  onlyKeys(options, ['country'], 'inCountry');
  const { country } = options;
  return having('in-country', 'country', country, {
    title: `In ${country}`,
    goal: 'Speak to customers in their own place',
    action: 'Mind its holidays, its prices and its law',
  });
};

/**
 * Those who are in a region: a state, a province, or how you divide the map.
 *
 * `region` is given, to the letter as the attribute `region` has it.
 * Edge cases: where the attribute is missing nobody qualifies; no event is read, so a new customer can qualify;
 * regions of several countries may have one name.
 * @example
 * ```ts
 * import { inRegion, profile } from 'habitus';
 * inRegion({ region: 'Bavaria' })(profile({ id: 'ada', attributes: { region: 'Bavaria' } })); //=> true
 * inRegion({ region: 'Bavaria' })(profile({ id: 'bob' })); //=> false
 * ```
 */
export const inRegion = (options: { readonly region: string }): Segment => {
  onlyKeys(options, ['region'], 'inRegion');
  const { region } = options;
  return having('in-region', 'region', region, {
    title: `In the region ${region}`,
    goal: 'Be near where nearness counts',
    action: 'Invite them to what takes place there',
  });
};

/**
 * Those who are in a city.
 *
 * `city` is given, to the letter as the attribute `city` has it.
 * Edge cases: where the attribute is missing nobody qualifies; no event is read, so a new customer can qualify; cities
 * of several countries may have one name: join it with {@link inCountry}.
 * @example
 * ```ts
 * import { inCity, profile } from 'habitus';
 * inCity({ city: 'Hamburg' })(profile({ id: 'ada', attributes: { city: 'Hamburg' } })); //=> true
 * inCity({ city: 'Hamburg' })(profile({ id: 'bob' })); //=> false
 * ```
 */
export const inCity = (options: { readonly city: string }): Segment => {
  onlyKeys(options, ['city'], 'inCity');
  const { city } = options;
  return having('in-city', 'city', city, {
    title: `In the city of ${city}`,
    goal: 'Be there in person where it pays',
    action: 'Invite them to a breakfast',
  });
};

/**
 * Those who came through a source: a campaign, a channel, a partner.
 *
 * `source` is given, to the letter as the attribute `acquisitionSource` has it.
 * Edge cases: where the attribute is missing nobody qualifies; no event is read, so a new customer can qualify.
 * @example
 * ```ts
 * import { acquiredThrough, profile } from 'habitus';
 * acquiredThrough({ source: 'search' })(profile({ id: 'ada', attributes: { acquisitionSource: 'search' } })); //=> true
 * acquiredThrough({ source: 'search' })(profile({ id: 'bob' })); //=> false
 * ```
 */
export const acquiredThrough = (options: { readonly source: string }): Segment => {
  onlyKeys(options, ['source'], 'acquiredThrough');
  const { source } = options;
  return having('acquired-through', 'acquisitionSource', source, {
    title: `Came through ${source}`,
    goal: 'Pay for the sources that bring customers who stay',
    action: 'Compare retention and payback of each source, and move the budget',
  });
};

/**
 * Those who work in an industry.
 *
 * `industry` is given, to the letter as the attribute `industry` has it.
 * Edge cases: where the attribute is missing nobody does; no event is read, so a new customer can qualify.
 * @example
 * ```ts
 * import { inIndustry, profile } from 'habitus';
 * inIndustry({ industry: 'retail' })(profile({ id: 'acme', attributes: { industry: 'retail' } })); //=> true
 * inIndustry({ industry: 'retail' })(profile({ id: 'globex', attributes: { industry: 'mining' } })); //=> false
 * ```
 */
export const inIndustry = (options: { readonly industry: string }): Segment => {
  onlyKeys(options, ['industry'], 'inIndustry');
  const { industry } = options;
  return having('in-industry', 'industry', industry, {
    title: `In the industry ${industry}`,
    goal: 'Speak the language of the trade',
    action: 'Show them customers like themselves',
  });
};

/**
 * Those who have a role in their company.
 *
 * `role` is given, to the letter as the attribute `role` has it.
 * Edge cases: where the attribute is missing nobody has; no event is read, so a new customer can qualify.
 * @example
 * ```ts
 * import { inRole, profile } from 'habitus';
 * inRole({ role: 'buyer' })(profile({ id: 'ada', attributes: { role: 'buyer' } })); //=> true
 * inRole({ role: 'buyer' })(profile({ id: 'bob', attributes: { role: 'user' } })); //=> false
 * ```
 */
export const inRole = (options: { readonly role: string }): Segment => {
  onlyKeys(options, ['role'], 'inRole');
  const { role } = options;
  return having('in-role', 'role', role, {
    title: `In the role ${role}`,
    goal: 'Tell everybody what matters to them',
    action: 'Show users the work, and those who decide the result',
  });
};

/**
 * Those in an age band.
 *
 * `ageBand` is given, to the letter as the attribute `ageBand` has it.
 * Edge cases: where the attribute is missing nobody qualifies; no event is read, so a new customer can qualify; the
 * bands are yours, and are not compared.
 * @example
 * ```ts
 * import { inAgeBand, profile } from 'habitus';
 * inAgeBand({ ageBand: '25-34' })(profile({ id: 'ada', attributes: { ageBand: '25-34' } })); //=> true
 * inAgeBand({ ageBand: '25-34' })(profile({ id: 'bob', attributes: { ageBand: '35-44' } })); //=> false
 * ```
 */
export const inAgeBand = (options: { readonly ageBand: string }): Segment => {
  onlyKeys(options, ['ageBand'], 'inAgeBand');
  const { ageBand } = options;
  return having('in-age-band', 'ageBand', ageBand, {
    title: `In the age band ${ageBand}`,
    goal: 'Meet each generation where it is',
    action: 'Choose channels and examples by it, never prices',
  });
};

/**
 * Those who speak a language.
 *
 * `language` is given, to the letter as the attribute `language` has it (`en` and `en-GB` are two).
 * Edge cases: where the attribute is missing nobody does; no event is read, so a new customer can qualify.
 * @example
 * ```ts
 * import { profile, speaks } from 'habitus';
 * speaks({ language: 'fr' })(profile({ id: 'ada', attributes: { language: 'fr' } })); //=> true
 * speaks({ language: 'fr' })(profile({ id: 'bob' })); //=> false
 * ```
 */
export const speaks = (options: { readonly language: string }): Segment => {
  onlyKeys(options, ['language'], 'speaks');
  const { language } = options;
  return having('speaks', 'language', language, {
    title: `Speaks ${language}`,
    goal: 'Be understood',
    action: 'Write and answer in it',
  });
};

/**
 * Those who share a value, such as sustainability or thrift.
 *
 * `value` is given, to the letter as the list of the attribute `values` has it.
 * Edge cases: where the attribute is missing, or is no list of texts, nobody does; no event is read, so a new customer
 * can qualify.
 * @example
 * ```ts
 * import { profile, shares } from 'habitus';
 * const sustainable = shares({ value: 'sustainability' });
 * sustainable(profile({ id: 'ada', attributes: { values: ['thrift', 'sustainability'] } })); //=> true
 * sustainable(profile({ id: 'bob', attributes: { values: ['thrift'] } })); //=> false
 * ```
 */
export const shares = (options: { readonly value: string }): Segment => {
  onlyKeys(options, ['value'], 'shares');
  const { value } = options;
  return segment('shares', {
    title: `Shares the value ${value}`,
    dimension: DIMENSION,
    goal: 'Sell what customers stand for',
    action: 'Tell the story behind the product, and prove it',
    source:
      'Mitchell, "The Nine American Lifestyles" (1983): values and lifestyles, beside what customers do',
    where: () => attribute('values').includes(value),
  });
};

/**
 * How big a company is, by its employees: `micro` up to 9, `small` up to 49, `medium` up to 249, `large` from 250.
 *
 * Parameters: `micro` 9, `small` 49 and `medium` 249 (the most employees of each).
 * Edge cases: null where `employees` is missing or negative; no event is read, so a new customer has a size at once.
 * Every company with a number of employees has exactly one label.
 * @example
 * ```ts
 * import { companySize, profile } from 'habitus';
 * companySize(profile({ id: 'acme', attributes: { employees: 120 } })); //=> 'medium'
 * companySize(profile({ id: 'globex' })); //=> null
 * ```
 * @see The staff headcount of Commission Recommendation 2003/361/EC on micro, small and medium-sized enterprises,
 * without its ceilings of turnover.
 */
export const companySize: Classification<
  'micro' | 'small' | 'medium' | 'large',
  { readonly micro: number; readonly small: number; readonly medium: number }
> = /* @__PURE__ */ classification('company-size', {
  title: 'Company size',
  dimension: DIMENSION,
  goal: 'Sell to each size the way it buys',
  action: 'Leave micro companies to self-service, and give large ones an account manager',
  source:
    'European Commission, "Recommendation 2003/361/EC" (2003): the staff headcount, without its ceilings of turnover',
  parameters: { micro: 9, small: 49, medium: 249 },
  labels: ({ micro, small, medium }) => {
    const employees = attribute('employees', { as: 'number' });
    return {
      micro: employees.between(0, micro),
      small: employees.between(0, small),
      medium: employees.between(0, medium),
      large: employees.atLeast(0),
    };
  },
});
