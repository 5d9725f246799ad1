import {
  ago,
  atLeast,
  attribute,
  classification,
  days,
  events,
  explain,
  not,
  powerUser,
  profile,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const ada = profile(
  {
    id: 'ada',
    attributes: { seats: '12', quota: 12n, since: '2026-01-01', bad: {}, plan: 'pro', zip: '10115' },
    history: [{ at: '2026-11-01T00:00:00Z', attributes: { vip: 1n } }],
  },
  [
    { name: 'purchase', at: '2026-11-20T00:00:00Z', properties: { amount: '12', total: 3, odd: 1n } },
    { name: 'purchase', at: '2026-11-21T00:00:00Z', properties: { amount: 5, odd: Number.NaN } },
    { name: 'feature.used', at: '2026-11-21T00:00:00Z' },
  ],
  { asOf: '2026-11-22T00:00:00Z' },
);
const shortOf = (test: Parameters<typeof explain>[0]) =>
  (explain(test as never, ada) as unknown as { reason: { shortfall?: string } }).reason.shortfall;

describe('a value of another type than the reading', () => {
  it('is said in the line of the test', () => {
    expect(shortOf(attribute('seats').atLeast(3))).toBe('“seats” is "12", a text; it is read as a number');
    expect(shortOf(attribute('quota').atLeast(3))).toBe(
      '“quota” is 12n, a big integer; it is read as a number',
    );
    expect(shortOf(attribute('since').withinLast(days(30)))).toBe(
      '“since” is "2026-01-01", a text; it is read as an instant',
    );
    expect(shortOf(attribute('since').daysSince().atLeast(3))).toBe(
      '“since” is "2026-01-01", a text; it is read as an instant',
    );
    expect(shortOf(attribute('bad').exists())).toBe('“bad” is an object, which no reading can see');
    expect(shortOf(attribute('plan').includes('a'))).toBe(
      '“plan” is "pro", a text; it is read as a list of texts',
    );
    expect(shortOf(ago(days(1), attribute('seats', { as: 'number' })).atLeast(3))).toBe(
      '“seats” is "12", a text; it is read as a number',
    );
    expect(shortOf(attribute('nothing').atLeast(3))).toBe('missing');
  });

  it('is said of the property of an event that a test reads', () => {
    expect(
      explain(
        events('purchase')
          .where({ amount: atLeast(10) })
          .any(),
        ada,
      ).notes,
    ).toEqual(['“amount” of “purchase” is "12", a text, in 1 of 2 events; it is read as a number']);
    expect(explain(events('purchase').where({ total: 'x' }).any(), ada).notes).toEqual([
      '“total” of “purchase” is 3, a number; it is read as a text',
    ]);
    expect(explain(events('purchase').sum('odd'), ada).notes).toEqual([
      '“odd” of “purchase” is 1n, a big integer, in 2 of 2 events; it is read as a number',
    ]);
    expect(explain(events('purchase').sum('amount'), ada).notes).toEqual([]);
  });

  it('is said of events by names that the customer has none of, where the answer is no', () => {
    const { notes } = explain(powerUser, ada);
    expect(notes).toEqual(['ada has no event called “feature_used”; did you mean “feature.used”?']);
    expect(String(explain(powerUser, ada))).toContain(
      '\nNote: ada has no event called “feature_used”; did you mean “feature.used”?\n',
    );
    expect(explain(events('refund', 'purchase').any(), ada).notes).toEqual([]);
    expect(explain(events('refund', 'outage').any(), ada).notes).toEqual([
      'ada has no event called “outage” or “refund”',
    ]);
    expect(String(explain(not(events('refund').any()), ada))).not.toContain('Note');
    expect(explain(events('x').any(), profile({ id: 'eve' })).notes).toEqual(['eve has no events']);
    expect(String(explain(events('refund').count(), ada))).toContain(
      'Note: ada has no event called “refund”.',
    );
    const tier = classification('tier', { labels: () => ({ gold: events('refund').any() }) });
    expect(String(explain(tier, ada))).toContain('Note: ada has no event called “refund”.');
  });
});

describe('the issues of a profile', () => {
  it('have values that no reading can see, and texts that look like something else', () => {
    expect(ada.issues.map(({ code, path, message }) => `${code} ${path}: ${message}`)).toEqual([
      'number-as-text customer.attributes.seats: "12" is a text: no reading as a number sees it',
      'unreadable-value customer.attributes.quota: missing: no reading can see a bigint',
      'date-as-text customer.attributes.since: "2026-01-01" is a text: no reading as an instant sees it',
      'unreadable-value customer.attributes.bad: missing: no reading can see an object',
      'unreadable-value customer.history[0].attributes.vip: missing: no reading can see a bigint',
      'unreadable-value “purchase”.properties.odd: missing: no reading can see a bigint',
    ]);
    expect(ada.issues).toBe(ada.issues);
  });
});
