/**
 * Other tools' events in: each from the wire format that its documentation says.
 * @packageDocumentation
 */

export type { Parsed, RowCause, RowIssue, RowReport, RowSummary } from '../rows/index.js';
export type { HostVocabulary, Money } from '../vocabulary/index.js';
export { adapt, type Tool } from './adapt.js';
export { fromAmplitude } from './amplitude/index.js';
export type { Changes, Contract, EventFact, Fact, Fields, Person, ReadRow, RowReading } from './facts.js';
export {
  type Identities,
  type IdentityConflict,
  type IdentityGroup,
  type IdentityLink,
  type MergeOptions,
  mergeIdentities,
} from './identity.js';
export { fromMixpanel, type MixpanelOptions } from './mixpanel/index.js';
export { isPlaceholderId } from './placeholders.js';
export { fromPostHog } from './posthog/index.js';
export { fromRudderStack, fromSegment } from './segment/index.js';
export { fromStripe } from './stripe/index.js';
export type { Adaptation, Adapted, AdapterOptions, GroupOptions, Rows, StripeOptions } from './types.js';
export type { Word, Words } from './words.js';
