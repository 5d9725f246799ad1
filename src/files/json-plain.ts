import { type Batch, FIELD } from './batch.js';
import type { JsonKeys } from './json-keys.js';

/** In the place of a slot: the object that is taken apart. */
export const OBJECT = -2;

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** Where reading a line is. Whatever is read ends at a line break at the latest. */
export interface JsonCursor {
  bytes: Uint8Array;
  at: number;
  batch: Batch;
  /** The place of the row's first field in the batch. */
  base: number;
  readonly top: JsonKeys;
  readonly inner: JsonKeys;
}

/** Reads a line that begins at the cursor; where it ends, −1 of one in which not everything is plain. */
export const plainLine = (cursor: JsonCursor): number =>
  object(cursor, cursor.top) && afterBlanks(cursor) === LF ? cursor.at : -1;

/** Passes over blanks; the byte behind them. */
export const afterBlanks = (cursor: JsonCursor): number => {
  const { bytes } = cursor;
  let { at } = cursor;
  let byte = bytes[at]!;
  while (byte === 32 || byte === 9 || byte === 13) byte = bytes[++at]!;
  cursor.at = at;
  return byte;
};

/** Passes over a text; false of one with escapes. */
const text = (cursor: JsonCursor): boolean => {
  const { bytes } = cursor;
  let at = cursor.at + 1;
  let byte = bytes[at]!;
  while (byte !== QUOTE) {
    if (byte === BACKSLASH || byte < 32) return false;
    byte = bytes[++at]!;
  }
  cursor.at = at + 1;
  return true;
};

/** The first byte that is no digit; −1 where none is one. */
const afterDigits = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (bytes[at]! >= 48 && bytes[at]! <= 57) at++;
  return at > from ? at : -1;
};

const number = (cursor: JsonCursor): boolean => {
  const { bytes } = cursor;
  let { at } = cursor;
  if (bytes[at] === MINUS) at++;
  at = bytes[at] === 48 ? at + 1 : afterDigits(bytes, at);
  if (at >= 0 && bytes[at] === 46) at = afterDigits(bytes, at + 1);
  if (at >= 0 && (bytes[at]! | 32) === 101) {
    at++;
    at = afterDigits(bytes, bytes[at] === 43 || bytes[at] === MINUS ? at + 1 : at);
  }
  if (at < 0) return false;
  cursor.at = at;
  return true;
};

const word = (cursor: JsonCursor, spelled: readonly number[]): boolean => {
  for (const byte of spelled) if (cursor.bytes[cursor.at++] !== byte) return false;
  return true;
};

const found = ({ batch, base, at }: JsonCursor, slot: number, kind: number, start: number): true => {
  if (slot < 0 || slot >= batch.width) return true;
  batch.starts[base + slot] = start;
  batch.ends[base + slot] = kind === FIELD.text ? at - 1 : at;
  batch.kinds[base + slot] = kind;
  return true;
};

/** Reads a value for a place; false of what is not plain. */
const value = (cursor: JsonCursor, slot: number): boolean => {
  const start = cursor.at;
  switch (cursor.bytes[start]) {
    case QUOTE:
      return text(cursor) && found(cursor, slot, FIELD.text, start + 1);
    case 116:
      return word(cursor, TRUE) && found(cursor, slot, FIELD.true, start);
    case 102:
      return word(cursor, FALSE) && found(cursor, slot, FIELD.false, start);
    case 110:
      return word(cursor, NULL) && found(cursor, slot, FIELD.none, start);
    default:
      return number(cursor) && found(cursor, slot, FIELD.number, start);
  }
};

const object = (cursor: JsonCursor, keys: JsonKeys): boolean => {
  let isTaken = false;
  keys.start();
  cursor.at++;
  if (afterBlanks(cursor) === CLOSE) {
    cursor.at++;
    return true;
  }
  for (;;) {
    const start = cursor.at;
    if (cursor.bytes[start] !== QUOTE || !text(cursor)) return false;
    const slot = keys.place(cursor.bytes, start + 1, cursor.at - 1);
    if (afterBlanks(cursor) !== COLON) return false;
    cursor.at++;
    const first = afterBlanks(cursor);
    if (slot === OBJECT && first === OPEN) {
      // Under one key twice the last one counts, and only that.
      if (isTaken) return false;
      isTaken = true;
      if (!object(cursor, cursor.inner)) return false;
      // In the place of the object null is nothing; anything else is looked at by others.
    } else if (slot === OBJECT ? isTaken || first !== 110 || !word(cursor, NULL) : !value(cursor, slot))
      return false;
    const next = afterBlanks(cursor);
    cursor.at++;
    if (next === CLOSE) return true;
    if (next !== COMMA) return false;
    afterBlanks(cursor);
  }
};

const codes = (word: string): readonly number[] => Array.from(word, (character) => character.charCodeAt(0));
const TRUE = /* @__PURE__ */ codes('true');
const FALSE = /* @__PURE__ */ codes('false');
const NULL = /* @__PURE__ */ codes('null');
