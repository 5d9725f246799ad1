import { int, type Parameter, type ParameterType, raw, type Sql, sql } from '../fragment.js';
import type { Dialect } from './dialect.js';

/** An instant as `2026-11-22 00:00:00.001`, UTC; years outside 0001 … 9999 are cut to them: no event is there. */
export const utc = (ms: number): string =>
  new Date(Math.max(-62_135_596_800_000, Math.min(253_402_300_799_999, ms)))
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '');

/** Instants to compare columns with; the dialect says how a timestamp is written. */
export const instants =
  (written: {
    readonly timestamptz: (ms: number) => string;
    readonly timestamp: (ms: number) => string;
  }): Dialect['instant'] =>
  (ms, as) => {
    switch (as) {
      case 'milliseconds':
        return int(ms);
      case 'seconds':
        return raw(seconds(ms));
      case 'microseconds':
        return raw(bracketed(`${BigInt(ms) * 1000n}`));
      default:
        return raw(written[as](ms));
    }
  };

/** Seconds with three decimals: no division, which engines round in their own ways. */
const seconds = (ms: number): string => {
  const size = String(Math.abs(ms)).padStart(4, '0');
  return bracketed(`${ms < 0 ? '-' : ''}${size.slice(0, -3)}.${size.slice(-3)}`);
};

const bracketed = (number: string): string => (number.startsWith('-') ? `(${number})` : number);

/** A JSON pointer to one flat key. */
export const pointer = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** A JSON path to one flat key, quoted. */
export const path = (key: string): string => `$["${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"]`;

/** A value as clients take it: whole numbers that have no exact integer of 64 bits go as text. */
const bindable = ({ value }: Parameter): Parameter['value'] =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value;

/** Numbered parameters; values in a list. */
export const positional = (
  write: (index: number, type: ParameterType) => string,
  more: Partial<Dialect['parameter']> = {},
): Dialect['parameter'] => ({
  write,
  shared: true,
  values: (parameters) => parameters.map(bindable),
  ...more,
});

/** A question mark for each value, cast to its type; values in a list. */
export const questionMarks = (types: Readonly<Record<ParameterType, string>>): Dialect['parameter'] =>
  positional((_, type) => `CAST(? AS ${types[type]})`, { shared: false });

/** Parameters p1, p2, …; values in an object. */
export const named = (
  write: (index: number, type: ParameterType) => string,
  more: Partial<Dialect['parameter']> = {},
): Dialect['parameter'] => ({
  write,
  shared: true,
  values: (parameters) =>
    Object.fromEntries(parameters.map((parameter, i) => [`p${i + 1}`, bindable(parameter)])),
  ...more,
});

/** Texts in quotes that know no escape but the doubled quote. */
export const doubled = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
  "'": "\\'",
};

/** Texts in quotes in which a backslash escapes; what else is not to stand there goes by its number. */
export const backslashed =
  (byNumber: RegExp | undefined): ((text: string) => string) =>
  (text) => {
    const plain = text.replace(/[\n\r\t\\']/g, (each) => ESCAPES[each]!);
    const whole =
      byNumber === undefined
        ? plain
        : plain.replace(byNumber, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `'${whole}'`;
  };

/** Characters that end a line, or that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const UNSEEN = /[\u0001-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Literals: numbers by their digits, which every engine reads as the nearest double. */
export const literals =
  (text: (value: string) => string, double: string): Dialect['literal'] =>
  (value) => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    const digits = String(value + 0);
    return `CAST(${Number.isSafeInteger(value) ? digits : `'${digits}'`} AS ${double})`;
  };

/** What a division leaves, where `%` is an operator. */
export const percent: Dialect['mod'] = (a, b) => sql`(${a} % ${b})`;

/** ASCII letters only: no locale. */
export const asciiLower: Dialect['lower'] = (text) =>
  sql`translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`;

/** The nearest double of a whole number by its digits: engines round the number itself in their own ways. */
export const nearestByDigits =
  ({ double, text }: { readonly double: string; readonly text: string }) =>
  (exact: Sql): Sql =>
    sql`CASE WHEN abs(${exact}) <= 9007199254740992 THEN CAST(${exact} AS ${raw(double)}) ELSE CAST(CAST(${exact} AS ${raw(text)}) AS ${raw(double)}) END`;
