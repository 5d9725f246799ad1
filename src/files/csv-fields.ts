/** How a file of separated values is written, as bytes. */
export interface CsvBytes {
  /** The bytes between fields; undefined where runs of blanks and tabs part them. */
  readonly delimiter: Uint8Array | undefined;
  /** Undefined where quotes are characters like any other. */
  readonly quote: number | undefined;
  /** The byte that makes a quote one of the text, in quotes; the quote itself where it is doubled. */
  readonly escape: number | undefined;
  /** The byte before characters that stand for others, in quotes or not. */
  readonly backslash: number | undefined;
}

const LF = 10;
const CR = 13;
const BLANKS = [9, 32];
const NONE = -1;

/** A field as it was read last, and what it takes to read the next one. */
export interface FieldReader {
  /** Bytes at which reading a field without quotes has to look twice. */
  readonly endsPlain: Uint8Array;
  /** The same in quotes. */
  readonly endsQuoted: Uint8Array;
  readonly delimiter: Uint8Array;
  readonly byBlanks: boolean;
  readonly quote: number;
  readonly escape: number;
  readonly backslash: number;
  /** Where the text of the field begins, and where it ends. */
  start: number;
  end: number;
  isQuoted: boolean;
  /** Its quote is not closed. */
  isOpen: boolean;
  /** It has a quote in the middle, or something after the closing one. */
  isStray: boolean;
  /** Something in it stands for something else. */
  isEscaped: boolean;
  /** Line breaks in it. */
  breaks: number;
}

const tableOf = (bytes: Iterable<number>): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of bytes) if (byte >= 0) table[byte] = 1;
  return table;
};

/** A reader of the fields of a file. */
export const fieldReader = (written: CsvBytes): FieldReader => {
  const { quote = NONE, escape: escaping = NONE, backslash = NONE } = written;
  const byBlanks = written.delimiter === undefined;
  const delimiter = written.delimiter ?? new Uint8Array(0);
  const parting = byBlanks ? BLANKS : [delimiter[0]!];
  return {
    endsPlain: tableOf([...parting, LF, CR, quote, backslash]),
    endsQuoted: tableOf([LF, quote, escaping, backslash]),
    delimiter,
    byBlanks,
    quote,
    escape: escaping,
    backslash,
    start: 0,
    end: 0,
    isQuoted: false,
    isOpen: false,
    isStray: false,
    isEscaped: false,
    breaks: 0,
  };
};

/** Some bytes of a file. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly to: number;
  /** Whether the file ends with them. */
  readonly final: boolean;
}

/**
 * Reads the field that begins at `from`; says at which byte after it reading stopped: `to` where more bytes could
 * belong to it.
 */
export const readField = (field: FieldReader, given: Bytes, from: number): number => {
  field.isQuoted = from < given.to && given.bytes[from] === field.quote;
  field.isOpen = false;
  field.isStray = false;
  field.isEscaped = false;
  field.breaks = 0;
  if (field.isQuoted) return quotedEnd(field, given, from + 1);
  field.start = from;
  const end = plainEnd(field, given, from);
  field.end = end;
  return end;
};

/** The byte after a delimiter that stands at `at`; `at` where none does. */
export const afterDelimiter = (field: FieldReader, { bytes, to }: Bytes, at: number): number => {
  if (at >= to || bytes[at] === LF || bytes[at] === CR) return at;
  if (!field.byBlanks) return at + field.delimiter.length;
  return afterBlanks({ bytes, to }, at);
};

/** The first byte from `at` on that is no blank. */
export const afterBlanks = ({ bytes, to }: Pick<Bytes, 'bytes' | 'to'>, at: number): number => {
  let i = at;
  while (i < to && (bytes[i] === 32 || bytes[i] === 9)) i++;
  return i;
};

/** Where a field without quotes ends: at a delimiter, a line break or `to`. */
const plainEnd = (field: FieldReader, given: Bytes, from: number): number => {
  const { bytes, to } = given;
  const { endsPlain, quote, backslash, delimiter } = field;
  let i = from;
  for (;;) {
    while (i < to && endsPlain[bytes[i]!] === 0) i++;
    if (i >= to) return to;
    const byte = bytes[i]!;
    if (byte === quote) {
      field.isStray = true;
      i++;
    } else if (byte === backslash) i = afterEscaped(field, given, i);
    else if (byte === LF || byte === CR || delimiter.length < 2) return i;
    else if (isDelimiter(delimiter, given, i)) return to - i < delimiter.length ? to : i;
    else i++;
  }
};

/** The byte after a backslash and what it escapes. */
const afterEscaped = (field: FieldReader, { bytes, to }: Bytes, at: number): number => {
  field.isEscaped = true;
  if (at + 1 >= to) return to;
  if (bytes[at + 1] === LF) field.breaks++;
  return at + 2;
};

/** Whether the rest of a delimiter follows its first byte, as far as there are bytes. */
const isDelimiter = (delimiter: Uint8Array, { bytes, to, final }: Bytes, at: number): boolean => {
  const length = Math.min(delimiter.length, to - at);
  if (final && length < delimiter.length) return false;
  for (let k = 1; k < length; k++) if (bytes[at + k] !== delimiter[k]) return false;
  return true;
};

/** Reads on behind an opening quote. */
const quotedEnd = (field: FieldReader, given: Bytes, from: number): number => {
  const { bytes, to, final } = given;
  const { endsQuoted, quote, escape: escaping, backslash } = field;
  field.start = from;
  field.isOpen = true;
  let i = from;
  for (;;) {
    while (i < to && endsQuoted[bytes[i]!] === 0) i++;
    if (i >= to) return to;
    const byte = bytes[i]!;
    const isLast = i + 1 >= to;
    if (byte === LF) {
      field.breaks++;
      i++;
    } else if (byte === backslash) i = afterEscaped(field, given, i);
    // What comes next decides whether a quote ends the field.
    else if (isLast && !final) return to;
    else if (byte === escaping && !isLast && (bytes[i + 1] === quote || bytes[i + 1] === escaping)) {
      field.isEscaped = true;
      i += 2;
    } else if (byte === quote) break;
    else i++;
  }
  field.isOpen = false;
  field.end = i;
  const rest = plainEnd(field, given, i + 1);
  if (rest > i + 1) field.isStray = true;
  return rest;
};

/** What the letter after a backslash stands for; any other character stands for itself. */
const LETTERS: Readonly<Record<string, number>> = { 0: 0, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };
const MEANING = /* @__PURE__ */ Uint8Array.from(
  { length: 256 },
  (_, byte) => LETTERS[String.fromCharCode(byte)] ?? byte,
);

/**
 * Writes the text of an escaped field over it, in the bytes themselves, and blanks behind it; says where it ends then.
 */
export const writeOut = (
  { quote, escape: escaping, backslash }: FieldReader,
  bytes: Uint8Array,
  start: number,
  end: number,
): number => {
  let to = start;
  for (let from = start; from < end; from++) {
    const byte = bytes[from]!;
    const next = from + 1 < end ? bytes[from + 1]! : NONE;
    if (byte === backslash && next !== NONE) {
      bytes[to++] = MEANING[next]!;
      from++;
      continue;
    }
    if (byte === escaping && (next === quote || next === escaping)) from++;
    bytes[to++] = bytes[from]!;
  }
  bytes.fill(32, to, end);
  return to;
};
