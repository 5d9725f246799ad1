import { describe, expect, it } from 'vitest';
import { attribute, classification, events, inBucket, metric, segment } from '../../src/index.js';
import { population } from '../../src/population/index.js';

const people = population({
  customers: Array.from({ length: 5000 }, (_, i) => ({ id: `c${i}`, attributes: { n: (i * 7919) % 1000 } })),
  events: Array.from({ length: 20_000 }, (_, i) => ({
    customerId: `c${(i * 31) % 5000}`,
    name: i % 3 === 0 ? 'a' : 'b',
    at: i,
    properties: { amount: i % 100 },
  })),
  asOf: 15_000,
});
const n = attribute('n', { as: 'number' });
const top = segment('top', { where: () => n.topPercent(10) });
const active = segment('active', { where: () => events('a').count().atLeast(2) });
const spend = metric('spend', { value: () => events().sum('amount') });
const tier = classification('tier', {
  labels: () => ({ high: n.atLeast(800), some: events('a').any() }),
});

describe('questions in pieces', () => {
  it('have the answers of the questions at once', async () => {
    const paced = people.paced();
    expect((await paced.members(top)).ids()).toEqual(people.members(top).ids());
    expect(await paced.count(active)).toBe(people.count(active));
    expect(await paced.count(inBucket('x', { from: 0, to: 30 }))).toBe(
      people.count(inBucket('x', { from: 0, to: 30 })),
    );
    expect((await paced.values(spend)).toArray()).toEqual(people.values(spend).toArray());
    expect(await paced.classify(tier)).toEqual(people.classify(tier));
    const all = { top, active, spend, tier };
    expect(String(await paced.evaluate(all))).toBe(String(people.evaluate(all)));
    expect(String(await paced.evaluate([top, tier]))).toBe(String(people.evaluate([top, tier])));
  });

  it('do not disturb each other, nor the questions asked between, as of other instants', async () => {
    const instants = [0, 4000, 9000, 15_000, 19_999];
    const expected = instants.map((at) => people.at(at).values(spend).toArray());
    const ranked = instants.map((at) => people.at(at).members(top).size);
    const asked = instants.flatMap((at) => [
      people.at(at).paced().values(spend),
      people.at(at).paced().count(top),
    ]);
    expect(people.at(4000).values(spend).toArray()).toEqual(expected[1]);
    const answers = await Promise.all(asked);
    expect(
      answers.filter((_, i) => i % 2 === 0).map((column) => (column as { toArray(): unknown }).toArray()),
    ).toEqual(expected);
    expect(answers.filter((_, i) => i % 2 === 1)).toEqual(ranked);
  });

  it('let everything else have its turn, and tell how far they have come', async () => {
    const steps: string[] = [];
    const timer = setInterval(() => steps.push('timer'), 0);
    const progress: number[] = [];
    await people
      .paced({ onProgress: ({ customers, total }) => progress.push(customers / total) })
      .values(spend);
    clearInterval(timer);
    expect(steps.length).toBeGreaterThan(0);
    expect(progress).toEqual([1024, 2048, 3072, 4096, 5000].map((customers) => customers / 5000));
  });

  it('end when the signal comes, with its reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let customers = 0;
    const asked = people
      .paced({
        signal: controller.signal,
        onProgress: (progress) => {
          ({ customers } = progress);
          if (customers > 2000) controller.abort(reason);
        },
      })
      .evaluate({ spend, top });
    await expect(asked).rejects.toBe(reason);
    expect(customers).toBe(2048);
    await expect(people.paced({ signal: AbortSignal.abort(reason) }).count(top)).rejects.toBe(reason);
  });

  it('refuse what is no definition, no signal and no option', async () => {
    await expect(people.paced().count(spend as never)).rejects.toThrow('expected a segment');
    expect(() => people.paced({ signal: 5 as never })).toThrow('signal: expected an AbortSignal');
    expect(() => people.paced({ progress: () => {} } as never)).toThrow('progress');
  });
});
