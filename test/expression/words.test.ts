import { expect, describe as group, it } from 'vitest';
import { GRAMMAR } from '../../src/expression/grammar.js';
import { build } from '../../src/expression/index.js';
import type { Expression, Reading, Selection, Window } from '../../src/expression/nodes.js';
import { typeOf } from '../../src/expression/types.js';
import { describe, phrase, valuePhrase } from '../../src/expression/words/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (iso: string): number => Date.parse(iso);

// Plain nodes, shorter to write.
const last = (days: number, ago = 0): Window => ({
  kind: 'rolling',
  length: days * DAY,
  ...(ago && { ago: ago * DAY }),
});
const events = (names?: string | readonly string[], more: Partial<Selection> = {}): Selection => ({
  kind: 'events',
  ...(names === undefined ? {} : { names: typeof names === 'string' ? [names] : names }),
  ...more,
});
const purchases = (days: number, more: Partial<Selection> = {}) =>
  events('purchase', { window: last(days), ...more });
const used = (days?: number) => events('feature_used', days === undefined ? {} : { window: last(days) });
const property = (name: string): Reading => ({ kind: 'property', name });
const attribute = (name: string): Expression => ({ kind: 'attribute', name });
const literal = (value: number | string): Expression => ({ kind: 'literal', value }) as Expression;
const date = (iso: string): Expression => ({ kind: 'literal', value: at(iso), as: 'instant' });
const count = (of: Selection): Expression => ({ kind: 'count', of });
const of =
  (kind: 'sum' | 'average' | 'min' | 'max' | 'first' | 'last' | 'distinct' | 'mostFrequent' | 'topShare') =>
  (selection: Selection, value: Reading | string): Expression => ({
    kind,
    of: selection,
    value: typeof value === 'string' ? property(value) : value,
  });
const sum = of('sum');
const latest = of('last');
const distinct = of('distinct');
const mostFrequent = of('mostFrequent');
const activeDays = (selection: Selection, more: object = {}): Expression => ({
  kind: 'periods',
  of: selection,
  unit: 'day',
  ...more,
});
const elapsed = (value: Expression, direction: 'since' | 'until' = 'since'): Expression => ({
  kind: 'elapsed',
  value,
  direction,
});
const firstAt = (of: Selection): Expression => ({ kind: 'firstAt', of });
const lastAt = (of: Selection): Expression => ({ kind: 'lastAt', of });
const compare =
  (op: 'atLeast' | 'atMost' | 'above' | 'below') =>
  (left: Expression, right: Expression | number): Expression => ({
    kind: 'compare',
    op,
    left,
    right: typeof right === 'number' ? literal(right) : right,
  });
const atLeast = compare('atLeast');
const atMost = compare('atMost');
const above = compare('above');
const below = compare('below');
const and = (...tests: Expression[]): Expression => ({ kind: 'and', of: tests });
const or = (...tests: Expression[]): Expression => ({ kind: 'or', of: tests });
const not = (test: Expression): Expression => ({ kind: 'not', of: test });
const between = (value: Expression, from: number, to: number) => and(atLeast(value, from), atMost(value, to));
const is = (value: Expression, ...values: (string | number | boolean)[]): Expression => ({
  kind: 'oneOf',
  value,
  values,
});
const version = (op: 'atLeast' | 'atMost' | 'above' | 'below' | 'is', text: string): Expression => ({
  kind: 'version',
  op,
  value: attribute('app'),
  version: text,
});
const exists = (value: Expression): Expression => ({ kind: 'exists', value });
const calc = (
  op: 'plus' | 'minus' | 'times' | 'dividedBy' | 'least' | 'greatest',
  ...operands: (Expression | number)[]
): Expression => ({
  kind: 'arithmetic',
  op,
  of: operands.map((each) => (typeof each === 'number' ? literal(each) : each)),
});
const choice = (
  cases: readonly (readonly [Expression, Expression])[],
  otherwise?: Expression,
): Expression => ({ kind: 'choose', cases, ...(otherwise && { otherwise }) });
const howMany = (of: Expression[], points?: number[]): Expression => ({
  kind: 'howMany',
  of,
  ...(points && { points }),
});
const named = (id: string, node: Expression, more: object = {}): Expression => ({
  kind: 'named',
  id,
  ...more,
  of: node,
});
const ago = (days: number, node: Expression): Expression => ({ kind: 'ago', length: days * DAY, of: node });
const calendar = (unit: 'day' | 'week' | 'month' | 'quarter' | 'year', n: number, more: object = {}) =>
  count(events('purchase', { window: { kind: 'calendar', unit, count: n, ...more } }));
const series = (
  answer: 'trend' | 'peak' | 'low' | 'streak',
  every: number | 'day' | 'week' | 'month',
  periods: number,
  more: object = {},
): Expression => ({
  kind: 'series',
  of: used(),
  every,
  periods,
  answer,
  ...more,
});
const sequence = (steps: Selection[], days?: number): Expression => ({
  kind: 'sequence',
  steps,
  ...(days === undefined ? {} : { within: days * DAY }),
});

const powerUser = named(
  'power-user',
  and(
    atLeast(activeDays(events(undefined, { window: last(28) })), 12),
    atLeast(distinct(used(28), 'feature'), 5),
  ),
  { title: 'Power user' },
);
const inactive = named('inactive', atMost(count(events(undefined, { window: last(30) })), 0));
const engagement = named('engagement-score', literal(50), { title: 'Engagement score' });
const spend = named('spend-365', sum(purchases(365), 'amount'), { unit: 'EUR' });
const tier = named('usage-tier', {
  kind: 'firstMatch',
  labels: [
    ['super', inactive],
    ['light', powerUser],
  ],
});
const onboarding = sequence([events('signed_up'), events('invite_sent'), events('purchase')], 14);
const where = (...tests: object[]) => ({ where: tests }) as Partial<Selection>;
const amount = property('amount');

