/** Small things that every room may use. */
export type { AbortLike } from './abort.js';
export { lowered } from './ascii.js';
export { type DefinitionFault, type ErrorCode, HabitusError, isDate, printed, refuse } from './error.js';
export { exhaustive } from './exhaustive.js';
export { deepFreeze } from './freeze.js';
export { type Growing, push, reserve } from './growing.js';
export { onlyKeys } from './keys.js';
export { md5Prefix } from './md5.js';
export type { Mistake } from './mistake.js';
export { didYouMean, nearest } from './near.js';
export { isPlainObject, isSound, itemsOf, own } from './own.js';
export { pause } from './pause.js';
export { type TextIndex, textIndex } from './text-index.js';
export { compareText } from './text-order.js';
export { RELEASED, VERSION, VERSION_NUMBERS, versionKey, versionTest } from './version.js';
