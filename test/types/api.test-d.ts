import {
  type Answer,
  type AnyMetric,
  ago,
  and,
  attribute,
  type Classification,
  choose,
  classification,
  type Duration,
  days,
  dominant,
  type Explanation,
  events,
  explain,
  hourOfDay,
  howMany,
  inactive,
  is,
  type LabelExplanation,
  type LabelSpan,
  type Matcher,
  type Metric,
  type MetricExplanation,
  metric,
  nextChange,
  not,
  oneOf,
  or,
  type Profile,
  pacedTimeline,
  parseSegment,
  powerUser,
  profile,
  type RelativeClassification,
  type RelativeMetric,
  type RelativeSegment,
  type Segment,
  type Span,
  score,
  segment,
  sequence,
  sheet,
  timeline,
  upgradeCandidate,
  usageTier,
} from 'habitus';
import { countOf, diff, inherit, type Population, population, withAttributes } from 'habitus/population';
import { describe, expectTypeOf, it } from 'vitest';

const ada = profile({ id: 'ada', attributes: { plan: 'pro' } }, [{ name: 'x', at: new Date() }]);
const customers: Profile[] = [ada];
const spend = events('purchase').within(days(365)).sum('amount');
const top = spend.topPercent(10);

describe('a segment', () => {
  it('is a predicate of profiles', () => {
    expectTypeOf(customers.filter(powerUser)).toEqualTypeOf<Profile[]>();
    expectTypeOf(customers.filter(and(upgradeCandidate, not(inactive)))).toEqualTypeOf<Profile[]>();
    expectTypeOf(customers.find(or(powerUser, inactive))).toEqualTypeOf<Profile | undefined>();
    expectTypeOf(customers.every(powerUser)).toEqualTypeOf<boolean>();
    expectTypeOf(powerUser(ada)).toEqualTypeOf<boolean>();
  });

  it('takes a profile and nothing else', () => {
    // @ts-expect-error a customer is not a profile: profile(customer, events) makes one
    powerUser({ id: 'ada' });
    // @ts-expect-error one argument
    powerUser(ada, 1);
  });

  it('has the parameters of its definition', () => {
    const big = segment('big', {
      parameters: { spend: 1000, window: days(365), plan: 'pro', strict: true },
      where: ({ spend: least, window, plan, strict }) => {
        expectTypeOf(least).toEqualTypeOf<number>();
        expectTypeOf(window).toEqualTypeOf<Duration>();
        expectTypeOf(plan).toEqualTypeOf<string>();
        expectTypeOf(strict).toEqualTypeOf<boolean>();
        return events('purchase').within(window).sum('amount').atLeast(least);
      },
    });
    expectTypeOf(big.parameters.spend).toEqualTypeOf<number>();
    expectTypeOf(big.with({ spend: 5 })(ada)).toEqualTypeOf<boolean>();
    expectTypeOf(powerUser.with({ activeDays: 20 })(ada)).toEqualTypeOf<boolean>();
    // @ts-expect-error no such parameter
    big.with({ spent: 5 });
    // @ts-expect-error a text is not a number
    big.with({ spend: '5' });
    // @ts-expect-error 30 is no duration: days(30) is
    big.with({ window: 30 });
  });

  it('takes the parameters that were parsed', () => {
    const parsed = parseSegment('{}');
    expectTypeOf(powerUser.with(parsed.parameters)(ada)).toEqualTypeOf<boolean>();
    expectTypeOf(parsed(ada)).toEqualTypeOf<boolean>();
  });
});

describe('a segment that needs a population', () => {
  it('is not callable, nor is what it is part of', () => {
    expectTypeOf(top).toExtend<RelativeSegment>();
    // @ts-expect-error fit it to a population first
    top(ada);
    // @ts-expect-error a combination with it needs the population too
    and(powerUser, top)(ada);
    // @ts-expect-error and so does its complement
    not(top)(ada);
    // @ts-expect-error and its past
    ago(days(7), top)(ada);
    // @ts-expect-error and a name does not change that
    segment('top', { where: () => top })(ada);
    // @ts-expect-error no predicate either
    customers.filter(top);
    expectTypeOf(and(powerUser, inactive)(ada)).toEqualTypeOf<boolean>();
  });

  it('makes a classification that needs it', () => {
    const value = classification('value', { labels: () => ({ top, rest: not(top) }) });
    expectTypeOf(value).toExtend<RelativeClassification<'top' | 'rest'>>();
    expectTypeOf(value.is('top')).toExtend<RelativeSegment>();
    // @ts-expect-error fit it to a population first
    value(ada);
  });
});

