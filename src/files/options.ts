import { refuse } from '../internal/index.js';
import { type FileInput, nameOf } from './bytes.js';

/** How the characters of a file are written. */
export type FileEncoding = 'utf-8' | 'latin1' | 'windows-1252';

/** How the rows of a file are written. */
export type FileFormat = 'csv' | 'tsv' | 'ndjson' | 'parquet';

/** How separated values are written. */
export interface CsvOptions {
  /**
   * One character or several, of any alphabet, such as `'\u0001'`; or `'blanks'`: runs of blanks and tabs part the
   * fields. Default: a comma; a tab in a `.tsv`.
   */
  readonly delimiter?: string | undefined;
  /**
   * What encloses fields that hold delimiters, line breaks or quotes; null where quotes are characters like any
   * other. Default: `"`.
   */
  readonly quote?: string | null | undefined;
  /** What makes a quote in quotes one of the text. Default: the quote itself, doubled. */
  readonly escape?: string | undefined;
  /**
   * `'escape'`: a backslash makes a text of what follows it, in quotes or not: `\n`, `\r`, `\t`, `\b`, `\f`, `\v`
   * are those characters, anything else is itself, a delimiter and a line break too; and a field of `\N` alone,
   * without quotes, is missing. So PostgreSQL's `COPY … TO` (with `quote: null`) and MySQL's `INTO OUTFILE` write.
   * Default: `'text'`, a character like any other.
   */
  readonly backslash?: 'text' | 'escape' | undefined;
  /**
   * What stands, without quotes, where nothing is, such as `'NULL'`. Default: nothing does; `\N` where backslashes
   * escape.
   */
  readonly missing?: string | undefined;
  /** How the file is encoded. Default: `'utf-8'`. */
  readonly encoding?: FileEncoding | undefined;
  /** The names of the columns. Without them the first row has them. */
  readonly columns?: readonly string[] | undefined;
  /** With `columns`: whether the first row has names, which are then passed over. Default: it has none. */
  readonly header?: boolean | undefined;
  /**
   * What becomes of a row with fewer fields than there are columns: rejected (the default), or what is not there is
   * missing.
   */
  readonly shortRows?: 'reject' | 'missing' | undefined;
  /** What a field of no characters is, quoted or not: missing (the default), or a text. */
  readonly empty?: 'missing' | 'text' | undefined;
}

/** The keys of {@link CsvOptions}. */
export const OF_CSV = [
  'delimiter',
  'quote',
  'escape',
  'backslash',
  'missing',
  'encoding',
  'columns',
  'header',
  'shortRows',
  'empty',
];

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
  readonly delimiter: Uint8Array | undefined;
  readonly quote: number | undefined;
  readonly escape: number | undefined;
  readonly backslash: number | undefined;
  readonly columns: readonly string[] | undefined;
  readonly header: boolean;
  readonly shortRows: 'reject' | 'missing';
  readonly empty: 'missing' | 'text';
  readonly missing: Uint8Array | undefined;
  readonly encoding: FileEncoding;
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Refuses what is none of these texts. */
const oneOf = <T extends string>(values: readonly T[], given: unknown, path: string): T =>
  values.includes(given as T)
    ? (given as T)
    : refuse('bad-value', values.map((value) => `'${value}'`).join(' or '), given, path);

/** How the values of a file are written; a mistake is a `bad-value` error. */
export const csvWriting = (options: CsvOptions, format: FileFormat, path: string): CsvWriting => {
  const { shortRows = 'reject', empty = 'missing', backslash = 'text', encoding = 'utf-8' } = options;
  const at = (name: string): string => below(path, name);
  const escapes = oneOf(['text', 'escape'], backslash, at('backslash')) === 'escape';
  const { missing = escapes ? '\\N' : undefined } = options;
  if (missing !== undefined && typeof missing !== 'string')
    refuse('bad-value', 'a text', missing, at('missing'));
  return {
    ...bytesOf(options, format, escapes, path),
    ...namesOf(options, path),
    shortRows: oneOf(['reject', 'missing'], shortRows, at('shortRows')),
    empty: oneOf(['missing', 'text'], empty, at('empty')),
    missing: missing === undefined ? undefined : utf8.encode(missing),
    encoding: oneOf(['utf-8', 'latin1', 'windows-1252'], encoding, at('encoding')),
  };
};

const utf8 = /* @__PURE__ */ new TextEncoder();

/** The bytes that part, enclose and escape; none of them may be two things at once. */
const bytesOf = (
  options: CsvOptions,
  format: FileFormat,
  escapes: boolean,
  path: string,
): Pick<CsvWriting, 'delimiter' | 'quote' | 'escape' | 'backslash'> => {
  const { delimiter = format === 'tsv' ? '\t' : ',', quote = '"' } = options;
  const { escape: escaping = quote } = options;
  const byte = (text: unknown, name: string): number => {
    const code = typeof text === 'string' && text.length === 1 ? text.charCodeAt(0) : 0;
    const fits = code > 0 && code < 128 && code !== 10 && code !== 13;
    return fits ? code : refuse('bad-value', 'one character of ASCII', text, below(path, name));
  };
  const parting = (text: unknown): Uint8Array =>
    typeof text === 'string' && text !== '' && !/[\n\r\p{Surrogate}]/u.test(text) && !text.includes('\0')
      ? utf8.encode(text)
      : refuse('bad-value', "a text without line breaks, or 'blanks'", text, below(path, 'delimiter'));
  const made = {
    delimiter: delimiter === 'blanks' ? undefined : parting(delimiter),
    quote: quote === null ? undefined : byte(quote, 'quote'),
    escape: quote === null ? undefined : byte(escaping, 'escape'),
    backslash: escapes ? BACKSLASH : undefined,
  };
  if (made.quote === made.backslash && escapes)
    refuse('bad-value', 'another character than the backslash, which escapes', quote, below(path, 'quote'));
  const others = [made.quote, made.escape, made.backslash];
  if (made.delimiter?.some((one) => others.includes(one)))
    refuse(
      'bad-value',
      'another text than what encloses or escapes fields',
      delimiter,
      below(path, 'delimiter'),
    );
  return made;
};

const BACKSLASH = 92;

const namesOf = (
  { columns, header = columns === undefined }: CsvOptions,
  path: string,
): Pick<CsvWriting, 'columns' | 'header'> => {
  if (
    columns !== undefined &&
    (!Array.isArray(columns) || columns.length === 0 || columns.some((one) => typeof one !== 'string'))
  )
    refuse('bad-value', 'a list of names', columns, below(path, 'columns'));
  if (columns !== undefined) requireDifferent(columns, below(path, 'columns'));
  if (typeof header !== 'boolean') refuse('bad-value', 'true or false', header, below(path, 'header'));
  if (!header && columns === undefined)
    refuse(
      'bad-value',
      'the names of the columns in columns, where no header has them',
      columns,
      below(path, 'columns'),
    );
  return { columns, header };
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
