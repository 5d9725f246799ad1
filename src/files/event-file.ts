import { type EventFields, type EventRow, eventReader, type RowIssue, shown } from '../rows/index.js';
import type { RowCheck } from './checks.js';
import type { EventColumns } from './event-columns.js';
import { eventKernels } from './event-kernels.js';
import type { Reporting } from './file-report.js';
import { type Layout, rowOf } from './layout.js';
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
  readonly report: Reporting;
  readonly issues: EventIssues;
  /** Such as `events[1]`. */
  readonly source: string;
  /** Whether somebody is a customer; undefined where everybody is. */
  readonly isCustomer: ((id: string) => boolean) | undefined;
}

/** A taker of the rows of one file. */
export const eventTaker = (file: EventFile): Taker => {
  const { fields, layout, into, checks, translation, report, issues, source, isCustomer } = file;
  const read = eventKernels(fields, layout, into);
  const reader = eventReader(fields);
  const duplicates = duplicateIds(into);
  let slow = new Uint8Array(0);
  let gone = new Uint8Array(0);
  let kept = new Int32Array(0);

  const start = (rows: number): void => {
    if (slow.length < rows) {
      slow = new Uint8Array(rows);
      gone = new Uint8Array(rows);
      kept = new Int32Array(rows);
    }
    slow.fill(0, 0, rows);
    gone.fill(0, 0, rows);
  };

  /** Ends a batch: what is wrong with rows is reported, and those that are gone leave the columns. */
  const end = (notes: Notes, base: number, rows: number, lineOf: (row: number) => number): void => {
    const first = report.given;
    report.count(rows);
    let count = 0;
    for (let row = 0; row < rows; row++) {
      const found = notes.of(row);
      if (found !== undefined) report.add(first + row, lineOf(row), found, gone[row] === 1);
      if (gone[row] === 0) kept[count++] = row;
    }
    for (const { row, name, value } of notes.unreadable) {
      if (gone[row] === 1) continue;
      const event = base + kept.subarray(0, count).indexOf(row);
      issues.add('unreadable-value', `events[${event}].properties.${name}`, value, `property ${name}`);
    }
    if (count < rows) into.keep(base, kept, count);
  };

  /** Puts an event that was read as a row in its place. */
  const put = (event: EventRow, base: number, row: number, notes: Notes): void => {
    const at = base + row;
    into.customers.codes()[at] = into.customers.texts.codeOf(event.customerId!);
    into.names.codes()[at] = into.names.texts.codeOf(event.name);
    into.ids.codes()[at] = (event.id ?? '') === '' ? 0 : into.ids.texts.codeOf(event.id!);
    into.actors.codes()[at] = event.actor === undefined ? 0 : into.actors.texts.codeOf(event.actor);
    into.times()[at] = event.at;
    notes.add(row, event.issues);
    const translated = translation?.row(event);
    if (translated !== undefined) notes.add(row, translated.issues);
    for (const column of into.properties.values()) column.clear(at);
    for (const [name, value] of Object.entries(translated?.properties ?? event.properties))
      if (!into.property(name).write(at, value)) notes.unreadable.push({ row, name, value });
  };

  const takeRow = (given: unknown, base: number, row: number, notes: Notes): void => {
    const event = reader.read(given);
    if ('faults' in event) {
      gone[row] = 1;
      notes.add(row, event.faults);
    } else put(event, base, row, notes);
  };

  let known = new Int8Array(0);
  /** Events of nobody who is a customer are left out. */
  const strangers = (base: number, rows: number, notes: Notes, isOne: (id: string) => boolean): void => {
    const { texts } = into.customers;
    const codes = into.customers.codes();
    if (known.length < texts.values.length) {
      const wider = new Int8Array(texts.values.length * 2);
      wider.set(known);
      known = wider;
    }
    for (let row = 0; row < rows; row++) {
      if (gone[row] === 1) continue;
      const code = codes[base + row]!;
      if (known[code] === 0) known[code] = isOne(texts.values[code]!) ? 1 : -1;
      if (known[code] === 1) continue;
      const id = texts.values[code]!;
      gone[row] = 1;
      notes.add(row, [
        {
          path: 'customerId',
          code: 'unknown-customer',
          message: `expected the id of a customer, got ${shown(id)}`,
        },
      ]);
      issues.add('unknown-customer', `${source}[${report.given + row}].customerId`, id);
    }
  };

  const check = (row: number, given: Readonly<Record<string, unknown>>, notes: Notes): void => {
    for (const [code, ask] of checks) {
      const answer = ask(given);
      if (answer === null || answer === undefined || answer === false) continue;
      const said =
        typeof answer === 'object' ? answer : { message: answer === true ? `${code}: so it is` : answer };
      notes.add(row, [{ path: said.path ?? '', code, message: said.message }]);
      if (typeof answer === 'object' && answer.reject === true) gone[row] = 1;
    }
  };

  const finish = (
    base: number,
    rows: number,
    notes: Notes,
    given: (row: number) => Readonly<Record<string, unknown>>,
    lineOf: (row: number) => number,
  ): void => {
    if (isCustomer !== undefined) strangers(base, rows, notes, isCustomer);
    if (checks.length > 0)
      for (let row = 0; row < rows; row++) if (gone[row] === 0) check(row, given(row), notes);
    duplicates(base, rows, gone, notes);
    end(notes, base, rows, lineOf);
  };

  return {
    batch: (batch, expected) => {
      const { rows, faults } = batch;
      const base = into.length;
      start(rows);
      into.extend(rows, expected);
      const notes = rowNotes();
      for (const { row, code, message } of faults) {
        gone[row] = 1;
        notes.add(row, [{ path: '', code, message }]);
      }
      read(batch, base, slow);
      for (let row = 0; row < rows; row++)
        if (slow[row] === 1 && gone[row] === 0) takeRow(rowOf(batch, row, layout), base, row, notes);
      translation?.columns(into, base, rows, (row) => slow[row] === 1 || gone[row] === 1, notes.add);
      const checked = (row: number) => rowOf(batch, row, layout, null);
      finish(base, rows, notes, checked, (row) => batch.lines[row]!);
    },
    objects: (given) => {
      const base = into.length;
      start(given.length);
      into.extend(given.length, 0);
      const notes = rowNotes();
      given.forEach((row, i) => {
        takeRow(row, base, i, notes);
      });
      finish(
        base,
        given.length,
        notes,
        (row) => given[row]!,
        () => 0,
      );
    },
  };
};

