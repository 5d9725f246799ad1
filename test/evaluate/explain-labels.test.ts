import {
  ago,
  and,
  attribute,
  classification,
  days,
  dominant,
  events,
  explain,
  nextChange,
  or,
  parseClassification,
  profile,
  segment,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const view = (at: string, topic: string) => ({ name: 'view', at, properties: { topic } });
const ada = profile(
  { id: 'ada', attributes: { plan: 'pro' } },
  [
    { name: 'purchase', at: '2026-11-01T00:00:00Z' },
    { name: 'purchase', at: '2026-11-10T00:00:00Z' },
    view('2026-11-11T00:00:00Z', 'music'),
    view('2026-11-12T00:00:00Z', 'music'),
    view('2026-11-13T00:00:00Z', 'books'),
  ],
  { asOf: '2026-11-22T00:00:00Z' },
);
const purchases = events('purchase').within(days(90));
const active = segment('active', { title: 'Active', where: () => events().within(days(14)).any() });
const tier = classification('tier', {
  title: 'Tier',
  labels: () => ({
    gold: purchases.count().atLeast(20),
    silver: and(purchases.count().atLeast(5), attribute('plan').is('pro')),
    bronze: active,
    basic: purchases.any(),
  }),
});
const views = (topic: string) => events('view').within(days(30)).where({ topic }).count();
const interest = dominant('interest', { labels: () => ({ books: views('books'), music: views('music') }) });

describe('the explanation of a label', () => {
  it('says why it is this one, what is missing for the one before it, and what comes next', () => {
    const explanation = explain(tier, ada);
    expect(explanation).toMatchObject({
      kind: 'classification',
      classification: 'tier',
      customerId: 'ada',
      label: 'bronze',
      reason: { kind: 'named', passed: true },
      changesAt: nextChange(tier, ada),
      changesTo: 'basic',
    });
    expect(explanation.better.map(({ label, lacking }) => [label, lacking])).toEqual([
      ['gold', 'at least 20 “purchase” events in the last 90 days (2 so far, 18 more needed)'],
      ['silver', 'at least 5 “purchase” events in the last 90 days (2 so far, 3 more needed)'],
    ]);
    expect(String(explanation)).toBe(
      [
        'ada is “bronze” in “Tier” as of 2026-11-22.',
        '  ✓ active:',
        '    ✓ active in the last 14 days (4)',
        'To be “silver”: at least 5 “purchase” events in the last 90 days (2 so far, 3 more needed).',
        'If nothing else happens, this changes on 2026-11-27, to “basic”.',
      ].join('\n'),
    );
  });

  it('of the first one says nothing of others', () => {
    const first = classification('first', { labels: () => ({ active, other: purchases.any() }) });
    expect(explain(first, ada).better).toEqual([]);
    expect(String(explain(first, ada))).not.toContain('To be');
  });

  it('of none says what each would take', () => {
    const none = classification('none', {
      labels: () => ({
        gold: purchases.count().atLeast(20),
        team: or(attribute('plan').is('team'), purchases.none()),
      }),
    });
    const explanation = explain(none, ada);
    expect(explanation).toMatchObject({ label: null, reason: null, changesTo: 'team' });
    expect(String(explanation)).toBe(
      [
        'ada has no label in “none” as of 2026-11-22.',
        'To be “gold”: at least 20 “purchase” events in the last 90 days (2 so far, 18 more needed).',
        'To be “team”: “plan” is “team” (is “pro”, expected “team”) or no “purchase” event in the last 90 days (2, none allowed).',
        'If nothing else happens, this changes on 2027-02-08, to “team”.',
      ].join('\n'),
    );
  });

  it('of the greatest value shows that value, and how far off the others are, the nearest last', () => {
    const explanation = explain(interest, ada);
    expect(explanation).toMatchObject({ label: 'music', reason: { kind: 'value', value: 2 } });
    expect(String(explanation)).toBe(
      [
        'ada is “music” in “interest” as of 2026-11-22.',
        '  the number of “view” events in the last 30 days with “music” as “topic”: 2',
        '    of 2 events after 2026-10-23 and up to 2026-11-22, the first on 2026-11-11, the last on 2026-11-12',
        'To be “books”: at least 2 “view” events in the last 30 days with “books” as “topic” (1 so far, 1 more needed).',
        'If nothing else happens, this changes on 2026-12-11, to “books”.',
      ].join('\n'),
    );
    const later = dominant('later', { labels: () => ({ music: views('music'), books: views('books') }) });
    // Behind the greatest, equal is not enough.
    expect(explain(later, ada).better[0]?.lacking).toContain('more than 2 “view” events');
  });

  it('of no value that is great enough says how great it has to be', () => {
    const least = dominant('least', {
      atLeast: 5,
      labels: () => ({ music: views('music'), art: events('art').average('x'), books: views('books') }),
    });
    const { label, better } = explain(least, ada);
    expect(label).toBeNull();
    expect(better.map((each) => [each.label, each.lacking])).toEqual([
      ['art', 'an average “x” of at least 5 in “art” events (missing)'],
      ['books', expect.stringContaining('(1 so far, 4 more needed)')],
      ['music', expect.stringContaining('(2 so far, 3 more needed)')],
    ]);
    const missing = dominant('missing', { labels: () => ({ art: events('art').average('x') }) });
    expect(explain(missing, ada).better[0]?.lacking).toBe(
      'the average “x” in “art” events is known (missing)',
    );
  });

  it('of the past is asked of then, and said so', () => {
    const past = parseClassification({
      format: 'habitus',
      version: 1,
      kind: 'classification',
      definition: ago(days(15), tier).definition as object,
    });
    expect(explain(past, ada)).toMatchObject({ label: 'bronze' });
    expect(String(explain(past, ada))).toContain('To be “silver”: 15 days ago: both at least 5');
    const before = parseClassification({
      format: 'habitus',
      version: 1,
      kind: 'classification',
      definition: ago(days(9), interest).definition as object,
    });
    expect(explain(before, ada)).toMatchObject({ label: 'music', reason: { kind: 'value', value: 2 } });
  });

  it('is data', () => {
    const explanation = explain(tier, ada);
    const { toString: _, ...data } = explanation;
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(data);
    expect(Object.isFrozen(explanation)).toBe(true);
  });
});
