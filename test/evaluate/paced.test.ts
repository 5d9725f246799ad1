import { describe, expect, it } from 'vitest';
import {
  days,
  events,
  nextChange,
  pacedNextChange,
  pacedTimeline,
  profile,
  timeline,
} from '../../src/index.js';

const busy = events('a')
  .peak({ every: 1000 as never, periods: 3000 })
  .atLeast(2);
const ada = profile(
  { id: 'ada' },
  [
    { name: 'a', at: 0 },
    { name: 'a', at: 1 },
  ],
  { asOf: 5 },
);

describe('a search in pieces', () => {
  it('finds what the search at once finds', async () => {
    expect(await pacedNextChange(busy, ada)).toBe(nextChange(busy, ada));
    const range = { from: -days(1), to: days(1) };
    expect(await pacedTimeline(busy, ada, range)).toEqual(timeline(busy, ada, range));
    expect(await pacedNextChange(events('b').any(), ada)).toBeNull();
  });

  it('lets everything else have its turn', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await pacedTimeline(busy, ada, { from: 0, to: days(1) });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('ends when the signal comes, with its reason', async () => {
    const reason = new Error('enough');
    await expect(pacedNextChange(busy, ada, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const asked = pacedTimeline(busy, ada, { from: 0, to: days(1), signal: controller.signal });
    setTimeout(() => controller.abort(reason), 0);
    await expect(asked).rejects.toBe(reason);
  });

  it('refuses what is no segment, no range, no signal and no option', async () => {
    await expect(pacedNextChange(events('a').count() as never, ada)).rejects.toThrow('a segment');
    await expect(pacedTimeline(busy, ada, { from: 1, to: 0 })).rejects.toThrow('an end after the start');
    await expect(pacedNextChange(busy, ada, { signal: 5 as never })).rejects.toThrow(
      'signal: expected an AbortSignal',
    );
    await expect(pacedNextChange(busy, ada, { sgnal: 5 } as never)).rejects.toThrow('signal');
  });
});
