import { saasAttributes } from './saas-attributes.js';
import { saasEvents } from './saas-events.js';
import type { Vocabulary } from './types.js';

/** The built-in model: the words in which the catalogue is written. A host's own names are mapped onto it. */
export const saas = { attributes: saasAttributes, events: saasEvents } as const satisfies Vocabulary;
