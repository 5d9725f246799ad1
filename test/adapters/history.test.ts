import { describe, expect, it } from 'vitest';
import { flatten, traitsOf } from '../../src/adapters/history.js';
import { plainCopy } from '../../src/adapters/plain.js';
import { secondsOrMilliseconds, utcText } from '../../src/adapters/times.js';

const set = (at: number | undefined, attributes: object) => ({ at, changes: { set: { ...attributes } } });

describe('the history of attributes', () => {
  it('says only what changes (S30)', () => {
    expect(
      traitsOf([set(2, { plan: 'pro' }), set(1, { plan: 'free', seats: 1 }), set(3, { plan: 'pro' })]),
    ).toEqual({
      attributes: {},
      history: [
        { at: 1, attributes: { plan: 'free', seats: 1 } },
        { at: 2, attributes: { plan: 'pro' } },
      ],
    });
  });

  it('holds for all times where no instant is known, in the order given, before everything else', () => {
    const { attributes, history } = traitsOf([
      set(5, { plan: 'pro' }),
      set(undefined, { plan: 'free' }),
      set(undefined, { plan: 'team', gone: 1 }),
      set(undefined, { gone: null }),
    ]);
    expect(attributes).toEqual({ plan: 'team' });
    expect(history).toEqual([{ at: 5, attributes: { plan: 'pro' } }]);
  });

  it('takes the greatest text of one instant', () => {
    for (const given of [
      ['a', 'b'],
      ['b', 'a'],
    ])
      expect(traitsOf(given.map((plan) => set(1, { plan }))).history).toEqual([
        { at: 1, attributes: { plan: 'b' } },
      ]);
  });

  it('sets once before it sets, and only where nothing is there', () => {
    const both = { at: 1, changes: { set: { a: 2 }, setOnce: { a: 1, b: 1 } } };
    expect(traitsOf([both]).history).toEqual([{ at: 1, attributes: { a: 2, b: 1 } }]);
    const later = { at: 2, changes: { setOnce: { a: 9, c: 9 } } };
    expect(traitsOf([later, both]).history[1]).toEqual({ at: 2, attributes: { c: 9 } });
    const again = [
      { at: 3, changes: { unset: ['a'] } },
      { at: 4, changes: { setOnce: { a: 4 } } },
    ];
    expect(traitsOf([both, ...again]).history.slice(1)).toEqual([
      { at: 3, attributes: { a: null } },
      { at: 4, attributes: { a: 4 } },
    ]);
  });

  it('adds numbers to what is none as to 0, and nothing that is no number', () => {
    const add = (at: number, more: object) => ({ at, changes: { add: { ...more } } });
    expect(
      traitsOf([set(1, { n: 'x' }), add(2, { n: 2, m: 0 }), add(3, { n: 'one' }), add(4, { n: -2 })]).history,
    ).toEqual([
      { at: 1, attributes: { n: 'x' } },
      { at: 2, attributes: { n: 2, m: 0 } },
      { at: 4, attributes: { n: 0 } },
    ]);
  });

  it('adds the same message once', () => {
    const add = (id: string | undefined) => ({ at: 1, id, changes: { add: { n: 1 } } });
    expect(traitsOf([add('m'), add('m'), add('k')]).history[0]?.attributes).toEqual({ n: 2 });
    expect(traitsOf([add(undefined), add(undefined)]).history[0]?.attributes).toEqual({ n: 2 });
  });

  it('appends, prepends, unites and removes', () => {
    const change = (at: number, changes: object) => ({ at, changes });
    const values = traitsOf([
      change(1, { append: { list: ['b'] } }),
      change(2, { prepend: { list: 'a' } }),
      change(3, { union: { list: ['b', 'c'] } }),
      change(4, { remove: { list: 'a' } }),
    ]).history.map(({ attributes }) => attributes.list);
    expect(values).toEqual([['b'], ['a', 'b'], ['a', 'b', 'c'], ['b', 'c']]);
  });

  it('reads own names alone, also __proto__', () => {
    const odd = JSON.parse('{ "__proto__": 1, "constructor": 2 }');
    const { history } = traitsOf([
      { at: 1, changes: { set: odd } },
      { at: 2, changes: { setOnce: { toString: 3 } } },
    ]);
    expect(Object.entries(history[0]!.attributes)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(Object.entries(history[1]!.attributes)).toEqual([['toString', 3]]);
  });
});

describe('nested names', () => {
  it('become flat; a flat one that is there is kept', () => {
    expect(flatten({ a: { b: { c: 1 }, d: [1] }, 'a.d': 2, e: new Date(0), f: {} })).toEqual({
      'a.b.c': 1,
      'a.d': 2,
      e: new Date(0),
    });
  });
});

describe('a copy of a row', () => {
  it('is plain, and has nothing of a prototype', () => {
    class Row {
      type = 'track';
      get more() {
        return 1;
      }
    }
    expect(plainCopy(new Row())).toEqual({ type: 'track' });
    expect(Object.keys(plainCopy(JSON.parse('{"__proto__":1}')) as object)).toEqual(['__proto__']);
  });

  it('of a cycle or of a very deep one is refused', () => {
    const row: { self?: unknown } = {};
    row.self = row;
    expect(() => plainCopy(row)).toThrow(RangeError);
  });
});

describe('instants of the tools', () => {
  it('that are UTC without saying so', () => {
    expect(utcText('2026-10-01 10:00:00.123456')).toBe(Date.parse('2026-10-01T10:00:00.123Z'));
    expect(utcText('2026-10-01T10:00:00')).toBe(Date.parse('2026-10-01T10:00:00Z'));
    expect(utcText('2026-10-01T10:00:00+02:00')).toBe(Date.parse('2026-10-01T08:00:00Z'));
    expect(utcText('2026-02-30 10:00:00')).toBeNull();
    expect(utcText('2026-10-01')).toBeNull();
    expect(utcText(1_790_848_800_000)).toBe(1_790_848_800_000);
    expect(utcText(null)).toBeNull();
  });

  it('in seconds, with fractions and before 1970 too, or in milliseconds', () => {
    expect(secondsOrMilliseconds(1790848800)).toBe(1790848800000);
    expect(secondsOrMilliseconds(1790848800.123)).toBe(1790848800123);
    expect(secondsOrMilliseconds(-5)).toBe(-5000);
    expect(secondsOrMilliseconds(0)).toBe(0);
    expect(secondsOrMilliseconds(1790848800123)).toBe(1790848800123);
    expect(secondsOrMilliseconds('1790848800')).toBeNull();
    expect(secondsOrMilliseconds(NaN)).toBeNull();
    expect(secondsOrMilliseconds(1e300)).toBeNull();
  });
});
