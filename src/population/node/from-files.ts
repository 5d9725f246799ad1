import {
  customerSources,
  customerTaker,
  eventColumns,
  eventSources,
  eventTaker,
  eventTranslation,
  type FileProgress,
  type FileReport,
  type FileSource,
  layoutOf,
  modelRowsOf,
  nameOf,
  type Parted,
  type Reporting,
  type RowListeners,
  reporting,
  takeRows,
} from '../../files/index.js';
import { type AbortLike, onlyKeys, refuse, textIndex } from '../../internal/index.js';
import { number, quantity, shownAs } from '../../print/index.js';
import {
  type CustomerFields,
  customerMapping,
  type EventFields,
  eventMapping,
  historyTranslator,
  type MappedValues,
} from '../../rows/index.js';
import { requireInstant } from '../../time/index.js';
import { builder, finish } from '../builder.js';
import { issueLog } from '../issues.js';
import { checkLimits, type LoadLimits, requireWithin } from '../limits.js';
import { populationOf } from '../population.js';
import { runner } from '../runner.js';
import { ownMemory } from '../store/memory.js';
import type { Population } from '../types.js';
import { customersOf, rawEventsOf } from './raw-events.js';

/** Options of {@link populationFromFiles}. */
export interface FileLoadOptions extends RowListeners {
  /** Called after every piece of about 256 KiB of a file, or some thousand rows of a query. */
  readonly onProgress?: ((progress: FileProgress) => void) | undefined;
  /** Ends the reading: the promise is rejected with the signal's reason, and no population is made. */
  readonly signal?: AbortLike | undefined;
  /** What the files may hold at most; looked at after every piece. Default: no limits. */
  readonly limits?: LoadLimits | undefined;
}

/** A population, and what became of the rows that it was made of. */
export interface FilePopulation extends Population {
  /** A report a source: `given = accepted + rejected`, by cause and with the first rows of each. */
  readonly files: readonly FileReport[];
}

/**
 * A population from files: separated values and lines of JSON, gzipped or not, straight into columns; Parquet and
 * anything else that DuckDB reads where the optional package `@duckdb/node-api` is installed. Columns are mapped as
 * rows are (`EventFields`, `CustomerFields`): nothing has a type that is not said. What cannot be used is left out
 * and reported in `files`, row by row to `onRejected`; a row that is no event, an event of nobody who is a
 * customer. What is wrong and does not keep a row out is noted there.
 *
 * With a `model` (`saas`, or what `defineModel` makes) rows are held against it as by its `parseCustomers` and
 * `parseEvents`, so that a plan that it does not know or a number that came as a text is reported, and not counted as
 * zero. Without one ask `people.check(definitions)` once.
 *
 * A column that a file does not have is a `bad-value` error that names those it has.
 *
 * @example
 * ```ts
 * import { events } from 'habitus';
 * import { populationFromFiles } from 'habitus/population/node';
 * const bytes = new TextEncoder().encode(`user,when,total
 * ada,2026-11-20T09:30:00Z,12.50
 * bob,2026-11-21T10:00:00Z,3
 * ,2026-11-21T10:00:00Z,8
 * `);
 * const people = await populationFromFiles({
 *   events: {
 *     file: bytes,
 *     format: 'csv',
 *     customerId: 'user',
 *     at: 'when',
 *     name: { value: 'purchase' },
 *     properties: { columns: { amount: { column: 'total', as: 'number' } } },
 *   },
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * people.values(events('purchase').sum('amount')).toArray(); //=> [12.5, 3]
 * people.files[0]?.rejected; //=> 1
 * people.files[0]?.causes[0]?.code; //=> 'missing'
 * ```
 */