const TABLE: readonly (readonly [definition: Expression, sentence: string])[] = [
  [count(purchases(30)), 'the number of “purchase” events in the last 30 days'],
  [
    powerUser,
    'active on at least 12 of the last 28 days and used at least 5 different features in the last 28 days',
  ],
  [inactive, 'not active in the last 30 days'],
  [atLeast(count(purchases(90)), 3), 'at least 3 “purchase” events in the last 90 days'],
  [atLeast(count(purchases(90)), 1), 'at least one “purchase” event in the last 90 days'],
  [above(count(purchases(90)), 0), 'at least one “purchase” event in the last 90 days'],
  [above(count(purchases(90)), 1000), 'more than 1,000 “purchase” events in the last 90 days'],
  [below(count(purchases(90)), 1), 'no “purchase” event in the last 90 days'],
  [below(count(purchases(90)), 2), 'fewer than 2 “purchase” events in the last 90 days'],
  [atMost(count(purchases(90)), 1), 'at most one “purchase” event in the last 90 days'],
  [between(count(purchases(90)), 1, 4), '1 to 4 “purchase” events in the last 90 days'],
  [is(count(purchases(365)), 1), 'exactly one “purchase” event in the last 365 days'],
  [is(count(purchases(365)), 0), 'no “purchase” event in the last 365 days'],
  [not(is(count(purchases(365)), 0)), 'at least one “purchase” event in the last 365 days'],
  [not(is(count(purchases(365)), 2)), 'not exactly 2 “purchase” events in the last 365 days'],
  [not(between(count(purchases(365)), 2, 5)), 'not 2 to 5 “purchase” events in the last 365 days'],
  [not(atLeast(count(purchases(365)), 2)), 'fewer than 2 “purchase” events in the last 365 days'],
  [not(atLeast(count(purchases(365)), 1)), 'no “purchase” event in the last 365 days'],
  [atLeast(count(events(undefined, { window: last(28) })), 1), 'active in the last 28 days'],
  [atLeast(count(events()), 1), 'at least one event'],
  [
    atLeast(
      count(
        events(undefined, {
          anyOf: [
            events('purchase', where(compare('atLeast')(property('amount') as never, 100) as never)),
            events('demo'),
          ] as never,
          window: last(30),
        }),
      ),
      2,
    ),
    'at least 2 events in the last 30 days that are either “purchase” with “amount” at least 100 or “demo”',
  ],
  [
    lastAt(
      events(undefined, {
        anyOf: [
          events('a'),
          events(undefined, { startingWith: ['b:'] }),
          events(undefined, { except: ['c'] }),
        ] as never,
        ...where({ kind: 'oneOf', value: property('kind'), values: ['x'] }),
      }),
    ),
    'the last event with “x” as “kind”, that is (“a”, any event whose name begins with “b:” or any event other than “c”)',
  ],
  [
    atLeast(count(events(undefined, { startingWith: ['order:', 'cart:'], window: last(30) })), 1),
    'at least one event whose name begins with “order:” or “cart:” in the last 30 days',
  ],
  [
    count(
      events(
        'purchase',
        where({
          kind: 'or',
          of: [
            { kind: 'oneOf', value: property('kind'), values: ['x'] },
            {
              kind: 'and',
              of: [
                { kind: 'exists', value: property('a') },
                { kind: 'not', of: { kind: 'exists', value: property('b') } },
              ],
            },
          ],
        } as never),
      ),
    ),
    'the number of “purchase” events with “x” as “kind”, or both “a” present and “b” missing',
  ],
  [not(atLeast(count(events()), 1)), 'no event'],
  [
    atLeast(count(events(undefined, { except: ['message_delivered'], window: last(28) })), 4),
    'at least 4 events other than “message delivered” in the last 28 days',
  ],
  [
    atLeast(count(events(undefined, { except: ['a', 'b', 'c', 'd', 'e'], window: last(28) })), 4),
    'at least 4 events other than “a”, “b” and 3 others in the last 28 days',
  ],
  [
    below(count(events(undefined, { except: ['a', 'b', 'c', 'd', 'e'], window: last(28) })), 1),
    'not active in the last 28 days',
  ],
  [
    atLeast(count(events(['review_written', 'testimonial_given'])), 1),
    'at least one “review written” or “testimonial given” event',
  ],
  [
    atLeast(count(events(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])), 2),
    'at least 2 “a”, “b”, “c”, “d”, “e” or 3 other events',
  ],
  [
    atLeast(activeDays(events(undefined, { except: ['outage'], window: last(28) })), 12),
    'active on at least 12 of the last 28 days',
  ],
  [atLeast(activeDays(used(28)), 12), '“feature used” on at least 12 of the last 28 days'],
  [atLeast(activeDays(used(28)), 1), 'at least one “feature used” event in the last 28 days'],
  [atLeast(activeDays(events(undefined, { window: last(28) })), 1), 'active in the last 28 days'],
  [below(activeDays(events(undefined, { window: last(28) })), 1), 'not active in the last 28 days'],
  [
    between(activeDays(events(undefined, { window: last(28) })), 5, 19),
    'active on 5 to 19 of the last 28 days',
  ],
  [
    atLeast(activeDays(events(undefined, { window: last(28) }), { timeZone: 'Europe/Paris' }), 12),
    'active on at least 12 of the last 28 days (Europe/Paris)',
  ],
  [
    atLeast(activeDays(used(28), { atLeast: 3 }), 12),
    'at least 3 “feature used” events a day on at least 12 of the last 28 days',
  ],
  [
    below(activeDays(used(28), { atLeast: 3 }), 1),
    'at least 3 “feature used” events a day on none of the last 28 days',
  ],
  [atLeast(activeDays(used()), 12), '“feature used” on at least 12 days'],
  [
    atLeast({ kind: 'periods', of: used(28), unit: 'week' }, 3),
    '“feature used” in at least 3 weeks in the last 28 days',
  ],
  [
    atLeast(
      {
        kind: 'periods',
        of: events(undefined, { window: { kind: 'calendar', unit: 'week', count: 4, weekStart: 'sunday' } }),
        unit: 'week',
        weekStart: 'sunday',
      },
      3,
    ),
    'active in at least 3 of the 4 calendar weeks before this one (weeks from Sunday)',
  ],
  [activeDays(events(undefined, { window: last(28) })), 'the number of active days in the last 28 days'],
  [
    activeDays(used(28), { atLeast: 3 }),
    'the number of days with at least 3 “feature used” events in the last 28 days',
  ],
  [
    atLeast(distinct(events('product_viewed', { window: last(30) }), 'category'), 3),
    'at least 3 different values of “category” in “product viewed” events in the last 30 days',
  ],
  [
    atLeast(distinct(events('product_viewed', { window: last(30) }), 'category'), 1),
    'at least one value of “category” in “product viewed” events in the last 30 days',
  ],
  [
    atMost(distinct(events('product_viewed', { window: last(30) }), 'category'), 0),
    'no value of “category” in “product viewed” events in the last 30 days',
  ],
  [distinct(used(28), 'feature'), 'the number of different features used in the last 28 days'],
  [atMost(distinct(used(28), 'feature'), 0), 'used no feature in the last 28 days'],
  [atMost(distinct(used(28), 'feature'), 1), 'used at most one feature in the last 28 days'],
  [
    atLeast(distinct(used(28), { kind: 'actor' }), 3),
    'at least 3 different users in “feature used” events in the last 28 days',
  ],
  [
    atLeast(distinct(used(28), { kind: 'hourOfDay' }), 3),
    'at least 3 different hours of the day in “feature used” events in the last 28 days',
  ],
  [
    atLeast({ kind: 'sessions', of: events('logged_in', { window: last(28) }), gap: HOUR / 2 }, 3),
    'at least 3 sessions of “logged in” events in the last 28 days',
  ],
  [
    atLeast({ kind: 'sessions', of: events(undefined, { window: last(28) }), gap: 2 * HOUR }, 1),
    'at least one session (2 hours apart) in the last 28 days',
  ],
  [
    { kind: 'sessions', of: events(undefined, { window: last(28) }), gap: HOUR / 2 },
    'the number of sessions in the last 28 days',
  ],
  [
    { kind: 'sessions', of: events(undefined, { window: last(28) }), gap: HOUR / 2, measure: 'total' },
    'the total time in sessions in the last 28 days',
  ],
  [
    { kind: 'sessions', of: events('logged_in'), gap: 2 * HOUR, measure: 'average' },
    'the average time in a session (2 hours apart) of “logged in” events',
  ],
  [
    atLeast(
      { kind: 'sessions', of: events('logged_in', { window: last(28) }), gap: HOUR / 2, measure: 'longest' },
      2 * HOUR,
    ),
    'a longest time in a session of at least 2 hours of “logged in” events in the last 28 days',
  ],
  [
    atLeast(
      sum(
        purchases(
          365,
          where(
            { kind: 'oneOf', value: property('category'), values: ['books', 'music'] },
            { kind: 'compare', op: 'atLeast', left: amount, right: literal(5) },
          ),
        ),
        'amount',
      ),
      1000,
    ),
    'a total “amount” of at least 1,000 in “purchase” events in the last 365 days with “books” or “music” as “category”, and “amount” at least 5',
  ],
  [
    atLeast(of('average')(purchases(90), 'amount'), 50),
    'an average “amount” of at least 50 in “purchase” events in the last 90 days',
  ],
  [
    above(of('max')(purchases(90), 'amount'), 50),
    'a highest “amount” of more than 50 in “purchase” events in the last 90 days',
  ],
  [
    below(of('min')(purchases(90), 'amount'), 50),
    'a lowest “amount” of less than 50 in “purchase” events in the last 90 days',
  ],
  [
    atLeast(
      latest(
        events('survey_answered', where({ kind: 'oneOf', value: property('survey'), values: ['nps'] })),
        'score',
      ),
      9,
    ),
    'a latest “score” of at least 9 in “survey answered” events with “nps” as “survey”',
  ],
  [
    not(atLeast(latest(events('survey_answered'), 'score'), 9)),
    'not a latest “score” of at least 9 in “survey answered” events',
  ],
  [
    exists(latest(events('survey_answered'), 'score')),
    'the latest “score” in “survey answered” events is known',
  ],
  [
    is(of('first')(purchases(30), 'channel'), 'web', 'shop'),
    'the first “channel” in “purchase” events in the last 30 days is “web” or “shop”',
  ],
  [
    not(is(of('first')(purchases(30), 'channel'), 'web', 'shop')),
    'the first “channel” in “purchase” events in the last 30 days is not “web” or “shop”',
  ],
  [
    mostFrequent(events('content_viewed', { window: last(90) }), 'topic'),
    'the most frequent “topic” in “content viewed” events in the last 90 days',
  ],
  [
    is(
      mostFrequent(events(undefined, { window: last(90) }), { kind: 'dayOfWeek', timeZone: 'Europe/Paris' }),
      6,
      7,
    ),
    'the most frequent day of the week (Europe/Paris) in events in the last 90 days is Saturday or Sunday',
  ],
  [
    between(
      mostFrequent(events(undefined, { window: last(90) }), { kind: 'hourOfDay', timeZone: 'Europe/Paris' }),
      6,
      11,
    ),
    'the most frequent hour of the day (Europe/Paris) in events in the last 90 days is between 6 and 11',
  ],
  [
    atLeast(of('topShare')(events('content_viewed', { window: last(90) }), 'topic'), 0.5),
    'the share of the most frequent “topic” in “content viewed” events in the last 90 days is at least 50 %',
  ],
  [atLeast(elapsed(lastAt(events('purchase'))), 30), 'at least 30 days since the last “purchase” event'],
  [
    atLeast(elapsed({ kind: 'heldSince', name: 'plan' }), 30),
    'at least 30 days since the last change of “plan”',
  ],
  [
    atLeast({ kind: 'heldSince', name: 'plan', as: 'text' }, date('2026-01-01T09:30:00Z')),
    'the last change of “plan” is on or after 2026-01-01 09:30 UTC',
  ],
  [below(elapsed(attribute('signedUpAt')), 14), 'less than 14 days since “signedUpAt”'],
  [not(below(elapsed(attribute('signedUpAt')), 14)), 'not less than 14 days since “signedUpAt”'],
  [between(elapsed(attribute('trialEndsAt'), 'until'), 0, 7), 'between 0 and 7 days until “trialEndsAt”'],
  [elapsed(lastAt(events('purchase'))), 'the time since the last “purchase” event'],
  [
    above(
      elapsed(lastAt(events('purchase'))),
      calc('times', { kind: 'gap', of: events('purchase'), measure: 'average' }, 3),
    ),
    'the time since the last “purchase” event is above 3 times the average gap between “purchase” events',
  ],
  [
    atLeast({ kind: 'gap', of: purchases(365), measure: 'longest' }, 1),
    'the longest gap between “purchase” events in the last 365 days is at least 1 day',
  ],
  [below(lastAt(events('purchase')), date('2026-01-01')), 'the last “purchase” event is before 2026-01-01'],
  [
    atLeast(attribute('signedUpAt'), date('2026-01-01T09:30:00Z')),
    '“signedUpAt” is on or after 2026-01-01 09:30 UTC',
  ],
  [exists(lastAt(events('purchase'))), 'the last “purchase” event is known'],
  [not(exists(firstAt(events('purchase')))), 'the first “purchase” event is missing'],
  [
    { kind: 'within', value: attribute('renewsAt'), side: 'next', length: 30 * DAY },
    '“renewsAt” is in the next 30 days',
  ],
  [
    not({ kind: 'within', value: lastAt(events('purchase')), side: 'last', length: 7 * DAY }),
    'the last “purchase” event is not in the last 7 days',
  ],
  [
    atLeast(calc('minus', lastAt(events('purchase')), firstAt(events('purchase'))), 30 * DAY),
    'the time from the first “purchase” event to the last “purchase” event is at least 30 days',
  ],
  [
    calc('dividedBy', calc('minus', lastAt(events('purchase')), firstAt(events('purchase'))), DAY),
    'the time from the first “purchase” event to the last “purchase” event in days',
  ],
  [
    calc('dividedBy', calc('minus', lastAt(events('purchase')), firstAt(events('purchase'))), DAY / 24),
    'the time from the first “purchase” event to the last “purchase” event in hours',
  ],
  [
    atLeast(
      calc('minus', { kind: 'attribute', name: 'renewsAt', as: 'instant' }, 30 * DAY),
      date('2026-01-01'),
    ),
    '“renewsAt” minus 30 days is on or after 2026-01-01',
  ],
  [
    atMost(attribute('renewsAt'), date('2026-01-01T09:30:15Z')),
    '“renewsAt” is on or before 2026-01-01 09:30:15 UTC',
  ],
  [is(attribute('plan'), 'pro'), '“plan” is “pro”'],
  [is(attribute('plan'), 'pro', 'team', 'enterprise'), '“plan” is “pro”, “team” or “enterprise”'],
  [not(is(attribute('plan'), 'free')), '“plan” is not “free”'],
  [is(attribute('vip'), true), '“vip” is true'],
  [
    { ...is(attribute('plan'), 'pro', 'team'), ignoreCase: true } as Expression,
    '“plan” is “pro” or “team” in upper or lower case',
  ],
  [
    not({ ...is(attribute('plan'), 'free'), ignoreCase: true } as Expression),
    '“plan” is not “free” in upper or lower case',
  ],
  [version('atLeast', '5.2'), '“app” is at least version 5.2'],
  [version('atMost', 'v5.2'), '“app” is at most version v5.2'],
  [version('above', '5.2'), '“app” is above version 5.2'],
  [version('below', '6.0.0-rc.1'), '“app” is below version 6.0.0-rc.1'],
  [version('is', '5.2'), '“app” is version 5.2'],
  [not(version('is', '5.2')), '“app” is not version 5.2'],
  [not(version('atLeast', '5.2')), '“app” is not at least version 5.2'],
  [exists(attribute('plan')), '“plan” is known'],
  [not(exists(attribute('plan'))), '“plan” is missing'],
  [
    { kind: 'includes', value: attribute('interests'), text: 'ethical luxury' },
    '“interests” includes “ethical luxury”',
  ],
  [not({ kind: 'includes', value: attribute('interests'), text: 'ai' }), '“interests” does not include “ai”'],
  [
    { kind: 'text', how: 'endsWith', value: attribute('email'), text: '@acme.com', ignoreCase: true },
    '“email” ends with “@acme.com” in upper or lower case',
  ],
  [
    not({ kind: 'text', how: 'contains', value: attribute('role'), text: 'engineer' }),
    '“role” does not contain “engineer”',
  ],
  [
    atLeast(calc('dividedBy', attribute('seatsUsed'), attribute('seats')), 0.8),
    '“seatsUsed” divided by “seats” is at least 0.8',
  ],
  [atLeast(attribute('seatsUsed'), attribute('seats')), '“seatsUsed” is at least “seats”'],
  [below(literal(10), attribute('seats')), '10 is below “seats”'],
  [
    below(
      count(events(undefined, { window: last(30) })),
      calc('times', count(events(undefined, { window: last(30, 30) })), 0.5),
    ),
    'the number of events in the last 30 days is below 0.5 times the number of events in the 30 days before the last 30 days',
  ],
  [
    calc('dividedBy', activeDays(events(undefined, { window: last(28) })), 28),
    '(the number of active days in the last 28 days) divided by 28',
  ],
  [
    calc(
      'dividedBy',
      activeDays(events(undefined, { window: last(28) })),
      calc('least', 28, calc('plus', elapsed(attribute('signedUpAt')), 1)),
    ),
    '(the number of active days in the last 28 days) divided by ((the time since “signedUpAt” plus 1 day) (at most 28 days))',
  ],
  [
    calc('minus', sum(purchases(365), 'amount'), sum(events('refund', { window: last(365) }), 'amount')),
    '(the total “amount” in “purchase” events in the last 365 days) minus the total “amount” in “refund” events in the last 365 days',
  ],
  [calc('greatest', attribute('a'), attribute('b'), 3), 'the greatest of “a”, “b” and 3'],
  [
    atLeast({ kind: 'orElse', value: attribute('mrr'), otherwise: literal(0) }, 50),
    '“mrr” (0 if missing) is at least 50',
  ],
  [choice([[is(attribute('plan'), 'pro'), attribute('seats')]]), '“seats” (only if “plan” is “pro”)'],
  [
    atLeast(choice([[is(attribute('plan'), 'pro'), count(purchases(30))]]), 3),
    'the number of “purchase” events in the last 30 days (only if “plan” is “pro”) is at least 3',
  ],
  [
    choice(
      [
        [is(attribute('plan'), 'pro'), calc('times', attribute('seats'), 20)],
        [or(powerUser, inactive), literal(99)],
      ],
      literal(0),
    ),
    '(20 times “seats”) if “plan” is “pro”; 99 if power user or inactive; otherwise 0',
  ],
  [
    choice([
      [powerUser, literal('a')],
      [inactive, literal('b')],
    ]),
    '“a” if power user; “b” if inactive; otherwise missing',
  ],
  [
    is(choice([[powerUser, literal('large')]], literal('small')), 'large'),
    '(“large” if power user; otherwise “small”) is “large”',
  ],
  [
    elapsed(choice([[powerUser, lastAt(events('purchase'))]])),
    'the time since the last “purchase” event (only if power user)',
  ],
  [howMany([powerUser, inactive]), 'how many of these (power user; inactive)'],
  [atLeast(howMany([powerUser, inactive]), 2), 'at least 2 of these (power user; inactive)'],
  [is(howMany([powerUser, inactive]), 0), 'none of these (power user; inactive)'],
  [howMany([powerUser, inactive], [50, -20.5]), 'the points of these (50 if power user; -20.5 if inactive)'],
  [
    and(atLeast(howMany([powerUser, inactive], [50, 20]), 60), powerUser),
    'at least 60 points of these (50 if power user; 20 if inactive) and power user',
  ],
  [
    {
      kind: 'score',
      missing: 'renormalise',
      parts: [
        { value: count(used(28)), weight: 2, from: 0, to: 20 },
        { value: elapsed(lastAt(events('purchase'))), weight: 1, from: 90, to: 0 },
      ],
    },
    'a score from 0 to 100: the number of “feature used” events in the last 28 days, from 0 to 20 (weight 2); the time since the last “purchase” event, from 90 to 0 days (weight 1)',
  ],
  [
    { kind: 'score', missing: 'zero', parts: [{ value: engagement, weight: 1, from: 0, to: 100 }] },
    'a score from 0 to 100: engagement score, from 0 to 100 (weight 1); what is missing counts as 0',
  ],
  [tier, '“super” if inactive; “light” if power user; otherwise none'],
  [is(tier, 'super'), 'usage tier is “super”'],
  [
    {
      kind: 'firstMatch',
      labels: [
        ['super', atLeast(activeDays(events(undefined, { window: last(28) })), 20)],
        ['average', and(powerUser, not(inactive))],
      ],
    },
    '“super” if active on at least 20 of the last 28 days; “average” if power user and not inactive; otherwise none',
  ],
  [
    {
      kind: 'dominant',
      labels: [
        ['price', of('topShare')(purchases(365), 'promotion')],
        ['support', spend],
      ],
      atLeast: 0.3,
    },
    'the label with the greatest value: “price” for the share of the most frequent “promotion” in “purchase” events in the last 365 days; “support” for spend 365; none if that is below 30 %',
  ],
  [
    is(
      {
        kind: 'dominant',
        labels: [
          ['price', spend],
          ['support', engagement],
        ],
      },
      'price',
    ),
    '(the label with the greatest value: “price” for spend 365; “support” for engagement score) is “price”',
  ],
  [atLeast(spend, 1000), 'spend 365 is at least 1,000 EUR'],
  [atLeast(engagement, 60), 'engagement score is at least 60'],
  [not(atLeast(engagement, 60)), 'engagement score is not at least 60'],
  [
    atLeast(named('x', sum(purchases(30), 'points'), { title: 'Points earned', unit: 'points' }), 5000),
    'at least 5,000 points earned',
  ],
  [
    atMost(named('x', count(purchases(30)), { title: 'Late orders this month', unit: 'orders' }), 1),
    'at most one late order this month',
  ],
  [
    not(atLeast(named('x', count(purchases(30)), { title: 'Late orders', unit: 'orders' }), 1)),
    'no late orders',
  ],
  [
    above(
      named('x', elapsed(lastAt(events('a'))), { title: 'Days since a', unit: 'days' }),
      elapsed(firstAt(events('b'))),
    ),
    'days since a are above the time since the first “b” event',
  ],
  [exists(named('x', latest(events('a'), 'b'), { title: 'Latest b' })), 'latest b is known'],
  [
    {
      kind: 'within',
      value: named('x', lastAt(events('a')), { title: 'Last a' }),
      side: 'last',
      length: DAY,
    },
    'last a in the last 24 hours',
  ],
  [atLeast(named('x', count(events()), { title: 'A count' }), 2), 'a count is at least 2'],
  [atLeast(elapsed(attribute('subscribedAt')), 0), 'on or after “subscribedAt”'],
  [above(elapsed(attribute('trialEndsAt'), 'until'), 0), 'before “trialEndsAt”'],
  [atMost(elapsed(attribute('trialEndsAt'), 'until'), 0), 'on or after “trialEndsAt”'],
  [not(below(elapsed(attribute('trialEndsAt'), 'until'), 0)), 'not after “trialEndsAt”'],
  [distinct(events('onboarding_step'), 'step'), 'the number of different onboarding steps'],
  [below(distinct(events('onboarding_step'), 'step'), 5), 'fewer than 5 different onboarding steps'],
  [
    mostFrequent(events(undefined, { except: ['a', 'b', 'c', 'd', 'e'], window: last(28) }), {
      kind: 'hourOfDay',
    }),
    'the most frequent hour of the day of activity in the last 28 days',
  ],
  [count(events(undefined, { except: ['a', 'b', 'c', 'd'] })), 'the amount of activity'],
  [
    series('streak', 'day', 365, { of: events(undefined, { except: ['a', 'b', 'c', 'd'] }) }),
    'the current streak of days with activity in the 365 calendar days before today',
  ],
  [
    series('peak', 'month', 12, { of: events(undefined, { except: ['a', 'b', 'c', 'd'] }) }),
    'the highest amount of activity per month in the 12 calendar months before this one',
  ],
  [
    calc('dividedBy', named('x', sum(events('a'), 'seconds'), { title: 'Use', unit: 'seconds' }), 3600),
    'use in hours',
  ],
  [calc('dividedBy', elapsed(lastAt(events('a'))), 30.4375), 'the time since the last “a” event in months'],
  [
    calc('plus', lastAt(events('a')), calc('times', DAY, elapsed(lastAt(events('b'))))),
    'the last “a” event plus (the time since the last “b” event)',
  ],
  [
    count(
      events('purchase', {
        window: { kind: 'following', attribute: 'at', from: 365.25 * DAY, to: 36_525 * DAY },
      }),
    ),
    'the number of “purchase” events 1 year or more after “at”',
  ],
  [
    choice([[atLeast(count(events('a')), 1), count(events('a', { window: last(28) }))]]),
    'the number of “a” events in the last 28 days (only where there ever was one)',
  ],
  [
    choice([[atLeast(count(events('b')), 1), count(events('a', { window: last(28) }))]]),
    'the number of “a” events in the last 28 days (only if at least one “b” event)',
  ],
  [
    { kind: 'rank', value: spend, end: 'top', percent: 10, among: above(spend, 0) },
    'among the top 10 % by spend 365 (of those above 0 EUR)',
  ],
  [
    {
      kind: 'rank',
      value: count(purchases(30)),
      end: 'top',
      percent: 10,
      among: atLeast(count(purchases(30)), 1),
    },
    'among the top 10 % by the number of “purchase” events in the last 30 days (of those with any)',
  ],
  [
    {
      kind: 'rank',
      value: spend,
      end: 'top',
      percent: 10,
      among: atLeast(activeDays(events(undefined, { window: last(28) })), 1),
    },
    'among the top 10 % by spend 365 (of those active in the last 28 days)',
  ],
  [spend, 'the total “amount” in “purchase” events in the last 365 days'],
  [and(powerUser, not(inactive)), 'power user and not inactive'],
  [and(powerUser, not(ago(7, powerUser))), 'power user and not power user 7 days ago'],
  [
    ago(7, and(powerUser, atLeast(count(purchases(30)), 2))),
    '7 days ago: both power user and at least 2 “purchase” events in the last 30 days',
  ],
  [
    and(inactive, ago(30, atLeast(count(purchases(30)), 4))),
    'inactive and 30 days ago: at least 4 “purchase” events in the last 30 days',
  ],
  [atLeast(ago(7, engagement), 60), 'engagement score as of 7 days ago is at least 60'],
  [ago(7, count(purchases(30))), 'the number of “purchase” events in the last 30 days as of 7 days ago'],
  [{ kind: 'rank', value: spend, end: 'top', percent: 10 }, 'among the top 10 % by spend 365'],
  [
    {
      kind: 'rank',
      value: spend,
      end: 'top',
      percent: 10,
      among: { kind: 'oneOf', value: { kind: 'attribute', name: 'plan', as: 'text' }, values: ['pro'] },
    },
    'among the top 10 % by spend 365 (of those where “plan” is “pro”)',
  ],
  [
    {
      kind: 'rank',
      value: spend,
      end: 'bottom',
      percent: 10,
      among: {
        kind: 'named',
        id: 'paying',
        title: 'Paying customer',
        of: { kind: 'exists', value: { kind: 'attribute', name: 'plan' } },
      },
      ties: 'out',
      threshold: 12,
    },
    'among the bottom 10 % by spend 365 (at most 12 EUR; of those in “paying customer”; ties in only if all fit)',
  ],
  [
    { kind: 'rank', value: spend, end: 'top', percent: 10, ties: 'middle', threshold: 532, beyond: true },
    'among the top 10 % by spend 365 (above 532 EUR; ties in if most fit)',
  ],
  [
    { kind: 'rank', value: spend, end: 'top', percent: 10, threshold: 532 },
    'among the top 10 % by spend 365 (at least 532 EUR)',
  ],
  [
    not({ kind: 'rank', value: count(purchases(365)), end: 'bottom', percent: 2.5, threshold: 1 }),
    'not among the bottom 2.5 % by the number of “purchase” events in the last 365 days (at most 1)',
  ],
  [{ kind: 'bucket', salt: 'onboarding-test', from: 0, to: 50 }, 'in the 0–50 % bucket of “onboarding-test”'],
  [atLeast(onboarding, 3), 'completed “signed up”, then “invite sent”, then “purchase”, all within 14 days'],
  [
    not(atLeast(onboarding, 3)),
    'did not complete “signed up”, then “invite sent”, then “purchase”, all within 14 days',
  ],
  [
    atLeast(onboarding, 2),
    'completed at least 2 of the steps “signed up”, then “invite sent”, then “purchase”, all within 14 days',
  ],
  [
    atMost(onboarding, 0),
    'completed none of the steps “signed up”, then “invite sent”, then “purchase”, all within 14 days',
  ],
  [
    onboarding,
    'the number of steps completed of “signed up”, then “invite sent”, then “purchase”, all within 14 days',
  ],
  [
    atLeast(
      sequence([
        events('purchase', where({ kind: 'compare', op: 'above', left: amount, right: literal(100) })),
        events('refund'),
      ]),
      2,
    ),
    'completed “purchase” with “amount” above 100, then “refund”',
  ],
  [
    atLeast(
      count(
        events('cart_add', {
          window: last(7),
          relations: [{ kind: 'notFollowedBy', events: events('purchase'), within: DAY }],
        }),
      ),
      1,
    ),
    'at least one “cart add” event in the last 7 days not followed by “purchase” within 24 hours',
  ],
  [
    atLeast(
      count(
        events('ticket_opened', {
          window: last(90),
          relations: [{ kind: 'notYetFollowedBy', events: events('ticket_resolved') }],
        }),
      ),
      1,
    ),
    'at least one “ticket opened” event in the last 90 days not yet followed by “ticket resolved”',
  ],
  [
    count(
      events('cart_add', {
        relations: [
          { kind: 'notYetFollowedBy', events: events('purchase'), same: 'product', as: 'sku' },
          { kind: 'followedBy', events: events('cart_emptied'), within: DAY, same: 'product' },
        ],
      }),
    ),
    'the number of “cart add” events not yet followed for the same “product” (there “sku”) by “purchase” and followed for the same “product” by “cart emptied” within 24 hours',
  ],
  [
    atLeast(
      {
        kind: 'sequence',
        steps: [events('deal_created'), events('deal_won')],
        within: 14 * DAY,
        same: 'deal',
      },
      2,
    ),
    'completed “deal created”, then “deal won”, all for the same “deal” within 14 days',
  ],
  [
    count(
      events('purchase', {
        relations: [
          { kind: 'notPrecededBy', events: events('purchase') },
          { kind: 'followedBy', events: events('refund') },
          { kind: 'precededBy', events: events('product_viewed') },
        ],
      }),
    ),
    'the number of “purchase” events not preceded by “purchase”, followed by “refund” and preceded by “product viewed”',
  ],
  [
    atLeast(
      activeDays(
        events('product_viewed', {
          window: last(30),
          relations: [
            {
              kind: 'followedBy',
              events: events('purchase', where({ kind: 'exists', value: property('coupon') })),
              within: 30 * DAY,
            },
          ],
        }),
      ),
      3,
    ),
    '“product viewed” followed by “purchase” with “coupon” present within 30 days on at least 3 of the last 30 days',
  ],
  [
    count(
      events('feature_used', {
        ...where({ kind: 'text', how: 'startsWith', value: property('feature'), text: 'export' }),
        relations: [
          { kind: 'precededBy', events: events('outage'), within: DAY },
          { kind: 'notPrecededBy', events: events(), within: 90 * 60_000 },
        ],
      }),
    ),
    'the number of “feature used” events with “feature” that starts with “export”, preceded by “outage” within 24 hours and not preceded by any event within 90 minutes',
  ],
  [
    atLeast(
      count(
        purchases(
          30,
          where({
            kind: 'and',
            of: [
              { kind: 'compare', op: 'atLeast', left: amount, right: literal(5) },
              { kind: 'compare', op: 'atMost', left: amount, right: literal(10) },
            ],
          }),
        ),
      ),
      3,
    ),
    'at least 3 “purchase” events in the last 30 days with “amount” from 5 to 10',
  ],
  [
    atLeast(
      count(
        purchases(
          30,
          where({
            kind: 'or',
            of: [
              { kind: 'compare', op: 'atLeast', left: amount, right: literal(5) },
              { kind: 'not', of: { kind: 'oneOf', value: property('channel'), values: ['shop'] } },
            ],
          }),
        ),
      ),
      3,
    ),
    'at least 3 “purchase” events in the last 30 days with “amount” at least 5 or “channel” other than “shop”',
  ],
  [
    atLeast(
      count(
        purchases(
          30,
          where(
            { kind: 'within', value: property('due'), side: 'next', length: HOUR },
            { kind: 'not', of: { kind: 'exists', value: property('coupon') } },
            { kind: 'oneOf', value: { kind: 'actor' }, values: ['u1'] },
          ),
        ),
      ),
      3,
    ),
    'at least 3 “purchase” events in the last 30 days with “due” in the next hour, “coupon” missing and user “u1”',
  ],
  [
    atLeast(
      count(
        used().names
          ? events(
              'feature_used',
              where(
                { kind: 'compare', op: 'atLeast', left: { kind: 'hourOfDay' }, right: literal(18) },
                { kind: 'not', of: { kind: 'includes', value: property('tags'), text: 'x' } },
              ),
            )
          : used(),
      ),
      3,
    ),
    'at least 3 “feature used” events with hour of the day at least 18 and “tags” that does not include “x”',
  ],
  [
    atLeast(
      count(
        events(
          'feature_used',
          where(
            { kind: 'version', op: 'atLeast', value: property('app'), version: '5.2' },
            { kind: 'oneOf', value: property('os'), values: ['ios'], ignoreCase: true },
            { kind: 'not', of: { kind: 'version', op: 'is', value: property('app'), version: '5.3' } },
          ),
        ),
      ),
      3,
    ),
    'at least 3 “feature used” events with “app” at least version 5.2, “ios” as “os” in upper or lower case, and “app” not version 5.3',
  ],
  [
    series('trend', 7 * DAY, 8),
    'the trend of the number of “feature used” events per week in the last 56 days',
  ],
  [
    above(series('trend', 'week', 8, { timeZone: 'Europe/Paris' }), 0),
    'the trend of the number of “feature used” events per week in the 8 calendar weeks before this one (Europe/Paris) is above 0',
  ],
  [series('peak', DAY, 30), 'the highest number of “feature used” events per day in the last 30 days'],
  [
    series('low', 'month', 12, { value: amount }),
    'the lowest total “amount” of “feature used” events per month in the 12 calendar months before this one',
  ],
  [
    atLeast(series('streak', 'week', 8), 4),
    'the current streak of weeks with “feature used” events in the 8 calendar weeks before this one is at least 4',
  ],
  [
    atLeast(series('streak', 7 * DAY, 8), 4),
    'the current streak of weeks with “feature used” events in the last 56 days is at least 4',
  ],
  [
    atLeast(series('streak', 36 * HOUR, 8), 1),
    'the current streak of periods of 36 hours with “feature used” events in the last 12 days is at least 1',
  ],
  [
    series('streak', 7 * DAY, 8),
    'the current streak of weeks with “feature used” events in the last 56 days',
  ],
  [calendar('month', 3), 'the number of “purchase” events in the 3 calendar months before this one'],
  [calendar('month', 1), 'the number of “purchase” events last month'],
  [calendar('day', 1), 'the number of “purchase” events yesterday'],
  [calendar('day', 1, { current: true }), 'the number of “purchase” events today'],
  [
    calendar('week', 1, { current: true, weekStart: 'sunday', timeZone: 'America/New_York' }),
    'the number of “purchase” events this week (weeks from Sunday, America/New_York)',
  ],
  [
    calendar('month', 3, { current: true }),
    'the number of “purchase” events in the 3 calendar months ending with this one',
  ],
  [
    calendar('day', 7, { current: true }),
    'the number of “purchase” events in the 7 calendar days ending with today',
  ],
  [
    calendar('quarter', 1, { skip: 1 }),
    'the number of “purchase” events in the calendar quarter that ended 1 quarter before this one',
  ],
  [
    calendar('year', 2, { skip: 3, current: true }),
    'the number of “purchase” events in the 2 calendar years that ended 2 years before this one',
  ],
  [
    calendar('day', 28, { timeZone: 'Europe/Paris' }),
    'the number of “purchase” events in the 28 calendar days before today (Europe/Paris)',
  ],
  [
    count(events('purchase', { window: { kind: 'period', from: at('2026-01-01'), to: at('2026-02-01') } })),
    'the number of “purchase” events from 2026-01-01 through 2026-01-31',
  ],
  [
    count(events('purchase', { window: { kind: 'period', from: at('2026-01-01'), to: at('2026-01-02') } })),
    'the number of “purchase” events on 2026-01-01',
  ],
  [
    count(
      events('purchase', {
        window: { kind: 'period', from: at('2026-01-01T08:00:00.250Z'), to: at('2026-02-01') },
      }),
    ),
    'the number of “purchase” events from 2026-01-01 08:00:00.250 UTC until 2026-02-01',
  ],
  [
    count(events('purchase', { window: { kind: 'since', from: at('2026-01-01') } })),
    'the number of “purchase” events since 2026-01-01',
  ],
  [
    count(events('purchase', { window: { kind: 'following', attribute: 'signedUpAt', to: 14 * DAY } })),
    'the number of “purchase” events in the first 14 days after “signedUpAt”',
  ],
  [
    count(
      events('purchase', {
        window: { kind: 'following', start: { kind: 'firstAt', of: events('trial_started') }, to: 7 * DAY },
      }),
    ),
    'the number of “purchase” events in the first 7 days after the first “trial started” event',
  ],
  [
    count(
      events('purchase', {
        window: {
          kind: 'following',
          start: {
            kind: 'lastAt',
            of: events('trial_started', { window: { kind: 'rolling', length: 28 * DAY } }),
          },
          from: 7 * DAY,
          to: 8 * DAY,
        },
      }),
    ),
    'the number of “purchase” events from 7 to 8 days after (the last “trial started” event in the last 28 days)',
  ],
  [
    count(
      events('purchase', {
        window: {
          kind: 'following',
          start: {
            kind: 'named',
            id: 'tried',
            title: 'Start of the trial',
            of: { kind: 'firstAt', of: events('t') },
          },
          to: 7 * DAY,
        },
      }),
    ),
    'the number of “purchase” events in the first 7 days after start of the trial',
  ],
  [
    count(
      events('purchase', { window: { kind: 'following', attribute: 'renewsAt', from: -7 * DAY, to: 0 } }),
    ),
    'the number of “purchase” events in the 7 days before “renewsAt”',
  ],
  [
    count(
      events('purchase', {
        window: { kind: 'following', attribute: 'renewsAt', from: -7 * DAY, to: 14 * DAY },
      }),
    ),
    'the number of “purchase” events from 7 days before to 14 days after “renewsAt”',
  ],
  [
    count(events('purchase', { window: { kind: 'rolling', length: HOUR } })),
    'the number of “purchase” events in the last hour',
  ],
  [
    count(events('purchase', { window: { kind: 'rolling', length: DAY } })),
    'the number of “purchase” events in the last 24 hours',
  ],
  [
    count(events('purchase', { window: { kind: 'rolling', length: 1234 } })),
    'the number of “purchase” events in the last 1,234 milliseconds',
  ],
  [or(powerUser, inactive), 'power user or inactive'],
  [
    or(and(powerUser, inactive), is(attribute('plan'), 'pro')),
    'both power user and inactive, or “plan” is “pro”',
  ],
  [
    and(
      or(
        atLeast(calc('dividedBy', attribute('seatsUsed'), attribute('seats')), 0.8),
        atLeast(calc('dividedBy', attribute('quotaUsed'), attribute('quota')), 0.8),
        atLeast(count(events('limit_reached', { window: last(14) })), 3),
      ),
      not(is(attribute('plan'), 'enterprise')),
      atLeast(count(events(undefined, { window: last(14) })), 1),
    ),
    '(“seatsUsed” divided by “seats” is at least 0.8, “quotaUsed” divided by “quota” is at least 0.8 or at least 3 “limit reached” events in the last 14 days), “plan” is not “enterprise” and active in the last 14 days',
  ],
  [
    and(
      powerUser,
      or(
        inactive,
        and(
          atLeast(latest(events('survey_answered'), 'score'), 9),
          or(atLeast(count(events('review_written')), 1), atLeast(count(events('testimonial_given')), 1)),
        ),
      ),
    ),
    'power user, and either inactive or (a latest “score” of at least 9 in “survey answered” events, and either at least one “review written” event or at least one “testimonial given” event)',
  ],
  [not(or(powerUser, inactive)), 'not power user and not inactive'],
  [not(and(powerUser, inactive)), 'not power user or not inactive'],
  [and(or(powerUser, inactive)), 'power user or inactive'],
  [not(not(powerUser)), 'power user'],
  [
    and(powerUser, between(attribute('mrr'), 10, 20), inactive),
    'power user, “mrr” is between 10 and 20, and inactive',
  ],
  [is(attribute('name'), 'say "hi"', ''), '“name” is “say "hi"” or “”'],
  [atLeast(attribute('balance'), 0.1 + 0.2), '“balance” is at least 0.3'],
  [atMost(attribute('balance'), -1234567.5), '“balance” is at most -1,234,567.5'],
];

