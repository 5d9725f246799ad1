import { TZDate } from '@date-fns/tz';
import { type CsvRow, readCsv } from 'habitus/population/node';

/** One line of an invoice, as the file has it but for its types. */
export interface Line {
  readonly invoice: string;
  readonly product: string;
  readonly quantity: number;
  /** The instant, in milliseconds. */
  readonly at: number;
  readonly unitPrice: number;
  readonly customer: string;
  readonly country: string;
}

/** What came in, what became of it, and why the rest did not. Given = accepted + all rejected. */
export interface Reading {
  readonly lines: readonly Line[];
  readonly given: number;
  readonly rejected: ReadonlyMap<Fault, number>;
}

/** Why a line cannot be used. */
export type Fault =
  | 'no customer'
  | 'not eight columns'
  | 'quantity or price is not a number'
  | 'time is not a time'
  | 'price is not above zero: nothing was sold';

/** Postage, carriage, discounts, entries by hand, bank charges: their codes do not begin with the five digits of an article. */
export const isNoArticle = ({ product }: Line): boolean => !/^\d{5}/.test(product);

const HEADINGS = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

/** Sorts the lines of the shop's file into those that can be used and those that cannot, with the causes. */
export const readRetail = async (file: URL | Uint8Array): Promise<Reading> => {
  const instantOf = londonClock();
  const lines: Line[] = [];
  const rejected = new Map<Fault, number>();
  const reject = (fault: Fault): unknown => rejected.set(fault, (rejected.get(fault) ?? 0) + 1);
  let given = 0;
  const onRejected = (): void => {
    given += 1;
    reject('not eight columns');
  };
  for await (const row of readCsv(file, { onRejected })) {
    const headings = Object.keys(row).join();
    if (headings !== HEADINGS) throw new Error(`expected the columns ${HEADINGS}, got ${headings}`);
    given += 1;
    const line = toLine(row, instantOf);
    if (typeof line === 'string') reject(line);
    else lines.push(line);
  }
  return { lines, given, rejected };
};

const toLine = (row: CsvRow, instantOf: (local: string) => number | null): Line | Fault => {
  const { InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID, Country } = row;
  if (!CustomerID) return 'no customer';
  const line = {
    invoice: InvoiceNo ?? '',
    product: StockCode ?? '',
    quantity: toNumber(Quantity ?? ''),
    at: instantOf(InvoiceDate ?? ''),
    unitPrice: toNumber(UnitPrice ?? ''),
    customer: CustomerID,
    country: Country ?? '',
  };
  if (Number.isNaN(line.quantity) || Number.isNaN(line.unitPrice)) return 'quantity or price is not a number';
  if (line.at === null) return 'time is not a time';
  if (line.unitPrice <= 0) return 'price is not above zero: nothing was sold';
  return { ...line, at: line.at };
};

const toNumber = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/;

/**
 * Gives the instant of what a clock on a wall in London showed; null of what no clock there ever did: the 30th of February, or half
 * past one on the night the clocks go forward. Many lines share a time: each is worked out once.
 */
const londonClock = (): ((local: string) => number | null) => {
  const known = new Map<string, number | null>();
  return (local) => {
    let instant = known.get(local);
    if (instant === undefined) {
      instant = londonInstant(local);
      known.set(local, instant);
    }
    return instant;
  };
};

const londonInstant = (local: string): number | null => {
  const [year, month, day, hour, minute, second] = (LOCAL.exec(local) ?? []).slice(1).map(Number);
  if (second === undefined) return null;
  const clock = new TZDate(year!, month! - 1, day!, hour!, minute!, second, 'Europe/London');
  // Written back it must read the same, or there was no such time. toISOString ends with the zone's offset.
  return clock.toISOString().startsWith(local) ? clock.getTime() : null;
};
