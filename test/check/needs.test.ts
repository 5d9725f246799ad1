import {
  actor,
  anyOf,
  atLeast,
  attribute,
  classification,
  days,
  events,
  following,
  healthScore,
  metric,
  needs,
  powerUser,
  segment,
  sequence,
} from 'habitus';
import { catalogue } from 'habitus/catalogue';
import { describe, expect, it } from 'vitest';
import { saas } from '../../src/vocabulary/index.js';

const purchases = events('purchase').within(days(30));

describe('what a definition needs', () => {
  it('is its events with their properties, and the types that these are read as', () => {
    const { events: read, otherEvents, attributes } = needs(powerUser);
    expect(Object.keys(read)).toEqual(['feature_used']);
    expect(read.feature_used?.properties.feature?.types).toEqual(['text']);
    expect(otherEvents.map(({ except }) => except.includes('invoice_paid'))).toEqual([true]);
    expect(attributes).toEqual({});
  });

  it('says where, by path and in the words of the test', () => {
    const spender = segment('spender', { where: () => purchases.where({ amount: atLeast(100) }).any() });
    expect(needs(spender).events.purchase?.properties.amount?.where).toEqual([
      {
        definition: 'spender',
        path: 'definition.left.of.where[0].left',
        words: 'at least one “purchase” event in the last 30 days with “amount” at least 100',
      },
    ]);
  });

  it('has the values that are asked for, through what holds the last of them', () => {
    const tier = classification('tier', {
      labels: () => ({
        big: attribute('plan').oneOf('pro', 'business'),
        gone: events('left').last('reason', { as: 'text' }).is('price'),
      }),
    });
    expect(needs(tier).attributes.plan?.values).toEqual(['pro', 'business']);
    expect(needs(tier).events.left?.properties.reason?.values).toEqual(['price']);
  });

  it('finds what stands in windows, relations, sequences and parts of selections', () => {
    const all = {
      trial: events('used')
        .within(following('trialEndsAt', { from: days(0), to: days(7) }))
        .count(),
      carts: events('cart').notFollowedBy(events('order'), days(1), { same: 'cart', as: 'from' }).count(),
      steps: sequence(events('a'), events('b'), { same: 'deal' }).steps(),
      some: anyOf(events('x').where({ kind: 'k' }), events('y')).distinct(actor()),
      held: attribute('plan', { as: 'text' }).heldSince(),
      any: events.except('x').sum('amount'),
    };
    const found = needs(all);
    expect(found.attributes.trialEndsAt?.types).toEqual(['instant']);
    expect(Object.keys(found.events)).toEqual(['a', 'b', 'cart', 'order', 'used', 'x', 'y']);
    expect(Object.keys(found.events.cart?.properties ?? {})).toEqual(['cart']);
    expect(Object.keys(found.events.order?.properties ?? {})).toEqual(['from']);
    expect(Object.keys(found.events.a?.properties ?? {})).toEqual(['deal']);
    expect(Object.keys(found.events.x?.properties ?? {})).toEqual(['kind']);
    expect([found.events.x?.actor, found.events.y?.actor, found.events.a?.actor]).toEqual([
      true,
      true,
      false,
    ]);
    expect(found.attributes.plan?.where[0]?.definition).toBe('held');
    expect(found.otherEvents[0]).toMatchObject({
      except: ['x'],
      properties: { amount: { types: ['number'] } },
    });
  });

  it('is frozen plain data that prints as a list', () => {
    const spend = metric('spend', { value: () => purchases.sum('amount') });
    const read = needs([spend, attribute('plan').is('pro'), events.startingWith('order:').any()]);
    expect(Object.isFrozen(read.events.purchase?.properties)).toBe(true);
    expect(JSON.parse(JSON.stringify(read)).attributes.plan.types).toEqual(['text']);
    expect(String(read).split('\n')).toEqual([
      'events that begin with order:',
      'event purchase: amount (number)',
      'attribute plan (text)',
    ]);
  });

  it('of an entry of the catalogue is always in the vocabulary, as a type that is declared there', () => {
    let reads = 0;
    for (const entry of catalogue) {
      const { events: named, attributes } = needs(entry);
      for (const [name, { types }] of Object.entries(attributes)) {
        const declared = saas.attributes[name as keyof typeof saas.attributes];
        expect([entry.id, name, types.every((type) => type === declared)]).toEqual([entry.id, name, true]);
        reads++;
      }
      for (const [name, { properties }] of Object.entries(named)) {
        const declared = saas.events[name as keyof typeof saas.events]?.properties as
          | Readonly<Record<string, unknown>>
          | undefined;
        for (const [property, { types }] of Object.entries(properties)) {
          const type = declared?.[property];
          const wanted = Array.isArray(type) ? 'text' : type;
          expect([entry.id, name, property, types.every((each) => each === wanted)]).toEqual([
            entry.id,
            name,
            property,
            true,
          ]);
          reads++;
        }
      }
    }
    expect(reads).toBeGreaterThan(200);
  });

  it('refuses what is no definition, and says which of several', () => {
    expect(() => needs('power-user' as never)).toThrow('a definition, or a list or an object of definitions');
    expect(() => needs([powerUser, 7] as never)).toThrow(
      'needs[1]: expected a segment, a metric or a classification',
    );
    expect(Object.keys(needs({ healthScore }).events).length).toBeGreaterThan(0);
  });
});