describe('a population', () => {
  const people = population({ customers: [{ id: 'ada' }], asOf: 0 });

  it('is made of another: some customers, other attributes', () => {
    expectTypeOf(people.where(powerUser)).toEqualTypeOf<Population>();
    expectTypeOf(people.where(top).values(spend).toArray()).toEqualTypeOf<readonly (number | null)[]>();
    // @ts-expect-error a metric does not say who is in
    people.where(spend);
    expectTypeOf(
      withAttributes(people, { a: [1], b: { ada: 'x' }, c: people.values(spend) }),
    ).toEqualTypeOf<Population>();
    withAttributes(people, { a: new Map([['ada', new Date(0)]]), b: Float64Array.of(1) }, { replace: true });
    // @ts-expect-error a membership holds no values: people.values(segment) does
    withAttributes(people, { a: people.members(powerUser) });
    // @ts-expect-error no reading sees an object
    withAttributes(people, { a: { ada: { score: 1 } } });
    const told = inherit(people, people, { by: 'account', attributes: { spend, powerUser, usageTier, top } });
    expectTypeOf(told).toEqualTypeOf<Population>();
    // @ts-expect-error what is made for accounts of users is no definition: countOf belongs to rollUp
    inherit(people, people, { by: 'account', attributes: { users: countOf(powerUser) } });
  });

  it('is compared with another by who is in', () => {
    const found = diff(['ada'], people.members(powerUser));
    expectTypeOf(found.added).toEqualTypeOf<readonly string[]>();
    expectTypeOf(found.stayed).toEqualTypeOf<number>();
    // @ts-expect-error ids, not customers
    diff([{ id: 'ada' }], people.members(powerUser));
  });
});

