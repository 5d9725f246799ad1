/** The words of a product as plain data: attributes and events with their types, and the built-in model. */
export { saas } from './saas.js';
export type {
  EventsBy,
  Vocabulary,
} from './types.js';
