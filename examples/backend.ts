/**
 * A job in a back end: an account's events come out of a database; a decision comes out, and the reason for it.
 *   npx tsx examples/backend.ts
 */
import {
  and,
  attribute,
  type Customer,
  classification,
  type Event,
  explain,
  inactive,
  loyalAdvocate,
  type Profile,
  powerUser,
  profile,
  segment,
  upgradeCandidate,
} from 'habitus';

/** Entries of the catalogue are combined into the words of one's own trade. */
const quietPayer = segment('quiet-payer', {
  title: 'Pays, and has gone quiet',
  where: () => and(attribute('plan').oneOf('pro', 'enterprise'), inactive),
});

const reasons = { upgrade: upgradeCandidate, thank: loyalAdvocate, invite: powerUser, call: quietPayer };
const decision = classification('decision', { labels: () => reasons });

/** What to do about an account, and why. */
const decide = (account: Profile): { readonly todo: string; readonly why: string } => {
  const todo = decision(account);
  return todo === null
    ? { todo: 'nothing', why: 'No reason to write to them today.' }
    : { todo, why: String(explain(reasons[todo], account)) };
};

// As rows come out of a database: events in any order, and what is known of each account.
const asOf = '2026-11-22T00:00:00Z';
const used = (feature: string, ...times: string[]): Event[] =>
  times.map((at) => ({ name: 'feature_used', at, properties: { feature } }));
const accounts: [Customer, Event[]][] = [
  [
    { id: 'acme', attributes: { plan: 'pro', seats: 12, seatsUsed: 11, signedUpAt: '2025-03-01T00:00:00Z' } },
    used('export', '2026-11-20T09:30:00Z', '2026-11-03T14:00:00Z'),
  ],
  [
    {
      id: 'globex',
      attributes: { plan: 'pro', seats: 50, seatsUsed: 20, signedUpAt: '2025-01-15T00:00:00Z' },
    },
    used('export', '2026-09-12T08:05:00Z', '2026-09-25T16:40:00Z'),
  ],
  [
    { id: 'initech', attributes: { plan: 'free', signedUpAt: '2026-11-01T00:00:00Z' } },
    used('import', '2026-11-16T11:00:00Z'),
  ],
];

for (const [customer, events] of accounts) {
  const { todo, why } = decide(profile(customer, events, { asOf }));
  console.log(`${customer.id}: ${todo}\n${why}\n`);
}