export const populationFromFiles = async (
  source: FileSource,
  options: FileLoadOptions = {},
): Promise<FilePopulation> => {
  requireArguments(source, options);
  const asOf = requireInstant(source.asOf ?? Date.now(), 'asOf');
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const customers = customerSources(source.customers);
  const events = eventSources(source.events);
  if (customers.length + events.length === 0)
    refuse('bad-value', 'files: { customers: { file, … }, events: { file, … } }', source);
  const reports: Reporting[] = [];
  const reportOn = ({ source: name, from }: Parted<unknown>): Reporting => {
    const report = reporting(name, from.file === undefined ? '' : nameOf(from.file), options);
    reports.push(report);
    return report;
  };
  const issues = issueLog();

  const limits = checkLimits(options.limits);
  const people = builder();
  const into = eventColumns();
  const bytes = new Map<string, number>();
  const watch = (progress: FileProgress): void => {
    bytes.set(progress.source, progress.bytes ?? 0);
    requireWithin(limits, {
      rows: reports.reduce((sum, { given }) => sum + given, 0),
      names: into.names.texts.values.length - 1,
      properties: people.attributeCount + into.properties.size,
      bytes: [...bytes.values()].reduce((sum, each) => sum + each, 0),
    });
    onProgress?.(progress);
  };
  const known = textIndex();
  const translate = historyTranslator(source.vocabulary ?? { events: {}, attributes: {} });
  const model = modelRowsOf(source);
  for (const from of customers) {
    const { fields } = from;
    const { columns, texts, attributes } = customerMapping(fields);
    const layout = layoutOf(attributes.how === 'rest' ? 'all' : columns, { texts });
    const report = reportOn(from);
    const taker = customerTaker({ fields, layout, into: people, known, translate, model, report });
    await takeRows({
      from,
      layout,
      required: columnsOfCustomers(fields),
      report,
      taker,
      signal,
      onProgress: watch,
    });
  }

  const translation = source.vocabulary && eventTranslation(source.vocabulary);
  const isCustomer = source.customers === undefined ? undefined : (id: string) => known.get(id) !== undefined;
  for (const from of events) {
    const { fields, checks } = from;
    const { columns, texts, properties } = eventMapping(fields);
    const wanted = properties.how === 'rest' || checks.length > 0 ? 'all' : columns;
    const layout = layoutOf(wanted, {
      texts,
      object: properties.how === 'object' ? properties.column : undefined,
    });
    const report = reportOn(from);
    const { source: name } = from;
    const taker = eventTaker({
      fields,
      layout,
      into,
      checks,
      translation,
      model,
      report,
      issues,
      source: name,
      isCustomer,
    });
    await takeRows({
      from,
      layout,
      required: columnsOfEvents(fields),
      report,
      taker,
      signal,
      onProgress: watch,
    });
  }
  signal?.throwIfAborted();

  if (source.customers === undefined) for (const id of customersOf(into)) people.customer({ id });
  const made = people.build();
  const raw = rawEventsOf(into, made.store.indices, (host) => translation?.name(host) ?? host);
  const built = finish(made.store, raw, issues, ownMemory);
  const files = Object.freeze(reports.map((report) => shownReport(report.report())));
  return populationOf(
    runner(built.store),
    { issues: [...made.issues, ...built.issues], copies: built.copies },
    asOf,
    { more: { files } },
  );
};

/** The report of a file with its text: how many rows came, and what was wrong with those that were left out. */
const shownReport = (report: FileReport): FileReport =>
  Object.freeze(
    shownAs(report, () =>
      [
        `${report.source}: ${quantity(report.given, 'rows')}, ${number(report.accepted)} taken, ${number(report.rejected)} left out`,
        ...report.causes.map(
          ({ count, path, message }) => `  ${number(count)} × ${path === '' ? '' : `${path}: `}${message}`,
        ),
      ].join('\n'),
    ),
  );

const requireArguments = (source: unknown, options: FileLoadOptions): void => {
  onlyKeys(options, ['onProgress', 'signal', 'limits', 'onRejected', 'onNoted'], 'populationFromFiles');
  const { onProgress, signal, onRejected, onNoted } = options;
  if (typeof source !== 'object' || source === null)
    refuse('bad-value', 'files: { customers: { file, … }, events: { file, … } }', source);
  onlyKeys(
    source,
    ['customers', 'events', 'vocabulary', 'model', 'mode', 'coerce', 'asOf'],
    'populationFromFiles',
  );
  for (const [name, listener] of Object.entries({ onProgress, onRejected, onNoted }))
    if (listener !== undefined && typeof listener !== 'function')
      refuse('bad-value', 'a function', listener, name);
  if (signal !== undefined && typeof signal.throwIfAborted !== 'function')
    refuse('bad-value', 'an AbortSignal (controller.signal)', signal, 'signal');
};

/** The columns that a mapping speaks of, and those that there must be in any case. */
const columnsOfCustomers = (fields: CustomerFields): readonly string[] => {
  const { id, attributes, history } = customerMapping(fields);
  const isSaid = fields.attributes !== undefined;
  return [
    id.column,
    ...columnsOf(attributes, isSaid),
    ...(fields.history === undefined ? [] : [history.column]),
  ];
};

const columnsOfEvents = (fields: EventFields): readonly string[] => {
  const { customerId, at, name, id, actor, properties } = eventMapping(fields);
  return [
    customerId.column,
    at.column,
    ...('value' in name ? [] : [name.column]),
    ...(fields.id === undefined ? [] : [id.column]),
    ...(fields.actor === undefined ? [] : [actor.column]),
    ...columnsOf(properties, fields.properties !== undefined),
  ];
};

const columnsOf = (values: MappedValues, isSaid: boolean): readonly string[] => {
  if (values.how === 'columns') return values.columns.map(({ column }) => column);
  return values.how === 'object' && isSaid ? [values.column] : [];
};
