import { isPlainObject, own, refuse } from '../internal/index.js';
import type { RowIssue } from '../rows/index.js';
import { MAX_INSTANT } from '../time/index.js';
import type { Fact, FactOfRow, Fields, ReadRow, RowReading } from './facts.js';
import { isFields } from './history.js';
import { nameTranslator } from './name-translator.js';
import { checkOptions } from './options.js';
import { plainCopy } from './plain.js';
import { report } from './report.js';
import { resolve } from './resolve.js';
import { shown } from './shown.js';
import type { Adaptation, Adapted, AdapterOptions, Rows } from './types.js';
import type { Words } from './words.js';

/** A tool: what its rows state, and what it calls things. That is all an adapter has to know; see {@link adapt}. */
export interface Tool {
  /** Reads one row, a plain copy of what was given: it may be anything that JSON can hold, so look before you read. */
  readonly read: ReadRow;
  /** What the tool calls the model's events, properties and attributes. */
  readonly words: Words;
}

/**
 * Reads all rows of a tool: customers with their history, events in the model's words, who is whom, and what became
 * of each row. At once for rows that are there, as a promise for rows that come with time. The adapters of this
 * entry are made with it, and so is yours.
 * @example
 * ```ts
 * import { adapt, type Tool } from 'habitus/adapters';
 * const helpDesk: Tool = {
 *   words: {
 *     events: { support_ticket: { event: ['Ticket Created'], properties: { topic: ['tag'] } } },
 *     attributes: { job_title: 'role' },
 *   },
 *   read: ({ user, when, type, ...properties }) =>
 *     typeof user === 'string' && typeof when === 'number'
 *       ? { facts: [{ kind: 'event', who: { known: user }, at: when, name: String(type), properties }], notes: [] }
 *       : { rejected: [{ path: 'user', code: 'no-id', message: 'expected a user and an instant' }] },
 * };
 * const rows = [{ user: 'ada', when: 1_795_167_000_000, type: 'Ticket Created', tag: 'billing' }, { user: 7 }];
 * const { events, summary } = adapt(rows, helpDesk);
 * events.map(({ name, properties }) => [name, properties?.topic]); //=> [['support_ticket', 'billing']]
 * [summary.given, summary.rejected]; //=> [2, 1]
 * ```
 */
export const adapt = <R extends Rows>(rows: R, tool: Tool, options: AdapterOptions = {}): Adaptation<R> => {
  checkTool(tool);
  checkOptions(options);
  const isObject = typeof rows === 'object' && rows !== null;
  const gathering = gather(tool, options);
  const answer: Adapted | Promise<Adapted> =
    isObject && Symbol.iterator in rows
      ? fromList(rows, gathering)
      : isObject && Symbol.asyncIterator in rows
        ? fromStream(rows, gathering)
        : refuse('bad-value', 'rows: a list, an iterable or an async iterable of them', rows, 'rows');
  return answer as Adaptation<R>;
};

const checkTool = (tool: unknown): void => {
  const words = own(tool, 'words');
  if (typeof own(tool, 'read') !== 'function')
    refuse('bad-value', 'a tool: { read, words }, read a function of a row', tool, 'tool');
  if (!isPlainObject(own(words, 'events')) || !isPlainObject(own(words, 'attributes')))
    refuse('bad-value', 'the words of a tool: { events, attributes }', words, 'tool.words');
};

const fromList = (rows: Iterable<unknown>, gathering: Gathering): Adapted => {
  for (const row of rows) gathering.add(row);
  return gathering.finish();
};

const fromStream = async (rows: AsyncIterable<unknown>, gathering: Gathering): Promise<Adapted> => {
  for await (const row of rows) gathering.add(row);
  return gathering.finish();
};

interface Gathering {
  add(row: unknown): void;
  finish(): Adapted;
}

const gather = (tool: Tool, options: AdapterOptions): Gathering => {
  const rows = report();
  const facts: FactOfRow[] = [];
  const names = nameTranslator(tool.words, options.vocabulary, options.money ?? options.vocabulary?.money);

  const add = (fact: Fact, row: number): void => {
    if (fact.kind === 'event' && fact.translated !== true) {
      const { issues, ...event } = names.event(fact.aliases ?? [fact.name], fact.properties, fact.at);
      rows.note(row, issues);
      facts.push({ ...fact, ...event, row });
    } else if (fact.kind === 'user' || fact.kind === 'account')
      facts.push({ ...fact, changes: names.changes(fact.changes), row });
    else facts.push({ ...fact, row });
  };

  return {
    add: (given) => {
      const row = rows.next();
      const plain = objectOf(given);
      if ('issue' in plain) return rows.reject(row, [plain.issue]);
      const reading = tool.read(plain.object);
      const rejected = rejectedBy(reading, row);
      if (rejected !== undefined) return rows.reject(row, whyNot(plain.object, rejected));
      const { facts: stated, notes } = reading as Exclude<RowReading, { readonly rejected: unknown }>;
      rows.note(row, notes);
      for (const fact of stated) add(fact, row);
    },
    finish: () => resolve(facts, rows, options),
  };
};

/** Why a row is left out; a reading that is none is an error of whoever wrote the tool. */
const rejectedBy = (reading: RowReading, row: number): readonly RowIssue[] | undefined => {
  if (isPlainObject(reading) && 'rejected' in reading) return reading.rejected;
  if (!isPlainObject(reading) || !Array.isArray(reading.facts) || !Array.isArray(reading.notes))
    return refuse(
      'bad-value',
      '{ facts, notes } or { rejected } from the read of the tool',
      reading,
      `row ${row}`,
    );
  const timeless = reading.facts.find(({ at }) => at !== undefined && !isInstant(at));
  if (timeless === undefined) return undefined;
  const message = `expected an instant in whole milliseconds, got ${shown(timeless.at)}`;
  return [{ path: '', code: 'bad-instant', message }];
};

const isInstant = (at: number): boolean => Number.isInteger(at) && Math.abs(at) <= MAX_INSTANT;

/** Where requests and lists of the tools hold their messages. */
const ENVELOPES = ['batch', 'events', 'data'];

/** Why a row was left out: of a request of several messages rather that than what it lacks as a message. */
const whyNot = (row: Fields, rejected: readonly RowIssue[]): readonly RowIssue[] => {
  const path = ENVELOPES.find((key) => Array.isArray(row[key]));
  if (path === undefined) return rejected;
  const message = `expected one message, got a request or a list of several: give those in its "${path}"`;
  return [{ path, code: 'batch', message }];
};

/** The plain object of a row, or of the JSON text that it is; or what is wrong with it. */
const objectOf = (row: unknown): { readonly object: Fields } | { readonly issue: RowIssue } => {
  const issue = (code: string, message: string) => ({ issue: { path: '', code, message } });
  let plain: unknown = row;
  if (typeof row === 'string') {
    try {
      plain = JSON.parse(row);
    } catch {
      return issue('bad-json', `expected an object or its JSON text, got ${shown(row)}`);
    }
  }
  try {
    plain = plainCopy(plain);
  } catch (error) {
    return issue('unreadable-row', `expected plain data, got a row that cannot be read${because(error)}`);
  }
  return isFields(plain)
    ? { object: plain }
    : issue('not-an-object', `expected an object, got ${shown(plain)}`);
};

/** A row may throw anything, also something that cannot be made a text. */
const because = (error: unknown): string => {
  try {
    return error instanceof Error ? `: ${error.message}` : '';
  } catch {
    return '';
  }
};
