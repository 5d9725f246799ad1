import { at, attribute, days, type Event, events, HabitusError, profile } from 'habitus';
import { describe, expect, it } from 'vitest';

const purchase = (
  instant: number,
  properties: Event['properties'] = {},
  more: Partial<Event> = {},
): Event => ({
  name: 'purchase',
  at: instant,
  properties,
  ...more,
});
const last = events('purchase').last('amount', { as: 'number' });

describe('a profile', () => {
  it('takes events in any order', () => {
    const given = [purchase(3, { amount: 3 }), purchase(1, { amount: 1 }), purchase(2, { amount: 2 })];
    expect(last(profile({ id: 'a' }, given, { asOf: 2 }))).toBe(2);
    expect(events('purchase').firstAt()(profile({ id: 'a' }, given, { asOf: 9 }))).toBe(1);
  });

  it('takes any iterable, and none', () => {
    const generated = (function* () {
      yield purchase(1);
      yield purchase(2);
    })();
    expect(profile({ id: 'a' }, generated, { asOf: 5 }).eventCount).toBe(2);
    expect(profile({ id: 'a' }).eventCount).toBe(0);
  });

  it('is as of now where nothing is said', () => {
    const before = Date.now();
    const { asOf } = profile({ id: 'a' });
    expect(asOf).toBeGreaterThanOrEqual(before);
    expect(asOf).toBeLessThanOrEqual(Date.now());
  });

  it('is frozen, and so is what it lists', () => {
    const ada = profile({ id: 'a' }, [purchase(1)], { asOf: 5 });
    expect(Object.isFrozen(ada)).toBe(true);
    expect(Object.keys(ada)).toEqual(['id', 'asOf', 'eventCount', 'issues']);
  });

  it('does not follow later changes of the attributes or of the list', () => {
    const attributes: Record<string, unknown> = { plan: 'pro' };
    const list = [purchase(1)];
    const ada = profile({ id: 'a', attributes }, list, { asOf: 5 });
    attributes.plan = 'free';
    list.push(purchase(2));
    expect(attribute('plan').is('pro')(ada)).toBe(true);
    expect(events().count()(ada)).toBe(1);
  });

  it('moves in time without its events being read again', () => {
    let reads = 0;
    const counted = {
      name: 'purchase',
      at: 1,
      get properties() {
        reads++;
        return { amount: 5 };
      },
    };
    const ada = profile({ id: 'a' }, [counted], { asOf: 5 });
    last(ada);
    const once = reads;
    expect([last(ada), last(at(ada, 3)), last(at(ada, 0))]).toEqual([5, 5, null]);
    expect(reads).toBe(once);
    expect(() => at(ada, 'soon')).toThrow(/^at: expected a valid Date/);
  });

  it('holds copies that agree for one event, whatever the order of their keys and what no reading sees', () => {
    const copies = [
      purchase(1, { amount: 1, category: 'a' }, { id: 'e' }),
      purchase(1, { category: 'a', amount: 1, raw: { nested: true }, none: null }, { id: 'e' }),
    ];
    const ada = profile({ id: 'a' }, copies, { asOf: 5 });
    expect([ada.eventCount, ada.issues]).toEqual([1, []]);
  });

  it('tells which copies disagree, by the order in which they came', () => {
    const ada = profile(
      { id: 'a' },
      [
        purchase(2),
        purchase(1, { amount: 1 }, { id: 'e' }),
        purchase(1, { amount: 2 }, { id: 'e' }),
        purchase(1, {}, { id: 'f' }),
      ],
      { asOf: 5 },
    );
    expect(ada.eventCount).toBe(3);
    expect(ada.issues).toEqual([
      {
        code: 'conflicting-copies',
        path: 'events[2]',
        message: 'one of events[1] and this was dropped: same id, instant and name, but other properties',
      },
    ]);
  });

  it('holds copies apart that differ in instant, name or id, or have none', () => {
    const apart = [
      purchase(1, {}, { id: 'e' }),
      purchase(2, {}, { id: 'e' }),
      { name: 'refund', at: 1, id: 'e' },
      purchase(1, {}, { id: 'E' }),
      purchase(1, {}, { id: '' }),
      purchase(1, {}, { id: '' }),
      purchase(1),
      purchase(1),
    ];
    expect(profile({ id: 'a' }, apart, { asOf: 5 }).eventCount).toBe(8);
  });

  it('says whose events were left out', () => {
    const { issues } = profile({ id: 'a' }, [purchase(1, {}, { customerId: 'b' })], { asOf: 5 });
    expect(issues[0]?.message).toBe('left out: it is of customer "b"');
  });

  it.each([undefined, null, 5, 'ada', {}, { id: 'a' }, () => true])('is not %s', (other) => {
    let error: unknown;
    try {
      events().within(days(1)).any()(other as never);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(HabitusError);
    expect((error as HabitusError).code).toBe('not-a-profile');
  });
});
