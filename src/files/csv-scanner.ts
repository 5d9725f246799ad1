import { addFault, type Batch, type FaultCode, FIELD, type Scanner } from './batch.js';

/** How a file of separated values is written, as bytes. */
export interface CsvBytes {
  /** The byte between fields; undefined where runs of blanks and tabs part them. */
  readonly delimiter: number | undefined;
  /** Undefined where quotes are characters like any other. */
  readonly quote: number | undefined;
  /** The byte that makes a quote one of the text, in quotes; the quote itself where it is doubled. */
  readonly escape: number | undefined;
  /** Of each column the place among the fields of a batch, −1 of one that nobody wants. */
  readonly slots: Int32Array;
  /** Whether a field of no characters is there. */
  readonly empty: 'missing' | 'text';
  /** What becomes of rows with fewer fields than columns. */
  readonly shortRows: 'reject' | 'missing';
  /** The most bytes that a row may have. */
  readonly rowLimit: number;
  /** The line on which the bytes begin, from 1. */
  readonly line: number;
}

const LF = 10;
const CR = 13;
const BLANKS = [9, 32];

/** Classes of bytes: those that end what is being read. */
const classes = (bytes: readonly (number | undefined)[]): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of bytes) if (byte !== undefined) table[byte] = 1;
  return table;
};

/** Finds the rows of separated values. Doubled quotes are made single in the bytes themselves, when their row is whole. */
export const csvScanner = (options: CsvBytes): Scanner => {
  const { delimiter, slots, shortRows, rowLimit } = options;
  const quote = options.quote ?? -1;
  const escaping = options.escape ?? -1;
  const byBlanks = delimiter === undefined;
  const delimiters = classes(byBlanks ? BLANKS : [delimiter]);
  const endsPlain = classes([...(byBlanks ? BLANKS : [delimiter]), LF, CR, options.quote]);
  const endsQuoted = classes([LF, options.quote, options.escape]);
  const expected = slots.length;
  const width = slots.reduce((most, slot) => Math.max(most, slot + 1), 0);
  const ofEmpty = options.empty === 'text' ? FIELD.text : FIELD.none;
  const escaped: number[] = [];
  let { line } = options;
  /** The rest of a row that was given up is being passed over. */
  let skipping = false;

  const makeSingle = (batch: Batch): void => {
    const { bytes, starts, ends } = batch;
    for (const place of escaped) {
      let to = starts[place]!;
      const end = ends[place]!;
      for (let from = to; from < end; from++) {
        const byte = bytes[from]!;
        const next = from + 1 < end ? bytes[from + 1]! : -1;
        if (byte === escaping && (next === quote || next === escaping)) from++;
        bytes[to++] = bytes[from]!;
      }
      ends[place] = to;
      bytes.fill(0x20, to, end);
    }
    escaped.length = 0;
  };

  const scan = (bytes: Uint8Array, from: number, to: number, final: boolean, batch: Batch): number => {
    const { starts, ends, kinds, lines, width: stride } = batch;
    const capacity = lines.length;
    let at = from;
    let row = batch.rows;
    batch.bytes = bytes;

    const fault = (code: FaultCode, message: string): void => addFault(batch, row, code, message);
    /** Leaves the line on which a row began, and goes on with the next one. */
    const abandon = (code: FaultCode, message: string): void => {
      fault(code, message);
      batch.begins[row] = at;
      lines[row++] = line;
      escaped.length = 0;
      const end = bytes.indexOf(LF, at);
      skipping = end < 0 || end >= to;
      at = skipping ? to : end + 1;
      line++;
    };

    while (row < capacity && at < to) {
      let i = at;
      if (skipping) {
        const end = bytes.indexOf(LF, i);
        if (end < 0 || end >= to) return stop(to);
        skipping = false;
        at = end + 1;
        continue;
      }
      if (byBlanks) while (i < to && delimiters[bytes[i]!] === 1) i++;
      if (i >= to) return stop(final ? to : at);
      if (bytes[i] === LF || bytes[i] === CR) {
        if (bytes[i] === CR && i + 1 >= to && !final) return stop(at);
        at = i + (bytes[i] === CR && bytes[i + 1] === LF && i + 1 < to ? 2 : 1);
        line++;
        continue;
      }
      const base = row * stride;
      let column = 0;
      let breaks = 0;
      let stray = -1;
      let open = false;
      for (;;) {
        let start = i;
        let end: number;
        let doubled = false;
        if (i < to && bytes[i] === quote) {
          start = ++i;
          open = true;
          for (;;) {
            while (i < to && endsQuoted[bytes[i]!] === 0) i++;
            if (i >= to) break;
            const byte = bytes[i]!;
            if (byte === LF) {
              breaks++;
              i++;
              continue;
            }
            if (i + 1 < to && byte === escaping) {
              const next = bytes[i + 1]!;
              if (next === quote || next === escaping) {
                doubled = true;
                i += 2;
                continue;
              }
            } else if (i + 1 >= to && !final) {
              i = to;
              break;
            }
            if (byte === quote) {
              open = false;
              break;
            }
            i++;
          }
          if (open) break;
          end = i++;
          // After the closing quote there should be nothing more of the field.
          while (i < to && (endsPlain[bytes[i]!] === 0 || bytes[i] === quote)) {
            if (stray < 0) stray = column;
            i++;
          }
        } else {
          while (i < to && endsPlain[bytes[i]!] === 0) i++;
          while (i < to && bytes[i] === quote) {
            if (stray < 0) stray = column;
            i++;
            while (i < to && endsPlain[bytes[i]!] === 0) i++;
          }
          end = i;
        }
        if (i >= to && !final) break;
        const slot = column < expected ? slots[column]! : -1;
        column++;
        if (slot >= 0) {
          starts[base + slot] = start;
          ends[base + slot] = end;
          kinds[base + slot] = end > start ? FIELD.text : ofEmpty;
          if (doubled) escaped.push(base + slot);
        }
        if (i >= to || delimiters[bytes[i]!] === 0) break;
        i++;
        if (byBlanks) {
          while (i < to && delimiters[bytes[i]!] === 1) i++;
          if (i >= to ? final : bytes[i] === LF || bytes[i] === CR) break;
        }
      }
      if (open && final) {
        abandon('unclosed-quote', `a quote that begins in column ${column + 1} is never closed`);
        continue;
      }
      if (open || (i >= to && !final) || (i + 1 >= to && !final && bytes[i] === CR)) {
        escaped.length = 0;
        if (to - at <= rowLimit) return stop(at);
        const what = open ? `; a quote that begins in column ${column + 1} is not closed` : '';
        abandon('too-long', `expected a row of at most ${rowLimit} bytes${what}`);
        continue;
      }
      batch.begins[row] = at;
      lines[row] = line;
      line += breaks + 1;
      at = i >= to ? to : i + (bytes[i] === CR && i + 1 < to && bytes[i + 1] === LF ? 2 : 1);
      if (escaped.length > 0) makeSingle(batch);
      if (stray >= 0)
        fault(
          'stray-quote',
          `column ${stray + 1} has a quote in the middle: a field with quotes stands in quotes, and theirs are doubled`,
        );
      else if (column > expected || (column < expected && shortRows === 'reject'))
        fault('ragged-row', `expected ${expected} fields, got ${column}`);
      else for (let c = column; c < expected; c++) if (slots[c]! >= 0) kinds[base + slots[c]!] = FIELD.none;
      row++;
    }
    return stop(at);

    function stop(consumed: number): number {
      batch.rows = row;
      batch.begins[row] = consumed;
      return consumed;
    }
  };
  return { width, scan };
};
