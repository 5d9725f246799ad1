/**
 * One profile of 500 events asked 8 segments, beside loops written by hand for the same 8; answers are compared first.
 * Run by hand on a quiet machine: `npx tsx bench/profile.ts`. The `asOf` moves from round to round, so that nothing is remembered.
 */
import { and, at, attribute, days, type Event, events, type Profile, profile } from 'habitus';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T00:00:00Z');
const NAMES = ['feature_used', 'purchase', 'logged_in', 'content_viewed', 'support_ticket'];

/** A small generator of repeatable numbers (Lehmer, 1951). */
let state = 42;
const random = (): number => {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
};

const history = (count: number): Event[] =>
  Array.from({ length: count }, () => NOW - Math.floor(random() * 365 * DAY))
    .sort((a, b) => a - b)
    .map((instant) => ({
      name: NAMES[Math.floor(random() * NAMES.length)] as string,
      at: instant,
      properties: { feature: `f${Math.floor(random() * 12)}`, amount: Math.floor(random() * 10_000) / 100 },
    }));

const purchases = events('purchase');
const used = events('feature_used');
const segments = [
  and(
    events().within(days(28)).activeDays().atLeast(12),
    used.within(days(28)).distinct('feature').atLeast(5),
  ),
  events().within(days(30)).none(),
  purchases.within(days(365)).sum('amount').atLeast(1000),
  purchases.within(days(90)).count().atLeast(3),
  purchases.daysSinceLast().above(60),
  attribute('seatsUsed').dividedBy(attribute('seats')).atLeast(0.8),
  used
    .within(days(30))
    .count()
    .below(used.within(days(30), { ago: days(30) }).count()),
  events('support_ticket').within(days(30)).count().atLeast(3),
];

const byHand = (
  list: readonly Event[],
  attributes: { seats: number; seatsUsed: number },
  asOf: number,
): boolean[] => {
  const active = new Set<number>();
  const features = new Set<unknown>();
  let recent = 0;
  let spend = 0;
  let bought = 0;
  let last = -Infinity;
  let now = 0;
  let before = 0;
  let tickets = 0;
  for (const event of list) {
    const instant = event.at as number;
    if (instant > asOf) continue;
    const age = asOf - instant;
    if (age < 28 * DAY) {
      active.add(Math.floor(instant / DAY));
      if (event.name === 'feature_used') features.add(event.properties?.feature);
    }
    if (age < 30 * DAY) recent++;
    if (event.name === 'purchase') {
      last = Math.max(last, instant);
      if (age < 365 * DAY) spend += Math.round((event.properties?.amount as number) * 1e6);
      if (age < 90 * DAY) bought++;
    }
    if (event.name === 'feature_used' && age < 30 * DAY) now++;
    if (event.name === 'feature_used' && age >= 30 * DAY && age < 60 * DAY) before++;
    if (event.name === 'support_ticket' && age < 30 * DAY) tickets++;
  }
  return [
    active.size >= 12 && features.size >= 5,
    recent === 0,
    spend / 1e6 >= 1000,
    bought >= 3,
    last > -Infinity && (asOf - last) / DAY > 60,
    attributes.seatsUsed / attributes.seats >= 0.8,
    now < before,
    tickets >= 3,
  ];
};

const attributes = { seats: 12, seatsUsed: 10 };
const ask = (of: Profile): boolean[] => segments.map((segment) => segment(of));

const list = history(500);
const ada = profile({ id: 'ada', attributes }, list, { asOf: NOW });
for (let i = 0; i < 400; i++) {
  const asOf = NOW - i * DAY + i;
  const [ours, theirs] = [ask(at(ada, asOf)), byHand(list, attributes, asOf)];
  if (String(ours) !== String(theirs))
    throw new Error(`the answers differ as of ${asOf}: ${ours} and ${theirs}`);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;
const timed = (rounds: number, act: (round: number) => void): string => {
  const times: number[] = [];
  for (let repeat = 0; repeat < 15; repeat++) {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) act(repeat * rounds + round);
    times.push(((performance.now() - start) * 1000) / rounds);
  }
  return `${median(times).toFixed(1)} µs (${Math.min(...times).toFixed(1)}–${Math.max(...times).toFixed(1)})`;
};

const profiles = Array.from({ length: 1000 }, () => history(500));
console.log(`Node ${process.version}; medians of 15 repeats, with ranges`);
console.log(
  `8 segments of one profile of 500 events   ${timed(5000, (round) => ask(at(ada, NOW - (round % 1000))))}`,
);
console.log(
  `the same by hand, a loop over its objects ${timed(5000, (round) => byHand(list, attributes, NOW - (round % 1000)))}`,
);
console.log(
  `one profile built from 500 objects and asked one metric ${timed(1000, (round) => {
    segments[3]?.(profile({ id: 'x', attributes }, profiles[round % 1000] as Event[], { asOf: NOW }));
  })}`,
);
