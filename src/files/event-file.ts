import { type EventFields, type EventRow, eventReader, shown } from '../rows/index.js';
import type { Batch } from './batch.js';
import type { RowCheck } from './checks.js';
import { duplicateIds } from './duplicate-ids.js';
import type { EventColumns } from './event-columns.js';
import { eventKernels } from './event-kernels.js';
import { type EventBatch, type Notes, rowNotes } from './event-notes.js';
import type { Reporting } from './file-report.js';
import { type Layout, rowOf } from './layout.js';
import { isLeftOut, type ModelRows } from './model-rows.js';
import type { Taker } from './taker.js';
import type { EventTranslation } from './translation.js';

/** Takes the faults of events that are read and survived. */
export interface EventIssues {
  add(code: 'unreadable-value' | 'unknown-customer', path: string, found: unknown, subject?: string): void;
}

/** What a reader of events from a file works with. */
export interface EventFile {
  readonly fields: EventFields;
  readonly layout: Layout;
  readonly into: EventColumns;
  readonly checks: readonly (readonly [string, RowCheck])[];
  readonly translation: EventTranslation | undefined;
  /** How rows are held against a model, where there is one: it has the vocabulary, too. */
  readonly model: ModelRows | undefined;
  readonly report: Reporting;
  readonly issues: EventIssues;
  /** Such as `events[1]`. */
  readonly source: string;
  /** Whether somebody is a customer; undefined where everybody is. */
  readonly isCustomer: ((id: string) => boolean) | undefined;
}

/** The rows of a batch as the file has them, for checks and reports. */
interface Given {
  readonly row: (row: number) => Readonly<Record<string, unknown>>;
  readonly line: (row: number) => number;
}

/** A taker of the rows of one file. */
export const eventTaker = (file: EventFile): Taker => {
  const { fields, layout, into, translation, model } = file;
  const readColumns = eventKernels(fields, layout, into);
  const begin = beginner(into);
  const readRow = rowReader(file);
  const finish = finisher(file);

  const takeBatch = (batch: Batch, expected: number): void => {
    const { rows, faults } = batch;
    const made = begin(rows, expected);
    const { base, slow, gone, notes } = made;
    for (const { row, code, message } of faults) {
      gone[row] = 1;
      notes.add(row, [{ path: '', code, message }]);
    }
    if (model === undefined) readColumns(batch, base, slow);
    else slow.fill(1, 0, rows);
    for (let row = 0; row < rows; row++)
      if (slow[row] === 1 && gone[row] === 0) readRow(rowOf(batch, row, layout), row, made);
    translation?.columns(into, base, rows, (row) => slow[row] === 1 || gone[row] === 1, notes.add);
    finish(made, { row: (row) => rowOf(batch, row, layout, null), line: (row) => batch.lines[row]! });
  };

  return {
    batch: takeBatch,
    objects: (rows) => {
      const made = begin(rows.length, 0);
      rows.forEach((row, i) => {
        readRow(row, i, made);
      });
      finish(made, { row: (row) => rows[row]!, line: () => 0 });
    },
  };
};

/** Makes room for the rows of a batch; the marks of the rows are those of the batch before, made empty. */
const beginner = (into: EventColumns): ((rows: number, expected: number) => EventBatch) => {
  let slow = new Uint8Array(0);
  let gone = new Uint8Array(0);
  return (rows, expected) => {
    if (slow.length < rows) {
      slow = new Uint8Array(rows);
      gone = new Uint8Array(rows);
    }
    slow.fill(0, 0, rows);
    gone.fill(0, 0, rows);
    const base = into.length;
    into.extend(rows, expected);
    return { base, rows, slow, gone, notes: rowNotes() };
  };
};

