import { describe, expect, it } from 'vitest';
import * as catalogue from '../../src/catalogue/index.js';
import { NO_SIGN_OF_LIFE, NO_USE, NOT_BY_CUSTOMER } from '../../src/catalogue/shared.js';
import {
  type Attributes,
  type Classification,
  explain,
  describe as inWords,
  type Metric,
  nextChange,
  type Parameters,
  type Profile,
  parseClassification,
  parseMetric,
  parseSegment,
  type Segment,
} from '../../src/index.js';
import { saas } from '../../src/vocabulary/index.js';
import { constructed } from './constructed.js';
import { daily, daysBefore, did, old, who, young } from './customers.js';

const { activity, productUse, catalogue: _list, catalogueByDimension: _groups, ...others } = catalogue;
const isEntry = ([, value]: readonly [string, unknown]): boolean => 'kind' in (value as object);
const exported = { ...Object.fromEntries(Object.entries(others).filter(isEntry)), ...constructed };
type Entry = (Segment | Metric | Classification) & {
  with(parameters: Parameters): Entry;
  (profile: Profile): unknown;
};
const entries = Object.values(exported) as unknown as Entry[];
/** Those that compare customers with each other cannot be called on one. */
const isRelative = ({ definition }: Entry): boolean => JSON.stringify(definition).includes('"rank"');

const customers = [
  who({}),
  who(old),
  who(young),
  who(
    { ...old, plan: 'pro', seats: 10, seatsUsed: 9 } as Attributes,
    daily('feature_used', 28, { feature: 'a' }),
  ),
  who({ trialEndsAt: daysBefore(-3) }, [
    did('cart_add', 3),
    did('purchase', 100, { amount: 2000, promotion: 'x' }),
  ]),
];
const parsed = (entry: Entry): Entry => {
  const json = JSON.stringify(entry);
  if (entry.kind === 'segment') return parseSegment(json) as unknown as Entry;
  if (entry.kind === 'metric') return parseMetric(json) as unknown as Entry;
  return parseClassification(json) as unknown as Entry;
};

/** Every object of a definition. */
const nodes = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Record<string, unknown>;
  return [node, ...Object.values(node).flatMap(nodes)];
};

/** A value that no definition holds by itself, of the same type as the default, and one that it can hold. */
const sentinel = (name: string, value: unknown, i: number): number | string =>
  name === 'timeZone'
    ? 'Pacific/Chatham'
    : /percent$/i.test(name)
      ? 7.654321
      : typeof value === 'string'
        ? `sentinel-${i}`
        : /^(trendDays|days|weeks|months|periods)$/.test(name)
          ? 4321
          : 7_654_321 + i;

