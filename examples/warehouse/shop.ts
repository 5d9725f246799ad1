import type { Population } from 'habitus/population';
import type { Statement } from 'habitus/sql';
import { peopleOf, segmentSizes } from '../online-retail/evaluate.js';
import { heading, table } from '../online-retail/print.js';
import { readRetail } from '../online-retail/read.js';
import { segments } from '../online-retail/segments.js';
import { toShop } from '../online-retail/shop.js';

/** The morning after the last line, by the clock in the shop. */
export const AS_OF = '2011-12-10T00:00:00Z';

/** A row of a table to be loaded. */
export type Row = Readonly<Record<string, unknown>>;

/** The shop as rows of three tables, and as a population in memory. */
export interface ShopTables {
  readonly customers: readonly Row[];
  readonly changes: readonly Row[];
  readonly events: readonly Row[];
  readonly people: Population;
}

/** Reads the shop's order lines, and makes rows of them: instants in milliseconds, properties as objects. */
export const readShopTables = async (): Promise<ShopTables> => {
  const file = new URL('../data/online_retail.csv.gz', import.meta.url);
  const shop = toShop((await readRetail(file)).lines);
  return {
    customers: shop.customers.map(({ id, attributes }) => ({ id, signed_up: attributes?.signedUpAt })),
    changes: shop.customers.flatMap(({ id, history = [] }) =>
      history.map(({ at, attributes }) => ({ id, at, country: attributes.country })),
    ),
    events: shop.events.map(({ customerId, at, name, id = null, properties = {} }) => ({
      customer_id: customerId,
      at,
      name,
      message_id: id,
      properties,
    })),
    people: peopleOf(shop, AS_OF),
  };
};

/** Rows as lines of JSON. */
export const ndjson = (rows: readonly Row[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** How an example runs a statement. */
export type Run = (statement: Statement) => Promise<readonly Row[]>;

/** Prints the sizes of the segments by the warehouse and in memory, side by side. Anything but equality is an error. */
export const compareSizes = (title: string, counts: Row, people: Population, took: number): void => {
  const sizes = segmentSizes(segments, people).map(({ of, size }) => ({
    of,
    memory: size,
    warehouse: Number(counts[of.id]),
  }));
  console.log(heading(title, took));
  console.log(
    table(
      ['segment', 'warehouse', 'in memory'],
      sizes.map(({ of, warehouse, memory }) => [of.title ?? of.id, warehouse, memory]),
    ),
  );
  const other = sizes.filter(({ memory, warehouse }) => memory !== warehouse);
  if (other.length > 0) throw new Error(`other sizes: ${other.map(({ of }) => of.id).join()}`);
  console.log(`\nThe same ${sizes.length} sizes of ${people.size} customers.`);
};

/** Prints what lint found. */
export const printFaults = (rows: readonly Row[]): void => {
  console.log(heading('What lint finds', 0).replace(' (0 ms)', ''));
  if (rows.length === 0) console.log('  nothing');
  for (const { fault, place, count, example } of rows)
    console.log(`  ${fault} in ${place}: ${count}, such as ${example}`);
};
