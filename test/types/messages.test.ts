import { beforeAll, describe, expect, it } from 'vitest';
import { compiled } from './compile.js';

/** What a user writes by mistake, and what the compiler must say of it. */
const mistakes: readonly (readonly [code: string, says: RegExp])[] = [
  ["events('x').count().startsWith('a');", /startsWith reads texts; this metric answers something else/],
  [
    "attribute('plan', { as: 'text' }).atLeast(3);",
    /atLeast compares numbers; this metric answers something else/,
  ],
  [
    "events('x').count().atLeastVersion('5.2');",
    /atLeastVersion reads texts; this metric answers something else/,
  ],
  [
    "events('x').count().is(5, { ignoreCase: true });",
    /ignoreCase is about texts; this metric answers something else/,
  ],
  [
    "attribute('plan', { as: 'text' }).is('pro', { ignorecase: true });",
    /'ignorecase' does not exist in type 'TextOptions'/,
  ],
  [
    "attribute('app').isVersion(5.2);",
    /Argument of type 'number' is not assignable to parameter of type 'string'/,
  ],
  ["attribute('interests', { as: 'list' }).contains('a');", /contains reads texts; for a list say includes/],
  ["attribute('plan', { as: 'text' }).includes('a');", /includes reads lists; for a text say contains/],
  [
    "events('x').count().before('2026-01-01T00:00:00Z');",
    /before compares instants; say \{ as: 'instant' \} if this is one/,
  ],
  [
    "usageTier.is('nope');",
    /'"nope"' is not assignable to parameter of type '(?:"(?:super|average|light)"(?: \| )?){3}'/,
  ],
  [
    "following(events('x').count(), days(7));",
    /following starts at an instant; this metric answers something else/,
  ],
  [
    'powerUser.with({ activeDay: 3 });',
    /'activeDay' does not exist.*Did you mean to write 'activeDays'|'activeDay' does not exist/s,
  ],
  [
    "events('purchase').count().topPercent(10)(ada);",
    /'RelativeSegment<.*has no call signatures|This expression is not callable/s,
  ],
  [
    "events('purchase').lastAt().heldSince();",
    /Property 'heldSince' does not exist on type 'Metric<"instant"/,
  ],
  [
    "events('purchase').count().topPercent(10, { ties: 'half' });",
    /Type '"half"' is not assignable to type 'Ties \| undefined'/,
  ],
  [
    "events('purchase').count().topPercent(10, { among: attribute('plan') });",
    /is not assignable to type 'AnySegment \| undefined'|not assignable to type 'AnySegment'/,
  ],
  [
    "events('purchase').count().bottomPercent(10, { whom: powerUser });",
    /'whom' does not exist in type 'RankOptions'/,
  ],
  [
    "events('x').count().when(events('y').sum('amount').topPercent(10))(ada);",
    /RelativeMetric<.*has no call signatures|This expression is not callable/s,
  ],
  ["attribute('seats').when(attribute('plan'));", /not assignable to parameter of type 'AnySegment'/],
  [
    "choose([[powerUser, events('x').firstAt()]], 0).atLeast(3);",
    /choose needs values of one type; an instant is no number here/,
  ],
  [
    "nextChange(events('x').count(), ada);",
    /memberships and labels have a next change and a timeline; make a test of this metric, or ask sheet/,
  ],
  [
    "timeline(events('x').count().topPercent(10), ada, { from: 0, to: 1 });",
    /this compares a customer with all others: fit it to a population first/,
  ],
  [
    "explain(events('x').count().topPercent(10), ada);",
    /this compares a customer with all others: fit it to a population first/,
  ],
  [
    "sheet(ada, { powerUser, top: events('x').count().topPercent(10) });",
    /this compares a customer with all others: fit it to a population first/,
  ],
  [
    "sheet(ada, [powerUser, events('x').count().when(events('x').count().topPercent(10))]);",
    /this compares a customer with all others: fit it to a population first/,
  ],
  [
    'howMany(powerUser, powerUser, { points: [1] });',
    /Source has 1 element\(s\) but target requires 2|No overload matches/,
  ],
];

const source = [
  "import { attribute, choose, days, events, explain, following, howMany, nextChange, powerUser, profile, sheet, timeline, usageTier } from 'habitus';",
  "export const ada = profile({ id: 'ada' });",
  ...mistakes.map(([code]) => code),
].join('\n');

describe('a mistake is a compile error that says why', () => {
  let messages: ReadonlyMap<number, string> = new Map();

  beforeAll(() => {
    messages = compiled(source).messages;
  });

  it.each(mistakes.map(([code, says], i) => [code, says, i + 2] as const))('%s', (_, says, line) => {
    expect(messages.get(line) ?? 'no error').toMatch(says);
  });
});
