import { isPlainObject } from '../internal/index.js';
import { addFault, type Batch, type FaultCode, FIELD, type Scanner } from './batch.js';
import { textOf } from './batches.js';
import { type JsonKeys, jsonKeys } from './json-keys.js';
import type { Layout } from './layout.js';

const LF = 10;
const QUOTE = 34;
const BACKSLASH = 92;

/** How lines of JSON are read. */
export interface JsonLines {
  readonly layout: Layout;
  /** The most bytes that a row may have. */
  readonly rowLimit: number;
}

/**
 * Finds the fields of lines of JSON. What is plain is found in the bytes; a line with anything else in it (escapes,
 * lists, something that is no JSON) is left to `JSON.parse`, which has the last word.
 */
export const jsonScanner = ({ layout, rowLimit }: JsonLines): Scanner => {
  const top = jsonKeys((name) => (name === layout.object ? OBJECT : layout.column(name)));
  const inner = jsonKeys(layout.key);
  let line = 1;
  let skipping = false;
  let started = false;
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  let base = 0;
  let batch: Batch;

  const blanks = (): number => {
    let byte = bytes[at]!;
    while (byte === 32 || byte === 9 || byte === 13) byte = bytes[++at]!;
    return byte;
  };

  /** Passes over a text without escapes. */
  const text = (): boolean => {
    let byte = bytes[++at]!;
    while (byte !== QUOTE) {
      if (byte === BACKSLASH || byte < 32) return false;
      byte = bytes[++at]!;
    }
    at++;
    return true;
  };

  const digits = (): boolean => {
    const from = at;
    while (bytes[at]! >= 48 && bytes[at]! <= 57) at++;
    return at > from;
  };

  const number = (): boolean => {
    if (bytes[at] === 45) at++;
    if (bytes[at] === 48) at++;
    else if (!digits()) return false;
    if (bytes[at] === 46) {
      at++;
      if (!digits()) return false;
    }
    if ((bytes[at]! | 32) === 101) {
      at++;
      if (bytes[at] === 43 || bytes[at] === 45) at++;
      if (!digits()) return false;
    }
    return true;
  };

  const word = (spelled: readonly number[]): boolean => {
    for (const byte of spelled) if (bytes[at++] !== byte) return false;
    return true;
  };

  const found = (slot: number, kind: number, start: number, end: number): true => {
    if (slot < 0 || slot >= batch.width) return true;
    batch.starts[base + slot] = start;
    batch.ends[base + slot] = end;
    batch.kinds[base + slot] = kind;
    return true;
  };

  /** Reads a value for a place; false of what is not plain. */
  const value = (slot: number): boolean => {
    const start = at;
    switch (bytes[at]) {
      case QUOTE:
        return text() && found(slot, FIELD.text, start + 1, at - 1);
      case 116:
        return word(TRUE) && found(slot, FIELD.true, 0, 0);
      case 102:
        return word(FALSE) && found(slot, FIELD.false, 0, 0);
      case 110:
        return word(NULL) && found(slot, FIELD.none, 0, 0);
      default:
        return number() && found(slot, FIELD.number, start, at);
    }
  };

  const object = (keys: JsonKeys): boolean => {
    let isTaken = false;
    keys.start();
    at++;
    if (blanks() === 125) {
      at++;
      return true;
    }
    for (;;) {
      const start = at;
      if (bytes[at] !== QUOTE || !text()) return false;
      const slot = keys.place(bytes, start + 1, at - 1);
      if (blanks() !== 58) return false;
      at++;
      const first = blanks();
      if (slot === OBJECT && first === 123) {
        // Under one key twice the last one counts, and only that.
        if (isTaken) return false;
        isTaken = true;
        if (!object(inner)) return false;
      } else if (slot === OBJECT ? isTaken || !bare(first) : !value(slot)) return false;
      const next = blanks();
      at++;
      if (next === 125) return true;
      if (next !== 44) return false;
      blanks();
    }
  };

  /** In the place of the object: null is nothing, anything else is looked at by others. */
  const bare = (first: number): boolean => first === 110 && word(NULL);

  const parse = (row: number, start: number, end: number): void => {
    const text = textOf(bytes, start, end);
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch (error) {
      addFault(batch, row, 'bad-json', `expected a JSON object, got ${(error as Error).message}`);
      return;
    }
    if (!isPlainObject(parsed)) {
      addFault(batch, row, 'bad-json', 'expected a JSON object, got another value');
      return;
    }
    const put = (slot: number, given: unknown): void => {
      if (slot < 0 || given === null || given === undefined) return;
      found(slot, FIELD.value, batch.values.push(given) - 1, 0);
    };
    const digits = LONG.test(text) ? (JSON.parse(withDigits(text)) as typeof parsed) : parsed;
    for (const [name, value] of Object.entries(parsed)) {
      const given = layout.texts.has(name) ? digits[name] : value;
      if (name === layout.object && isPlainObject(given))
        for (const [key, each] of Object.entries(given)) put(layout.key(key), each);
      else put(layout.column(name), given);
    }
  };

  const scan = (given: Uint8Array, from: number, to: number, final: boolean, into: Batch): number => {
    const { lines, begins, kinds, width } = into;
    bytes = given;
    batch = into;
    batch.bytes = given;
    let position = from;
    let row = 0;
    if (!started) {
      if (to - from < 3 && !final) return from;
      if (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) position += 3;
      started = true;
    }
    const last = to > from ? bytes.lastIndexOf(LF, to - 1) : -1;
    while (row < lines.length && position < to) {
      const isWhole = position <= last;
      if (skipping) {
        if (!isWhole) return stop(to);
        position = bytes.indexOf(LF, position) + 1;
        skipping = false;
        continue;
      }
      if (!isWhole && !final) {
        if (to - position <= rowLimit) return stop(position);
        fault('too-long', `expected a row of at most ${rowLimit} bytes`);
        skipping = true;
        return stop(to);
      }
      base = row * width;
      kinds.fill(FIELD.none, base, base + width);
      at = position;
      // Whatever is read ends at a line break at the latest: the last line may have none.
      let end = -1;
      if (isWhole) {
        const first = blanks();
        if (first === 123 && object(top) && blanks() === LF) end = at;
        else if (first === LF && at >= position) {
          line++;
          position = at + 1;
          continue;
        }
      }
      const isPlain = end >= 0;
      if (!isPlain) {
        end = isWhole ? bytes.indexOf(LF, position) : to;
        kinds.fill(FIELD.none, base, base + width);
        if (!isWhole && /^[ \t\r]*$/.test(textOf(bytes, position, end))) return stop(to);
        parse(row, position, end);
      }
      if (layout.fields.length > width) return stop(position);
      begins[row] = position;
      lines[row++] = line++;
      position = Math.min(end + 1, to);
    }
    return stop(position);

    function stop(consumed: number): number {
      batch.rows = row;
      begins[row] = consumed;
      return consumed;
    }

    function fault(code: FaultCode, message: string): void {
      addFault(batch, row, code, message);
      begins[row] = position;
      lines[row++] = line++;
    }
  };

  return {
    get width() {
      return layout.fields.length;
    },
    scan,
  };
};

const LONG = /\d{16}/;

/** The same line with whole numbers of many digits as texts, so that parsing leaves them as they are. */
const withDigits = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );

/** In the place of a slot: the object that is taken apart. */
const OBJECT = -2;

const codes = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));
const TRUE = /* @__PURE__ */ codes('true');
const FALSE = /* @__PURE__ */ codes('false');
const NULL = /* @__PURE__ */ codes('null');
