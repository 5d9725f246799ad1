import type { AttributeChange, Customer, Event } from 'habitus';
import type { Line } from './read.js';

/** The shop as a library of segments wants to see it: who the customers are, and what they did. */
export interface Shop {
  readonly customers: readonly Customer[];
  /** Each with its `customerId`. */
  readonly events: readonly Event[];
}

/**
 * Turns lines into customers and events:
 *
 * - each line of an order is an `item_purchased`, each order a `purchase` of the sum of its lines;
 * - each cancellation (its number starts with C) is a `refund` of what its lines come to, as a positive amount;
 * - a customer has signed up at the first line, for want of a better date, and a country that may change.
 */
export const toShop = (lines: readonly Line[]): Shop => {
  const items = lines.filter((line) => !isCancellation(line)).map(toItem);
  const invoices = Array.from(groupBy(lines, (line) => line.invoice).values(), toInvoice);
  const customers = Array.from(
    groupBy(lines, (line) => line.customer),
    toCustomer,
  );
  return { customers, events: [...items, ...invoices] };
};

const isCancellation = ({ invoice }: Line): boolean => invoice.startsWith('C');

const toItem = (line: Line): Event => ({
  name: 'item_purchased',
  at: line.at,
  customerId: line.customer,
  properties: {
    order: line.invoice,
    product: line.product,
    quantity: line.quantity,
    amount: toPounds(thousandths(line)),
  },
});

const toInvoice = (lines: readonly Line[]): Event => {
  const [first] = lines as readonly [Line];
  const total = lines.reduce((sum, line) => sum + thousandths(line), 0);
  const invoice = { id: first.invoice, at: first.at, customerId: first.customer };
  if (isCancellation(first)) {
    return { ...invoice, name: 'refund', properties: { order: first.invoice, amount: toPounds(-total) } };
  }
  const items = lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    ...invoice,
    name: 'purchase',
    properties: { order: first.invoice, amount: toPounds(total), items },
  };
};

const toCustomer = ([id, lines]: readonly [string, readonly Line[]]): Customer => {
  const ordered = [...lines].sort((a, b) => a.at - b.at);
  const history: AttributeChange[] = ordered
    .filter((line, i) => line.country !== ordered[i - 1]?.country)
    .map(({ at, country }) => ({ at, attributes: { country } }));
  return { id, attributes: { signedUpAt: ordered[0]!.at }, history };
};

/** What a line comes to, in thousandths of a pound: a few prices have three decimals, and whole numbers add up exactly. */
const thousandths = ({ quantity, unitPrice }: Line): number => quantity * Math.round(unitPrice * 1000);

/** Pounds, rounded to pence. */
const toPounds = (amount: number): number => Math.round(amount / 10) / 100;

/** The things under their keys, in the order of their first appearance. */
export const groupBy = <T>(things: readonly T[], key: (thing: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(key(thing));
    if (group === undefined) groups.set(key(thing), [thing]);
    else group.push(thing);
  }
  return groups;
};
