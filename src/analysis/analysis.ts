import { aligned, instant, number, percent, rounded } from '../print/index.js';

/** What the values of a column are, so that they can be printed and drawn. */
export type ColumnUnit = 'text' | 'customers' | 'share' | 'instant' | 'number';

/** What a column means. */
export interface ColumnOf {
  /** In one sentence. */
  readonly means: string;
  readonly unit: ColumnUnit;
}

/** The value of a cell: null where there is none, which is never 0. */
export type Cell = string | number | null;

/** A row of an analysis: plain data. */
export type AnalysisRow = Readonly<Record<string, Cell>>;

/** What an analysis answers: a table that says what it means, which definition was used, and what was left out. */
export interface Analysis<R extends object = AnalysisRow> {
  /** Which analysis it is, such as `growth`. */
  readonly kind: string;
  readonly title: string;
  readonly rows: readonly R[];
  /** What each column means, and its unit. */
  readonly columns: { readonly [K in keyof R & string]: ColumnOf };
  /** Which definition was used, what was left out and why, what could not be observed. */
  readonly notes: readonly string[];
  /** A table for a terminal, the notes below it. */
  toString(): string;
  /** The same as plain data. */
  toJSON(): AnalysisData<R>;
}

/** An analysis as plain data. */
export type AnalysisData<R extends object = AnalysisRow> = Pick<
  Analysis<R>,
  'kind' | 'title' | 'rows' | 'columns' | 'notes'
>;

const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');
const NOTEBOOK = /* @__PURE__ */ Symbol.for('Jupyter.display');

/** An analysis of its data, with ways to show itself. */
export const analysisOf = <R extends object>(data: AnalysisData<R>): Analysis<R> => {
  const text = (): string => printed(data as unknown as AnalysisData);
  return Object.freeze({
    ...data,
    rows: Object.freeze(data.rows.map((row) => Object.freeze(row))),
    notes: Object.freeze([...data.notes]),
    toString: text,
    toJSON: () => data,
    [INSPECT]: text,
    [NOTEBOOK]: () => ({ 'text/plain': text(), 'text/html': inHtml(data as unknown as AnalysisData) }),
  });
};

const printed = ({ title, rows, columns, notes }: AnalysisData): string => {
  const keys = Object.keys(columns);
  const lines =
    rows.length === 0
      ? ['  no rows']
      : aligned([keys, ...rows.map((row) => keys.map((key) => said(row[key] ?? null, columns[key]!.unit)))]);
  return [title, ...lines, ...notes.map((note) => `· ${note}`)].join('\n');
};

const SAID: Readonly<Record<Exclude<ColumnUnit, 'text'>, (value: number) => string>> = {
  customers: number,
  share: (value) => percent(value, 1),
  instant,
  number: rounded,
};

/** A cell as people read it; "–" where there is no value. */
const said = (value: Cell, unit: ColumnUnit): string => {
  if (value === null) return '–';
  return typeof value === 'string' || unit === 'text' ? String(value) : SAID[unit](value);
};

const inHtml = ({ title, rows, columns, notes }: AnalysisData): string => {
  const keys = Object.keys(columns);
  const cells = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) =>
    cells(
      'td',
      keys.map((key) => said(row[key] ?? null, columns[key]!.unit)),
    ),
  );
  return [
    `<table><caption>${escaped(title)}</caption><thead>${cells('th', keys)}</thead><tbody>${body.join('')}</tbody></table>`,
    ...(notes.length === 0 ? [] : [`<ul>${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>`]),
  ].join('');
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
