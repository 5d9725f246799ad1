/** Behaviours that every team asks for: each one definition in the words of the built-in model. */
export * from './engagement.js';
export * from './journey.js';
export * from './loyalty.js';
export * from './purchase.js';
export { activity } from './shared.js';
export * from './usage.js';
