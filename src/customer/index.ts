/** Customers, events and the values of their data: what every engine shares. */
export type { AttributeChange, Attributes, Customer, Event, Issue } from './customer.js';
export { compareScalars, isSame } from './order.js';
export { type Answer, READ, readScalar, readValue } from './read.js';
export { looksLike, seen } from './seen.js';
