/**
 * Other tools' events in: each from the wire format that its documentation says.
 * @packageDocumentation
 */
export type { Parsed } from '../model/index.js';
