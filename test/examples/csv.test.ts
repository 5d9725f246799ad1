import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../examples/online-retail/csv.js';
import { readLines } from '../../examples/online-retail/read.js';

const records = (text: string): string[][] => [...csvRecords(text)];

describe('comma-separated text', () => {
  it('a record is a line, a field is what stands between commas', () => {
    expect(records('a,b\n1,,3\n')).toEqual([
      ['a', 'b'],
      ['1', '', '3'],
    ]);
  });

  it('a quoted field may hold commas, line breaks and doubled quotes', () => {
    expect(records('"a, b","say ""hello""","two\nlines",""\n')).toEqual([
      ['a, b', 'say "hello"', 'two\nlines', ''],
    ]);
    expect(records('"""","""a"""')).toEqual([['"', '"a"']]);
  });

  it('lines end with LF, CRLF or the text; an empty line is none, a last comma is an empty field', () => {
    expect(records('a,b\r\nc,"d"\r\n\r\ne,')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', ''],
    ]);
    expect(records('')).toEqual([]);
  });

  it('a quote that is never closed ends with the text, and nothing hangs', () => {
    expect(records('a,"b\nc')).toEqual([['a', 'b\nc']]);
  });
});

describe('the lines of the shop', () => {
  const HEADINGS =
    '"InvoiceNo","StockCode","Description","Quantity","InvoiceDate","UnitPrice","CustomerID","Country"';
  const read = (...lines: string[]) => readLines([HEADINGS, ...lines].join('\n'));
  const line = ({
    quantity = '6',
    at = '2011-06-01T08:26:00',
    price = '2.55',
    customer = '17850',
  } = {}): string =>
    `"536365","85123A","LARGE ""HEART"", WHITE",${quantity},"${at}",${price},${customer},"United Kingdom"`;

  it('local times are London’s: an hour ahead of UTC in summer, none in winter', () => {
    const [summer, winter] = read(line(), line({ at: '2011-12-01T08:26:00' })).lines;
    expect(new Date(summer!.at).toISOString()).toBe('2011-06-01T07:26:00.000Z');
    expect(new Date(winter!.at).toISOString()).toBe('2011-12-01T08:26:00.000Z');
  });

  it('what cannot be used is counted under its cause, and nothing is lost', () => {
    const { lines, given, rejected } = read(
      line(),
      line({ customer: '' }),
      line({ quantity: 'six' }),
      line({ price: '' }),
      line({ price: '0' }),
      line({ price: '-11062.06' }),
      line({ at: '2011-02-30T08:26:00' }),
      line({ at: '2011-03-27T01:30:00' }), // the clocks went from 01:00 to 02:00
      line({ at: 'yesterday' }),
      'a,b,c',
    );
    expect(given).toBe(10);
    expect(lines.length).toBe(1);
    expect(Object.fromEntries(rejected)).toEqual({
      'no customer': 1,
      'quantity or price is not a number': 2,
      'time is not a time': 3,
      'price is not above zero: nothing was sold': 2,
      'not eight columns': 1,
    });
  });

  it('another file is refused', () => {
    expect(() => readLines('a,b,c\n1,2,3')).toThrow('expected the columns InvoiceNo,StockCode');
  });
});
