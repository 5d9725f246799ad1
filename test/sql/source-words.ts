import fc from 'fast-check';
import { vocabulary } from 'habitus/model';
import type { Asked } from 'habitus/population';
import type { Expression } from '../../src/expression/nodes.js';
import { parsed } from '../conformance/profile-engine.js';

export const AS_OF = Date.parse('2026-03-29T01:00:00Z');
const DAY = 86_400_000;

/** Every kind of field: renamed, in another unit, in a currency that changes with time, a constant, the first of several. */
export const host = vocabulary(
  {
    order: {
      event: ['Order Completed', 'order.v2'],
      properties: {
        amount: { from: 'cents', dividedBy: 100, currency: 'code' },
        minutes: { from: 'hours', times: 60 },
        kind: { firstOf: ['sku', 'kind', { value: 'none' }] },
        size: { firstOf: [{ from: 'pairs', times: 2 }, 'cents'] },
        channel: { value: 'web' },
        sort: { from: 'sku', values: { a: 'A-1', EUR: "it's", é: 'e' }, lower: true },
        coin: {
          firstOf: [
            { from: 'code', values: { GBP: 'pound' } },
            { from: 'kind', lower: true },
          ],
        },
      },
    },
    visit: { event: 'login', properties: { amount: { from: 'cents', inCurrency: 'USD' } } },
    login: { event: 'visit' },
  },
  {
    attributes: {
      plan: 'plan_code',
      seats: { from: 'pairs', times: 2 },
      spend: { from: 'cents', dividedBy: 100, inCurrency: 'GBP' },
      region: { firstOf: ['country', 'plan_code'] },
      vip: { value: true },
      cost: { from: 'cents', dividedBy: 100, currency: 'plan_code' },
      open: { firstOf: ['country', 'pairs', { value: true }] },
      level: { from: 'plan_code', values: { a: 'gold', b: '' }, lower: true },
      small: { from: 'country', lower: true },
    },
    money: {
      currency: 'EUR',
      rates: { GBP: 1.17, USD: 0.9 },
    },
  },
);

/** The same with rates that change with time: only events have an instant. */
export const dated = vocabulary(
  {
    ...host.events,
  },
  {
    attributes: { plan: 'plan_code' },
    money: {
      currency: 'EUR',
      rates: {
        GBP: 1.17,
        USD: [
          { from: AS_OF - 20 * DAY, rate: 0.91 },
          { from: AS_OF - 10 * DAY, rate: 0.893 },
        ],
      },
    },
  },
);

const read = (name: string, as: string): object => ({ kind: 'property', name, as });
const of = (...names: readonly string[]): object => ({ kind: 'events', ...(names.length > 0 && { names }) });

/** Every field of the model's is read, now and in the past. */
const QUESTIONS = {
  orders: { kind: 'count', of: of('order') },
  visits: { kind: 'count', of: of('visit') },
  logins: { kind: 'count', of: of('login') },
  others: { kind: 'count', of: { kind: 'events', except: ['order', 'visit'] } },
  any: { kind: 'count', of: of() },
  spent: { kind: 'sum', of: of('order'), value: read('amount', 'number') },
  all: { kind: 'sum', of: of(), value: read('amount', 'number') },
  last: { kind: 'last', of: of('visit'), value: read('amount', 'number') },
  greatest: { kind: 'max', of: of('order'), value: read('minutes', 'number') },
  kinds: { kind: 'distinct', of: of('order'), value: read('kind', 'text') },
  kind: { kind: 'first', of: of(), value: read('kind', 'text') },
  sizes: { kind: 'sum', of: of('order'), value: read('size', 'number') },
  channel: { kind: 'mostFrequent', of: of(), value: read('channel', 'text') },
  web: {
    kind: 'count',
    of: { ...of(), where: [{ kind: 'oneOf', value: read('channel', 'text'), values: ['web'] }] },
  },
  cents: { kind: 'sum', of: of(), value: read('cents', 'number') },
  sorts: { kind: 'distinct', of: of('order'), value: read('sort', 'text') },
  sort: { kind: 'last', of: of('order'), value: read('sort', 'text') },
  sorted: {
    kind: 'count',
    of: { ...of('order'), where: [{ kind: 'exists', value: { kind: 'property', name: 'sort' } }] },
  },
  quoted: {
    kind: 'count',
    of: { ...of('order'), where: [{ kind: 'oneOf', value: read('sort', 'text'), values: ["it's"] }] },
  },
  coin: { kind: 'mostFrequent', of: of('order'), value: read('coin', 'text') },
  level: { kind: 'attribute', name: 'level', as: 'text' },
  small: { kind: 'attribute', name: 'small', as: 'text' },
  hasSmall: { kind: 'exists', value: { kind: 'attribute', name: 'small' } },
  levelThen: { kind: 'ago', length: 10 * DAY, of: { kind: 'attribute', name: 'level', as: 'text' } },
  levelSince: { kind: 'heldSince', name: 'level', as: 'text' },
  anySmallSince: { kind: 'heldSince', name: 'small' },
  plan: { kind: 'attribute', name: 'plan', as: 'text' },
  seats: { kind: 'attribute', name: 'seats', as: 'number' },
  spend: { kind: 'attribute', name: 'spend', as: 'number' },
  region: { kind: 'attribute', name: 'region', as: 'text' },
  vip: { kind: 'attribute', name: 'vip', as: 'boolean' },
  hasSeats: { kind: 'exists', value: { kind: 'attribute', name: 'seats' } },
  seatsThen: { kind: 'ago', length: 10 * DAY, of: { kind: 'attribute', name: 'seats', as: 'number' } },
  regionThen: { kind: 'ago', length: 10 * DAY, of: { kind: 'attribute', name: 'region', as: 'text' } },
  planThen: { kind: 'ago', length: 9 * DAY, of: { kind: 'attribute', name: 'plan', as: 'text' } },
  hasRegion: { kind: 'exists', value: { kind: 'attribute', name: 'region' } },
  planSince: { kind: 'heldSince', name: 'plan', as: 'text' },
  seatsSince: { kind: 'heldSince', name: 'seats', as: 'number' },
  regionSince: { kind: 'heldSince', name: 'region', as: 'text' },
  anySince: { kind: 'heldSince', name: 'region' },
  costSince: { kind: 'heldSince', name: 'cost', as: 'number' },
  openSince: { kind: 'heldSince', name: 'open', as: 'boolean' },
  anyOpenSince: { kind: 'heldSince', name: 'open' },
  vipSince: { kind: 'heldSince', name: 'vip' },
  regionSinceThen: { kind: 'ago', length: 5 * DAY, of: { kind: 'heldSince', name: 'region', as: 'text' } },
} as unknown as Readonly<Record<string, Expression>>;

