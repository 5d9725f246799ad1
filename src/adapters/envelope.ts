import * as z from 'zod';
import type { RowIssue } from '../rows/index.js';
import type { Fact, Fields, Person, RowReading } from './facts.js';
import { isFields } from './history.js';
import { isPlaceholderId } from './placeholders.js';
import { plainCopy } from './plain.js';
import { shown } from './shown.js';
import { unitOf } from './times.js';

/** An id: a text, or a whole number that is taken by its digits. */
export const idSchema = (): z.ZodType<string | number | null | undefined> =>
  z.union([z.string(), z.int()], { error: 'expected an id: a text or a whole number' }).nullish();

/** Names and values, or nothing. */
export const fieldsSchema = (): z.ZodType<Fields | null | undefined> =>
  z
    .custom<Fields>(
      (value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date),
      { error: 'expected an object of names and values' },
    )
    .nullish();

/**
 * Checks envelopes; what zod says against one are issues of `bad-envelope` below a path. No code is generated for
 * it: pages may forbid that.
 */
export const checker =
  <T>(schema: z.ZodType<T>, below = '') =>
  (value: unknown): { readonly data: T } | { readonly rejected: readonly RowIssue[] } => {
    const { data, error } = schema.safeParse(value, { jitless: true });
    if (error === undefined) return { data: data as T };
    return {
      rejected: error.issues.map(({ path, message }) => ({
        path: below + path.map(String).join('.'),
        code: 'bad-envelope',
        message,
      })),
    };
  };

/** A row that is left out. */
export const rejection = (code: string, path: string, message: string): RowReading => ({
  rejected: [{ code, path, message }],
});

/** Notes what is worth a look in a row. */
export type Note = (code: string, path: string, message: string) => void;

/** What a row states, as it is collected; and readers of its fields that note what they cannot use. */
export interface Draft {
  readonly emit: (...facts: readonly Fact[]) => void;
  readonly note: Note;
  /** An id as text; undefined where there is none, or a placeholder, which is noted. */
  readonly id: (value: unknown, path: string) => string | undefined;
  /** A person of these ids; undefined where there is neither. Ids that are seen together are linked. */
  readonly person: (
    known: string | undefined,
    anonymous: string | undefined,
    at: number | undefined,
  ) => Person | undefined;
  /** Names and values, as such or, in some exports, as their JSON text; of anything else none, with a note. */
  readonly fields: (value: unknown, path: string) => Fields;
  /** The first of a group's ids; more than one are noted. */
  readonly account: (value: unknown, path: string) => string | undefined;
  readonly done: () => RowReading;
}

/** Begins a row. */
export const draft = (): Draft => {
  const facts: Fact[] = [];
  const notes: RowIssue[] = [];
  const emit: Draft['emit'] = (...more) => void facts.push(...more);
  const note: Note = (code, path, message) => void notes.push({ code, path, message });
  const id: Draft['id'] = (value, path) => idOf(value, path, note);
  return {
    emit,
    note,
    id,
    person: (known, anonymous, at) => {
      if (known === undefined && anonymous === undefined) return undefined;
      if (known !== undefined && anonymous !== undefined && known !== anonymous)
        emit({ kind: 'link', from: anonymous, to: known, at, certain: false });
      return { known, anonymous };
    },
    fields: (value, path) => fieldsOf(value, path, note),
    account: (value, path) => {
      if (!Array.isArray(value)) return id(value, path);
      if (value.length > 1)
        note('several-accounts', path, 'expected one account, got several: the first counts');
      return id(value[0], path);
    },
    done: () => ({ facts, notes }),
  };
};

const idOf = (value: unknown, path: string, note: Note): string | undefined => {
  if (value === undefined || value === null) return undefined;
  const id = typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : '';
  if (!isPlaceholderId(id)) return id;
  note('placeholder-id', path, `expected an id, got ${shown(value)}: it is no id of anybody`);
  return undefined;
};

const fieldsOf = (value: unknown, path: string, note: Note): Fields => {
  if (value === undefined || value === null || value === '') return {};
  let given: unknown = value;
  if (typeof value === 'string') {
    try {
      given = plainCopy(JSON.parse(value));
    } catch {
      given = undefined;
    }
  }
  if (isFields(given)) return given;
  note('not-an-object', path, `expected an object of names and values, got ${shown(value)}: it is missing`);
  return {};
};

/** The refusal of a row that speaks of nobody. */
export const nobody = (path: string): RowReading =>
  rejection('no-id', path, 'expected an id of somebody, got none, or only placeholders');

/** The refusal of a row without an instant; of a number it says what it would be in which unit. */
export const noInstant = (path: string, value: unknown, form: string): RowReading =>
  rejection('bad-instant', path, `expected ${form}, got ${shown(value)}${unitOf(value)}`);
