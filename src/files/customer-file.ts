import type { Customer } from '../customer/index.js';
import type { TextIndex } from '../internal/index.js';
import {
  type CustomerFields,
  type CustomerRow,
  customerReader,
  type historyTranslator,
} from '../rows/index.js';
import type { Reporting } from './file-report.js';
import { type Layout, rowOf } from './layout.js';
import { isLeftOut, type ModelRows } from './model-rows.js';
import type { Taker } from './taker.js';

/** Brings attributes and their history to the model's names. */
type Translate = ReturnType<typeof historyTranslator>;

/** Takes customers one by one. */
export interface CustomerTaker {
  customer(customer: Customer): void;
}

/** What a reader of customers from a file works with. */
export interface CustomerFile {
  readonly fields: CustomerFields;
  readonly layout: Layout;
  readonly into: CustomerTaker;
  readonly known: TextIndex;
  readonly translate: Translate;
  /** How rows are held against a model, where there is one: it has the vocabulary, too. */
  readonly model: ModelRows | undefined;
  readonly report: Reporting;
}

/** A taker of the rows of one file: there are fewer customers than events, and each is read as a row. */
export const customerTaker = ({
  fields,
  layout,
  into,
  known,
  translate,
  model,
  report,
}: CustomerFile): Taker => {
  const reader = customerReader(fields);

  /** A row in the model's names, held against the model where there is one. */
  const brought = (made: CustomerRow) => {
    if (model === undefined) {
      const { attributes, history, issues } = translate(made.attributes, made.history);
      return { attributes, history, wrong: [...made.issues, ...issues.map(({ issue }) => issue)], noted: [] };
    }
    const { taken, wrong, noted } = model.customer(made);
    return { ...taken, wrong: [...made.issues, ...wrong], noted };
  };

  const take = (given: unknown, row: number, line: number): void => {
    const made = reader.read(given);
    if ('faults' in made) {
      report.add(row, line, made.faults, true);
      return;
    }
    const { id } = made;
    if (known.get(id) !== undefined) {
      const message = `the customer ${JSON.stringify(id)} came before: the first row counts (S13)`;
      report.add(row, line, [{ path: 'id', code: 'repeated-customer', message }], true);
      into.customer({ id });
      return;
    }
    const { attributes, history, wrong, noted } = brought(made);
    if (model !== undefined && isLeftOut(model, wrong)) {
      report.add(row, line, [...wrong, ...noted], true);
      return;
    }
    known.add(id, 1);
    into.customer({ id, attributes, history });
    if (wrong.length + noted.length > 0) report.add(row, line, [...wrong, ...noted], false);
  };

  return {
    batch: (batch) => {
      const first = report.given;
      report.count(batch.rows);
      const faults = new Map(batch.faults.map((fault) => [fault.row, fault]));
      for (let row = 0; row < batch.rows; row++) {
        const fault = faults.get(row);
        const line = batch.lines[row]!;
        if (fault === undefined) take(rowOf(batch, row, layout), first + row, line);
        else report.add(first + row, line, [{ path: '', code: fault.code, message: fault.message }], true);
      }
    },
    objects: (rows) => {
      const first = report.given;
      report.count(rows.length);
      rows.forEach((row, i) => {
        take(row, first + i, 0);
      });
    },
  };
};
