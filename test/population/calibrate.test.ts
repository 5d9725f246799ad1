import { describe, expect, it } from 'vitest';
import { powerUser, superUser } from '../../src/catalogue/index.js';
import { attribute, days, type Event, events, segment } from '../../src/index.js';
import { calibrate, type Population, population } from '../../src/population/index.js';

const asOf = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

/** Numbers from 0 to 1 that only look random: the same at each run. */
const seeded = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

const spenders = (values: readonly number[]): Population =>
  population({ customers: values.map((spent, i) => ({ id: `c${i}`, attributes: { spent } })), asOf });
const spender = segment('spender', {
  parameters: { least: 50 },
  where: ({ least }) => attribute('spent').atLeast(least),
});

describe('calibrate by a share', () => {
  const people = spenders(Array.from({ length: 1000 }, (_, i) => i));

  it.each([0.5, 0.25, 0.1, 0.01])('finds the value that holds %s', (share) => {
    const { definition, value, before, notes } = calibrate(spender, people, { share });
    expect(people.count(definition)).toBe(1000 * share);
    expect(value).toBe(1000 - 1000 * share);
    expect(before).toBe(50);
    expect(notes).toEqual([]);
  });

  it('means the share of some, where it is told whom', () => {
    const few = calibrate(spender, people, { share: 0.5, among: attribute('spent').below(100) });
    expect(few.value).toBe(50);
  });

  it('takes the nearest share where many have the same value, and says so', () => {
    const tied = spenders([...Array.from({ length: 60 }, () => 10), ...Array.from({ length: 40 }, () => 90)]);
    const { definition, notes } = calibrate(spender, tied, { share: 0.1 });
    expect(tied.count(definition)).toBe(0);
    expect(notes.join()).toContain('the nearest share is');
  });

  it('refuses where the parameter makes no difference, or there is none', () => {
    expect(() => calibrate(spender, spenders([]), { share: 0.1 })).toThrow(/makes no difference here/);
    expect(() =>
      calibrate(segment('s', { where: () => attribute('a').is(1) }), people, { share: 0.1 }),
    ).toThrow(/a segment with a parameter that is a number/);
    expect(() => calibrate(spender, people, { share: 1 })).toThrow(/more than 0 and less than 1/);
    expect(() => calibrate(spender, people, { share: 0.1, parameter: 'most' })).toThrow(/one of least/);
  });

  it('records all that was looked at, in order', () => {
    const { curve, parameter } = calibrate(spender, people, { share: 0.1 });
    expect(parameter).toBe('least');
    const values = curve.map(({ value }) => value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    for (const { value, size } of curve) expect(size).toBe(Math.max(0, 1000 - value));
  });
});

describe('calibrate by an outcome', () => {
  /** Users of whom those with at least 8 uses in four weeks buy in the next four with 60 %, all others with 5 %. */
  const planted = (buys: (uses: number, random: () => number) => boolean): Population => {
    const random = seeded(7);
    const happened: Event[] = [];
    const customers = Array.from({ length: 2000 }, (_, i) => ({ id: `c${i}` }));
    // Three stretches of 28 days: what is done in one says what is bought in the next.
    for (const { id } of customers)
      for (let stretch = 3; stretch >= 1; stretch--) {
        const uses = Math.floor(random() * 16);
        const start = asOf - stretch * 28 * DAY;
        for (let i = 0; i < uses; i++)
          happened.push({ customerId: id, name: 'used', at: start + (i + 1) * DAY + i });
        if (stretch > 1 && buys(uses, random))
          happened.push({ customerId: id, name: 'bought', at: start + 40 * DAY });
      }
    return population({ customers, events: happened, asOf });
  };
  const keen = segment('keen', {
    parameters: { uses: 3 },
    where: ({ uses }) => events('used').within(days(28)).count().atLeast(uses),
  });
  const outcome = events('bought').within(days(28)).any();

  it('finds the threshold that was planted, and says how it did on a later time', () => {
    const people = planted((uses, random) => random() < (uses >= 8 ? 0.6 : 0.05));
    const { value, outOfSample, definition, ...rest } = calibrate(keen, people, {
      outcome,
      horizon: days(28),
    });
    expect(value).toBe(8);
    expect(outOfSample!.lift).toBeCloseTo(0.6 / (0.5 * 0.6 + 0.5 * 0.05), 0);
    expect(outOfSample!.interval[0]).toBeGreaterThan(1);

    const then = people.at(asOf - 28 * DAY).members(definition);
    const later = people.members(outcome);
    expect(outOfSample!.rate).toBe(then.and(later).size / then.size);
    expect(outOfSample!.baseRate).toBe(later.size / people.size);
    // A second way: customers drawn again and again, with what they did and had.
    const random = seeded(11);
    const rows = people.ids.map((id) => ({ member: then.has(id), had: later.has(id) }));
    const lifts = Array.from({ length: 2000 }, () => {
      const drawn = rows.map(() => rows[Math.floor(random() * rows.length)]!);
      const [members, all] = [drawn.filter(({ member }) => member), drawn];
      const rate = (of: typeof drawn): number => of.filter(({ had }) => had).length / of.length;
      return rate(members) / rate(all);
    }).sort((a, b) => a - b);
    expect(outOfSample!.interval[0]).toBeCloseTo(lifts[50]!, 1);
    expect(outOfSample!.interval[1]).toBeCloseTo(lifts[1949]!, 1);
    expect(String({ ...rest, toString: rest.toString })).toContain('a lift of');
  });

  it('refuses to choose where nothing separates', () => {
    const people = planted((_, random) => random() < 0.3);
    expect(() => calibrate(keen, people, { outcome, horizon: days(28) })).toThrow(
      /does not hold on a later time|no value of uses/,
    );
  });

  it('refuses an instant after which nothing is known yet', () => {
    const people = planted(() => true);
    expect(() => calibrate(keen, people, { outcome, horizon: days(28), at: asOf })).toThrow(
      /at least a horizon/,
    );
  });
});

describe('calibrate of a list', () => {
  it('says of each entry whether its defaults say anything here', () => {
    const customers = Array.from({ length: 10 }, (_, i) => ({ id: `c${i}` }));
    const happened = customers.slice(0, 3).flatMap(({ id }) =>
      Array.from({ length: 20 }, (_, day) => ({
        customerId: id,
        name: 'logged_in',
        at: asOf - (day + 1) * DAY,
      })),
    );
    const people = population({ customers, events: happened, asOf });
    expect(calibrate([superUser, powerUser], people)).toEqual([
      { id: 'super-user', size: 3, share: 0.3, fits: true, why: 'it holds 30 %' },
      {
        id: 'power-user',
        size: 0,
        share: 0,
        fits: false,
        why: expect.stringMatching(/^it holds nobody: no event .*feature_used/),
      },
    ]);
  });
});
