import { HabitusError, refuse } from '../internal/index.js';
import {
  type Checked,
  type CustomerRow,
  customerReader,
  type EventRow,
  eventReader,
  type RowIssue,
  type RowReader,
  shown,
} from '../rows/index.js';
import type { Named } from './check-values.js';
import type { ModelData } from './data.js';
import type { CustomerRowsOptions, EventRowsOptions, ReadRowsOptions } from './options.js';
import { rowChecks } from './row-checks.js';
import { saidOnce } from './said-once.js';
import { seenIds } from './seen-ids.js';

/** An event that was read from a row. */
export interface ParsedEvent {
  readonly id?: string;
  readonly customerId?: string;
  readonly name: string;
  /** Milliseconds. */
  readonly at: number;
  readonly actor?: string;
  readonly properties: Named;
}

/** A customer that was read from a row. */
export interface ParsedCustomer {
  readonly id: string;
  readonly attributes: Named;
  readonly history?: readonly { readonly at: number; readonly attributes: Named }[];
}

/** What became of a row. */
export interface Outcome<T> {
  /** Absent where it was left out. */
  readonly taken?: T;
  readonly issues: readonly RowIssue[];
}

/** Reads one row after the other. */
export type ReadRow<T> = (row: unknown) => Outcome<T>;

/** Notes that say nothing against the row. */
interface Findings {
  /** What is wrong with it. */
  readonly wrong: RowIssue[];
  /** What is worth a look. */
  readonly noted: RowIssue[];
}

/** The reader of events of a model. */
export const eventRows = (data: ModelData, options: EventRowsOptions<ParsedEvent>): ReadRow<ParsedEvent> => {
  const check = rowChecks(data, options).event;
  const known = seenIds(options.remember);
  return rowsOf(eventReader(options.fields), options, (row: EventRow, findings) => {
    const { name, properties } = found(check(row), findings);
    // Assigned one by one: this is done for every row, and spreading what may be absent takes three times as long.
    const event: { -readonly [K in keyof ParsedEvent]: ParsedEvent[K] } = { name, at: row.at, properties };
    const { id, customerId, actor } = row;
    if (id !== undefined) event.id = id;
    if (customerId !== undefined) event.customerId = customerId;
    if (actor !== undefined) event.actor = actor;
    if (id !== undefined && id !== '' && known(customerId, id, `${event.at} ${name}`) === 'other')
      findings.noted.push({
        path: 'id',
        code: 'duplicate-id',
        message: `the id ${shown(id)} ${BEFORE}`,
      });
    return event;
  });
};

/** The reader of customers of a model. */
export const customerRows = (
  data: ModelData,
  options: CustomerRowsOptions<ParsedCustomer>,
): ReadRow<ParsedCustomer> => {
  const check = rowChecks(data, options).customer;
  const known = seenIds(options.remember);
  return rowsOf(customerReader(options.fields), options, (row: CustomerRow, findings) => {
    const { attributes, history } = found(check(row), findings);
    if (known(undefined, row.id, '') !== 'new')
      findings.noted.push({
        path: 'id',
        code: 'repeated-customer',
        message: `the customer ${shown(row.id)} came before: a population takes the first (S13)`,
      });
    return { id: row.id, attributes, ...(history !== undefined && { history }) };
  });
};

/** What was taken of a row; what was found goes to the findings. */
const found = <T>({ taken, wrong, noted }: Checked<T>, findings: Findings): T => {
  if (wrong.length > 0) findings.wrong.push(...wrong);
  if (noted.length > 0) findings.noted.push(...noted);
  return taken;
};

const BEFORE = 'came before, with another instant or name: both are kept, for they are no copies (S11)';

/** Reads, checks and decides: never throws, whatever comes as a row. */
const rowsOf = <R extends { readonly issues: readonly RowIssue[] }, T>(
  reader: RowReader<R>,
  { mode = 'strict', checks = {} }: ReadRowsOptions<T>,
  make: (row: R, findings: Findings) => T,
): ReadRow<T> => {
  for (const [code, check] of Object.entries(checks))
    if (typeof check !== 'function') refuse('bad-value', 'a function', check, `checks.${code}`);
  if (mode !== 'strict' && mode !== 'lenient') refuse('bad-value', "'strict' or 'lenient'", mode, 'mode');
  const asked = Object.entries(checks);
  const once = saidOnce();
  const made = (row: unknown): Outcome<T> => {
    const read = reader.read(row);
    if ('faults' in read) return { issues: read.faults };
    const findings: Findings = { wrong: [...read.issues], noted: [] };
    const taken = make(read, findings);
    for (const column of reader.unread(row)) {
      if (once(column))
        findings.noted.push({
          path: column,
          code: 'unread-column',
          message: `nothing reads the column "${column}": name it in fields if it matters (said once)`,
        });
    }
    const issues = findings.noted.length === 0 ? findings.wrong : [...findings.wrong, ...findings.noted];
    return findings.wrong.length > 0 && mode === 'strict' ? { issues } : { taken, issues };
  };
  return (row) => {
    let outcome: Outcome<T>;
    try {
      outcome = made(row);
    } catch (error) {
      // An async schema is a mistake in the code, not in the row.
      if (error instanceof HabitusError) throw error;
      return {
        issues: [{ path: '', code: 'not-a-row', message: 'expected an object, got one that cannot be read' }],
      };
    }
    if (outcome.taken === undefined || asked.length === 0) return outcome;
    let rejected = false;
    const found = asked.flatMap(([code, check]) => {
      const answer = check(outcome.taken as T, row);
      if (answer === null || answer === undefined) return [];
      if (typeof answer === 'string') return [{ path: '', code, message: answer }];
      if (typeof answer !== 'object' || typeof answer.message !== 'string')
        return refuse(
          'bad-value',
          'a sentence, { message, path, reject }, or null where all is well, at once',
          answer,
          `checks.${code}`,
        );
      rejected ||= answer.reject === true;
      return [{ path: answer.path ?? '', code, message: answer.message }];
    });
    const issues = [...outcome.issues, ...found];
    return rejected ? { issues } : { ...outcome, issues };
  };
};
