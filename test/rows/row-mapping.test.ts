import { describe, expect, it } from 'vitest';
import { customerReader, type EventFields, eventMapping, eventReader } from '../../src/rows/index.js';

const AT = Date.parse('2026-11-22T00:00:00Z');

const at = (cell: unknown, field: Exclude<EventFields['at'], string | undefined>): unknown => {
  const read = eventReader({ at: field, name: { value: 'x' } }).read({ [field.column]: cell });
  return 'faults' in read ? read.faults[0]!.code : read.at;
};

describe('a row mapping', () => {
  it.each(['nonsense', '2026-02-30T10:00'])(
    'says that %j is no instant, in whatever zone local times are read',
    (cell) => {
      for (const timeZone of ['UTC', 'Europe/Paris'])
        expect(at(cell, { column: 'at', as: 'instant', timeZone })).toBe('bad-instant');
    },
  );

  it('reads rows of the library’s own shape without being told anything', () => {
    const row = {
      id: 'e1',
      customerId: 'ada',
      name: 'purchase',
      at: AT,
      actor: 'bo',
      properties: { amount: 5 },
    };
    expect(eventReader().read(row)).toEqual({ ...row, issues: [] });
  });

  it('reads other columns, a payload as JSON text and one name for all', () => {
    const reader = eventReader({
      customerId: { column: 'user_id', as: 'text' },
      at: { column: 'ts', as: 'seconds' },
      name: { value: 'purchase' },
      properties: 'payload',
    });
    expect(reader.read({ user_id: 17, ts: AT / 1000, payload: '{"amount":5}' })).toEqual({
      customerId: '17',
      at: AT,
      name: 'purchase',
      id: undefined,
      actor: undefined,
      properties: { amount: 5 },
      issues: [],
    });
  });

  it('makes columns of texts values of types; an empty text is missing, what does not fit is an issue', () => {
    const reader = eventReader({
      name: { value: 'x' },
      at: { column: 'day', format: 'M/d/yyyy H:mm', timeZone: 'Europe/Paris' },
      properties: {
        columns: {
          amount: { column: 'total', as: 'number' },
          gift: { column: 'gift', as: 'boolean' },
          tags: { column: 'tags', as: 'list', separator: ';' },
          note: 'note',
          due: { column: 'due', as: 'instant', timeZone: 'UTC', format: 'yyyyMMdd' },
        },
      },
    });
    const read = (row: object) => reader.read({ day: '11/2/2026 9:05', ...row });
    expect(read({ total: '1e3', gift: 'TRUE', tags: 'a;b', note: '', due: '20261122' })).toMatchObject({
      at: Date.parse('2026-11-02T08:05:00Z'),
      properties: { amount: 1000, gift: true, tags: ['a', 'b'], note: '', due: AT },
      issues: [],
    });
    expect(read({ total: '', gift: '', note: 'n' })).toMatchObject({ properties: { note: 'n' }, issues: [] });
    expect(read({ total: '1,5' })).toMatchObject({
      properties: {},
      issues: [
        { path: 'total', code: 'not-a-number', message: 'expected a number, got "1,5": it is missing' },
      ],
    });
    for (const total of [' 1', '0x10', 'Infinity', 'NaN', '1e999', '1_000', '--1'])
      expect(read({ total }), total).toMatchObject({ properties: {}, issues: [{ code: 'not-a-number' }] });
  });

  it('takes the rest where all other columns are properties', () => {
    const read = eventReader({ properties: 'rest' }).read(
      JSON.parse(`{"name":"x","at":${AT},"amount":5,"__proto__":"kept"}`),
    );
    expect(read).toMatchObject({ properties: JSON.parse('{"amount":5,"__proto__":"kept"}') });
    expect(
      eventReader({ properties: { column: 'rest' } }).read({ name: 'x', at: AT, rest: { a: 1 } }),
    ).toMatchObject({
      properties: { a: 1 },
    });
  });

  it('S1 refuses a text without an offset unless the mapping says its zone', () => {
    expect(at('2026-11-22T00:00:00', { column: 't' })).toBe('bad-instant');
    expect(at('2026-11-22T00:00:00', { column: 't', timeZone: 'UTC' })).toBe(AT);
    expect(at('2026-11-22 01:00', { column: 't', timeZone: 'Europe/Paris' })).toBe(AT);
    expect(at('2026-11-22', { column: 't', timeZone: 'Asia/Kolkata' })).toBe(AT - 5.5 * 3_600_000);
    expect(at('2026-11-22T00:00:00+01:00', { column: 't', timeZone: 'Asia/Kolkata' })).toBe(AT - 3_600_000);
  });

  it('takes the first instant after a skipped local time, and the earlier of one that is there twice', () => {
    const paris = { column: 't', timeZone: 'Europe/Paris' };
    expect(at('2026-03-29T02:30', paris)).toBe(Date.parse('2026-03-29T01:00:00Z'));
    expect(at('2026-10-25T02:30', paris)).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(at('2011-12-30T12:00', { column: 't', timeZone: 'Pacific/Apia' })).toBe(
      Date.parse('2011-12-30T10:00:00Z'),
    );
    expect(at('2018-11-04T00:00', { column: 't', timeZone: 'America/Sao_Paulo' })).toBe(
      Date.parse('2018-11-04T03:00:00Z'),
    );
  });

  it('counts in units from the epoch: numbers, big integers, digits; finer than milliseconds is floored', () => {
    expect(at('1700000000.123', { column: 't', as: 'seconds' })).toBe(1_700_000_000_123);
    expect(at(-0.0005, { column: 't', as: 'seconds' })).toBe(-1);
    expect(at(1_700_000_000_123_999n, { column: 't', as: 'microseconds' })).toBe(1_700_000_000_123);
    expect(at('1700000000123', { column: 't', as: 'milliseconds' })).toBe(1_700_000_000_123);
    expect(at('2026-11-22T00:00:00Z', { column: 't', as: 'seconds' })).toBe('bad-instant');
    expect(at(Number.NaN, { column: 't', as: 'seconds' })).toBe('bad-instant');
  });

  it('knows dates that do not exist in a format', () => {
    const plain = { column: 't', timeZone: 'UTC', format: 'dd.MM.yyyy' };
    expect(at('29.02.2024', plain)).toBe(Date.parse('2024-02-29T00:00:00Z'));
    for (const text of ['29.02.2023', '00.01.2024', '1.1.2024', '01.13.2024', '01.01.2024 ', '01.01.24'])
      expect(at(text, plain), text).toBe('bad-instant');
  });

  it('reads an offset in a format: each form of S1 in the same column', () => {
    const field = { column: 't', format: 'dd.MM.yyyy HH:mm:ssX' };
    for (const offset of ['Z', 'z', 'UTC', '+00', '-0000', '+00:00'])
      expect(at(`22.11.2026 00:00:00${offset}`, field), offset).toBe(AT);
    expect(at('22.11.2026 05:30:00+05:30', field)).toBe(AT);
    expect(at('21.11.2026 18:30:00-0530', field)).toBe(AT);
    expect(at('20261122 01:00 +01', { column: 't', format: 'yyyyMMdd HH:mm X' })).toBe(AT);
    expect(at('+0100|2026-11-22 01', { column: 't', format: 'X|yyyy-MM-dd HH' })).toBe(AT);
    for (const offset of ['', '+', '+1', '+1:00', '+24', '+00:60', ' Z', 'GMT', 'Z ', 'ZZ', '+010', '+01:0'])
      expect(at(`22.11.2026 00:00:00${offset}`, field), offset).toBe('bad-instant');
  });

  it('reads AM and PM in a format: 12 AM is midnight, 12 PM is noon', () => {
    const field = { column: 't', timeZone: 'UTC', format: 'M/d/yyyy h:mm a' };
    const hour = (text: string): unknown => {
      const read = at(`11/22/2026 ${text}`, field);
      return typeof read === 'number' ? (read - AT) / 3_600_000 : read;
    };
    expect(['12:00 AM', '1:30 am', '11:00 AM', '12:00 PM', '12:30 pm', '11:00 Pm'].map(hour)).toEqual([
      0, 1.5, 11, 12, 12.5, 23,
    ]);
    for (const text of ['0:00 AM', '13:00 PM', '1:00', '1:00 XM', '1:00 A', '1:00 A.M.', '1:60 AM'])
      expect(hour(text), text).toBe('bad-instant');
    expect(at('22.11.2026 01:00 AM +01:00', { column: 't', format: 'dd.MM.yyyy hh:mm a X' })).toBe(AT);
    expect(at('22.11.2026 1:00 AM +01:00', { column: 't', format: 'dd.MM.yyyy hh:mm a X' })).toBe(
      'bad-instant',
    );
  });

  it('reads local time of years past 9999, and none that no Date can hold', () => {
    const paris = { column: 't', timeZone: 'Europe/Paris' };
    expect(at('+010000-01-01 00:00', paris)).toBe(Date.parse('+009999-12-31T23:00:00Z'));
    expect(at('+275760-09-13 02:00', paris)).toBe(8.64e15);
    for (const text of ['+275760-09-13 02:01', '+999999-01-01', '-999999-01-01T00:00', '-000000-01-01'])
      expect(at(text, paris), text).toBe('bad-instant');
  });

  it('refuses a mapping that says nothing sure', () => {
    const refused = (fields: object): string => {
      try {
        eventMapping(fields);
        return 'taken';
      } catch (error) {
        return String((error as Error).message);
      }
    };
    expect(refused({ att: 'x' })).toMatch(/fields: expected one of .*, got "att"/);
    expect(refused({ at: { column: 't', format: 'yyyyMMdd' } })).toMatch(/timeZone beside the format/);
    expect(refused({ at: { column: 't', timeZone: 'UTC', format: 'yyyyMMdd X' } })).toMatch(
      /no timeZone beside/,
    );
    for (const format of ['yyyyMMdd h', 'yyyyMMdd a', 'yyyyMMdd HH a'])
      expect(refused({ at: { column: 't', timeZone: 'UTC', format } })).toMatch(
        /together with a \(AM or PM\)/,
      );
    expect(refused({ at: { column: 't', timeZone: 'UTC', format: 'yyyyMMdd XX' } })).toMatch(/got "XX"/);
    expect(refused({ at: { column: 't', as: 'seconds', timeZone: 'UTC' } })).toMatch(/as: 'instant' beside/);
    expect(refused({ at: { column: 't', timeZone: 'Mars/Base' } })).toMatch(/IANA/);
    expect(refused({ at: { column: 't', timeZone: 'UTC', format: 'yyyy-MM-DD' } })).toMatch(/got "DD"/);
    expect(refused({ at: { column: 't', timeZone: 'UTC', format: 'HH:mm' } })).toMatch(
      /a year, a month and a day/,
    );
    expect(refused({ properties: { columns: { a: { column: 'a', as: 'money' } } } })).toMatch(/got "money"/);
    expect(refused({ name: { value: '' } })).toMatch(/the name of the events/);
    expect(refused({ id: '' })).toMatch(/the name of a column/);
    expect(refused({ customerId: { column: 'a', as: 'number' } })).toMatch(/'text'/);
  });

  it('says of any value whether it is a row, and never throws', () => {
    const hostile = new Proxy(
      {},
      { get: thrown, has: thrown, ownKeys: thrown, getOwnPropertyDescriptor: thrown },
    );
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const row of [
      null,
      undefined,
      1,
      'x',
      [],
      new Date(),
      Symbol('s'),
      10n,
      () => 1,
      hostile,
      revoked.proxy,
    ]) {
      expect(eventReader().read(row)).toHaveProperty('faults');
      expect(customerReader().read(row)).toHaveProperty('faults');
    }
    expect(eventReader().read(Object.create({ name: 'x', at: AT }))).toHaveProperty('faults');
  });

  it('names the columns that nothing reads', () => {
    expect(eventReader().unread({ name: 'x', at: 1, amount: 5 })).toEqual(['amount']);
    expect(eventReader({ properties: 'rest' }).unread({ name: 'x', amount: 5 })).toEqual([]);
  });

  it('reads the history of a customer entry by entry', () => {
    const history = [
      { at: '2026-11-22T00:00:00Z', attributes: { plan: 'pro' } },
      { at: 'soon', attributes: {} },
      3,
    ];
    expect(customerReader().read({ id: 'ada', history })).toMatchObject({
      history: [{ at: AT, attributes: { plan: 'pro' } }],
      issues: [{ path: 'history[1]' }, { path: 'history[2]' }],
    });
    expect(customerReader().read({ id: 17 })).toEqual({
      faults: [
        {
          path: 'id',
          code: 'not-a-text',
          message: "expected a text, got 17; say { column: 'id', as: 'text' }",
        },
      ],
    });
  });
});

function thrown(): never {
  throw new Error('hostile');
}
