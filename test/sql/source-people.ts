import fc from 'fast-check';
import type { Expression } from '../../src/expression/nodes.js';

/** Customers and events as a warehouse has them: instants in microseconds, values of one type each. */

export interface Traits {
  readonly plan: string | null;
  readonly seats: number | null;
  readonly score: number | null;
  readonly active: boolean | null;
  readonly since: bigint | null;
  readonly tags: readonly string[] | null;
}

export interface Happened {
  readonly who: string;
  readonly at: bigint;
  readonly name: string;
  readonly message: string | null;
  readonly actor: string | null;
  readonly amount: number | null;
  readonly many: number | null;
  readonly kind: string | null;
  readonly ok: boolean | null;
  readonly due: bigint | null;
}

export interface Changed {
  readonly who: string;
  readonly at: bigint;
  readonly place: number;
  readonly traits: Traits;
}

export interface World {
  readonly asOf: number;
  readonly customers: readonly (Traits & { readonly id: string })[];
  readonly events: readonly Happened[];
  readonly history: readonly Changed[];
}

const DAY = 86_400_000;

/** Whole milliseconds, floored. */
export const toMs = (micro: bigint): number => Number((micro - (((micro % 1000n) + 1000n) % 1000n)) / 1000n);

/** Edges of the windows below, a microsecond or a millisecond beside them, and others. */
const instantsAround = (asOf: number): fc.Arbitrary<bigint> =>
  fc
    .tuple(
      fc.oneof(
        fc.constantFrom(0, 1, 2, 7, 30).map((days) => asOf - days * DAY),
        fc.integer({ min: 0, max: 40 * 24 * 60 }).map((minutes) => asOf - minutes * 60_000),
        fc.constantFrom(asOf + DAY, 0, -1, -86_400_000),
      ),
      fc.constantFrom(0n, 0n, 1n, -1n, 999n, -999n, 1000n, -1000n, 500n, -500n, 1001n),
    )
    .map(([ms, beside]) => BigInt(ms) * 1000n + beside);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 4 });

const text = fc.constantFrom('a', 'A', 'b', '', 'é', 'e\u0301', 'o\'"\\$1', '😀', '9');
/** Numbers that a DECIMAL(18,4) holds as it is. */
const decimal = fc.constantFrom(0, 1, -1, 2.675, 0.1, 0.2, 0.3, 19.99, -2.5, 1234567.8912, 9007199254.7409);

const traits = (asOf: number): fc.Arbitrary<Traits> =>
  fc.record({
    plan: maybe(text),
    seats: maybe(fc.integer({ min: -3, max: 9 })),
    score: maybe(decimal),
    active: maybe(fc.boolean()),
    since: maybe(instantsAround(asOf)),
    tags: maybe(fc.array(text, { maxLength: 3 })),
  });

/** A few dozen people with what they did. */
export const worlds = (): fc.Arbitrary<World> =>
  fc.constantFrom(Date.parse('2026-03-29T01:00:00Z'), Date.parse('1970-01-02T00:00:00Z')).chain((asOf) => {
    const ids = Array.from({ length: 30 }, (_, i) => `c${i}`);
    const event = fc.record({
      who: fc.constantFrom(...ids.slice(3), 'nobody'),
      at: instantsAround(asOf),
      name: fc.constantFrom('order', 'order', 'visit', 'login'),
      message: maybe(fc.constantFrom('1', '2', '')),
      actor: maybe(fc.constantFrom('u1', 'U1')),
      amount: maybe(decimal),
      many: maybe(fc.integer({ min: -2, max: 5 })),
      kind: maybe(text),
      ok: maybe(fc.boolean()),
      due: maybe(instantsAround(asOf)),
    });
    const changed = fc.record({
      who: fc.constantFrom(...ids.slice(0, 10)),
      at: instantsAround(asOf),
      traits: traits(asOf),
    });
    return fc.record({
      asOf: fc.constant(asOf),
      customers: fc.tuple(...ids.map((id) => traits(asOf).map((own) => ({ id, ...own })))),
      events: fc.array(event, { minLength: 300, maxLength: 300 }).map(withoutConflicts),
      history: fc
        .array(changed, { minLength: 20, maxLength: 20 })
        .map((all) => all.map((one, place) => ({ ...one, place }))),
    });
  });

