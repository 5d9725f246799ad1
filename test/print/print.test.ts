import { describe, expect, it } from 'vitest';
import {
  aligned,
  duration,
  instant,
  measured,
  number,
  percent,
  quantity,
  rounded,
  short,
} from '../../src/print/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a number as a reader sees it', () => {
  it.each([
    [number(1234567), '1,234,567'],
    [number(-1234.5), '-1,234.5'],
    [number(0.1 + 0.2), '0.3'],
    [number(-0), '0'],
    [number(1e-9), '1e-9'],
    [number(123456789.125), '123,456,789.125'],
    [number(0.04, 0), '0.04'],
    [rounded(1234567.89), '1,234,570'],
    [rounded(1234.5678), '1,234.57'],
    [rounded(0.1 + 0.2), '0.3'],
    [percent(0.29), '29 %'],
    [percent(1 / 3), '33.33 %'],
    [percent(1 / 3, 1), '33.3 %'],
    [percent(0), '0 %'],
  ])('%#: %s', (text, expected) => expect(text).toBe(expected));
});

describe('an amount', () => {
  it.each([
    [quantity(1, 'customers'), '1 customer'],
    [quantity(0, 'customers'), '0 customers'],
    [quantity(1.0000001, 'days'), '1 day'],
    [quantity(1.001, 'days', 2), '1 day'],
    [quantity(1, 'categories per order'), '1 category per order'],
    [quantity(1, 'EUR'), '1 EUR'],
    [quantity(1, 'times as much'), '1 times as much'],
    [quantity(1500, 'orders'), '1,500 orders'],
  ])('has the unit that its number asks for, %#: %s', (text, expected) => expect(text).toBe(expected));
});

describe('a length of time', () => {
  it.each([
    [28 * DAY, '28 days'],
    [DAY, '24 hours'],
    [36 * HOUR, '36 hours'],
    [90 * 60_000, '90 minutes'],
    [1500, '1,500 milliseconds'],
    [365 * DAY, '365 days'],
    [365.25 * DAY, '1 year'],
    [30.4375 * 6 * DAY, '6 months'],
    [36_525 * DAY, '100 years'],
    [0, '0 days'],
  ])('that somebody set is said exactly: %d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [12.5 * DAY, '12.5 days'],
    [12.537291 * DAY, '12.54 days'],
    [DAY, '1 day'],
    [18 * HOUR, '18 hours'],
    [1000, '1 second'],
    [1.2e-8 * DAY, 'less than a second'],
    [-0.5, 'less than a second'],
    [0, '0 days'],
    [-2 * DAY, '-2 days'],
  ])('that was measured is said in the largest unit that it fills: %d ms is %s', (ms, text) =>
    expect(measured(ms)).toBe(text),
  );
});

describe('an instant', () => {
  it.each([
    ['2026-11-22T00:00:00Z', '2026-11-22'],
    ['2026-11-22T09:30:00Z', '2026-11-22 09:30 UTC'],
    ['2026-11-22T09:30:15.250Z', '2026-11-22 09:30:15.250 UTC'],
  ])('is a date, with its time where that is not midnight: %s', (iso, text) =>
    expect(instant(Date.parse(iso))).toBe(text),
  );
});

describe('a table', () => {
  it('has columns as wide as their widest cell, and no blanks at the end', () => {
    expect(aligned([['a', 'bb', 'c'], ['aaa', 'b', ''], ['x']])).toEqual(['  a    bb  c', '  aaa  b', '  x']);
    expect(aligned([])).toEqual([]);
  });

  it('has cells of one line, of a long text the beginning', () => {
    expect(short('a\n  b')).toBe('a b');
    expect(short('a'.repeat(40))).toBe('a'.repeat(40));
    expect(short('a'.repeat(41))).toBe(`${'a'.repeat(39)}…`);
  });
});
