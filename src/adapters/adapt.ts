import { refuse } from '../internal/index.js';
import type { RowIssue } from '../vocabulary/index.js';
import { shown } from './envelope.js';
import type { FactOfRow, Fields, Read } from './facts.js';
import { isFields } from './history.js';
import { plainCopy } from './plain.js';
import { report } from './report.js';
import { resolve } from './resolve.js';
import type { Adaptation, Adapted, AdapterOptions, Rows } from './types.js';
import { nameTranslator, type Words } from './words.js';

/** What an adapter consists of: how a row is read, and what the tool calls things. */
export interface Tool {
  readonly read: Read;
  readonly words: Words;
}

/** Reads all rows, then answers: at once for what is there, as a promise for what comes with time. */
export const adapt = <R extends Rows>(rows: R, tool: Tool, options: AdapterOptions): Adaptation<R> => {
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
  const words = nameTranslator(tool.words, options.vocabulary, options.money ?? options.vocabulary?.money);
  return {
    add: (given) => {
      const row = rows.next();
      const plain = objectOf(given);
      if ('issue' in plain) return rows.reject(row, [plain.issue]);
      const reading = tool.read(plain.object);
      if ('rejected' in reading) return rows.reject(row, whyNot(plain.object, reading.rejected));
      rows.note(row, reading.notes);
      // What a reading says is nobody else's: it is completed, not copied.
      for (const each of reading.facts) {
        if (each.kind === 'event' && each.translated !== true) {
          const { issues, ...event } = words.event(each.aliases ?? [each.name], each.properties, each.at);
          rows.note(row, issues);
          facts.push(Object.assign(each, event, { row }));
        } else if (each.kind === 'user' || each.kind === 'account') {
          facts.push(Object.assign(each, { changes: words.changes(each.changes), row }));
        } else facts.push(Object.assign(each, { row }));
      }
    },
    finish: () => resolve(facts, rows, options),
  };
};

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