/** All kinds of nodes in a definition. */
const kindsIn = (part: unknown): string[] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.entries(part).flatMap(([key, value]) => (key === 'kind' ? [value as string] : kindsIn(value)));

const built = (definition: Expression): Expression =>
  build(definition, typeOf(definition) === 'truth' ? 'test' : 'value') as Expression;

group('a calculation whose unit is a share', () => {
  const sent = events('sent', { window: last(90) });
  const clicked = { ...sent, ...where({ kind: 'exists', value: property('click') }) };
  it.each([
    [calc('dividedBy', attribute('used'), attribute('seats')), '“used” as a share of “seats”'],
    [
      calc('dividedBy', count(clicked), count(sent)),
      'the number of “sent” events in the last 90 days with “click” present, as a share of all of them',
    ],
    [
      calc('dividedBy', sum(sent, 'paid'), sum(sent, 'price')),
      'the total “paid” in “sent” events in the last 90 days, as a share of their total “price”',
    ],
    [
      calc('least', calc('dividedBy', distinct(events('onboarding_step'), 'step'), 5), 1),
      'the number of different onboarding steps, out of 5 (at most 100 %)',
    ],
    [
      choice([[atLeast(count(sent), 3), calc('dividedBy', attribute('used'), attribute('seats'))]]),
      '“used” as a share of “seats” (only if at least 3 “sent” events in the last 90 days)',
    ],
  ] as [Expression, string][])('is said as one: %#', (node, sentence) => {
    expect(describe(node, 'share')).toBe(sentence);
    expect(describe(named('x', node, { unit: 'share' }))).toBe(sentence);
    expect(describe(node)).not.toBe(sentence);
  });
});

