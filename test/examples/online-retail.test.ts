import { beforeAll, describe, expect, it } from 'vitest';
import { printedBy } from './run.js';

// All numbers were counted in the same file by some forty lines of Python (csv, Decimal, zoneinfo; windows and gaps as
// docs/semantics.md has them), without this library; the next change by trying every instant at which an order leaves a window.
describe('examples/online-retail.ts', () => {
  let printed = '';

  beforeAll(() => {
    printed = printedBy('examples/online-retail.ts');
  });

  /** The row of one of the tables that has this in its first column, or in another one. */
  const row = (name: string, column = 0): readonly string[] | undefined =>
    printed
      .split('\n')
      .map((line) => line.trim().split(/\s{2,}/))
      .find((cells) => cells[column] === name);

  it('accepts or rejects every line, with the cause', () => {
    expect(row('given', 1)?.[0]).toBe('541,909');
    expect(row('accepted', 1)?.[0]).toBe('406,789');
    expect(row('of these', 1)?.[0]).toBe('1,913');
    expect(row('no customer', 2)).toEqual(['135,080', 'rejected', 'no customer']);
    expect(row('price is not above zero: nothing was sold', 2)?.[0]).toBe('40');
    const sizes = [
      row('accepted', 1),
      row('no customer', 2),
      row('price is not above zero: nothing was sold', 2),
    ];
    const sum = sizes.reduce((total, cells) => total + Number(cells?.[0]?.replaceAll(',', '')), 0);
    expect(sum).toBe(541_909);
    expect(printed.match(/ rejected /g)).toHaveLength(2);
  });

  it('turns lines into customers and events', () => {
    expect(row('customers', 1)?.[0]).toBe('4,371');
    expect(row('item_purchased', 1)?.[0]).toBe('397,884');
    expect(row('purchase', 1)).toEqual(['18,532', 'purchase', 'one an order, £8,911,408 in all']);
    expect(row('refund', 1)).toEqual(['3,654', 'refund', 'one a cancellation, £611,342 in all']);
  });

  it.each([
    ['Repeat buyer', '2,845', '65.1 %'],
    ['Frequent buyer', '445', '10.2 %'],
    ['Big customer', '265', '6.1 %'],
    ['Loyal customer', '1,228', '28.1 %'],
    ['One and done', '847', '19.4 %'],
    ['Dormant', '1,449', '33.2 %'],
    ['Key account', '168', '3.8 %'],
    ['Buys by the box', '307', '7.0 %'],
    ['Christmas stocker', '376', '8.6 %'],
    ['Overdue', '57', '1.3 %'],
    ['Sends much back', '125', '2.9 %'],
    ['Abroad', '422', '9.7 %'],
  ])('%s: %s customers, %s', (...expected) => {
    expect(row(expected[0])?.slice(0, 3)).toEqual(expected);
  });

  it.each([
    ['new', '597', '13.7 %'],
    ['lost', '861', '19.7 %'],
    ['overdue', '36', '0.8 %'],
    ['regular', '1,050', '24.0 %'],
    ['occasional', '1,354', '31.0 %'],
    ['once', '440', '10.1 %'],
    ['none: never ordered, only sent back', '33', '0.8 %'],
  ])('standing %s: %s customers, %s', (...expected) => {
    expect(row(expected[0])).toEqual(expected);
  });

  it('explains the customer who drops out first, with the instant', () => {
    expect(printed).toContain('The next key account to be lost is 14057, £6,147 net');
    expect(printed).toContain('✓ frequent buyer: at least 4 “purchase” events in the last 90 days (4)');
    expect(printed).toContain('If nothing else happens, this changes at 2011-12-10 13:58 UTC.');
  });

  it('prints the timeline of that customer, by the clock in London', () => {
    expect(row('2010-12-01 00:00')).toEqual(['2010-12-01 00:00', '2011-09-11 14:58', '284.6', 'no']);
    expect(row('2011-09-11 14:58')).toEqual(['2011-09-11 14:58', '2011-12-10 13:58', '90.0', 'yes']);
    expect(row('2011-12-10 13:58')).toEqual(['2011-12-10 13:58', '2012-03-01 00:00', '81.4', 'no']);
  });
});