/** The same, to be asked. */
export const asked = Object.fromEntries(
  Object.entries(QUESTIONS).map(([key, definition]) => [key, parsed(definition) as unknown as Asked]),
);

/** An event in the host's names. */
export interface Row {
  readonly who: string;
  readonly at: number;
  readonly name: string;
  readonly message: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A change of attributes: what it says; a null removes. */
export interface Change {
  readonly who: string;
  readonly at: number;
  readonly place: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const some = (
  entries: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> => fc.record(entries, { requiredKeys: [] });

/** Mostly a number, sometimes what is none. */
const number = (wild: boolean): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom<unknown>(0, 1, -1, 1999, 2675, 12.5, 1e300, -3e-7, 1.7e308, 5e-324),
    },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, ...(wild ? ['12', true, [], {}, 'abc'] : [])) },
  );
const text = (wild: boolean): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<unknown>('a', 'b', '', 'EUR', 'GBP', 'USD', 'é') },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, ...(wild ? [5, false, [], {}, ['a']] : [])) },
  );

const traits = (wild: boolean) => ({
  plan_code: text(wild),
  plan: text(wild),
  pairs: number(wild),
  cents: number(wild),
  country: text(wild),
});

export const ids = Array.from({ length: 25 }, (_, i) => `c${i}`);

/** People in the host's names; wild where a value may be of any type. */
export const worlds = (wild: boolean) =>
  fc.record({
    customers: fc.tuple(...ids.map((id) => some(traits(wild)).map((attributes) => ({ id, attributes })))),
    history: fc
      .array(
        fc.record<Change>({
          who: fc.constantFrom(...ids.slice(0, 15)),
          at: fc.constantFrom(-1, 0, 1, 9, 10, 11).map((days) => AS_OF - days * DAY),
          place: fc.constant(0),
          attributes: some(traits(wild)),
        }),
        { minLength: 30, maxLength: 30 },
      )
      .map((changes) => changes.map((one, place) => ({ ...one, place }))),
    events: fc
      .array(
        fc.record<Row>({
          who: fc.constantFrom(...ids),
          at: fc
            .constantFrom(0, 1, 9, 10, 11, 19, 20, 21, 30)
            .chain((days) => fc.constantFrom(0, 1, -1).map((beside) => AS_OF - days * DAY + beside)),
          name: fc.constantFrom('Order Completed', 'order.v2', 'order', 'login', 'visit', 'other'),
          message: fc.constant(null),
          properties: some({
            cents: number(wild),
            code: text(wild),
            hours: number(wild),
            sku: text(wild),
            kind: text(wild),
            pairs: number(wild),
            amount: number(wild),
            channel: text(wild),
          }),
        }),
        { minLength: 200, maxLength: 200 },
      )
      // Two names of the host's that mean one event: a copy all the same (S11).
      .map((events) => [
        ...events.map((one, i) => ({ ...one, message: `${i}` })),
        ...events
          .slice(0, 20)
          .flatMap((one, i) =>
            one.name === 'Order Completed' || one.name === 'order.v2'
              ? [{ ...one, message: `${i}`, name: one.name === 'order.v2' ? 'Order Completed' : 'order.v2' }]
              : [],
          ),
      ]),
  });
