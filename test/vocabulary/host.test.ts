import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowLog, translator } from '../../src/rows/index.js';
import { type HostField, vocabulary } from '../../src/vocabulary/index.js';

const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};

describe('a host vocabulary', () => {
  it('is frozen plain data that is a copy of what was given', () => {
    const given = { purchase: { event: ['a', 'b'], properties: { amount: { from: 'x', times: 2 } } } };
    const made = vocabulary(given, { attributes: { plan: 'p' } });
    expect(JSON.parse(JSON.stringify(made))).toEqual({ events: given, attributes: { plan: 'p' } });
    expect(Object.isFrozen(made.events.purchase?.properties)).toBe(true);
    given.purchase.event.push('c');
    expect(made.events.purchase?.event).toEqual(['a', 'b']);
  });

  it('takes an event by its name alone, or by several', () => {
    expect(vocabulary({ logged_in: 'app.login', purchase: ['order', 'Order Completed'] }).events).toEqual({
      logged_in: { event: 'app.login' },
      purchase: { event: ['order', 'Order Completed'] },
    });
    expect(messageOf(() => vocabulary({ logged_in: 5 as never }))).toMatch(
      /^events\.logged_in: expected an object of names/,
    );
  });

  it('refuses what would say two things, or nothing', () => {
    const field = (amount: unknown, money?: unknown) => () =>
      vocabulary(
        { a: { event: 'A', properties: { amount: amount as HostField } } },
        { money: money as never },
      );
    const cases: readonly (readonly [() => unknown, RegExp])[] = [
      [
        () => vocabulary({ a: { event: 'A' }, b: { event: ['B', 'A'] } }),
        /events\.b: .*not also under a, got "A"/,
      ],
      [() => vocabulary({ a: { event: '' } }), /events\.a\.event: expected the host's name/],
      [() => vocabulary({ a: { event: [] } }), /events\.a\.event: expected the host's name/],
      [
        () => vocabulary({ a: { event: 'A', props: {} } as never }),
        /events\.a: expected one of event, properties, got "props"/,
      ],
      [() => vocabulary([] as never), /events: expected an object/],
      [field(''), /a name of the host's/],
      [field({}), /amount\.from: expected the host's name/],
      [field({ from: 'x', by: 2 }), /one of from, dividedBy, times, currency, inCurrency, got "by"/],
      [field({ from: 'x', dividedBy: 0 }), /amount\.dividedBy: expected a finite number above 0, got 0/],
      [field({ from: 'x', times: Number.NaN }), /a finite number above 0, got NaN/],
      [field({ value: {} }), /amount\.value: expected a finite number, a text, true or false/],
      [field({ firstOf: [] }), /a list of at least one field/],
      [field({ firstOf: ['a', { firstOf: [3] }] }), /firstOf\[1\]\.firstOf\[0\]/],
      [field({ from: 'x', inCurrency: 'USD' }), /money: \{ currency, rates \}/],
      [field({ from: 'x', currency: 'c', inCurrency: 'USD' }), /one of currency and inCurrency, not both/],
      [field('x', { currency: '', rates: {} }), /money\.currency/],
      [field('x', { currency: 'EUR', rates: { USD: 0 } }), /money\.rates\.USD: expected a rate above 0/],
      [field('x', { currency: 'EUR', rates: { USD: [] } }), /a rate above 0, or a list/],
      [
        field('x', {
          currency: 'EUR',
          rates: {
            USD: [
              { from: 2, rate: 1 },
              { from: 1, rate: 1 },
            ],
          },
        }),
        /in order of time/,
      ],
      [
        () =>
          vocabulary(
            {},
            {
              attributes: { mrr: { from: 'x', inCurrency: 'USD' } },
              money: { currency: 'EUR', rates: { USD: [{ from: 0, rate: 1 }] } },
            },
          ),
        /an attribute has no instant/,
      ],
    ];
    for (const [run, says] of cases) expect(messageOf(run)).toMatch(says);
  });
});

describe('translating', () => {
  const to = translator(
    vocabulary(
      {
        purchase: {
          event: ['Order', 'Sale'],
          properties: {
            amount: { from: 'total', dividedBy: 100, currency: 'cur' },
            fee: { from: 'fee', inCurrency: 'USD' },
            seconds: { from: 'minutes', times: 60 },
            label: { firstOf: ['a', 'b', { value: 'none' }] },
            kind: { value: 'shop' },
            renamed: 'old',
          },
        },
      },
      {
        attributes: { plan: 'p' },
        money: {
          currency: 'EUR',
          rates: {
            USD: 0.5,
            GBP: [
              { from: 100, rate: 2 },
              { from: 200, rate: 3 },
            ],
          },
        },
      },
    ),
  );
  const told = (properties: object, at = 150) => to.event('Order', properties as never, at);

  it('renames events and properties, and leaves alone what it does not mention', () => {
    expect(told({ old: 1, other: 2 })).toMatchObject({
      name: 'purchase',
      properties: { renamed: 1, other: 2, kind: 'shop' },
    });
    expect(to.event('Sale', {}, 0).name).toBe('purchase');
    expect(to.event('visit', { total: 'x' }, 0)).toEqual({
      name: 'visit',
      properties: { total: 'x' },
      issues: [],
    });
    expect(to.attributes({ p: 'pro', city: 'X' })).toEqual({
      properties: { p: 'pro', plan: 'pro', city: 'X' },
      issues: [],
    });
  });

  it('counts in the model’s units, and notes what is no number', () => {
    expect(told({ minutes: 2 }).properties).toMatchObject({ seconds: 120 });
    expect(told({ minutes: '2' })).toMatchObject({
      properties: { seconds: undefined },
      issues: [
        {
          path: 'properties.seconds',
          code: 'not-a-number',
          message: 'expected a number in minutes, got "2": it is missing',
        },
      ],
    });
    expect(told({ minutes: Number.MAX_VALUE }).properties.seconds).toBeUndefined();
  });

  it('makes amounts ones of the reporting currency, by the rate that held at the instant', () => {
    const amount = (cur: unknown, at?: number) => told({ total: 1000, cur }, at);
    expect(amount('EUR').properties.amount).toBe(10);
    expect(amount('USD').properties.amount).toBe(5);
    expect(amount('GBP', 100).properties.amount).toBe(20);
    expect(amount('GBP', 199).properties.amount).toBe(20);
    expect(amount('GBP', 200).properties.amount).toBe(30);
    expect(told({ fee: 4 }).properties.fee).toBe(2);
    for (const [cur, at] of [
      ['GBP', 99],
      ['eur', 0],
      ['constructor', 0],
      [undefined, 0],
      [7, 0],
    ] as const) {
      const { properties, issues } = amount(cur, at);
      expect(properties.amount).toBeUndefined();
      expect(issues.map(({ code }) => code)).toEqual(['unknown-currency']);
    }
    expect(told({ cur: 'XXX' }).issues, 'no amount, no currency needed').toEqual([]);
  });

  it('S7 takes the first that is not missing, whatever its type', () => {
    const label = (properties: object) => told(properties).properties.label;
    expect(label({ a: '', b: 'x' })).toBe('');
    expect(label({ a: 0, b: 'x' })).toBe(0);
    expect(label({ a: false, b: 'x' })).toBe(false);
    for (const a of [null, undefined, Number.NaN, {}, [1]]) expect(label({ a, b: 'x' })).toBe('x');
    expect(label({ b: Number.POSITIVE_INFINITY })).toBe('none');
  });

  it('reads own properties only, and changes nothing of what it was given', () => {
    expect(told(Object.create({ old: 1 })).properties.renamed).toBeUndefined();
    const given = Object.freeze({ old: 1, total: 5, cur: 'EUR' });
    expect(told(given).properties).toMatchObject(given);
    const odd = translator(
      vocabulary({ a: { event: 'A', properties: JSON.parse('{"__proto__":"x"}') as never } }),
    );
    const { properties } = odd.event('A', { x: { polluted: true } }, 0);
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a log of rows', () => {
  it('counts every row once and groups by cause, indices apart', () => {
    const log = rowLog();
    log.add(0, [], false);
    log.add(1, [{ path: 'history[3].at', code: 'x', message: 'first' }], true);
    log.add(
      2,
      [
        { path: 'history[0].at', code: 'x', message: 'second' },
        { path: 'history[1].at', code: 'x', message: 'second' },
      ],
      true,
    );
    log.add(3, [{ path: 'history[0].at', code: 'x', message: 'third' }], false);
    expect(log.summary()).toEqual({
      given: 4,
      accepted: 2,
      rejected: 2,
      causes: [
        { code: 'x', path: 'history[].at', message: 'first', count: 2, rejected: true, rows: [1, 2] },
        { code: 'x', path: 'history[].at', message: 'third', count: 1, rejected: false, rows: [3] },
      ],
    });
  });

  it('never loses a row, and keeps five of a cause', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.constantFrom('a', 'b'))), (rows) => {
        const log = rowLog();
        rows.forEach(([rejected, code], row) => {
          log.add(row, [{ path: '', code, message: code }], rejected);
        });
        const { given, accepted, rejected, causes } = log.summary();
        expect(accepted + rejected).toBe(given);
        expect(given).toBe(rows.length);
        expect(causes.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
        for (const { rows: examples, count } of causes) expect(examples.length).toBe(Math.min(5, count));
      }),
    );
  });
});
