import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/index.js';
import { byId, type Case } from './customers.js';

/** An entry of the catalogue that one customer can be asked about. */
interface Entry {
  readonly id: string;
  (customer: Profile): unknown;
}

/** Holds each entry against its cases; numbers to nine decimals. */
export const answering = (table: readonly (readonly [Entry, readonly Case<unknown>[]])[]): void =>
  describe.each(byId(table))('%s', (_, entry, cases) => {
    it.each(cases)('%s', (_rule, customer, expected) => {
      if (typeof expected === 'number') expect(entry(customer)).toBeCloseTo(expected, 9);
      else expect(entry(customer)).toBe(expected);
    });
  });