/** Reads a row as an object, and puts the event in its place. */
const rowReader = ({ fields, into, translation, model }: EventFile) => {
  const reader = eventReader(fields);

  /** The properties in the model's names, what is wrong with the row noted; undefined where that leaves it out. */
  const propertiesOf = (event: EventRow, row: number, notes: Notes): EventRow['properties'] | undefined => {
    if (model === undefined) {
      const translated = translation?.row(event);
      notes.add(row, event.issues);
      if (translated !== undefined) notes.add(row, translated.issues);
      return translated?.properties ?? event.properties;
    }
    const { taken, wrong, noted } = model.event(event);
    const issues = [...event.issues, ...wrong];
    notes.add(row, [...issues, ...noted]);
    return isLeftOut(model, issues) ? undefined : taken.properties;
  };

  const put = (
    event: EventRow,
    properties: EventRow['properties'],
    at: number,
    row: number,
    notes: Notes,
  ): void => {
    into.customers.codes()[at] = into.customers.texts.codeOf(event.customerId!);
    into.names.codes()[at] = into.names.texts.codeOf(event.name);
    into.ids.codes()[at] = (event.id ?? '') === '' ? 0 : into.ids.texts.codeOf(event.id!);
    into.actors.codes()[at] = event.actor === undefined ? 0 : into.actors.texts.codeOf(event.actor);
    into.times()[at] = event.at;
    for (const column of into.properties.values()) column.clear(at);
    for (const [name, value] of Object.entries(properties))
      if (!into.property(name).write(at, value)) notes.unreadable.push({ row, name, value });
  };

  return (given: unknown, row: number, { base, gone, notes }: EventBatch): void => {
    const event = reader.read(given);
    if ('faults' in event) {
      gone[row] = 1;
      notes.add(row, event.faults);
      return;
    }
    const properties = propertiesOf(event, row, notes);
    if (properties === undefined) gone[row] = 1;
    else put(event, properties, base + row, row, notes);
  };
};

/** Ends a batch: what is wrong with rows is found and reported, and those that are gone leave the columns. */
const finisher = ({ into, checks, report, issues, source, isCustomer }: EventFile) => {
  const duplicates = duplicateIds(into);
  const strangers = isCustomer === undefined ? undefined : unknownCustomers(into, isCustomer);
  let kept = new Int32Array(0);
  return (made: EventBatch, given: Given): void => {
    const { base, rows, gone, notes } = made;
    const first = report.given;
    strangers?.(made, (row, id) =>
      issues.add('unknown-customer', `${source}[${first + row}].customerId`, id),
    );
    if (checks.length > 0)
      for (let row = 0; row < rows; row++) if (gone[row] === 0) check(checks, row, given.row(row), made);
    duplicates(made);
    if (kept.length < rows) kept = new Int32Array(rows);
    report.count(rows);
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const found = notes.of(row);
      if (found !== undefined) report.add(first + row, given.line(row), found, gone[row] === 1);
      if (gone[row] === 0) kept[count++] = row;
    }
    for (const { row, name, value } of notes.unreadable) {
      if (gone[row] === 1) continue;
      const event = base + kept.subarray(0, count).indexOf(row);
      issues.add('unreadable-value', `events[${event}].properties.${name}`, value, `property ${name}`);
    }
    if (count < rows) into.keep(base, kept, count);
  };
};

/** Leaves out events of nobody who is a customer; each id is asked about once. */
const unknownCustomers = ({ customers }: EventColumns, isCustomer: (id: string) => boolean) => {
  const { texts } = customers;
  let known = new Int8Array(0);
  return ({ base, rows, gone, notes }: EventBatch, tell: (row: number, id: string) => void): void => {
    const codes = customers.codes();
    if (known.length < texts.values.length) {
      const wider = new Int8Array(texts.values.length * 2);
      wider.set(known);
      known = wider;
    }
    for (let row = 0; row < rows; row++) {
      if (gone[row] === 1) continue;
      const code = codes[base + row]!;
      const id = texts.values[code]!;
      if (known[code] === 0) known[code] = isCustomer(id) ? 1 : -1;
      if (known[code] === 1) continue;
      gone[row] = 1;
      const message = `expected the id of a customer, got ${shown(id)}`;
      notes.add(row, [{ path: 'customerId', code: 'unknown-customer', message }]);
      tell(row, id);
    }
  };
};

const check = (
  checks: EventFile['checks'],
  row: number,
  given: Readonly<Record<string, unknown>>,
  { gone, notes }: EventBatch,
): void => {
  for (const [code, ask] of checks) {
    const answer = ask(given);
    if (answer === null || answer === undefined || answer === false) continue;
    const said =
      typeof answer === 'object' ? answer : { message: answer === true ? `${code}: so it is` : answer };
    notes.add(row, [{ path: said.path ?? '', code, message: said.message }]);
    if (typeof answer === 'object' && answer.reject === true) gone[row] = 1;
  }
};
