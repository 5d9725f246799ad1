import {
  and,
  anyOf,
  atLeast,
  days,
  events,
  HabitusError,
  hourOfDay,
  describe as inWords,
  is,
  not,
  or,
  parseMetric,
  profile,
  type Selection,
} from 'habitus';
import { defineModel } from 'habitus/model';
import { describe, expect, it } from 'vitest';

const of = (selection: Selection, ...amounts: readonly Readonly<Record<string, unknown>>[]): number | null =>
  selection.count()(
    profile(
      { id: 'ada' },
      amounts.map((properties, i) => ({ name: 'purchase', at: i, properties })),
      { asOf: 100 },
    ),
  );
const purchases = [{ amount: 120 }, { amount: 5, category: 'gift' }, { amount: 5 }, {}];
const refused = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    if (error instanceof HabitusError) return `${error.code} ${error.path}: ${error.message}`;
    throw error;
  }
  throw new Error('expected an error, got none');
};

describe('a condition on one event', () => {
  it('may be one of several, all of several, or anything else', () => {
    const big = { amount: atLeast(100) };
    const gift = { category: 'gift' };
    expect(of(events('purchase').where(or(big, gift)), ...purchases)).toBe(2);
    expect(of(events('purchase').where(not(or(big, gift))), ...purchases)).toBe(2);
    expect(of(events('purchase').where(and(not(big), { amount: 5 })), ...purchases)).toBe(2);
    expect(of(events('purchase').where(or({ amount: is(5) }, { amount: is(120) })), ...purchases)).toBe(3);
  });

  it('of an object is true where all of its properties fit', () => {
    expect(of(events('purchase').where(or({ amount: 5, category: 'gift' })), ...purchases)).toBe(1);
    expect(of(events('purchase').where(not({ amount: 5, category: 'gift' })), ...purchases)).toBe(3);
  });

  it('may be of a reading that is no property', () => {
    const late = events('purchase').where(or([hourOfDay(), atLeast(22)], { amount: 120 }));
    expect(of(late, ...purchases)).toBe(1);
  });

  it('narrows down what an earlier where has left, and is stored as plain data', () => {
    const some = events('purchase')
      .where({ amount: atLeast(1) })
      .where(or({ amount: 120 }, { category: 'gift' }));
    expect(of(some, ...purchases)).toBe(2);
    const again = parseMetric(JSON.stringify(some.count()));
    expect(again.definition).toEqual(some.count().definition);
  });

  it('is refused where it is empty, mixed with a segment, or neither', () => {
    const segment = events('purchase').any();
    expect(refused(() => or({}, { amount: 1 }))).toMatch(/^bad-value or\[0\]: .*at least one condition/);
    expect(refused(() => not({}))).toMatch(/^bad-value not: .*at least one condition/);
    expect(refused(() => and({ amount: 1 }, segment as never))).toMatch(/^bad-value and\[1\]: .*do not go/);
    expect(refused(() => and(segment, { amount: 1 } as never))).toMatch(/^bad-value and\[1\]: .*a segment/);
    expect(refused(() => events('a').where(segment as never))).toMatch(/^bad-value where: .*do not go/);
    expect(refused(() => or([hourOfDay()] as never))).toMatch(/^bad-value or\[0\]: .*a literal, or a test/);
    expect(refused(() => or('amount' as never))).toMatch(/^bad-value or\[0\]: .*a segment/);
    expect(refused(() => events('a').where(or(is(1) as never) as never))).toMatch(/^bad-value or\[0\]/);
  });
});

describe('anyOf', () => {
  const signs = anyOf(events('purchase').where({ amount: atLeast(100) }), events('demo'));

  it('is one selection of events that are in any of them', () => {
    expect(of(signs, ...purchases)).toBe(1);
    expect(of(signs.where({ category: 'gift' }), ...purchases)).toBe(0);
    expect(signs.within(days(30)).sum('amount').kind).toBe('metric');
  });

  it('refuses windows, relations, nothing, and what is no selection', () => {
    expect(refused(() => anyOf())).toMatch(/^bad-value anyOf: /);
    expect(refused(() => anyOf(events('a').within(days(1))))).toMatch(
      /^bad-value anyOf\[0\]\.window: .*names and where only/,
    );
    expect(refused(() => anyOf(signs, events('a')))).toMatch(/^bad-value anyOf\[0\]\.anyOf: /);
    expect(refused(() => anyOf(events('a').any() as never))).toMatch(/^bad-value anyOf\[0\]: .*a selection/);
  });
});

describe('events whose names begin with a text', () => {
  it('are selected by every beginning that is not empty', () => {
    expect(of(events.startingWith('pur', 'x'), ...purchases)).toBe(4);
    expect(refused(() => events.startingWith(''))).toMatch(/^bad-value startingWith: /);
    expect(refused(() => events.startingWith())).toMatch(/^bad-value startingWith: /);
  });
});

describe('a model', () => {
  const app = defineModel({
    events: { order_paid: { amount: 'number' }, order_lost: { why: 'text' }, visit: { page: 'text' } },
  });

  it('knows which events have a name that begins so, and those of several selections', () => {
    expect(inWords(app.events.startingWith('order_').where({ why: 'price' }).count())).toContain('order_');
    expect(refused(() => app.events.startingWith('ordre_' as never))).toMatch(
      /startingWith\[0\]: .*beginning/,
    );
    const some = app.anyOf(app.events('order_paid').where({ amount: 5 }), app.events('visit'));
    expect(some.where(or({ page: '/' }, { amount: 5 })).sum('amount').kind).toBe('metric');
    expect(refused(() => some.where({ why: 'price' } as never))).toMatch(/expected a property/);
    expect(refused(() => some.where(or({ why: 'price' }) as never))).toMatch(/expected a property/);
    expect(refused(() => app.anyOf(events('order_paid').where({ page: '/' })))).toMatch(
      /anyOf\[0\].*expected a property/,
    );
  });
});
