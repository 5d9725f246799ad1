import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as catalogue from '../../src/catalogue/index.js';
import type { Expression } from '../../src/expression/index.js';
import {
  type Attributes,
  at,
  type Classification,
  days,
  type Event,
  type Metric,
  nextChange,
  type Profile,
  type Segment,
} from '../../src/index.js';
import { saas } from '../../src/vocabulary/index.js';
import { oracle } from '../oracle/index.js';
import { constructed } from './constructed.js';
import { asOf, daysBefore, who } from './customers.js';

const { activity: _, productUse: _use, ...exported } = catalogue;
type Entry = Segment | Metric | Classification;
/** Constructors are there with one entry each; what compares customers with each other cannot be asked about one. */
const entries = Object.entries({ ...exported, ...constructed }).filter(
  ([, entry]) => 'kind' in entry && !JSON.stringify(entry.definition).includes('"rank"'),
) as unknown as readonly (readonly [string, Entry])[];

/** Every segment, and every label of a classification as a segment. */
const segments = entries.flatMap(([name, entry]): (readonly [string, Segment])[] => {
  if (entry.kind === 'segment') return [[name, entry as Segment]];
  if (entry.kind === 'metric') return [];
  const { labels, is } = entry as Classification;
  return labels.map((label) => [`${name}: ${label}`, is.call(entry, label) as Segment]);
});

const classifications = entries.filter(
  (each): each is readonly [string, Classification] => each[1].kind === 'classification',
);

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
    mrr: fc.constantFrom(0, 90, 100, 110),
    points: fc.constantFrom(1, 1000, 5000),
    rating: fc.integer({ min: 1, max: 5 }),
    stage: fc.constantFrom('proposal', 'contract'),
    days: fc.constantFrom(1, 30, 31, 90, 91),
    channel: fc.constantFrom('email', 'push'),
    category: fc.constantFrom('shoes', 'hats'),
    listPrice: fc.constantFrom(0, 500),
    offer: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    kind: fc.constantFrom('promotion', 'upsell', 'cross-sell'),
    topic: fc.constantFrom('launch', 'running'),
    product: fc.constantFrom('sofa', 'lamp'),
    previousMrr: fc.constantFrom(90, 100),
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
    renewsAt: fc.constantFrom(asOf, asOf + 1, daysBefore(-60), daysBefore(-90), daysBefore(-91)),
    mrr: fc.constantFrom(0, 100),
    costToServe: fc.constantFrom(0, 50, 101),
    employees: fc.constantFrom(0, 9, 10, 300),
    country: fc.constantFrom('DE', 'FR'),
    values: fc.constantFrom(['thrift'], []),
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
      for (const [title, segment] of [...segments, ...classifications]) {
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

describe('every entry of the catalogue', () => {
  it('answers one customer as the oracle does', () => {
    fc.assert(
      fc.property(attributes, events, (of, history) => {
        for (const [title, entry] of entries)
          expect(entry(who(of, history)), title).toEqual(
            oracle(entry.definition as Expression, { id: 'ada', attributes: of }, history, asOf),
          );
      }),
      { numRuns: 50 },
    );
  });
});

describe('segments of the catalogue together', () => {
  const { averageUser, inactive, lightUser, loyalAdvocate, loyalCustomer, newUser } = catalogue;
  const c = catalogue;
  const { oneAndDone, repeatBuyer, superUser, trialEndingUnconverted, trialUser, usageTier } = catalogue;

  it('agree: no two that contradict each other hold the same customer, and what is part of another is in it', () => {
    forAll((customer) => {
      const tiers = { super: superUser, average: averageUser, light: lightUser };
      const labels = Object.entries(tiers).flatMap(([label, tier]) => (tier(customer) ? [label] : []));
      expect(labels).toEqual([usageTier(customer)].filter((label) => label !== null));
      expect(newUser(customer) && inactive(customer)).toBe(false);
      expect(c.casualUser(customer) && c.erraticUser(customer)).toBe(false);
      expect(oneAndDone(customer) && repeatBuyer(customer)).toBe(false);
      expect(loyalAdvocate(customer) && !loyalCustomer(customer)).toBe(false);
      expect(trialEndingUnconverted(customer) && !trialUser(customer)).toBe(false);
    }, 200);
  });

  it('agree, in loyalty, journey and value', () => {
    forAll((customer) => {
      const of = (...segments: readonly Segment[]): boolean => segments.every((segment) => segment(customer));
      expect(c.loyaltyTier(customer) !== null).toBe(of(c.programMember));
      if (of(c.activeMember)) expect(of(c.programMember)).toBe(true);
      expect(of(c.programCandidate, c.programMember)).toBe(false);
      if (of(c.advocacyCandidate)) expect(c.npsGroup(customer)).toBe('promoter');
      if (of(c.testimonialCandidate)) expect(of(loyalCustomer)).toBe(true);
      if (of(c.caseStudyCandidate)) expect(of(loyalCustomer, c.powerUser)).toBe(true);
      if (of(c.coldLead)) expect(of(inactive)).toBe(true);
      expect(of(c.readyToRenew, c.renewalRisk)).toBe(false);
      expect(of(c.growingAccount, c.shrinkingAccount)).toBe(false);
      if (c.journeyStage(customer) === 'at risk') expect(of(c.atRisk)).toBe(true);
      if (c.journeyStage(customer) === 'trial') expect(of(trialUser)).toBe(true);
    }, 200);
  });

  it('agree, in purchase', () => {
    forAll((customer) => {
      const timing = c.purchaseTiming(customer);
      expect(timing === 'one-and-done').toBe(oneAndDone(customer));
      if (timing !== null && timing !== 'one-and-done') expect(repeatBuyer(customer)).toBe(true);
      expect(c.crossSellCandidate(customer) && (c.topCategoryShare(customer) ?? 0) < 0.9).toBe(false);
      expect(c.researcher(customer) && c.impulsiveBuyer(customer)).toBe(false);
      expect(c.returnsPerOrder(customer) !== null).toBe(c.orders.atLeast(1)(customer));
      expect(timing === 'monthly').toBe(c.monthlyBuyer(customer) && timing !== 'one-and-done');
      if (c.cartAbandoner(customer)) expect(c.openCart(customer)).toBe(true);
      if (c.overdue(customer)) expect(c.nextOrderExpectedAt.daysUntil()(customer)).toBeLessThan(0);
    }, 200);
  });

  it('hold nothing against newcomers', () => {
    const against = [
      inactive,
      c.coldLead,
      c.atRisk,
      c.usageDrop,
      c.overdue,
      c.unprofitable,
      c.stuckInOnboarding,
    ];
    forAll((customer) => {
      if (!newUser.with({ window: days(7) })(customer)) return;
      for (const { id } of against.filter((segment) => segment(customer))) expect.fail(id);
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
    ['wishlister', 'checkout-abandoner'],
    ['coldLead', 'journey-stage'],
    ['usageDrop', 'health-score'],
    ['overdue', 'basket-trend'],
    ['rfmSegment', 'high-value'],
    ['companySize', 'in-country'],
    ['monthlyBuyer', 'seasonal-buyer'],
    ['launchCandidate', 'cross-sell-candidate'],
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
