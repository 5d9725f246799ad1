import {
  ago,
  and,
  attribute,
  days,
  events,
  explain,
  inBucket,
  nextChange,
  not,
  or,
  parseMetric,
  profile,
  type Reason,
  segment,
  timeline,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const ada = profile(
  { id: 'ada', attributes: { plan: 'pro', signedUpAt: '2026-01-01T00:00:00Z' } },
  [
    { name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 30 } },
    { name: 'purchase', at: '2026-11-10T00:00:00Z', properties: { amount: 20 } },
    { name: 'refund', at: '2026-11-11T00:00:00Z' },
  ],
  { asOf: '2026-11-22T00:00:00Z' },
);
const purchases = events('purchase').within(days(90));

/** A reason as its kind, whether it passed, and those inside. */
const shape = (reason: Reason): unknown =>
  reason.kind === 'test' ? reason.passed : [reason.kind, reason.passed, ...reason.of.map(shape)];

describe('an explanation', () => {
  it('says of a failed test how far off it is, and of a passed one what was found', () => {
    expect(explain(purchases.count().atLeast(5), ada).reason).toEqual({
      kind: 'test',
      text: 'at least 5 “purchase” events in the last 90 days',
      passed: false,
      value: 2,
      missing: false,
      shortfall: '2 so far, 3 more needed',
    });
    expect(explain(purchases.count().atLeast(2), ada).reason).toMatchObject({ passed: true, value: 2 });
    expect(explain(purchases.count().atLeast(2), ada).reason.text).toContain('(2)');
  });

  it('says that a value is missing', () => {
    expect(explain(attribute('seats').atLeast(3), ada).reason).toMatchObject({
      passed: false,
      value: null,
      missing: true,
      shortfall: 'missing',
    });
  });

  it('looks through not at what was found, and finds no value in a bucket', () => {
    expect(explain(attribute('plan').isNot('pro'), ada).reason).toMatchObject({
      passed: false,
      value: 'pro',
      missing: false,
    });
    expect(explain(attribute('seats').missing(), ada).reason).toMatchObject({
      passed: true,
      value: null,
      missing: true,
    });
    expect(explain(inBucket('x'), ada).reason).toEqual({
      kind: 'test',
      text: expect.stringContaining('100 %'),
      passed: true,
      value: null,
      missing: false,
    });
  });

  it('shows both sides of a passed comparison of two metrics', () => {
    const more = purchases.count().above(events('refund').count());
    expect(explain(more, ada).reason.text).toMatch(/\(2 against 1\)$/);
  });

  it('is a tree like the definition', () => {
    const active = segment('active', { where: () => events().within(days(30)).any() });
    const whole = and(
      active,
      or(attribute('plan').is('free'), not(ago(days(60), active))),
      attribute('plan').isNot('team'),
    );
    const { reason, member } = explain(whole, ada);
    expect(member).toBe(true);
    expect(shape(reason)).toEqual([
      'and',
      true,
      ['named', true, true],
      ['or', true, false, ['not', true, ['ago', false, ['named', false, false]]]],
      true,
    ]);
  });

  it('answers what lies inside ago as of then', () => {
    const { reason } = explain(ago(days(15), purchases.count().atLeast(2)), ada);
    expect(reason.kind === 'ago' && reason.of[0]).toMatchObject({
      passed: false,
      value: 1,
      shortfall: '1 so far, 1 more needed',
    });
  });

  it('says when it changes, or that it does not', () => {
    const recent = events('purchase').within(days(30)).any();
    expect(explain(recent, ada).changesAt).toBe(nextChange(recent, ada));
    expect(new Date(explain(recent, ada).changesAt ?? 0).toISOString()).toBe('2026-12-10T00:00:00.000Z');
    expect(explain(attribute('plan').is('pro'), ada).changesAt).toBeNull();
  });

  it('says why the instant cannot be told, where it cannot', () => {
    const tenure = attribute('signedUpAt').daysSince();
    const squared = tenure.times(tenure).atLeast(1e6);
    const explanation = explain(squared, ada);
    expect(explanation.changesAt).toBeNull();
    expect(explanation.uncertain).toMatch(/cannot be told exactly/);
    expect(String(explanation)).toContain(explanation.uncertain);
    expect(() => nextChange(squared, ada)).toThrow(/cannot be told exactly/);
  });

  it('reads as text: what it is about, why, what is missing, and when it changes', () => {
    const loyal = segment('loyal', {
      title: 'Loyal customer',
      where: () =>
        and(
          purchases.count().atLeast(3),
          or(attribute('plan').is('team'), purchases.sum('amount').atLeast(100)),
        ),
    });
    expect(String(explain(loyal, ada))).toBe(
      [
        'ada is not in “Loyal customer” as of 2026-11-22.',
        '  ✗ at least 3 “purchase” events in the last 90 days: 2 so far, 1 more needed',
        '  ✗ at least one of these:',
        '    ✗ “plan” is “team”: is “pro”, expected “team”',
        '    ✗ a total “amount” of at least 100 in “purchase” events in the last 90 days: 50 so far, 50 more needed',
        'To become a member: at least 3 “purchase” events in the last 90 days (2 so far, 1 more needed), and either “plan” is “team” (is “pro”, expected “team”) or a total “amount” of at least 100 in “purchase” events in the last 90 days (50 so far, 50 more needed).',
        'If nothing else happens, this does not change.',
      ].join('\n'),
    );
  });

  it('reads as text for a member: what was found, without what others lack', () => {
    const active = segment('active', { where: () => events().within(days(30)).any() });
    const guarded = or(
      and(not(or(attribute('plan').is('team'), attribute('plan').is('free'))), active),
      ago(days(300), active),
    );
    expect(String(explain(guarded, ada))).toBe(
      [
        'ada is in this segment as of 2026-11-22.',
        '  ✓ at least one of these:',
        '    ✓ all of these:',
        '      ✓ none of these:',
        '        ✗ “plan” is “team”',
        '        ✗ “plan” is “free”',
        '      ✓ active: active in the last 30 days (3)',
        '    ✗ active 300 days ago:',
        '      ✗ at least one event in the last 30 days',
        'If nothing else happens, this changes on 2026-12-11.',
      ]
        .join('\n')
        .replaceAll('at least one event in the last 30 days', 'active in the last 30 days'),
    );
  });

  it('says what is missing where a past, a name or a complement fails', () => {
    const active = segment('active', { where: () => events().within(days(30)).any() });
    const whole = and(ago(days(300), active), not(active), active);
    expect(String(explain(whole, ada))).toContain('To become a member: active 300 days ago and not active.');
  });

  it('names a part that is as it should be, and shows inside of one that is not', () => {
    const active = segment('active', { where: () => events().within(days(30)).any() });
    const buyer = segment('buyer', { where: () => purchases.any() });
    const whole = and(active, not(and(buyer, ago(days(300), active))), not(or(active, buyer)));
    expect(String(explain(whole, ada))).toContain(
      [
        '  ✓ active: active in the last 30 days (3)',
        '  ✓ not all of these:',
        '    ✓ buyer:',
        '      ✓ at least one “purchase” event in the last 90 days (2)',
        '    ✗ active 300 days ago: active in the last 30 days',
        '  ✗ none of these:',
        '    ✓ active:',
        '      ✓ active in the last 30 days (3)',
        '    ✓ buyer:',
        '      ✓ at least one “purchase” event in the last 90 days (2)',
        'To become a member: not active and not buyer.',
      ].join('\n'),
    );
  });

  it('says what is not so by its name, and of what should not be so why it is', () => {
    const active = segment('active', { where: () => events().within(days(30)).any() });
    const regular = segment('regular', { title: 'Active in some month', where: () => active });
    const bought = segment('bought', { title: 'One “purchase” event', where: () => purchases.any() });
    const whole = and(not(bought), not(ago(days(300), regular)), active);
    expect(String(explain(whole, ada))).toContain(
      [
        '  ✗ not one “purchase” event:',
        '    ✓ at least one “purchase” event in the last 90 days (2)',
        '  ✓ not active in some month 300 days ago',
        '  ✓ active: active in the last 30 days (3)',
      ].join('\n'),
    );
  });

  it('says no name before the same words', () => {
    const title = 'Active in the last 30 days';
    const active = segment('active', { title, where: () => events().within(days(30)).any() });
    expect(String(explain(and(active, purchases.any()), ada))).toContain(
      '\n  ✓ active in the last 30 days (3)\n',
    );
  });

  it('is of what was defined; memberships and labels alone have a next change and a timeline', () => {
    const stored = {
      format: 'habitus',
      version: 1,
      kind: 'metric',
      definition: { kind: 'literal', value: true },
    };
    const metrics = [purchases.count(), attribute('vip', { as: 'boolean' }), parseMetric(stored)];
    const nothing = [undefined, {}, () => true];
    for (const other of [...metrics, ...nothing] as never[]) {
      expect(() => nextChange(other, ada)).toThrow(
        /^nextChange: expected a segment or a classification first, such as nextChange\(powerUser, profile\), got /,
      );
      expect(() => timeline(other, ada, { from: 0, to: 1 })).toThrow(
        /^timeline: expected a segment or a classification first, such as timeline\(powerUser, profile\), got /,
      );
    }
    for (const other of nothing as never[])
      expect(() => explain(other, ada)).toThrow(
        /^explain: expected a segment, a classification or a metric first, such as explain\(powerUser, profile\), got /,
      );
  });

  it('asks the timeline for a range that has a length', () => {
    const any = purchases.any();
    expect(() => timeline(any, ada, { from: 'x', to: 1 })).toThrow(/^from: expected a valid Date/);
    expect(() => timeline(any, ada, { from: 1, to: 'x' })).toThrow(/^to: expected a valid Date/);
    expect(() => timeline(any, ada, { from: 1, to: 1 })).toThrow(/^to: expected an end after the start/);
  });
});

describe('what is answered about one customer', () => {
  it('is plain data that can be cloned and sent, with a text beside it', () => {
    const answer = explain(segment('any', { where: () => events('a').any() }), profile({ id: 'ada' }));
    expect(structuredClone(answer)).toEqual({ ...answer });
    expect(Object.keys(answer)).not.toContain('toString');
    expect(String(answer)).toMatch(/^ada is not in “any”/);
  });
});
