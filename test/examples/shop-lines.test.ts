import { describe, expect, it } from 'vitest';
import { readRetail } from '../../examples/online-retail/read.js';

describe('the lines of the shop', () => {
  const readText = (text: string) => readRetail(new TextEncoder().encode(text));
  const HEADINGS =
    '"InvoiceNo","StockCode","Description","Quantity","InvoiceDate","UnitPrice","CustomerID","Country"';
  const read = (...lines: string[]) => readText([HEADINGS, ...lines].join('\n'));
  const line = ({
    quantity = '6',
    at = '2011-06-01T08:26:00',
    price = '2.55',
    customer = '17850',
  } = {}): string =>
    `"536365","85123A","LARGE ""HEART"", WHITE",${quantity},"${at}",${price},${customer},"United Kingdom"`;

  it('local times are London’s: an hour ahead of UTC in summer, none in winter', async () => {
    const { lines } = await read(line(), line({ at: '2011-12-01T08:26:00' }));
    const [summer, winter] = lines;
    expect(new Date(summer!.at).toISOString()).toBe('2011-06-01T07:26:00.000Z');
    expect(new Date(winter!.at).toISOString()).toBe('2011-12-01T08:26:00.000Z');
  });

  it('what cannot be used is counted under its cause, and nothing is lost', async () => {
    const { lines, given, rejected } = await read(
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

  it('another file is refused', async () => {
    await expect(readText('a,b,c\n1,2,3')).rejects.toThrow('expected the columns InvoiceNo,StockCode');
  });
});
