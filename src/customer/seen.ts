import { isDate } from '../internal/index.js';
import { toInstant } from '../time/index.js';

/** A value of the data with its type, as a sentence says it: `"12", a text`. */
export const seen = (raw: unknown): string => {
  switch (typeof raw) {
    case 'string':
      return `${JSON.stringify(raw.length > 40 ? `${raw.slice(0, 39)}…` : raw)}, a text`;
    case 'number':
      return Number.isFinite(raw) ? `${raw}, a number` : `“${raw}”, no finite number`;
    case 'boolean':
      return `${raw}, a truth`;
    case 'bigint':
      return `${raw}n, a big integer`;
    case 'object':
      if (isDate(raw)) return Number.isNaN(raw.getTime()) ? 'an invalid Date' : 'a Date';
      return Array.isArray(raw) ? 'a list' : 'an object';
    case 'undefined':
      return 'nothing';
    default:
      return `a ${typeof raw}`;
  }
};

/** What a text looks like, although nothing reads it so: a number, or a date without an offset (S1). */
export const looksLike = (name: string, text: string): 'number' | 'date' | undefined => {
  if (DATE.test(text)) return toInstant(text) === null ? 'date' : undefined;
  return NUMBER.test(text) && !LABEL.test(name) ? 'number' : undefined;
};

const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

/** Names of what is written in digits and is no number. */
const LABEL = /(id|code|zip|postal|phone|number|version)$/i;
