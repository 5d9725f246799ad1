import { type Definitions, findingsAgainst, findingsOf, namedOf, readsOf } from '../check/index.js';
import { attribute, sequence } from '../definitions/index.js';
import { onlyKeys } from '../internal/index.js';
import { CHECKS_ROWS, type ChecksRows } from '../rows/index.js';
import { saas as words } from '../vocabulary/index.js';
import { checkDefinition } from './check.js';
import { dataOf, type ModelInput, vocabularyOf } from './data.js';
import type { Declarations, EventInput } from './declaration-types.js';
import type { Model, ModelDeclarations } from './model-types.js';
import {
  type CustomerRowsOptions,
  checkRowsOptions,
  type EventRowsOptions,
  type RowListeners,
} from './options.js';
import { parseRows, type Rows, readRows } from './parse.js';
import { MODEL, parseClassification, parseMetric, parseSegment } from './parse-definition.js';
import { rowChecks } from './row-checks.js';
import { customerRows, eventRows, type ParsedCustomer, type ParsedEvent } from './rows.js';
import { seenBy } from './seen.js';
import { modelAnyOf, modelEvents } from './selection.js';

/**
 * The words of a product, from its own schemas: what is written with them is checked by the compiler, what is
 * stored is checked when it is read, and rows are checked as they come in. A property is declared by a schema of
 * zod, which is looked into for its type; by one of another Standard Schema library, of which only TypeScript sees
 * the type; by a list of values; or by a word for a type. A schema that changes values or answers later is a
 * `bad-value` error.
 *
 * @example
 * ```ts
 * import * as z from 'zod';
 * import { days, profile } from 'habitus';
 * import { defineModel } from 'habitus/model';
 * const app = defineModel({
 *   attributes: { plan: z.enum(['free', 'pro']), seats: z.int() },
 *   events: { purchase: { amount: z.number(), category: z.string() } },
 * });
 * const spend = app.events('purchase').within(days(365)).sum('amount');
 * const { accepted, rejected } = app.parseEvents([
 *   { customerId: 'ada', name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 19.9, category: 'books' } },
 *   { customerId: 'ada', name: 'purchase', at: '2026-11-02T00:00:00Z', properties: { amount: '5', category: 'books' } },
 * ]);
 * spend(profile({ id: 'ada' }, accepted, { asOf: '2026-11-22T00:00:00Z' })); //=> 19.9
 * rejected[0]?.issues[0]?.message; //=> 'expected a finite number, got "5"'
 * ```
 */
export const defineModel = <
  const A extends Declarations = Record<never, never>,
  const E extends Readonly<Record<string, EventInput>> = Record<never, never>,
>(
  declarations: ModelDeclarations<A, E>,
): Model<A, E> => modelOf(declarations as ModelInput) as unknown as Model<A, E>;

/** Options, or an error where one of them is nothing that is read. */
const known = <O extends object>(options: O, listens: boolean): O => {
  checkRowsOptions(options, listens);
  return options;
};

const KEYS = ['attributes', 'events', 'by'];

const modelOf = (input: ModelInput): object => {
  onlyKeys(input, KEYS, 'model');
  const data = dataOf(input);
  const model = {
    vocabulary: vocabularyOf(data),
    [MODEL]: data,
    [CHECKS_ROWS]: (options: Parameters<ChecksRows[typeof CHECKS_ROWS]>[0]) => rowChecks(data, options),
    events: modelEvents(data),
    anyOf: modelAnyOf(data),
    sequence: (...given: Parameters<typeof sequence>) => {
      const made = sequence(...given);
      checkDefinition(made.steps().definition, data, 'sequence');
      return made;
    },
    attribute: (name: string) => {
      const type = data.attributes.get(name)?.type;
      const metric = attribute(name, type === undefined || type === 'unknown' ? {} : { as: type });
      checkDefinition(metric.definition, data, 'attribute');
      return metric;
    },
    extend: (more: ModelInput) => {
      onlyKeys(more, KEYS, 'extend');
      return modelOf({
        attributes: { ...input.attributes, ...more.attributes },
        events: { ...input.events, ...more.events },
        by: { ...input.by, ...more.by },
      });
    },
    check: (definitions: Definitions) => {
      const named = namedOf(definitions, 'check');
      return findingsOf(
        named.map(({ name }) => name),
        findingsAgainst(readsOf(named), seenBy(data)),
      );
    },
    parseEvents: (rows: Rows, options: EventRowsOptions<ParsedEvent> = {}) =>
      parseRows(rows, eventRows(data, known(options, false))),
    parseCustomers: (rows: Rows, options: CustomerRowsOptions<ParsedCustomer> = {}) =>
      parseRows(rows, customerRows(data, known(options, false))),
    readEvents: (rows: Rows, options: EventRowsOptions<ParsedEvent> & RowListeners = {}) =>
      readRows(rows, eventRows(data, known(options, true)), options),
    readCustomers: (rows: Rows, options: CustomerRowsOptions<ParsedCustomer> & RowListeners = {}) =>
      readRows(rows, customerRows(data, known(options, true)), options),
    parseSegment: (json: unknown) => parseSegment(json, model),
    parseMetric: (json: unknown) => parseMetric(json, model),
    parseClassification: (json: unknown) => parseClassification(json, model),
  };
  return Object.freeze(model);
};

type SaasEvents = { readonly [N in keyof typeof words.events]: (typeof words.events)[N]['properties'] };

const builtIn = (): Model<typeof words.attributes, SaasEvents> => {
  const events = Object.entries(words.events);
  return modelOf({
    attributes: words.attributes,
    events: Object.fromEntries(events.map(([name, { properties }]) => [name, properties])),
    by: Object.fromEntries(events.map(([name, { by }]) => [name, by])),
  }) as unknown as Model<typeof words.attributes, SaasEvents>;
};

/**
 * The built-in model, in whose words the catalogue is written. A host's own names are mapped onto it with
 * `vocabulary`, and what it lacks is added with `extend`.
 *
 * @example
 * ```ts
 * import { saas } from 'habitus/model';
 * const ours = saas.extend({ events: { chart_shared: { audience: ['team', 'public'] } } });
 * ours.events('chart_shared').where({ audience: 'public' }).count().kind; //=> 'metric'
 * ```
 */
export const saas: Model<typeof words.attributes, SaasEvents> = /* @__PURE__ */ builtIn();
