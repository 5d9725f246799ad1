/**
 * Behaviours that every team asks for: each one definition in the words of the built-in model, and all of them as a
 * list.
 * @packageDocumentation
 */
export * from './accounts.js';
export * from './activity.js';
export * from './adoption.js';
export * from './advocacy.js';
export * from './benefits.js';
export * from './buying.js';
export * from './capacity.js';
export * from './carts.js';
export * from './community.js';
export * from './consent.js';
export * from './decline.js';
export * from './engagement.js';
export * from './health.js';
export * from './intent.js';
export * from './interests.js';
export * from './journey.js';
export { type CatalogueEntry, catalogue, catalogueByDimension } from './list.js';
export * from './loyalty.js';
export * from './messages.js';
export * from './offers.js';
export * from './onboarding.js';
export * from './open.js';
export * from './opinion.js';
export * from './people.js';
export * from './plan-features.js';
export * from './program.js';
export * from './promotions.js';
export * from './purchase.js';
export * from './renewal.js';
export * from './returning.js';
export * from './rfm.js';
export * from './rhythm.js';
export * from './sales.js';
export { activity, productUse } from './shared.js';
export * from './subscription.js';
export * from './timing.js';
export * from './usage.js';
export * from './value.js';