group('a definition in words', () => {
  for (const [definition, sentence] of TABLE)
    it(sentence, () => expect(describe(built(definition))).toBe(sentence));

  it('is tried for every kind of node that the language has', () => {
    expect([...new Set(TABLE.flatMap(([definition]) => kindsIn(definition)))].sort()).toEqual(
      Object.keys(GRAMMAR).sort(),
    );
  });

  it('starts in lower case, has single blanks and no full stop, and nothing leaks from the code', () => {
    for (const [definition] of TABLE) {
      const words = describe(built(definition));
      expect(words).toMatch(/^[a-z0-9“(]/);
      expect(words).not.toMatch(/ {2}|\.$|undefined|null|NaN|\[object|=>| [,;)]|\( /);
    }
  });

  it('leaves out the name of the whole and uses those of its parts', () => {
    expect(describe(named('paying', is(attribute('plan'), 'pro')))).toBe('“plan” is “pro”');
    expect(describe(not(named('paying', is(attribute('plan'), 'pro'))))).toBe('not paying');
    expect(phrase(named('paying', is(attribute('plan'), 'pro')))).toBe('paying');
    expect(valuePhrase(spend)).toBe('spend 365');
  });

  it('writes a title small within a sentence, unless it is an abbreviation or a name', () => {
    const titled = (title: string) => phrase(named('x', literal(1), { title }));
    expect(titled('Loyal advocate')).toBe('loyal advocate');
    expect(titled('Élan customer')).toBe('élan customer');
    expect(titled('NPS promoter')).toBe('NPS promoter');
    expect(titled('iPhone user')).toBe('iPhone user');
  });

  it('prints names and texts of the host as they are, but for underscores between words', () => {
    const said = (name: string) => valuePhrase(attribute(name));
    expect(said('signed_up_at')).toBe('“signed up at”');
    expect(said('Order Completed')).toBe('“Order Completed”');
    expect(said('__proto__')).toBe('“__proto__”');
    expect(said('_')).toBe('“_”');
    expect(said('constructor')).toBe('“constructor”');
    expect(said('café 🎁 $& a\\b')).toBe('“café 🎁 $& a\\b”');
    expect(phrase(is(attribute('plan'), 'pro_2024'))).toBe('“plan” is “pro_2024”');
  });

  it('says the first few of a long list and counts the rest', () => {
    const plans = Array.from({ length: 1010 }, (_, i) => `p${i}`);
    expect(phrase(is(attribute('plan'), ...plans))).toBe(
      '“plan” is “p0”, “p1”, “p2”, “p3”, “p4”, “p5”, “p6” or 1,003 others',
    );
  });

  it('says features used only where the event is called so and nothing else is asked of it', () => {
    const atLeast3 = (name: string, value: string, more: Partial<Selection> = {}) =>
      phrase(atLeast(distinct(events(name, more), value), 3));
    expect(atLeast3('category_joined', 'category')).toBe('joined at least 3 different categories');
    expect(atLeast3('class_attended', 'class')).toBe('attended at least 3 different classes');
    expect(atLeast3('survey_answered', 'survey')).toBe('answered at least 3 different surveys');
    expect(atLeast3('car_speed', 'car')).toBe('at least 3 different values of “car” in “car speed” events');
    expect(atLeast3('item_bought', 'item')).toBe(
      'at least 3 different values of “item” in “item bought” events',
    );
    expect(atLeast3('feature_used', 'area')).toBe(
      'at least 3 different values of “area” in “feature used” events',
    );
    expect(atLeast3('feature_used', 'feature', where({ kind: 'exists', value: property('area') }))).toBe(
      'at least 3 different values of “feature” in “feature used” events with “area” present',
    );
  });

  it('stays quick with the longest names and texts that a definition may have', () => {
    const texts = [
      'a_'.repeat(5000),
      'a '.repeat(5000),
      'a'.repeat(10_000),
      ', and '.repeat(1600),
      '1'.repeat(10_000),
    ];
    const start = performance.now();
    for (const text of texts) {
      const test = atLeast(distinct(events(text), text), 2);
      describe({
        kind: 'firstMatch',
        labels: [[text, or(is(attribute(text), text), and(test, is(attribute(text), 'a')))]],
      });
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