/** What is wrong with the rows of a batch. */
interface Notes {
  add(row: number, found: readonly RowIssue[]): void;
  of(row: number): readonly RowIssue[] | undefined;
  readonly unreadable: { readonly row: number; readonly name: string; readonly value: unknown }[];
}

const rowNotes = (): Notes => {
  const byRow = new Map<number, RowIssue[]>();
  return {
    add: (row, found) => {
      if (found.length === 0) return;
      const known = byRow.get(row);
      if (known === undefined) byRow.set(row, [...found]);
      else known.push(...found);
    },
    of: (row) => byRow.get(row),
    unreadable: [],
  };
};

/** Finds events of one file that have one id and are no copies: they are taken, and each after the first is noted. */
const duplicateIds = ({ ids, times, customers, names }: EventColumns) => {
  let instants = new Float64Array(0);
  let whose = new Int32Array(0);
  let called = new Int32Array(0);
  return (base: number, rows: number, gone: Uint8Array, notes: Notes): void => {
    const size = ids.texts.values.length;
    if (size === 1) return;
    if (size > whose.length) {
      const [before, customersBefore, namesBefore] = [instants, whose, called];
      instants = new Float64Array(size * 2);
      whose = new Int32Array(size * 2);
      called = new Int32Array(size * 2);
      instants.set(before);
      whose.set(customersBefore);
      called.set(namesBefore);
    }
    const [idOf, at, customer, name] = [ids.codes(), times(), customers.codes(), names.codes()];
    for (let row = 0, i = base; row < rows; row++, i++) {
      const code = idOf[i]!;
      if (code === 0 || gone[row] === 1) continue;
      if (whose[code] === 0) {
        instants[code] = at[i]!;
        whose[code] = customer[i]!;
        called[code] = name[i]!;
      } else if (instants[code] !== at[i] || whose[code] !== customer[i] || called[code] !== name[i]) {
        const message = `the id ${shown(ids.texts.values[code])} came before, with another customer, instant or name: both are kept, for they are no copies (S11)`;
        notes.add(row, [{ path: 'id', code: 'duplicate-id', message }]);
      }
    }
  };
};