/** Which of two copies that differ is kept is not specified (S11): only the first has its id. */
const withoutConflicts = (events: readonly Happened[]): readonly Happened[] => {
  const seen = new Set<string>();
  return events.map((event) => {
    const key = JSON.stringify([event.who, event.message, toMs(event.at), event.name]);
    if (event.message === null || event.message === '' || !seen.has(key)) {
      seen.add(key);
      return event;
    }
    return { ...event, message: null };
  });
};

const of = (names: readonly string[] | undefined, more: object = {}): object => ({
  kind: 'events',
  ...(names && { names }),
  ...more,
});
const read = (name: string, as: string): object => ({ kind: 'property', name, as });
const trait = (name: string, as: string): object => ({ kind: 'attribute', name, as });
const rolling = (days: number, ago = 0): object => ({
  window: { kind: 'rolling', length: days * DAY, ago: ago * DAY },
});
const atLeast = (left: object, value: unknown): object => ({
  kind: 'compare',
  op: 'atLeast',
  left,
  right: { kind: 'literal', value },
});

/** What is asked: every part of a source is read, by every type. */
export const QUESTIONS = {
  orders: { kind: 'count', of: of(['order'], rolling(7)) },
  before: { kind: 'count', of: of(['order', 'visit'], rolling(1, 1)) },
  others: { kind: 'count', of: { kind: 'events', except: ['order'] } },
  spent: { kind: 'sum', of: of(['order'], rolling(30)), value: read('amount', 'number') },
  mean: { kind: 'average', of: of(undefined), value: read('amount', 'number') },
  pieces: { kind: 'sum', of: of(['order']), value: read('many', 'number') },
  kinds: { kind: 'distinct', of: of(undefined), value: read('kind', 'text') },
  usual: { kind: 'mostFrequent', of: of(['order', 'visit']), value: read('kind', 'text') },
  latest: { kind: 'last', of: of(['order']), value: read('kind', 'text') },
  first: { kind: 'first', of: of(undefined, rolling(30)), value: read('amount', 'number') },
  fine: { kind: 'last', of: of(undefined), value: read('ok', 'boolean') },
  due: { kind: 'max', of: of(['order']), value: read('due', 'number') },
  dueSoon: {
    kind: 'count',
    of: of(undefined, {
      where: [{ kind: 'within', side: 'last', length: 7 * DAY, value: read('due', 'instant') }],
    }),
  },
  good: {
    kind: 'count',
    of: of(undefined, {
      where: [{ kind: 'oneOf', value: read('ok', 'boolean'), values: [true] }],
    }),
  },
  people: { kind: 'distinct', of: of(undefined), value: { kind: 'actor' } },
  lastAt: { kind: 'lastAt', of: of(['order']) },
  firstAt: { kind: 'firstAt', of: of(undefined, rolling(2)) },
  days: { kind: 'periods', of: of(undefined, rolling(30)), unit: 'day', timeZone: 'Europe/Paris' },
  funnel: { kind: 'sequence', steps: [of(['visit']), of(['order'])], within: 2 * DAY },
  trial: {
    kind: 'count',
    of: of(undefined, { window: { kind: 'following', attribute: 'since', to: 7 * DAY } }),
  },
  plan: trait('plan', 'text'),
  seats: trait('seats', 'number'),
  score: trait('score', 'number'),
  active: trait('active', 'boolean'),
  since: trait('since', 'number'),
  longAgo: { kind: 'elapsed', direction: 'since', value: trait('since', 'instant') },
  tagged: { kind: 'includes', value: trait('tags', 'list'), text: 'a' },
  planThen: { kind: 'ago', length: 7 * DAY, of: trait('plan', 'text') },
  big: atLeast(trait('seats', 'number'), 3),
  hasPlan: { kind: 'exists', value: trait('plan', 'text') },
} as unknown as Readonly<Record<string, Expression>>;
