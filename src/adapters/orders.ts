import type { Draft } from './envelope.js';
import type { Fields } from './facts.js';
import { isFields } from './history.js';

/** An order in a tool's names, with what only a calculation tells, and its products each on its own. */
export interface Order {
  /** Without the list of products, with `items`, `category` and `listPrice` where they can be told. */
  readonly properties: Fields;
  readonly products: readonly Fields[];
}

/** A finite number, or undefined. */
export const numberOf = (value: unknown): number | undefined =>
  Number.isFinite(value) ? (value as number) : undefined;

/** Price times quantity; a quantity that is not there is one. */
export const lineAmount = (product: Fields): number | undefined => {
  const price = numberOf(product.price);
  return price === undefined ? undefined : price * (numberOf(product.quantity) ?? 1);
};

/**
 * Reads an order of the e-commerce form that Segment, RudderStack and others share: `products` with `price`, `quantity`, `category`.
 * The order's category is that of its dearest product (the first among equals); its list price is what was paid plus `discount`.
 */
export const orderOf = (properties: Fields, { note }: Draft): Order => {
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
  const products = given.filter(isFields);
  if (products.length < given.length)
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
      ...(products.length > 0
        ? {
            items: products.reduce((sum, product) => sum + (numberOf(product.quantity) ?? 1), 0),
            category: dearest(products)?.category,
          }
        : {}),
      ...withListPrice(rest),
    },
    products: products.map((product) => ({
      ...shared,
      quantity: 1,
      amount: lineAmount(product),
      ...product,
    })),
  };
};

const withListPrice = (properties: Fields): Fields => {
  const paid = numberOf(properties.total) ?? numberOf(properties.revenue);
  const discount = numberOf(properties.discount);
  return paid === undefined || discount === undefined
    ? properties
    : { listPrice: paid + discount, ...properties };
};

const dearest = (products: readonly Fields[]): Fields | undefined =>
  products.reduce<Fields | undefined>(
    (best, product) =>
      best === undefined || (lineAmount(product) ?? 0) > (lineAmount(best) ?? 0) ? product : best,
    undefined,
  );
