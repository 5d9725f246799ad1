/** Names and types of attributes and events, as plain data: the built-in model. */
export { eventsOfOthers } from './others.js';
export { saas } from './saas.js';
export type { AttributeType, By, EventDescription, PropertyType, Vocabulary } from './types.js';
