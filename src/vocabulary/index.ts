/**
 * The words of a product as plain data: attributes and events with their types, the built-in model, and a host's own
 * names mapped onto them.
 */
export {
  type DatedRate,
  type HostEvent,
  type HostEventInput,
  type HostField,
  type HostNumber,
  type HostText,
  type HostVocabulary,
  hostNames,
  hostSources,
  isHostText,
  type Money,
  type VocabularyOptions,
  vocabulary,
} from './host.js';
export { saas } from './saas.js';
export type {
  Actor,
  AttributeDeclaration,
  EventDeclaration,
  EventsBy,
  PropertyDeclaration,
  PropertyValueType,
  Vocabulary,
} from './types.js';
