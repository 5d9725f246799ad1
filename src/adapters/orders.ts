import type { Draft } from './envelope.js';
import type { Fields } from './facts.js';
import { type Line, lineOf, numberOf } from './figures.js';
import { isFields } from './history.js';

/** An order in a tool's names, with what only a calculation tells, and its products each on its own. */
export interface Order {
  /** Without the list of products, with `items`, `category` and `listPrice` where they can be told. */
  readonly properties: Fields;
  readonly products: readonly Fields[];
}

/**
 * Reads an order of the e-commerce form that Segment, RudderStack and others share: `products` with `price`,
 * `quantity`, `category`. The order's category is that of its dearest product (the first among equals); its list
 * price is what was paid plus `discount`.
 */
export const orderOf = (properties: Fields, into: Draft): Order => {
  const { note } = into;
  const { products: given, ...rest } = properties;
  if (given === undefined || given === null) return { properties: withListPrice(rest), products: [] };
  if (!Array.isArray(given)) {
    note(
      'not-a-list',
      'properties.products',
      'expected a list of products, got something else: it is missing',
    );
    return { properties: withListPrice(rest), products: [] };
  }
  const lines = given.flatMap((product: unknown, i) =>
    isFields(product) ? [{ product, ...lineOf(into, product, `properties.products[${i}]`) }] : [],
  );
  if (lines.length < given.length)
    note(
      'not-an-object',
      'properties.products',
      'expected products with names and values: others are left out',
    );
  const shared = Object.fromEntries(
    ['order_id', 'orderId', 'currency'].flatMap((key) =>
      Object.hasOwn(rest, key) ? [[key, rest[key]]] : [],
    ),
  );
  return {
    properties: {
      ...(lines.length > 0 ? { items: itemsOf(lines), category: dearest(lines)?.category } : {}),
      ...withListPrice(rest),
    },
    products: lines.map(({ product, amount }) => ({ ...shared, quantity: 1, amount, ...product })),
  };
};

const withListPrice = (properties: Fields): Fields => {
  const paid = numberOf(properties.total) ?? numberOf(properties.revenue);
  const discount = numberOf(properties.discount);
  return paid === undefined || discount === undefined
    ? properties
    : { listPrice: paid + discount, ...properties };
};

interface ProductLine extends Line {
  readonly product: Fields;
}

/** The quantities together; missing where one of them is. */
const itemsOf = (lines: readonly ProductLine[]): number | undefined =>
  lines.reduce<number | undefined>(
    (sum, { quantity }) => (sum === undefined || quantity === undefined ? undefined : sum + quantity),
    0,
  );

const dearest = (lines: readonly ProductLine[]): Fields | undefined =>
  lines.reduce<ProductLine | undefined>(
    (best, line) => (best === undefined || (line.amount ?? 0) > (best.amount ?? 0) ? line : best),
    undefined,
  )?.product;
