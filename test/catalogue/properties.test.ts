import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as catalogue from '../../src/catalogue/index.js';
import {
  type Attributes,
  at,
  type Classification,
  type Event,
  type Metric,
  nextChange,
  type Profile,
  type Segment,
} from '../../src/index.js';
import { saas } from '../../src/vocabulary/index.js';
import { asOf, daysBefore, who } from './customers.js';

const { activity: _, ...exported } = catalogue;
const entries = Object.entries(exported) as unknown as readonly (readonly [
  string,
  Segment | Metric | Classification,
])[];

/** Every segment, and every label of a classification as a segment. */
const segments = entries.flatMap(([name, entry]): (readonly [string, Segment])[] => {
  if (entry.kind === 'segment') return [[name, entry as Segment]];
  if (entry.kind === 'metric') return [];
  const { labels, is } = entry as Classification;
  return labels.map((label) => [`${name}: ${label}`, is.call(entry, label) as Segment]);
});

// ── customers at random, in the words of the built-in model, on and next to the edges of the windows ─────────────

const instant = fc
  .tuple(
    fc.constantFrom(0, 1, 2, 3, 7, 14, 28, 29, 30, 56, 60, 90, 180, 200, 365, 400),
    fc.integer({ min: -2, max: 0 }),
  )
  .map(([days, later]) => daysBefore(days, -later));
const properties = fc.record(
  {
    feature: fc.constantFrom('export', 'share', 'tag', 'search', 'import'),
    score: fc.integer({ min: -1, max: 11 }),
    survey: fc.constantFrom('nps', 'csat'),
    step: fc.constantFrom('profile', 'team', 'import'),
    message: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    promotion: fc.constantFrom('AUTUMN', null),
    amount: fc.constantFrom(0, 10, 499.99, 500),
  },
  { requiredKeys: [] },
);
const name = fc.constantFrom(
  ...Object.keys(saas.events),
  'logged_in',
  'purchase',
  'cart_add',
  'survey_answered',
);
const events: fc.Arbitrary<Event[]> = fc.array(fc.record({ name, at: instant, properties }), {
  maxLength: 25,
});
const attributes: fc.Arbitrary<Attributes> = fc.record(
  {
    signedUpAt: fc.oneof(instant, fc.constant(daysBefore(-2))),
    subscribedAt: instant,
    trialEndsAt: fc.constantFrom(
      daysBefore(5),
      asOf,
      asOf + 1,
      daysBefore(-2),
      daysBefore(-7),
      daysBefore(-9),
    ),
    seats: fc.constantFrom(0, 10),
    seatsUsed: fc.integer({ min: 0, max: 12 }),
    plan: fc.constantFrom('pro', 'enterprise'),
  },
  { requiredKeys: [] },
);

const forAll = (property: (customer: Profile) => void, numRuns: number): void =>
  fc.assert(
    fc.property(attributes, events, (of, history) => property(who(of, history))),
    { numRuns },
  );

describe('every segment of the catalogue, and every label', () => {
  it('changes next at the instant that nextChange tells, not before', () => {
    forAll((customer) => {
      for (const [title, segment] of segments) {
        const now = segment(customer);
        const next = nextChange(segment, customer);
        const until = next === null ? daysBefore(-4000) : next - 1;
        for (const later of [asOf, asOf + 1, Math.floor((asOf + until) / 2), until])
          if (later <= until) expect(segment(at(customer, later)), title).toBe(now);
        if (next !== null) expect(segment(at(customer, next)), title).not.toBe(now);
      }
    }, 60);
  });

  it('has nobody before they sign up', () => {
    const later = who({
      signedUpAt: asOf + 1,
      trialEndsAt: daysBefore(-3),
      plan: 'pro',
      seats: 10,
      seatsUsed: 10,
    });
    for (const [title, segment] of segments) expect(segment(later), title).toBe(false);
  });

  it('has nobody of whom nothing is known', () => {
    for (const [title, segment] of segments) expect(segment(who({})), title).toBe(false);
  });
});

describe('segments of the catalogue together', () => {
  const { averageUser, inactive, lightUser, loyalAdvocate, loyalCustomer, newUser } = catalogue;
  const { oneAndDone, repeatBuyer, superUser, trialEndingUnconverted, trialUser, usageTier } = catalogue;

  it('agree: no two that contradict each other hold the same customer, and what is part of another is in it', () => {
    forAll((customer) => {
      const tiers = { super: superUser, average: averageUser, light: lightUser };
      const labels = Object.entries(tiers).flatMap(([label, tier]) => (tier(customer) ? [label] : []));
      expect(labels).toEqual([usageTier(customer)].filter((label) => label !== null));
      expect(newUser(customer) && inactive(customer)).toBe(false);
      expect(oneAndDone(customer) && repeatBuyer(customer)).toBe(false);
      expect(loyalAdvocate(customer) && !loyalCustomer(customer)).toBe(false);
      expect(trialEndingUnconverted(customer) && !trialUser(customer)).toBe(false);
    }, 200);
  });
});

describe('a bundle of one entry', () => {
  it.each([
    ['inactive', 'upgrade-candidate'],
    ['repeatBuyer', 'deal-seeker'],
    ['referrer', 'loyal-advocate'],
    ['supportHeavy', 'engagement-score'],
    ['stuckInOnboarding', 'cart-abandoner'],
  ])('%s holds neither %s nor the vocabulary', async (name, neighbour) => {
    const contents = `export { ${name} } from '../../src/catalogue/index.js';`;
    const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' as const };
    const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false });
    const text = outputFiles[0]?.text ?? '';
    expect(text).toContain(`"${exported[name as 'inactive'].id}"`);
    expect(text).not.toContain(neighbour);
    expect(text).not.toContain('annualRevenue');
  });
});
