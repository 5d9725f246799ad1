import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText, deepFreeze, isDate, isPlainObject, md5Prefix, own } from '../../src/internal/index.js';

describe('the hash of a text', () => {
  it('is the first 32 bits of its MD5 (S27)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(md5Prefix(text)).toBe(parseInt(createHash('md5').update(text).digest('hex').slice(0, 8), 16));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128])(
    'is right for a length of %d, where blocks begin and end',
    (length) => {
      const text = 'x'.repeat(length);
      expect(md5Prefix(text)).toBe(parseInt(createHash('md5').update(text).digest('hex').slice(0, 8), 16));
    },
  );
});

describe('the order of texts', () => {
  it('is that of their UTF-8 bytes (S8)', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        (a, b) => {
          expect(Math.sign(compareText(a, b))).toBe(
            Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('puts what lies beyond the basic plane last', () => {
    expect(['\u{1f600}', '\uffff', '\ue000', 'z', ''].sort(compareText)).toEqual([
      '',
      'z',
      '\ue000',
      '\uffff',
      '\u{1f600}',
    ]);
  });
});

describe('plain data', () => {
  it('is read from the object itself alone (S7)', () => {
    expect(own({}, 'constructor')).toBeUndefined();
    expect(own({}, '__proto__')).toBeUndefined();
    expect(own(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1);
    expect(own(undefined, 'a')).toBeUndefined();
    expect(own(null, 'a')).toBeUndefined();
    expect(own('text', 'length')).toBeUndefined();
  });

  it('is no list, no Date and nothing that is not an object', () => {
    expect([{}, Object.create(null)].map(isPlainObject)).toEqual([true, true]);
    expect([[], new Date(), new Map(), null, 1, 'a', () => {}].map(isPlainObject)).toEqual(
      new Array(7).fill(false),
    );
    expect([new Date(NaN), {}, 5].map(isDate)).toEqual([true, false, false]);
  });

  it('is frozen to its leaves', () => {
    const data = deepFreeze({ a: [{ b: 1 }] });
    expect(Object.isFrozen(data.a[0])).toBe(true);
  });
});