describe('a metric', () => {
  it('answers what it says, or null', () => {
    expectTypeOf(spend(ada)).toEqualTypeOf<number | null>();
    expectTypeOf(events('x').mostFrequent('topic')(ada)).toEqualTypeOf<string | null>();
    expectTypeOf(events('x').mostFrequent(hourOfDay())(ada)).toEqualTypeOf<number | null>();
    expectTypeOf(events('x').last('score', { as: 'number' })(ada)).toEqualTypeOf<number | null>();
    expectTypeOf(events('x').last('paid', { as: 'boolean' })(ada)).toEqualTypeOf<boolean | null>();
    expectTypeOf(events('x').lastAt()(ada)).toEqualTypeOf<number | null>();
    expectTypeOf(attribute('interests', { as: 'list' })(ada)).toEqualTypeOf<readonly string[] | null>();
    expectTypeOf(attribute('plan')(ada)).toEqualTypeOf<
      number | string | boolean | readonly string[] | null
    >();
    expectTypeOf(attribute('plan').orElse('free')(ada)).toEqualTypeOf<string | null>();
    expectTypeOf(ago(days(1), spend)).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(metric('m', { value: () => spend })(ada)).toEqualTypeOf<number | null>();
    expectTypeOf(
      score('s', { parts: () => [{ metric: spend, weight: 1, from: 0, to: 9 }] })(ada),
    ).toEqualTypeOf<number | null>();
    expectTypeOf(spend).toExtend<AnyMetric>();
  });

  it('knows instants from numbers', () => {
    const first = events('x').firstAt();
    const last = events('x').lastAt();
    expectTypeOf(last.minus(first)).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(last.plus(days(3))).toEqualTypeOf<Metric<'instant'>>();
    expectTypeOf(last.minus(first).atLeast(days(30))(ada)).toEqualTypeOf<boolean>();
    expectTypeOf(attribute('signedUpAt').daysSince().atLeast(3)(ada)).toEqualTypeOf<boolean>();
  });

  it('is compared with texts in any case, and with versions', () => {
    expectTypeOf(attribute('plan').is('pro', { ignoreCase: true })).toEqualTypeOf<Segment>();
    expectTypeOf(attribute('plan').oneOf('pro', 'team', { ignoreCase: true })).toEqualTypeOf<Segment>();
    expectTypeOf(attribute('app').atLeastVersion('5.2')).toEqualTypeOf<Segment>();
    expectTypeOf(is('pro')).toEqualTypeOf<Matcher<'pro'>>();
    expectTypeOf(oneOf('pro', 'team')).toEqualTypeOf<Matcher<'pro' | 'team'>>();
    expectTypeOf(oneOf('pro', 'team', { ignoreCase: true })).toEqualTypeOf<Matcher<string>>();
    expectTypeOf(usageTier.noneOf('super', { ignoreCase: true })).toEqualTypeOf<Segment>();
    // @ts-expect-error numbers have no case
    oneOf(1, 2, { ignoreCase: true });
    // @ts-expect-error options stand behind the values
    attribute('plan', { as: 'text' }).oneOf({ ignoreCase: true }, 'pro');
  });

  it('refuses the tests of another type', () => {
    // @ts-expect-error a number does not start with a text
    spend.startsWith('a');
    // @ts-expect-error a number is no list
    spend.includes('a');
    // @ts-expect-error a number is no instant
    spend.before('2026-01-01T00:00:00Z');
    // @ts-expect-error a text is not at least a number
    attribute('plan', { as: 'text' }).atLeast(3);
    // @ts-expect-error a text has no top percent
    attribute('plan', { as: 'text' }).topPercent(10);
    // @ts-expect-error texts are not added
    attribute('plan', { as: 'text' }).plus(1);
    // @ts-expect-error a boolean is no text
    attribute('vip', { as: 'boolean' }).is('yes');
    // @ts-expect-error a number is not compared with a text
    spend.is('1000');
    // @ts-expect-error a list is not contained in: includes looks into it
    attribute('interests', { as: 'list' }).contains('a');
    // @ts-expect-error days since a number
    events('x').count().daysSince();
    // @ts-expect-error a duration, not a bare number
    events('x').within(30);
    // @ts-expect-error sums read numbers
    events('x').sum('amount', { as: 'text' });
    // @ts-expect-error a sequence is of selections
    sequence(powerUser);
  });
});

describe('a value that hangs on segments', () => {
  it('has the type of what is chosen', () => {
    expectTypeOf(spend.when(powerUser)).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(choose([[powerUser, spend]], 0)(ada)).toEqualTypeOf<number | null>();
    expectTypeOf(choose([[powerUser, 'much']], 'little')).toEqualTypeOf<Metric<'text'>>();
    expectTypeOf(choose([[powerUser, attribute('seats')]])).toEqualTypeOf<Metric<'any'>>();
    expectTypeOf(choose([[powerUser, attribute('seats')]], 1)).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(howMany(powerUser, inactive)).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(howMany(powerUser, inactive, { points: [50, 20] }).atLeast(60)).toEqualTypeOf<Segment>();
  });

  it('is relative where a segment is, or another value', () => {
    expectTypeOf(spend.when(top).atLeast(3)).toEqualTypeOf<RelativeSegment>();
    expectTypeOf(choose([[powerUser, spend.when(top)]])).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(howMany(powerUser, top)).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(howMany(top, powerUser, { points: [1, 2] }).plus(1)).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(metric('m', { value: () => spend.when(top) })).toExtend<RelativeMetric<'number'>>();
    // @ts-expect-error fit it to a population first
    spend.when(top)(ada);
  });

  it('makes relative whatever it stands in', () => {
    const among = spend.when(top);
    expectTypeOf(spend.atLeast(among)).toEqualTypeOf<RelativeSegment>();
    expectTypeOf(spend.below(among)).toEqualTypeOf<RelativeSegment>();
    expectTypeOf(spend.minus(among)).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(spend.dividedBy(among).plus(spend)).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(spend.orElse(among)).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(among.minus(spend)).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(among.atLeast(spend)).toEqualTypeOf<RelativeSegment>();
    expectTypeOf(dominant('main', { labels: () => ({ a: among, b: spend }) })).toExtend<
      RelativeClassification<'a' | 'b'>
    >();
    const part = { weight: 1, from: 0, to: 1 };
    const parts = () => [
      { metric: spend, ...part },
      { metric: among, ...part },
    ];
    expectTypeOf(score('s', { parts })).toExtend<RelativeMetric<'number'>>();
    expectTypeOf(score('s', { parts: () => [{ metric: spend, ...part }] })(ada)).toEqualTypeOf<
      number | null
    >();
    expectTypeOf(spend.atLeast(spend)).toEqualTypeOf<Segment>();
    expectTypeOf(spend.dividedBy(3)).toEqualTypeOf<Metric<'number'>>();
    // @ts-expect-error fit it to a population first
    spend.atLeast(among)(ada);
  });
});

