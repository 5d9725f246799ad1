import {
  and,
  attribute,
  calendarMonths,
  classification,
  days,
  dominant,
  events,
  following,
  HabitusError,
  hours,
  inBucket,
  type Metric,
  milliseconds,
  minutes,
  nextChange,
  not,
  or,
  parseClassification,
  parseMetric,
  parseSegment,
  period,
  profile,
  score,
  seconds,
  segment,
  sequence,
  timeline,
  weeks,
} from 'habitus';
import { describe, expect, it } from 'vitest';

/** The error that something throws; fails where it throws none, or one of another class. */
const thrown = (act: () => unknown): HabitusError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(HabitusError);
    return error as HabitusError;
  }
  throw new Error('expected an error, got none');
};

const envelope = (definition: unknown, kind = 'segment') => ({
  format: 'habitus',
  version: 1,
  kind,
  definition,
});
const purchase = { name: 'purchase', at: '2026-01-01T00:00:00Z' };
const any = events().any();

/** What was done wrong, the code, and what the message must say to a newcomer. */
const mistakes: readonly (readonly [title: string, act: () => unknown, code: string, says: RegExp])[] = [
  [
    'notFollowedBy without a length',
    () => events('a').notFollowedBy(events('b'), undefined as never),
    'missing-key',
    /"notFollowedBy" needs "within"; without a length say notYetFollowedBy: none so far$/,
  ],
  [
    'as without same',
    () => events('a').followedBy(events('b'), days(1), { as: 'sku' }),
    'bad-value',
    /expected "same" beside "as"/,
  ],
  [
    'an unknown option of a relation',
    () => events('a').followedBy(events('b'), { sane: 'sku' } as never),
    'unknown-key',
    /same/,
  ],
  [
    'notYetFollowedBy with a length',
    () => (events('a').notYetFollowedBy as (...args: unknown[]) => unknown)(events('b'), days(1)),
    'unknown-key',
    /"notYetFollowedBy" has no "within", only: events, same, as; within a length say notFollowedBy: none so soon after$/,
  ],
  [
    'a window that starts at a count',
    () => following(events('x').count() as never, days(1)),
    'wrong-type',
    /^start: expected an instant here, but this answers a number$/,
  ],
  [
    'a window that starts at a segment',
    () => following(any as never, days(1)),
    'bad-value',
    /^following: expected a metric, got /,
  ],
  [
    'a window without its begin',
    () => following('since', { to: days(1) } as never),
    'missing-key',
    /^following\.from: following needs "from"$/,
  ],
  [
    'a window without its end',
    () => following('since', { from: days(1) } as never),
    'missing-key',
    /^following\.to: following needs "to"$/,
  ],
  [
    'a window that begins before it starts',
    () => following('since', { from: -1 as never, to: days(1) }),
    'bad-value',
    /a begin at the instant or after it: 0 or more, got -1$/,
  ],
  [
    'a window that ends when it begins',
    () => following('since', { from: days(1), to: days(1) }),
    'bad-value',
    /^to: expected an end after the start/,
  ],
  [
    'a window with from, to and after',
    () => following('since', { from: days(1), to: days(2) }, { after: days(1) }),
    'bad-value',
    /^following\.after: expected no after beside \{ from, to \}/,
  ],
  [
    'a window of a misspelt part',
    () => following('since', { from: days(1), till: days(2) } as never),
    'unknown-key',
    /till/,
  ],
  [
    'an invalid Date',
    () => profile({ id: 'a' }, [{ name: 'x', at: new Date(NaN) }]),
    'bad-instant',
    /^events\[0\]\.at: .*got an invalid Date$/,
  ],
  [
    'a text without a zone',
    () => profile({ id: 'a' }, [purchase, { name: 'x', at: '2026-01-01T00:00:00' }]),
    'bad-instant',
    /^events\[1\]\.at: .*offset such as "2026-11-22T00:00:00Z", got "2026-01-01T00:00:00"$/,
  ],
  [
    'an asOf that is no instant',
    () => profile({ id: 'a' }, [], { asOf: 'yesterday' }),
    'bad-instant',
    /^asOf: /,
  ],
  [
    'a history entry without an instant',
    () => profile({ id: 'a', history: [{ at: 'x', attributes: {} }] }),
    'bad-instant',
    /^customer\.history\[0\]\.at: /,
  ],
  [
    'a customer without an id',
    () => profile({} as never),
    'bad-value',
    /^customer\.id: expected a text, got undefined$/,
  ],
  [
    'events that are no list',
    () => profile({ id: 'a' }, 5 as never),
    'bad-value',
    /^events: expected a list of events/,
  ],
  [
    'an event without a name',
    () => profile({ id: 'a' }, [{ at: 0 } as never]),
    'bad-value',
    /^events\[0\]: expected an event \{ name, at, properties\? \}/,
  ],
  [
    'an event that is null',
    () => profile({ id: 'a' }, [null as never]),
    'bad-value',
    /^events\[0\]: .*got null$/,
  ],
  [
    'a segment asked of something else',
    () => any({ id: 'a' } as never),
    'not-a-profile',
    /profile\(customer, events\)/,
  ],
  ['a negative duration', () => days(-1), 'bad-value', /^days: .*got -1$/],
  ['a duration that is no number', () => days('7' as never), 'bad-value', /^days: /],
  [
    'no customer',
    () => profile('ada' as never),
    'bad-value',
    /^customer: expected a customer \{ id, attributes\?, history\? \}, got "ada"$/,
  ],
  [
    'a history entry that is nothing',
    () => profile({ id: 'a', history: [undefined as never] }),
    'bad-instant',
    /^customer\.history\[0\]\.at: /,
  ],
  ['events that are null', () => profile({ id: 'a' }, null as never), 'bad-value', /^events: /],
  ...([milliseconds, seconds, minutes, hours, days, weeks] as const).map(
    (unit, i) =>
      [
        `a negative duration in unit ${i}`,
        () => unit(-1),
        'bad-value',
        new RegExp(`^${['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks'][i]}: .*got -1$`),
      ] as const,
  ),
  ['half a millisecond', () => milliseconds(0.5), 'bad-value', /whole milliseconds/],
  [
    'a window of no length',
    () => events().within(days(0)),
    'bad-value',
    /more than 0, such as days\(28\), got 0$/,
  ],
  [
    'a window with no end',
    () => period('2026-01-01T00:00:00Z', undefined as never),
    'bad-instant',
    /^period\.to: /,
  ],
  ['a window that ends before it starts', () => period(2, 1), 'bad-value', /an end after the start, got 1$/],
  [
    'a calendar window of no months',
    () => calendarMonths(0),
    'bad-value',
    /whole number from 1 to 10,000, got 0$/,
  ],
  [
    'an unknown zone',
    () => calendarMonths(1, { timeZone: 'Mars/Olympus' }),
    'bad-value',
    /IANA time zone such as "Europe\/Paris", got "Mars\/Olympus"$/,
  ],
  ['two windows', () => events().within(days(1)).within(days(2)), 'bad-value', /one within/],
  [
    'a threshold of NaN',
    () => events().count().atLeast(NaN),
    'bad-value',
    /^atLeast: expected a finite number or a metric, got NaN$/,
  ],
  [
    'an interval the wrong way round',
    () => events().count().between(5, 3),
    'bad-value',
    /^between: .*got 3$/,
  ],
  ['an empty and', () => and(), 'bad-value', /^and: expected at least one segment/],
  ['an empty or', () => or(), 'bad-value', /^or: expected at least one segment/],
  [
    'something else than a segment in and',
    () => and((() => true) as never),
    'bad-value',
    /^and\[0\]: expected a segment, got a function$/,
  ],
  ['a metric in not', () => not(events().count() as never), 'bad-value', /^not: expected a segment/],
  ['an empty oneOf', () => attribute('plan').oneOf(), 'bad-value', /at least one/],
  [
    'a oneOf of two types',
    () => attribute('plan').oneOf('a', 1),
    'wrong-type',
    /one type, got text and number$/,
  ],
  [
    'a test of another type',
    () => (attribute('plan', { as: 'text' }) as Metric<'any'>).atLeast(3),
    'wrong-type',
    /expected a number.*text/,
  ],
  ['an empty sequence', () => sequence(), 'bad-value', /at least/],
  ['a bucket with three decimals', () => inBucket('x', { from: 0.001 }), 'bad-value', /two decimals/],
  [
    'a bucket the wrong way round',
    () => inBucket('x', { from: 50, to: 10 }),
    'bad-value',
    /above the start|end/,
  ],
  [
    'an id that is no kebab-case',
    () => segment('Power User', { where: () => any }),
    'bad-value',
    /kebab-case/,
  ],
  [
    'an unknown parameter',
    () => segment('a', { parameters: { n: 1 }, where: () => any }).with({ m: 2 } as never),
    'unknown-parameter',
    /^a\.m: .*n/,
  ],
  [
    'a parameter of another type',
    () => segment('a', { parameters: { n: 1 }, where: () => any }).with({ n: '2' as never }),
    'bad-value',
    /^a\.n: .*got "2"$/,
  ],
  [
    'a parameter that is not finite',
    () => segment('a', { parameters: { n: 1 }, where: () => any }).with({ n: Infinity }),
    'bad-value',
    /^a\.n: /,
  ],
  [
    'labels that JavaScript would reorder',
    () => classification('a', { labels: () => ({ 2: any }) as never }).definition,
    'bad-value',
    /reorder/,
  ],
  ['no labels', () => dominant('a', { labels: () => ({}) }).definition, 'bad-value', /at least 1/],
  [
    'a label that does not exist',
    () => classification('a', { labels: () => ({ x: any }) }).is('y' as never),
    'unknown-label',
    /one of x, got "y"$/,
  ],
  [
    'a part of a score without a range',
    () => score('a', { parts: () => [{ metric: events().count(), weight: 1, from: 3, to: 3 }] }).definition,
    'bad-value',
    /two different ends/,
  ],
  [
    'a weight of 0',
    () => score('a', { parts: () => [{ metric: events().count(), weight: 0, from: 0, to: 3 }] }).definition,
    'bad-value',
    /weight above 0/,
  ],
  [
    'a population test asked of one profile',
    () => (events().count().topPercent(10) as never as typeof any)(profile({ id: 'a' })),
    'needs-population',
    /fit this|fit it/,
  ],
  [
    'a timeline that ends before it starts',
    () => timeline(any, profile({ id: 'a' }), { from: 2, to: 1 }),
    'bad-value',
    /^to: expected an end after the start, got 1$/,
  ],
  ['no JSON', () => parseSegment('{'), 'bad-json', /expected JSON/],
  ['JSON of something else', () => parseSegment('[]'), 'bad-json', /"format": "habitus"/],
  [
    'another version',
    () =>
      parseSegment({ ...envelope({ kind: 'exists', value: { kind: 'attribute', name: 'a' } }), version: 3 }),
    'bad-json',
    /^version: expected version 1 or 2/,
  ],
  [
    'a metric where a segment is read',
    () => parseSegment(JSON.stringify(events().count())),
    'bad-json',
    /^kind: expected a segment, got "metric"$/,
  ],
  [
    'an unknown key of an envelope',
    () => parseMetric({ ...envelope({ kind: 'literal', value: 1 }, 'metric'), owner: 'me' }),
    'unknown-key',
    /^expected one of format, .*, definition, got "owner"$/,
  ],
  [
    'an unknown node',
    () => parseSegment(envelope({ kind: 'and', of: [{ kind: 'magic' }] })),
    'unknown-kind',
    /^definition\.of\[0\]\.kind: expected a test \(compare, .*got "magic"$/,
  ],
  [
    'an unknown operator',
    () =>
      parseSegment(
        envelope({
          kind: 'compare',
          op: 'greater',
          left: { kind: 'literal', value: 1 },
          right: { kind: 'literal', value: 1 },
        }),
      ),
    'bad-value',
    /^definition\.op: expected one of atLeast, atMost, above, below, got "greater"$/,
  ],
  [
    'a classification without labels',
    () => parseClassification(envelope({ kind: 'literal', value: 'x' }, 'classification')),
    'wrong-type',
    /^definition: expected labels/,
  ],
];

describe('a mistake is an error that says what was expected, what came, and what to do', () => {
  it.each(mistakes)('%s', (_, act, code, says) => {
    const error = thrown(act);
    expect(error.message).toMatch(says);
    expect(error.code).toBe(code);
  });
});

describe('a hostile definition is refused, quickly', () => {
  const test = { kind: 'exists', value: { kind: 'attribute', name: 'a' } };
  const quickly = (act: () => unknown): HabitusError => {
    const start = performance.now();
    const error = thrown(act);
    expect(performance.now() - start).toBeLessThan(20_000);
    return error;
  };

  it('of a million nodes in a list', () => {
    expect(quickly(() => parseSegment(envelope({ kind: 'and', of: new Array(1e6).fill(test) }))).code).toBe(
      'too-large',
    );
  });

  it('of a million nodes in a tree of lists', () => {
    const branch = { kind: 'or', of: new Array(100).fill(test) };
    const tree = { kind: 'and', of: new Array(100).fill({ kind: 'or', of: new Array(100).fill(branch) }) };
    expect(quickly(() => parseSegment(JSON.stringify(envelope({ kind: 'and', of: [tree] })))).code).toBe(
      'too-large',
    );
  });

  it('nested a million deep, as text', () => {
    const text = JSON.stringify(envelope('hole')).replace(
      '"hole"',
      `${'{"kind":"not","of":'.repeat(1e5)}{}${'}'.repeat(1e5)}`,
    );
    expect(['too-large', 'bad-json']).toContain(quickly(() => parseSegment(text)).code);
  });

  it('that holds itself', () => {
    const loop: { kind: string; of?: unknown } = { kind: 'not' };
    loop.of = loop;
    expect(quickly(() => parseSegment(envelope(loop))).code).toBe('too-large');
  });

  it('that doubles at each of 60 levels', () => {
    let node: object = test;
    for (let i = 0; i < 60; i++) node = { kind: 'and', of: [node, node] };
    expect(quickly(() => parseSegment(envelope(node))).code).toBe('too-large');
  });

  it('built by doubling', () => {
    expect(
      quickly(() => {
        let built = attribute('a').exists();
        for (let i = 0; i < 60; i++) built = and(built, built);
      }).code,
    ).toBe('too-large');
  });

  it('with a text or a list past the limits', () => {
    expect(quickly(() => attribute('x'.repeat(10_001))).code).toBe('too-large');
    expect(quickly(() => attribute('a').oneOf(...new Array(10_001).fill('x'))).code).toBe('too-large');
    expect(quickly(() => parseSegment(' '.repeat(10_000_001))).code).toBe('too-large');
  });

  it('with a prototype instead of data', () => {
    const inherited = Object.create({ kind: 'exists', value: { kind: 'attribute', name: 'a' } });
    expect(thrown(() => parseSegment(envelope(inherited))).code).toBe('unknown-kind');
    const polluted = parseSegment(
      `{"format":"habitus","version":1,"kind":"segment","definition":{"kind":"exists","value":{"kind":"attribute","name":"__proto__"}}}`,
    );
    expect(polluted(profile({ id: 'a' }))).toBe(false);
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('whose series would run over a million periods', () => {
    expect(thrown(() => events().trend({ every: days(1), periods: 1e6 })).code).toBe('bad-value');
    const long = events()
      .peak({ every: milliseconds(1), periods: 10_000 })
      .atLeast(1);
    const ada = profile(
      { id: 'a' },
      new Array(200).fill(0).map((_, i) => ({ name: 'x', at: i * 1e6 })),
      { asOf: 2e8 },
    );
    const start = performance.now();
    nextChange(long, ada);
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});

describe('faults of the data are survived and listed', () => {
  it('copies that disagree', () => {
    const ada = profile({ id: 'a' }, [
      { ...purchase, id: 'e1', properties: { amount: 1 } },
      { ...purchase, id: 'e1', properties: { amount: 1 } },
      { ...purchase, id: 'e1', properties: { amount: 2 } },
    ]);
    expect(ada.eventCount).toBe(1);
    expect(ada.issues.map(({ code, path }) => [code, path])).toEqual([['conflicting-copies', 'events[2]']]);
    expect(ada.issues[0]?.message).toContain('events[');
  });

  it('events of another customer', () => {
    const ada = profile({ id: 'a' }, [
      { ...purchase, customerId: 'b' },
      { ...purchase, customerId: 'a' },
    ]);
    expect(ada.eventCount).toBe(1);
    expect(ada.issues.map(({ code, path }) => [code, path])).toEqual([['other-customer', 'events[0]']]);
  });

  it('an amount that is NaN, Infinity or text is missing, and the event still counts', () => {
    const amounts = [NaN, Infinity, '9', null, 5];
    const ada = profile(
      { id: 'a' },
      amounts.map((amount) => ({ ...purchase, properties: { amount } })),
      { asOf: purchase.at },
    );
    expect(events('purchase').sum('amount')(ada)).toBe(5);
    expect(events('purchase').count()(ada)).toBe(5);
  });
});
