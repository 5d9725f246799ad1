import { at, explain, nextChange, powerUser, profile } from 'habitus';

const DAY = 86_400_000;
const asOf = '2026-11-22T00:00:00Z';

/** One customer who used five features on each of so many days before the instant. */
const customer = (id: string, days: number) =>
  profile(
    { id, attributes: { plan: 'pro', signedUpAt: '2025-03-01T00:00:00Z' } },
    Array.from({ length: days * 5 }, (_, index) => ({
      name: 'feature_used',
      at: new Date(Date.parse(asOf) - (Math.floor(index / 5) + 0.5) * DAY).toISOString(),
      properties: { feature: `feature-${index % 5}`, seconds: 60 },
    })),
    { asOf },
  );

/** What the library says about two customers, as plain data: to be compared between Node and a browser. */
export function answers() {
  const ada = customer('ada', 20);
  const bob = customer('bob', 3);
  return {
    ada: powerUser(ada),
    bob: powerUser(bob),
    adaBefore: powerUser(at(ada, '2026-10-01T00:00:00Z')),
    adaReason: String(explain(powerUser, ada)),
    bobReason: String(explain(powerUser, bob)),
    adaChangesAt: nextChange(powerUser, ada),
    bobChangesAt: nextChange(powerUser, bob),
  };
}
