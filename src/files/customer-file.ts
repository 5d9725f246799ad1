import type { Customer } from '../customer/index.js';
import type { TextIndex } from '../internal/index.js';
import { type CustomerFields, type CustomerRow, customerReader, type Translator } from '../rows/index.js';
import type { Reporting } from './file-report.js';
import { type Layout, rowOf } from './layout.js';
import type { Taker } from './taker.js';

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
  readonly translate: Translator | undefined;
  readonly report: Reporting;
}

/** A taker of the rows of one file: there are fewer customers than events, and each is read as a row. */
export const customerTaker = ({ fields, layout, into, known, translate, report }: CustomerFile): Taker => {
  const reader = customerReader(fields);

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
    known.add(id, 1);
    const issues = [...made.issues];
    into.customer({ id, ...translated(made, translate, issues) });
    if (issues.length > 0) report.add(row, line, issues, false);
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

const translated = (
  { attributes, history }: CustomerRow,
  translate: Translator | undefined,
  issues: CustomerRow['issues'][number][],
): Pick<Customer, 'attributes' | 'history'> => {
  const model = (given: CustomerRow['attributes']): CustomerRow['attributes'] => {
    if (translate === undefined) return given;
    const made = translate.attributes(given);
    issues.push(...made.issues);
    return made.properties;
  };
  return {
    attributes: model(attributes),
    history: history?.map((entry) => ({ at: entry.at, attributes: model(entry.attributes) })),
  };
};
