import {
  attribute,
  classification,
  days,
  dominant,
  events,
  nextChange,
  pacedNextChange,
  pacedTimeline,
  parseClassification,
  profile,
  timeline,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const bought = (length: number) => events('purchase').within(days(length)).any();
const recency = classification('recency', { labels: () => ({ hot: bought(7), warm: bought(30) }) });
const ada = profile(
  { id: 'ada', attributes: { signedUpAt: '2026-01-01T00:00:00Z', renewsAt: '2026-12-24T00:00:00Z' } },
  [{ name: 'purchase', at: '2026-11-20T00:00:00Z' }],
  { asOf: '2026-11-22T00:00:00Z' },
);
const range = { from: '2026-11-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const date = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 10));

describe('the labels of a classification', () => {
  it('change at an instant, and have spans of time', () => {
    expect(date(nextChange(recency, ada))).toBe('2026-11-27');
    expect(timeline(recency, ada, range).map(({ label, to }) => [label, date(to)])).toEqual([
      [null, '2026-11-20'],
      ['hot', '2026-11-27'],
      ['warm', '2026-12-20'],
      [null, '2027-01-01'],
    ]);
  });

  it('change alike where the search is in pieces, and where the definition was stored', async () => {
    const stored = parseClassification(JSON.stringify(recency));
    for (const each of [recency, stored]) {
      expect(await pacedNextChange(each, ada)).toBe(nextChange(recency, ada));
      expect(await pacedTimeline(each, ada, range)).toEqual(timeline(recency, ada, range));
    }
  });

  it('are refused where they are the greatest of values that move with time', () => {
    const since = attribute('signedUpAt').daysSince();
    const until = attribute('renewsAt').daysUntil();
    const greatest = dominant('greatest', { labels: () => ({ since, until }) });
    expect(() => nextChange(greatest, ada)).toThrow(/cannot be told exactly: a value under "dominant"/);
    expect(() => timeline(greatest, ada, range)).toThrow(/cannot be told exactly/);
  });

  it('are found where the greatest value has a test of what moves with time', () => {
    const old = attribute('signedUpAt').daysSince().atLeast(360);
    const spend = events('purchase').count();
    const kind = dominant('kind', { labels: () => ({ regular: spend.plus(5).when(old), buyer: spend }) });
    expect(kind(ada)).toBe('buyer');
    expect(date(nextChange(kind, ada))).toBe('2026-12-27');
  });
});