describe('a classification', () => {
  it('knows its labels', () => {
    expectTypeOf(usageTier(ada)).toEqualTypeOf<'super' | 'average' | 'light' | null>();
    expectTypeOf(usageTier.is('super')).toEqualTypeOf<Segment>();
    expectTypeOf(usageTier.labels).toEqualTypeOf<readonly ('super' | 'average' | 'light')[]>();
    // @ts-expect-error no such label
    usageTier.is('nope');
    const interest = dominant('interest', { labels: () => ({ music: spend, sports: spend }) });
    expectTypeOf(interest).toExtend<Classification<'music' | 'sports'>>();
    expectTypeOf(ago(days(7), usageTier)).toEqualTypeOf<Metric<'text'>>();
  });
});

describe('what one wants to know about a segment', () => {
  it('is asked of labels too', () => {
    expectTypeOf(nextChange(usageTier, ada)).toEqualTypeOf<number | null>();
    type Spans = readonly LabelSpan<'super' | 'average' | 'light'>[];
    expectTypeOf(timeline(usageTier, ada, { from: 0, to: 1 })).toEqualTypeOf<Spans>();
    expectTypeOf(pacedTimeline(usageTier, ada, { from: 0, to: 1 })).toEqualTypeOf<Promise<Spans>>();
    const either = powerUser as typeof powerUser | typeof usageTier;
    expectTypeOf(timeline(either, ada, { from: 0, to: 1 })).toEqualTypeOf<
      readonly (Span | Spans[number])[]
    >();
  });

  it('is explained as what it is', () => {
    expectTypeOf(explain(powerUser, ada)).toEqualTypeOf<Explanation>();
    expectTypeOf(explain(usageTier, ada)).toEqualTypeOf<LabelExplanation<'super' | 'average' | 'light'>>();
    expectTypeOf(explain(spend, ada)).toEqualTypeOf<MetricExplanation<number>>();
    expectTypeOf(explain(attribute('plan', { as: 'text' }), ada).value).toEqualTypeOf<string | null>();
    const either = powerUser as typeof powerUser | typeof spend;
    expectTypeOf(explain(either, ada)).toEqualTypeOf<Explanation | MetricExplanation<number>>();
  });

  it('is in a sheet by its name', () => {
    const about = sheet(ada, { powerUser, usageTier, spend, plan: attribute('plan', { as: 'text' }) });
    expectTypeOf(about.values).toEqualTypeOf<{
      readonly powerUser: boolean;
      readonly usageTier: 'super' | 'average' | 'light' | null;
      readonly spend: number | null;
      readonly plan: string | null;
    }>();
    expectTypeOf(sheet(ada, [powerUser, usageTier]).values).toEqualTypeOf<Readonly<Record<string, Answer>>>();
    // @ts-expect-error no such name
    about.values.powerUsr;
    // @ts-expect-error fit it to a population first
    sheet(ada, { top });
  });

  it('is asked of segments and labels alone', () => {
    expectTypeOf(nextChange(powerUser, ada)).toEqualTypeOf<number | null>();
    expectTypeOf(timeline(powerUser, ada, { from: 0, to: 1 })).toExtend<
      readonly { from: number; to: number; member: boolean }[]
    >();
    expectTypeOf(explain(powerUser, ada).member).toEqualTypeOf<boolean>();
    // @ts-expect-error a metric has no membership to change
    nextChange(spend, ada);
    // @ts-expect-error fit it to a population first
    nextChange(top, ada);
    // @ts-expect-error nothing that was defined
    nextChange(() => true, ada);
    // @ts-expect-error fit it to a population first
    explain(top, ada);
  });
});
