import {
  attribute,
  cancelled,
  cartAbandoner,
  days,
  events,
  journeyStage,
  npsGroup,
  powerUser,
  profile,
  referrer,
} from 'habitus';
import { fromAmplitude, fromMixpanel, fromPostHog, fromSegment, fromStripe } from 'habitus/adapters';
import { countOf, loadPopulation, population, rollUp } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../src/vocabulary/index.js';
import posthog from './fixtures/posthog.json' with { type: 'json' };
import segment from './fixtures/segment.json' with { type: 'json' };
import stripe from './fixtures/stripe.json' with { type: 'json' };

const money = { currency: 'EUR', rates: { JPY: 0.01 } };
const noon = (day: number): string => new Date(Date.UTC(2026, 9, day, 12)).toISOString();

/** Thirteen days of work with five features, half of them before the login. */
const work = (call: (day: number, feature: string) => object): readonly object[] =>
  Array.from({ length: 13 }, (_, i) => call(i + 1, `feature-${i % 5}`));

const used = vocabulary({
  feature_used: {
    event: ['Feature Used', 'feature used'],
    properties: { feature: 'feature_name' },
  },
});

describe('what an adapter answers goes into a population', () => {
  it('a power user by Segment, of whom half the days were anonymous', () => {
    const rows = [
      ...work((day, feature_name) => ({
        type: 'track',
        event: 'Feature Used',
        ...(day < 7 ? { anonymousId: 'b-1' } : { userId: 'ada' }),
        timestamp: noon(day),
        messageId: `m-${day}`,
        properties: { feature_name },
      })),
      {
        type: 'identify',
        userId: 'ada',
        anonymousId: 'b-1',
        timestamp: noon(7),
        traits: { createdAt: noon(1) },
      },
    ];
    const people = population({ ...fromSegment(rows, { vocabulary: used }), asOf: noon(14) });
    expect(people.members(powerUser).ids()).toEqual(['ada']);
    expect(people.at(noon(7)).count(powerUser)).toBe(0);
    const apart = population({ ...fromSegment(rows.slice(0, -1), { vocabulary: used }), asOf: noon(14) });
    expect(apart.count(powerUser)).toBe(0);
    expect(people.issues).toEqual([]);
  });

  it('the same one by PostHog, Mixpanel and Amplitude', () => {
    const answers = [
      fromPostHog(
        work((day, feature_name) => ({
          event: 'feature used',
          distinct_id: 'ada',
          timestamp: noon(day),
          properties: { feature_name },
        })),
        { vocabulary: used },
      ),
      fromMixpanel(
        work((day, feature_name) => ({
          event: 'feature used',
          properties: { time: Date.parse(noon(day)) / 1000, distinct_id: 'ada', feature_name },
        })),
        { vocabulary: used },
      ),
      fromAmplitude(
        work((day, feature_name) => ({
          event_type: 'feature used',
          user_id: 'ada',
          time: Date.parse(noon(day)),
          event_properties: { feature_name },
        })),
        { vocabulary: used },
      ),
    ];
    for (const answer of answers)
      expect(
        population({ ...answer, asOf: noon(14) })
          .members(powerUser)
          .ids(),
      ).toEqual(['ada']);
  });

  it('who cancelled by Stripe, and what they paid before', () => {
    const answer = fromStripe(stripe, { money, metadataId: 'user_id' });
    const people = population({ ...answer, asOf: '2026-11-22T00:00:00Z' });
    expect(people.members(cancelled({ within: days(90) })).ids()).toEqual(['ada']);
    expect(people.members(cancelled({ within: days(30) })).ids()).toEqual([]);
    expect(people.members(journeyStage.is('churned')).ids()).toContain('ada');
    const mrr = attribute('mrr', { as: 'number' });
    expect(people.values(mrr).get('ada')).toBe(0);
    expect(people.at('2026-10-01T00:00:00Z').values(mrr).get('ada')).toBe(72);
    expect(people.at('2026-09-10T00:00:00Z').values(mrr).get('ada')).toBe(0);
    const net = events('invoice_paid').sum('amount').minus(events('refund').sum('amount'));
    expect(people.values(net).get('ada')).toBe(102);
    expect(people.issues).toEqual([]);
  });

  it('promoters by a survey of PostHog, in the host’s words', () => {
    const own = vocabulary({
      survey_answered: {
        event: 'survey sent',
        properties: { survey: { value: 'nps' }, score: '$survey_response' },
      },
    });
    const answer = (id: string, score: number) => ({
      event: 'survey sent',
      distinct_id: id,
      timestamp: noon(1),
      properties: { $survey_id: 's-1', $survey_response: score },
    });
    const people = population({
      ...fromPostHog([answer('ada', 10), answer('bo', 3)], { vocabulary: own }),
      asOf: noon(2),
    });
    expect(people.members(npsGroup.is('promoter')).ids()).toEqual(['ada']);
    expect(people.members(npsGroup.is('detractor')).ids()).toEqual(['bo']);
  });

  it('who left a cart, until they bought', () => {
    const { customers, events: happened } = fromSegment(segment);
    const [ada] = customers;
    const hers = happened.filter(({ customerId }) => customerId === ada?.id);
    expect(cartAbandoner(profile(ada!, hers, { asOf: '2026-10-05T00:00:00Z' }))).toBe(false);
    const open = hers.filter(({ name }) => name !== 'purchase' && name !== 'item_purchased');
    expect(cartAbandoner(profile(ada!, open, { asOf: '2026-10-05T00:00:00Z' }))).toBe(true);
  });

  it('accounts: rolled up from users, or as customers at once', () => {
    const users = population({ ...fromPostHog(posthog, { group: 'company' }), asOf: noon(20) });
    const accounts = rollUp(users, { by: 'accountId', attributes: { referrers: countOf(referrer) } });
    expect(accounts.ids).toEqual(['acme']);
    const once = population({ ...fromPostHog(posthog, { group: 'company', by: 'account' }), asOf: noon(20) });
    expect(once.ids).toEqual(['acme']);
    expect(once.values(events('report exported').count()).get('acme')).toBe(1);
    expect(once.issues.map(({ code }) => code)).toEqual([]);
  });

  it('lines of an export, one after the other', async () => {
    async function* lines() {
      for (const row of segment) yield JSON.stringify(row);
    }
    const people = await loadPopulation({ ...(await fromSegment(lines())), asOf: noon(20) });
    expect(people.ids).toEqual(['ada-2', 'browser-9']);
  });
});
