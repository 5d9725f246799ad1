/**
 * A job in a back end: each account's events come out of a database, a decision comes out, and the reason for it.
 *   npx tsx examples/backend.ts
 */
import {
  and,
  type Customer,
  classification,
  type Event,
  explain,
  inactive,
  loyalAdvocate,
  not,
  type Profile,
  powerUser,
  profile,
  segment,
  upgradeCandidate,
} from 'habitus';

/** Use the product's own words for what is decided on: catalogue entries, combined. */
const toUpgrade = segment('to-upgrade', {
  title: 'Offer the next plan',
  where: () => and(upgradeCandidate, not(inactive)),
});
const toThank = segment('to-thank', { title: 'Thank and ask for a case study', where: () => loyalAdvocate });
const toTrain = segment('to-beta', { title: 'Invite to the beta', where: () => powerUser });
const toWinBack = segment('to-win-back', { title: 'Call before they are gone', where: () => inactive });

const decisions = { upgrade: toUpgrade, thank: toThank, invite: toTrain, call: toWinBack };
const decision = classification('decision', { labels: () => decisions });

/** What to do about an account, and why. */
const decide = (account: Profile): { action: string; why: string } => {
  const action = decision(account);
  return action === null
    ? { action: 'nothing', why: 'No reason to write to them today.' }
    : { action, why: String(explain(decisions[action], account)) };
};

// As rows come out of a database: in any order, with what is known of each account.
const asOf = '2026-11-22T00:00:00Z';
const daysAgo = (days: number): string => new Date(Date.parse(asOf) - days * 86_400_000).toISOString();
const use = (feature: string, ...ago: number[]): Event[] =>
  ago.map((days) => ({ name: 'feature_used', at: daysAgo(days), properties: { feature } }));

const accounts: [Customer, Event[]][] = [
  [
    {
      id: 'acme',
      attributes: { plan: 'pro', planRank: 1, seats: 12, seatsUsed: 11, signedUpAt: '2025-03-01T00:00:00Z' },
    },
    [...use('export', 1, 2, 5, 9), ...use('share', 1, 3)],
  ],
  [
    {
      id: 'globex',
      attributes: { plan: 'pro', planRank: 1, seats: 50, seatsUsed: 20, signedUpAt: '2025-01-15T00:00:00Z' },
    },
    [...use('export', 71, 64, 58)],
  ],
  [{ id: 'initech', attributes: { plan: 'free', signedUpAt: '2026-11-01T00:00:00Z' } }, use('import', 4, 6)],
];

for (const [customer, events] of accounts) {
  const { action, why } = decide(profile(customer, events, { asOf }));
  console.log(`${customer.id}: ${action}\n${why}\n`);
}
