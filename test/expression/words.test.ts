import { describe as group, expect, it } from 'vitest';
import { GRAMMAR } from '../../src/expression/grammar.js';
import { build } from '../../src/expression/index.js';
import type { Expression, Reading, Selection, Window } from '../../src/expression/nodes.js';
import { typeOf } from '../../src/expression/types.js';
import { describe } from '../../src/expression/words/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (iso: string): number => Date.parse(iso);

// Plain nodes, shorter to write.
const last = (days: number, ago = 0): Window => ({ kind: 'rolling', length: days * DAY, ...(ago && { ago: ago * DAY }) });
const events = (names?: string | readonly string[], more: Partial<Selection> = {}): Selection => ({
  kind: 'events',
  ...(names === undefined ? {} : { names: typeof names === 'string' ? [names] : names }),
  ...more,
});
const purchases = (days: number, more: Partial<Selection> = {}) => events('purchase', { window: last(days), ...more });
const used = (days?: number) => events('feature_used', days === undefined ? {} : { window: last(days) });
const property = (name: string): Reading => ({ kind: 'property', name });
const attribute = (name: string): Expression => ({ kind: 'attribute', name });
const literal = (value: number | string): Expression => ({ kind: 'literal', value }) as Expression;
const date = (iso: string): Expression => ({ kind: 'literal', value: at(iso), as: 'instant' });
const count = (of: Selection): Expression => ({ kind: 'count', of });
const of = (kind: 'sum' | 'average' | 'min' | 'max' | 'first' | 'last' | 'distinct' | 'mostFrequent' | 'topShare') =>
  (selection: Selection, value: Reading | string): Expression => ({
    kind,
    of: selection,
    value: typeof value === 'string' ? property(value) : value,
  });
const sum = of('sum');
const latest = of('last');
const distinct = of('distinct');
const mostFrequent = of('mostFrequent');
const activeDays = (selection: Selection, more: object = {}): Expression => ({ kind: 'periods', of: selection, unit: 'day', ...more });
const elapsed = (value: Expression, direction: 'since' | 'until' = 'since'): Expression => ({ kind: 'elapsed', value, direction });
const firstAt = (of: Selection): Expression => ({ kind: 'firstAt', of });
const lastAt = (of: Selection): Expression => ({ kind: 'lastAt', of });
const compare = (op: 'atLeast' | 'atMost' | 'above' | 'below') =>
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
const is = (value: Expression, ...values: (string | number | boolean)[]): Expression => ({ kind: 'oneOf', value, values });
const exists = (value: Expression): Expression => ({ kind: 'exists', value });
const calc = (op: 'plus' | 'minus' | 'times' | 'dividedBy' | 'least' | 'greatest', ...operands: (Expression | number)[]): Expression => ({
  kind: 'arithmetic',
  op,
  of: operands.map((each) => (typeof each === 'number' ? literal(each) : each)),
});
const named = (id: string, node: Expression, more: object = {}): Expression => ({ kind: 'named', id, ...more, of: node });
const ago = (days: number, node: Expression): Expression => ({ kind: 'ago', length: days * DAY, of: node });
const bare = (name: string, ...more: Partial<Selection>[]) => events(name, Object.assign({}, ...more));
const calendar = (unit: 'day' | 'week' | 'month' | 'quarter' | 'year', n: number, more: object = {}) =>
  count(events('purchase', { window: { kind: 'calendar', unit, count: n, ...more } }));
const series = (answer: 'trend' | 'peak' | 'low' | 'streak', every: number | 'day' | 'week' | 'month', periods: number, more: object = {}): Expression => ({
  kind: 'series', of: used(), every, periods, answer, ...more,
});
const sequence = (steps: Selection[], days?: number): Expression => ({
  kind: 'sequence', steps, ...(days === undefined ? {} : { within: days * DAY }),
});

const powerUser = named('power-user', and(atLeast(activeDays(events(undefined, { window: last(28) })), 12), atLeast(distinct(used(28), 'feature'), 5)), { title: 'Power user' });
const inactive = named('inactive', atMost(count(events(undefined, { window: last(30) })), 0));
const engagement = named('engagement-score', literal(50), { title: 'Engagement score' });
const spend = named('spend-365', sum(purchases(365), 'amount'), { unit: 'EUR' });
const tier = named('usage-tier', { kind: 'firstMatch', labels: [['super', inactive], ['light', powerUser]] });
const onboarding = sequence([events('signed_up'), events('invite_sent'), events('purchase')], 14);
const where = (...tests: object[]) => ({ where: tests }) as Partial<Selection>;
const amount = property('amount');

