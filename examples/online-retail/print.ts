import { TZDate } from '@date-fns/tz';

/** Everything about how the story looks: numbers, columns, instants. */

/** 541,909 */
export const count = (value: number): string => value.toLocaleString('en-GB');

/** £1,235 */
export const pounds = (amount: number | null): string => `£${count(Math.round(amount ?? 0))}`;

/** 12.3 % */
export const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** 2011-12-09 12:50, as the clock in the shop shows it. */
export const london = (instant: number): string =>
  new TZDate(instant, 'Europe/London').toISOString().slice(0, 16).replace('T', ' ');

const WIDTH = 110;

/** Columns under headings, a row a line: numbers to the right, texts to the left, the last column broken to fit. */
export const table = (
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string => {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? count(cell) : cell)));
  const last = headings.length - 1;
  const toRight = headings.map((_, column) =>
    rows.every((row) => /^-?\d[\d,.]*( %)?$/.test(String(row[column]))),
  );
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const start = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 2);
  const line = (row: readonly string[]): string => {
    const columns = row
      .slice(0, last)
      .map((cell, column) =>
        toRight[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      );
    const text = broken(toRight[last] ? row[last]!.padStart(widths[last]!) : row[last]!, WIDTH - start);
    return `  ${[...columns, text.join(`\n${' '.repeat(start)}`)].join('  ').trimEnd()}`;
  };
  const rule = widths.map((width, column) =>
    '─'.repeat(column === last ? Math.min(width, WIDTH - start) : width),
  );
  return [headings, rule, ...cells].map(line).join('\n');
};

/** A text in lines of at most so many characters, broken at spaces. */
const broken = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** A heading with a line of air around it, and how long its part took. */
export const heading = (title: string, milliseconds: number): string => {
  const took = milliseconds < 100 ? `${Math.ceil(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
  return `\n${title} (${took})\n`;
};