describe('the catalogue', () => {
  it('has at least three entries of each of its dimensions', () => {
    const dimensions = entries.map(({ dimension }) => dimension);
    expect([...new Set(dimensions)].sort()).toEqual([
      'benefit sought',
      'engagement',
      'interest',
      'journey',
      'loyalty',
      'purchase',
      'time of use',
      'usage',
      'value',
      'who they are',
    ]);
    for (const each of dimensions)
      expect(dimensions.filter((other) => other === each).length).toBeGreaterThanOrEqual(3);
  });

  it('names every entry once, and exports it under the same name in camelCase', () => {
    for (const [name, { id }] of Object.entries(exported)) {
      expect(id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())).toBe(name);
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  it('has an entry of each constructor among these', () => {
    const constructors = Object.entries(others).filter((each) => !isEntry(each));
    expect(Object.keys(constructed).sort()).toEqual(constructors.map(([name]) => name).sort());
  });

  it('gives no two entries the same title', () => {
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length);
  });
});

describe.each(entries.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
  it('says what it is called, what for, what to do, and where from', () => {
    for (const text of [entry.title, entry.goal, entry.action, entry.source])
      expect(text?.trim()).toBeTruthy();
  });

  it('gives its source as Author, "Title" (year or documentation), as a definition, or as a rule of thumb', () => {
    const citation = /^\p{Lu}[^"]*, "[^"]{5,}" \((?:(?:19|20)\d\d|documentation)\)(?:[,:;] .+)?$/u;
    const own = /^(?:Rule of thumb: .+|Rule of thumb, set by simulation: .+|By definition[:;] .+)$/;
    expect(entry.source).toMatch(entry.source?.includes('"') ? citation : own);
  });

  it('builds, and reads as words', () => {
    expect(entry.definition.kind).toBeTruthy();
    expect(inWords(entry as Segment).length).toBeGreaterThan(10);
  });

  it('is the same after a round trip through JSON', () => {
    const again = parsed(entry);
    expect(JSON.stringify(again)).toBe(JSON.stringify(entry));
    if (isRelative(entry)) return;
    for (const customer of customers) expect(again(customer)).toEqual(entry(customer));
  });

  it.skipIf(isRelative(entry))('can be explained if it is a segment, and foreseen', () => {
    for (const customer of customers) {
      if (entry.kind === 'segment')
        expect(String(explain(entry as Segment, customer)).length).toBeGreaterThan(10);
      const segments =
        entry.kind === 'classification'
          ? entry.labels.map((label) => (entry as Classification).is(label))
          : entry.kind === 'segment'
            ? [entry]
            : [];
      for (const each of segments) expect(() => nextChange(each as Segment, customer)).not.toThrow();
    }
  });

  it('has every parameter in its definition, verbatim', () => {
    for (const [i, [name, value]] of Object.entries(entry.parameters).entries()) {
      const given = sentinel(name, value, i);
      // Ends of an interval must stay in order.
      const others = name === 'least' && 'most' in entry.parameters ? { most: 1e9 } : {};
      const { definition } = entry.with({ ...others, [name]: given });
      const values = nodes(definition).flatMap(Object.values).flat();
      expect(values, name).toContain(given);
    }
  });

  it('speaks the words of the built-in model', () => {
    for (const node of nodes(entry.definition)) {
      if (node.kind === 'events') {
        for (const name of [node.names ?? [], node.except ?? []].flat())
          expect(saas.events).toHaveProperty(name as string);
      }
      if (node.kind === 'attribute') expect(saas.attributes).toHaveProperty(node.name as string);
    }
    const properties = new Set(Object.values(saas.events).flatMap((event) => Object.keys(event.properties)));
    for (const node of nodes(entry.definition)) {
      if (node.kind === 'property') expect(properties).toContain(node.name);
    }
  });
});

describe('activity', () => {
  it('leaves out exactly the events of the model that the customer does not do', () => {
    const others = Object.entries(saas.events).filter(([, { by }]) => by !== 'customer');
    expect([...NOT_BY_CUSTOMER].sort()).toEqual(others.map(([name]) => name).sort());
    expect(activity().definition.except).toEqual([...NOT_BY_CUSTOMER, ...NO_SIGN_OF_LIFE]);
  });

  it('holds what is use, and use holds nothing else', () => {
    expect(productUse().definition.except).toEqual([...NOT_BY_CUSTOMER, ...NO_SIGN_OF_LIFE, ...NO_USE]);
    for (const name of [...NO_SIGN_OF_LIFE, ...NO_USE]) expect(saas.events[name].by).toBe('customer');
  });

  it.each([
    'message_opened',
    'invoice_paid',
    'subscription_renewed',
    'subscription_cancelled',
    'item_purchased',
  ])('is not %s', (name) => {
    const events = daily(name, 28);
    expect(activity().count()(who({}, events))).toBe(0);
    expect([catalogue.superUser, catalogue.resurrected].map((each) => each(who(old, events)))).toEqual([
      false,
      false,
    ]);
    expect(catalogue.inactive(who(old, events))).toBe(true);
  });

  it('counts an event that the model does not know', () => {
    expect(activity().count()(who({}, [did('own_event', 1), did('outage', 1)]))).toBe(1);
  });
});
