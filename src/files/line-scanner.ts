import { addFault, FIELD, type Scanner } from './batch.js';

const LF = 10;

/** Finds lines: each is one field. Lines of blanks are none, and so is a byte order mark. */
export const lineScanner = (rowLimit: number): Scanner => {
  let line = 1;
  let started = false;
  let skipping = false;
  return {
    width: 1,
    scan: (bytes, from, to, final, batch) => {
      let at = from;
      let row = 0;
      batch.bytes = bytes;
      if (!started) {
        if (to - from < 3 && !final) return from;
        if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
        started = true;
      }
      while (row < batch.lines.length && at < to) {
        const found = bytes.subarray(at, to).indexOf(LF);
        const tooLong = found < 0 && !final && to - at > rowLimit;
        if (found < 0 && !final && !tooLong && !skipping) break;
        const end = found < 0 ? to : at + found;
        const next = Math.min(end + 1, to);
        let start = at;
        while (start < end && (bytes[start] === 32 || bytes[start] === 9 || bytes[start] === 13)) start++;
        if (!skipping && start < end) {
          batch.begins[row] = at;
          batch.starts[row] = start;
          batch.ends[row] = end;
          batch.kinds[row] = FIELD.text;
          batch.lines[row] = line;
          if (tooLong) addFault(batch, row, 'too-long', `expected a row of at most ${rowLimit} bytes`);
          row++;
        }
        skipping = found < 0 && !final;
        if (!skipping) line++;
        at = next;
      }
      batch.rows = row;
      batch.begins[row] = at;
      return at;
    },
  };
};
