import { saasAttributes } from './attributes.js';
import { saasEvents } from './events.js';
import type { Vocabulary } from './types.js';

/**
 * The built-in model as plain data: the names that the catalogue is written in, with their types.
 * `saas.attributes.seats` is `'number'`; `saas.events.refund` is `{ by: 'company', properties: { order: 'text', amount: 'number' } }`.
 * A list of texts in place of a type is a closed set: one of these.
 */
export const saas = { attributes: saasAttributes, events: saasEvents } as const satisfies Vocabulary;
