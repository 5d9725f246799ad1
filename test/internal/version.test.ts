import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type VersionOrder, versionKey, versionTest } from '../../src/internal/version.js';
import { NEARLY_VERSIONS, VERSIONS } from '../arbitrary/vocabulary.js';
import { comparesVersion } from '../oracle/versions.js';

const ORDERS: readonly VersionOrder[] = ['atLeast', 'atMost', 'above', 'below', 'is'];

/** Texts of what versions are made of, mostly versions. */
const texts = fc.oneof(
  fc.constantFrom(...VERSIONS, ...NEARLY_VERSIONS),
  fc.stringMatching(/^v?[0-9]{1,3}(\.[0-9]{1,2}){0,8}(-[0-9a-zA.-]{1,6})?(\+[0-9a.-]{1,3})?$/),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '.', '-', '+', 'v', 'a', 'A', ' '), maxLength: 8 }),
);

describe('the key of a version', () => {
  it('is there where the text is a version', () => {
    expect(VERSIONS.filter((text) => versionKey(text) === null)).toEqual([]);
    expect(NEARLY_VERSIONS.filter((text) => versionKey(text) !== null)).toEqual([]);
  });

  it('orders versions as the rule does (S38)', () => {
    let versions = 0;
    fc.assert(
      fc.property(texts, texts, fc.constantFrom(...ORDERS), (value, version, op) => {
        expect(versionKey(version) !== null).toBe(comparesVersion(version, { op: 'is', version }));
        if (versionKey(version) === null) return;
        versions += 1;
        expect(versionTest(op, version)(value)).toBe(comparesVersion(value, { op, version }));
      }),
      { numRuns: 20_000 },
    );
    expect(versions).toBeGreaterThan(5000);
  });

  it('holds only what all engines order alike', () => {
    for (const version of VERSIONS) expect(versionKey(version)).toMatch(/^[0-9A-Za-z -]+$/);
  });

  it('is found in time that grows with the text alone', () => {
    const [tail, dots] = ['a'.repeat(1_000_000), '.'.repeat(1_000_000)];
    for (const text of [`1-${tail}!`, `1+${tail}!`, `1-${dots}!`, '1'.repeat(1_000_000), `1${dots}`])
      expect(versionKey(text)).toBeNull();
    expect(versionKey(`1-${dots}a`)).not.toBeNull();
  });
});
