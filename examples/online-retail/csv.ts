/**
 * The records of comma-separated text, each a list of fields: RFC 4180, where a quoted field may hold commas, line
 * breaks and doubled quotes. A last line without a break counts; an empty line does not.
 */
export function* csvRecords(text: string): Generator<string[]> {
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      let end: number;
      if (text[at] === '"') {
        end = closingQuote(text, at + 1);
        record.push(text.slice(at + 1, end).replaceAll('""', '"'));
        end += 1;
      } else {
        end = at;
        while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1;
        record.push(text.slice(at, end));
      }
      at = end + 1;
      if (text[end] === ',') continue;
      if (text[end] === '\r' && text[at] === '\n') at += 1;
      break;
    }
    if (record.length > 1 || record[0] !== '') yield record;
  }
}

/** Where a quoted field ends: at the first quote that is not doubled, or with the text. */
const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
};
