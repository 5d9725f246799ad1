import { HabitusError, refuse } from '../internal/index.js';
import {
  type CustomerRow,
  customerReader,
  type EventRow,
  eventReader,
  historyTranslator,
  type RowIssue,
  type RowReader,
  shown,
  translator,
} from '../rows/index.js';
import { type Named, propertiesOf, valuesOf } from './check-values.js';
import type { ModelData } from './data.js';
import type { CustomerRowsOptions, EventRowsOptions, ReadRowsOptions } from './options.js';
import { seenIds } from './seen-ids.js';
import { nearNames } from './suggest-name.js';

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
  const translate = options.vocabulary && translator(options.vocabulary);
  const names = [...data.events.keys()];
  const once = saidOnce();
  const known = seenIds(options.remember);
  return rowsOf(eventReader(options.fields), options, (row: EventRow, { wrong, noted }) => {
    const translated = translate?.event(row.name, row.properties, row.at);
    if (translated !== undefined) wrong.push(...translated.issues);
    const { name, properties } = translated ?? row;
    const declared = data.events.get(name);
    if (declared === undefined)
      wrong.push({
        path: 'name',
        code: 'unknown-event',
        message: `expected an event of the model, got ${shown(name)}; ${nearNames(name, names)}`,
      });
    const undeclared = (key: string): void => {
      if (once(`${name}\n${key}`))
        noted.push({
          path: `properties.${key}`,
          code: 'undeclared',
          message: keptUndeclared(`${name} has no property "${key}" in the model`, key, declared!.properties),
        });
    };
    // Assigned one by one: this is done for every row, and spreading what may be absent takes three times as long.
    const event: { -readonly [K in keyof ParsedEvent]: ParsedEvent[K] } = {
      name,
      at: row.at,
      properties: propertiesOf(properties, name, declared, wrong, undeclared),
    };
    const { id, customerId, actor } = row;
    if (id !== undefined) event.id = id;
    if (customerId !== undefined) event.customerId = customerId;
    if (actor !== undefined) event.actor = actor;
    if (id !== undefined && id !== '' && known(customerId, id, `${event.at} ${name}`) === 'other')
      noted.push({
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
  const translate = historyTranslator(options.vocabulary ?? { events: {}, attributes: {} });
  const once = saidOnce();
  const known = seenIds(options.remember);
  return rowsOf(customerReader(options.fields), options, (row: CustomerRow, { wrong, noted }) => {
    const undeclared = (key: string): void => {
      if (once(key))
        noted.push({
          path: `attributes.${key}`,
          code: 'undeclared',
          message: keptUndeclared(`the model has no attribute "${key}"`, key, data.attributes),
        });
    };
    const { attributes, history: entries, issues } = translate(row.attributes, row.history);
    wrong.push(...issues.map(({ issue }) => issue));
    const later = new Set(
      entries?.flatMap((entry) =>
        Object.entries(entry.attributes).flatMap(([name, value]) => ((value ?? null) === null ? [] : [name])),
      ),
    );
    const customer: ParsedCustomer = {
      id: row.id,
      attributes: valuesOf(attributes, data.attributes, 'attributes', wrong, undeclared, {
        needs: (name) => !later.has(name),
      }),
      ...(entries !== undefined && {
        history: entries.map(({ at, attributes }, i) => ({
          at,
          attributes: valuesOf(attributes, data.attributes, `history[${i}].attributes`, wrong, undeclared, {
            needs: () => false,
            removed: null,
          }),
        })),
      }),
    };
    if (known(undefined, row.id, '') !== 'new')
      noted.push({
        path: 'id',
        code: 'repeated-customer',
        message: `the customer ${shown(row.id)} came before: a population takes the first (S13)`,
      });
    return customer;
  });
};

const BEFORE = 'came before, with another instant or name: both are kept, for they are no copies (S11)';

const keptUndeclared = (why: string, key: string, declared: ReadonlyMap<string, unknown>): string =>
  `kept, but ${why}; ${nearNames(key, [...declared.keys()])} (said once)`;

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

/** How many names are told apart before all that are new count as said: garbage must not fill the memory. */
const TOLD = 1_000;

const saidOnce = (): ((what: string) => boolean) => {
  const said = new Set<string>();
  return (what) => said.size < TOLD && said.size !== said.add(what).size;
};
