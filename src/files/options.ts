import { refuse } from '../internal/index.js';
import { type FileInput, nameOf } from './bytes.js';

/** How the rows of a file are written. */
export type FileFormat = 'csv' | 'tsv' | 'ndjson' | 'parquet';

/** How separated values are written. */
export interface CsvOptions {
  /** One character, or `'blanks'`: runs of blanks and tabs part the fields. Default: a comma; a tab in a `.tsv`. */
  readonly delimiter?: string | undefined;
  /** What encloses fields that hold delimiters, line breaks or quotes; null where quotes are characters like any other. Default: `"`. */
  readonly quote?: string | null | undefined;
  /** What makes a quote in quotes one of the text. Default: the quote itself, doubled. */
  readonly escape?: string | undefined;
  /** The names of the columns. Without them the first row has them. */
  readonly columns?: readonly string[] | undefined;
  /** With `columns`: whether the first row has names, which are then passed over. Default: it has none. */
  readonly header?: boolean | undefined;
  /** What becomes of a row with fewer fields than there are columns: rejected (the default), or what is not there is missing. */
  readonly shortRows?: 'reject' | 'missing' | undefined;
  /** What a field of no characters is, quoted or not: missing (the default), or a text. */
  readonly empty?: 'missing' | 'text' | undefined;
}

/** How a file is read. */
export interface FileOptions extends CsvOptions {
  /** Default: by the ending, `.csv`, `.tsv`, `.ndjson`, `.jsonl`, `.parquet`, a `.gz` after it or not. */
  readonly format?: FileFormat | undefined;
}

const ENDINGS: Readonly<Record<string, FileFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
};

const FORMATS: readonly string[] = ['csv', 'tsv', 'ndjson', 'parquet'];

/** The format of a file: as it is said, or by its ending. */
export const formatOf = (file: FileInput, format: FileFormat | undefined, path: string): FileFormat => {
  if (format !== undefined)
    return FORMATS.includes(format)
      ? format
      : refuse('bad-value', `one of ${FORMATS.join(', ')}`, format, `${path}.format`);
  const ending = /\.([^./\\]+)(?:\.gz)?$/i.exec(nameOf(file))?.[1]?.toLowerCase() ?? '';
  return (
    ENDINGS[ending] ??
    refuse(
      'bad-value',
      `a file that ends in ${Object.keys(ENDINGS).join(', ')}, or a format beside it`,
      nameOf(file),
      `${path}.file`,
    )
  );
};

/** Separated values as bytes, options checked. */
export interface CsvWriting {
  readonly delimiter: number | undefined;
  readonly quote: number | undefined;
  readonly escape: number | undefined;
  readonly columns: readonly string[] | undefined;
  readonly header: boolean;
  readonly shortRows: 'reject' | 'missing';
  readonly empty: 'missing' | 'text';
}

/** How the values of a file are written; a mistake is a `bad-value` error. */
export const csvWriting = (options: CsvOptions, format: FileFormat, path: string): CsvWriting => {
  const {
    columns,
    header = columns === undefined,
    shortRows = 'reject',
    empty = 'missing',
    quote = '"',
  } = options;
  const { delimiter = format === 'tsv' ? '\t' : ',', escape: escaping = quote ?? undefined } = options;
  const byte = (text: unknown, name: string): number =>
    typeof text === 'string' && /^[\t -~]$/.test(text)
      ? text.charCodeAt(0)
      : refuse(
          'bad-value',
          `one character of ASCII${name === 'delimiter' ? ", or 'blanks'" : ''}`,
          text,
          `${path}.${name}`,
        );
  if (
    columns !== undefined &&
    (!Array.isArray(columns) || columns.length === 0 || columns.some((one) => typeof one !== 'string'))
  )
    refuse('bad-value', 'a list of names', columns, `${path}.columns`);
  if (columns !== undefined) requireDifferent(columns, `${path}.columns`);
  if (typeof header !== 'boolean') refuse('bad-value', 'true or false', header, `${path}.header`);
  if (!header && columns === undefined)
    refuse(
      'bad-value',
      'the names of the columns in columns, where no header has them',
      columns,
      `${path}.columns`,
    );
  if (shortRows !== 'reject' && shortRows !== 'missing')
    refuse('bad-value', "'reject' or 'missing'", shortRows, `${path}.shortRows`);
  if (empty !== 'missing' && empty !== 'text')
    refuse('bad-value', "'missing' or 'text'", empty, `${path}.empty`);
  const made = {
    delimiter: delimiter === 'blanks' ? undefined : byte(delimiter, 'delimiter'),
    quote: quote === null ? undefined : byte(quote, 'quote'),
    escape: quote === null ? undefined : byte(escaping, 'escape'),
    columns,
    header,
    shortRows,
    empty,
  };
  if (made.delimiter !== undefined && (made.delimiter === made.quote || made.delimiter === made.escape))
    refuse('bad-value', 'another character than the delimiter', delimiter, `${path}.quote`);
  return made;
};

/** Names of columns are told apart. */
export const requireDifferent = (columns: readonly string[], path: string): void => {
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined)
    refuse(
      'bad-value',
      'each column once; columns: [...] with header: true gives them other names',
      twice,
      path,
    );
};