const TABLE: readonly (readonly [definition: Expression, sentence: string])[] = [
  [count(purchases(30)), ''],
  [powerUser, ''],
  [inactive, ''],
  [atLeast(count(purchases(90)), 3), ''],
  [atLeast(count(purchases(90)), 1), ''],
  [above(count(purchases(90)), 0), ''],
  [above(count(purchases(90)), 1000), ''],
  [below(count(purchases(90)), 1), ''],
  [below(count(purchases(90)), 2), ''],
  [atMost(count(purchases(90)), 1), ''],
  [between(count(purchases(90)), 1, 4), ''],
  [is(count(purchases(365)), 1), ''],
  [is(count(purchases(365)), 0), ''],
  [not(is(count(purchases(365)), 0)), ''],
  [not(is(count(purchases(365)), 2)), ''],
  [not(between(count(purchases(365)), 2, 5)), ''],
  [not(atLeast(count(purchases(365)), 2)), ''],
  [not(atLeast(count(purchases(365)), 1)), ''],
  [atLeast(count(events(undefined, { window: last(28) })), 1), ''],
  [atLeast(count(events()), 1), ''],
  [not(atLeast(count(events()), 1)), ''],
  [atLeast(count(events(undefined, { except: ['message_delivered'], window: last(28) })), 4), ''],
  [atLeast(count(events(undefined, { except: ['a', 'b', 'c', 'd', 'e'], window: last(28) })), 4), ''],
  [below(count(events(undefined, { except: ['a', 'b', 'c', 'd', 'e'], window: last(28) })), 1), ''],
  [atLeast(count(events(['review_written', 'testimonial_given'])), 1), ''],
  [atLeast(count(events(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])), 2), ''],
  [atLeast(activeDays(events(undefined, { except: ['outage'], window: last(28) })), 12), ''],
  [atLeast(activeDays(used(28)), 12), ''],
  [atLeast(activeDays(used(28)), 1), ''],
  [atLeast(activeDays(events(undefined, {window: last(28)})), 1), ''],
  [below(activeDays(events(undefined, {window: last(28)})), 1), ''],
  [between(activeDays(events(undefined, {window: last(28)})), 5, 19), ''],
  [atLeast(activeDays(events(undefined, {window: last(28)}), { timeZone: 'Europe/Paris' }), 12), ''],
  [atLeast(activeDays(used(28), { atLeast: 3 }), 12), ''],
  [below(activeDays(used(28), { atLeast: 3 }), 1), ''],
  [atLeast(activeDays(used()), 12), ''],
  [atLeast({ kind: 'periods', of: used(28), unit: 'week' }, 3), ''],
  [atLeast({ kind: 'periods', of: events(undefined, { window: { kind: 'calendar', unit: 'week', count: 4, weekStart: 'sunday' } }), unit: 'week', weekStart: 'sunday' }, 3), ''],
  [activeDays(events(undefined, {window: last(28)})), ''],
  [activeDays(used(28), { atLeast: 3 }), ''],
  [atLeast(distinct(events('product_viewed', { window: last(30) }), 'category'), 3), ''],
  [atLeast(distinct(events('product_viewed', { window: last(30) }), 'category'), 1), ''],
  [atMost(distinct(events('product_viewed', { window: last(30) }), 'category'), 0), ''],
  [distinct(used(28), 'feature'), ''],
  [atMost(distinct(used(28), 'feature'), 0), ''],
  [atMost(distinct(used(28), 'feature'), 1), ''],
  [atLeast(distinct(used(28), { kind: 'actor' }), 3), ''],
  [atLeast(distinct(used(28), { kind: 'hourOfDay' }), 3), ''],
  [atLeast({ kind: 'sessions', of: events('logged_in', { window: last(28) }), gap: HOUR / 2 }, 3), ''],
  [atLeast({ kind: 'sessions', of: events(undefined, { window: last(28) }), gap: 2 * HOUR }, 1), ''],
  [{ kind: 'sessions', of: events(undefined, { window: last(28) }), gap: HOUR / 2 }, ''],
  [atLeast(sum(purchases(365, where({ kind: 'oneOf', value: property('category'), values: ['books', 'music'] }, { kind: 'compare', op: 'atLeast', left: amount, right: literal(5) })), 'amount'), 1000), ''],
  [atLeast(of('average')(purchases(90), 'amount'), 50), ''],
  [above(of('max')(purchases(90), 'amount'), 50), ''],
  [below(of('min')(purchases(90), 'amount'), 50), ''],
  [atLeast(latest(events('survey_answered', where({ kind: 'oneOf', value: property('survey'), values: ['nps'] })), 'score'), 9), ''],
  [not(atLeast(latest(events('survey_answered'), 'score'), 9)), ''],
  [exists(latest(events('survey_answered'), 'score')), ''],
  [is(of('first')(purchases(30), 'channel'), 'web', 'shop'), ''],
  [not(is(of('first')(purchases(30), 'channel'), 'web', 'shop')), ''],
  [mostFrequent(events('content_viewed', { window: last(90) }), 'topic'), ''],
  [is(mostFrequent(events(undefined, { window: last(90) }), { kind: 'dayOfWeek', timeZone: 'Europe/Paris' }), 6, 7), ''],
  [between(mostFrequent(events(undefined, { window: last(90) }), { kind: 'hourOfDay', timeZone: 'Europe/Paris' }), 6, 11), ''],
  [atLeast(of('topShare')(events('content_viewed', { window: last(90) }), 'topic'), 0.5), ''],
  [atLeast(elapsed(lastAt(events('purchase'))), 30), ''],
  [below(elapsed(attribute('signedUpAt')), 14), ''],
  [not(below(elapsed(attribute('signedUpAt')), 14)), ''],
  [between(elapsed(attribute('trialEndsAt'), 'until'), 0, 7), ''],
  [elapsed(lastAt(events('purchase'))), ''],
  [above(elapsed(lastAt(events('purchase'))), calc('times', { kind: 'gap', of: events('purchase'), measure: 'average' }, 3)), ''],
  [atLeast({ kind: 'gap', of: purchases(365), measure: 'longest' }, 1), ''],
  [below(lastAt(events('purchase')), date('2026-01-01')), ''],
  [atLeast(attribute('signedUpAt'), date('2026-01-01T09:30:00Z')), ''],
  [exists(lastAt(events('purchase'))), ''],
  [not(exists(firstAt(events('purchase')))), ''],
  [{ kind: 'within', value: attribute('renewsAt'), side: 'next', length: 30 * DAY }, ''],
  [not({ kind: 'within', value: lastAt(events('purchase')), side: 'last', length: 7 * DAY }), ''],
  [atLeast(calc('minus', lastAt(events('purchase')), firstAt(events('purchase'))), 30 * DAY), ''],
  [atLeast(calc('minus', attribute('renewsAt'), 30 * DAY), date('2026-01-01')), ''],
  [is(attribute('plan'), 'pro'), ''],
  [is(attribute('plan'), 'pro', 'team', 'enterprise'), ''],
  [not(is(attribute('plan'), 'free')), ''],
  [is(attribute('vip'), true), ''],
  [exists(attribute('plan')), ''],
  [not(exists(attribute('plan'))), ''],
  [{ kind: 'includes', value: attribute('interests'), text: 'ethical luxury' }, ''],
  [not({ kind: 'includes', value: attribute('interests'), text: 'ai' }), ''],
  [{ kind: 'text', how: 'endsWith', value: attribute('email'), text: '@acme.com', ignoreCase: true }, ''],
  [not({ kind: 'text', how: 'contains', value: attribute('role'), text: 'engineer' }), ''],
  [atLeast(calc('dividedBy', attribute('seatsUsed'), attribute('seats')), 0.8), ''],
  [atLeast(attribute('seatsUsed'), attribute('seats')), ''],
  [below(literal(10), attribute('seats')), ''],
  [below(count(events(undefined, { window: last(30) })), calc('times', count(events(undefined, { window: last(30, 30) })), 0.5)), ''],
  [calc('dividedBy', activeDays(events(undefined, {window: last(28)})), 28), ''],
  [calc('dividedBy', activeDays(events(undefined, {window: last(28)})), calc('least', 28, calc('plus', elapsed(attribute('signedUpAt')), 1))), ''],
  [calc('minus', sum(purchases(365), 'amount'), sum(events('refund', {window: last(365)}), 'amount')), ''],
  [calc('greatest', attribute('a'), attribute('b'), 3), ''],
  [atLeast({ kind: 'orElse', value: attribute('mrr'), otherwise: literal(0) }, 50), ''],
  [{ kind: 'score', missing: 'renormalise', parts: [{ value: count(used(28)), weight: 2, from: 0, to: 20 }, { value: elapsed(lastAt(events('purchase'))), weight: 1, from: 90, to: 0 }] }, ''],
  [{ kind: 'score', missing: 'zero', parts: [{ value: engagement, weight: 1, from: 0, to: 100 }] }, ''],
  [tier, ''],
  [is(tier, 'super'), ''],
  [{ kind: 'firstMatch', labels: [['super', atLeast(activeDays(events(undefined, {window: last(28)})), 20)], ['average', and(powerUser, not(inactive))]] }, ''],
  [{ kind: 'dominant', labels: [['price', of('topShare')(purchases(365), 'promotion')], ['support', spend]], atLeast: 0.3 }, ''],
  [is({ kind: 'dominant', labels: [['price', spend], ['support', engagement]] }, 'price'), ''],
  [atLeast(spend, 1000), ''],
  [atLeast(engagement, 60), ''],
  [not(atLeast(engagement, 60)), ''],
  [spend, ''],
  [and(powerUser, not(inactive)), ''],
  [and(powerUser, not(ago(7, powerUser))), ''],
  [ago(7, and(powerUser, atLeast(count(purchases(30)), 2))), ''],
  [and(inactive, ago(30, atLeast(count(purchases(30)), 4))), ''],
  [atLeast(ago(7, engagement), 60), ''],
  [ago(7, count(purchases(30))), ''],
  [{ kind: 'rank', value: spend, end: 'top', percent: 10 }, ''],
  [{ kind: 'rank', value: spend, end: 'top', percent: 10, threshold: 532 }, ''],
  [not({ kind: 'rank', value: count(purchases(365)), end: 'bottom', percent: 2.5, threshold: 1 }), ''],
  [{ kind: 'bucket', salt: 'onboarding-test', from: 0, to: 50 }, ''],
  [atLeast(onboarding, 3), ''],
  [not(atLeast(onboarding, 3)), ''],
  [atLeast(onboarding, 2), ''],
  [atMost(onboarding, 0), ''],
  [onboarding, ''],
  [atLeast(sequence([events('purchase', where({ kind: 'compare', op: 'above', left: amount, right: literal(100) })), events('refund')]), 2), ''],
  [atLeast(count(events('cart_add', { window: last(7), relations: [{ kind: 'notFollowedBy', events: events('purchase'), within: DAY }] })), 1), ''],
  [atLeast(activeDays(events('product_viewed', { window: last(30), relations: [{ kind: 'followedBy', events: events('purchase', where({ kind: 'exists', value: property('coupon') })), within: 30 * DAY }] })), 3), ''],
  [count(events('feature_used', { ...where({ kind: 'text', how: 'startsWith', value: property('feature'), text: 'export' }), relations: [{ kind: 'precededBy', events: events('outage'), within: DAY }, { kind: 'notPrecededBy', events: events(), within: 90 * 60_000 }] })), ''],
  [atLeast(count(purchases(30, where({ kind: 'and', of: [{ kind: 'compare', op: 'atLeast', left: amount, right: literal(5) }, { kind: 'compare', op: 'atMost', left: amount, right: literal(10) }] }))), 3), ''],
  [atLeast(count(purchases(30, where({ kind: 'or', of: [{ kind: 'compare', op: 'atLeast', left: amount, right: literal(5) }, { kind: 'not', of: { kind: 'oneOf', value: property('channel'), values: ['shop'] } }] }))), 3), ''],
  [atLeast(count(purchases(30, where({ kind: 'within', value: property('due'), side: 'next', length: HOUR }, { kind: 'not', of: { kind: 'exists', value: property('coupon') } }, { kind: 'oneOf', value: { kind: 'actor' }, values: ['u1'] }))), 3), ''],
  [atLeast(count(used().names ? events('feature_used', where({ kind: 'compare', op: 'atLeast', left: { kind: 'hourOfDay' }, right: literal(18) }, { kind: 'not', of: { kind: 'includes', value: property('tags'), text: 'x' } })) : used()), 3), ''],
  [series('trend', 7 * DAY, 8), ''],
  [above(series('trend', 'week', 8, { timeZone: 'Europe/Paris' }), 0), ''],
  [series('peak', DAY, 30), ''],
  [series('low', 'month', 12, { value: amount }), ''],
  [atLeast(series('streak', 'week', 8), 4), ''],
  [atLeast(series('streak', 7 * DAY, 8), 4), ''],
  [atLeast(series('streak', 36 * HOUR, 8), 1), ''],
  [series('streak', 7 * DAY, 8), ''],
  [calendar('month', 3), ''],
  [calendar('month', 1), ''],
  [calendar('day', 1), ''],
  [calendar('day', 1, { current: true }), ''],
  [calendar('week', 1, { current: true, weekStart: 'sunday', timeZone: 'America/New_York' }), ''],
  [calendar('month', 3, { current: true }), ''],
  [calendar('day', 7, { current: true }), ''],
  [calendar('quarter', 1, { skip: 1 }), ''],
  [calendar('year', 2, { skip: 3, current: true }), ''],
  [calendar('day', 28, { timeZone: 'Europe/Paris' }), ''],
  [count(events('purchase', { window: { kind: 'period', from: at('2026-01-01'), to: at('2026-02-01') } })), ''],
  [count(events('purchase', { window: { kind: 'period', from: at('2026-01-01'), to: at('2026-01-02') } })), ''],
  [count(events('purchase', { window: { kind: 'period', from: at('2026-01-01T08:00:00.250Z'), to: at('2026-02-01') } })), ''],
  [count(events('purchase', { window: { kind: 'since', from: at('2026-01-01') } })), ''],
  [count(events('purchase', { window: { kind: 'following', attribute: 'signedUpAt', to: 14 * DAY } })), ''],
  [count(events('purchase', { window: { kind: 'following', attribute: 'renewsAt', from: -7 * DAY, to: 0 } })), ''],
  [count(events('purchase', { window: { kind: 'following', attribute: 'renewsAt', from: -7 * DAY, to: 14 * DAY } })), ''],
  [count(events('purchase', { window: { kind: 'rolling', length: HOUR } })), ''],
  [count(events('purchase', { window: { kind: 'rolling', length: DAY } })), ''],
  [count(events('purchase', { window: { kind: 'rolling', length: 1234 } })), ''],
  [or(powerUser, inactive), ''],
  [or(and(powerUser, inactive), is(attribute('plan'), 'pro')), ''],
  [and(or(atLeast(calc('dividedBy', attribute('seatsUsed'), attribute('seats')), 0.8), atLeast(calc('dividedBy', attribute('quotaUsed'), attribute('quota')), 0.8), atLeast(count(events('limit_reached', { window: last(14) })), 3)), not(is(attribute('plan'), 'enterprise')), atLeast(count(events(undefined, { window: last(14) })), 1)), ''],
  [and(powerUser, or(inactive, and(atLeast(latest(events('survey_answered'), 'score'), 9), or(atLeast(count(events('review_written')), 1), atLeast(count(events('testimonial_given')), 1))))), ''],
  [not(or(powerUser, inactive)), ''],
  [not(and(powerUser, inactive)), ''],
  [and(or(powerUser, inactive)), ''],
  [not(not(powerUser)), ''],
  [and(powerUser, between(attribute('mrr'), 10, 20), inactive), ''],
  [is(attribute('name'), 'say "hi"', ''), ''],
  [atLeast(attribute('balance'), 0.1 + 0.2), ''],
  [atMost(attribute('balance'), -1234567.5), ''],
];

group('x', () => {
  it('prints', () => {
    for (const [definition] of TABLE) {
      const sort = typeOf(definition) === 'truth' ? 'test' : 'value';
      let d = definition; try { d = build(definition, sort) as Expression } catch (e) { console.log('INVALID', String(e)) }
      process.stdout.write(`${describe(d)}\n`);
    }
  });
});
void bare; void GRAMMAR; void expect;
