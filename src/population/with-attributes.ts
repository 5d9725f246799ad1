import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { type Valued, valuedAnswers, withColumns } from './attribute-columns.js';
import { aboutOf, type Column } from './column.js';
import { type ColumnInput, isCoded, isNumeric, valuesOf } from './given-columns.js';
import { issueLog } from './issues.js';
import { insideOf } from './population.js';
import type { Population } from './types.js';

/** What an attribute may hold; null and undefined are missing. */
export type AttributeValue = number | string | boolean | Date | readonly string[] | null | undefined;

/**
 * Values of customers: one for each in the order of `people.ids` (an array, a typed array, coded texts), one for some by their ids (a `Map`,
 * or an object), or a column that a population has answered.
 */
export type AttributeValues =
  | ColumnInput
  | Column
  | ReadonlyMap<string, AttributeValue>
  | Readonly<Record<string, AttributeValue>>;

/** How {@link withAttributes} takes names that are there. */
export interface WithAttributesOptions {
  /** True: an attribute of the same name, with its history, makes way. Default: a name that is there is an error. */
  readonly replace?: boolean | undefined;
}

/**
 * The same customers and events with other attributes beside their own: what a model or another system knows of them. A value is what a
 * customer's attribute may be (a number, a text, a truth, a list of texts, a `Date`); whoever has none is without the attribute. Values by the ids of
 * nobody (`unknown-id`) and values that no reading can see are `issues`.
 *
 * The values have no history: they hold as of every instant (S30), so what a model has learned by now is known in the past, too. A name
 * that is there already is a `bad-value` error unless it is to be replaced.
 * @example
 * ```ts
 * import { and, attribute, events } from 'habitus';
 * import { population, withAttributes } from 'habitus/population';
 * const people = population({
 *   customers: [{ id: 'ada' }, { id: 'bob' }, { id: 'cid' }],
 *   events: [{ customerId: 'bob', name: 'purchase', at: '2026-11-20T09:30:00Z' }],
 *   asOf: '2026-11-22T00:00:00Z',
 * });
 * const scored = withAttributes(people, {
 *   alive: Float64Array.of(0.9, 0.3, NaN),
 *   region: new Map([['ada', 'north'], ['zoe', 'south']]),
 * });
 * scored.members(and(attribute('alive').below(0.5), events('purchase').any())).ids(); //=> ['bob']
 * scored.values(attribute('region', { as: 'text' })).toArray(); //=> ['north', null, null]
 * scored.issues.map(({ code, count }) => `${code}: ${count}`); //=> ['unknown-id: 1']
 * ```
 */
export const withAttributes = (
  people: Population,
  attributes: Readonly<Record<string, AttributeValues>>,
  options: WithAttributesOptions = {},
): Population => {
  onlyKeys(options, ['replace'], 'withAttributes');
  const { replace = false } = options;
  if (typeof replace !== 'boolean') refuse('bad-value', 'true or false', replace, 'replace');
  if (!isPlainObject(attributes))
    refuse('bad-value', 'an object of attributes: { name: values }', attributes, 'attributes');
  const { ids } = insideOf(people).runner.people;
  const columns = Object.entries(attributes).map(
    ([name, given]) => [name, valuedOf(given, ids, `attributes.${name}`)] as const,
  );
  return withColumns(people, columns, { issues: issueLog(), replace });
};

const valuedOf = (given: AttributeValues, ids: readonly string[], path: string): Valued => {
  const about = aboutOf(given);
  if (about !== undefined) return valuedAnswers(about.ids, about.answers);
  if (given instanceof Map) return byId(given.entries(), path);
  if (isRecord(given)) return byId(Object.entries(given), path);
  if (!isList(given) && !isCodedTexts(given))
    refuse(
      'bad-value',
      'values in the order of people.ids (an array, a typed array, { codes, values }), by id (a Map, an object), or a column',
      given,
      path,
    );
  const column = given as ColumnInput;
  const at = valuesOf(column, ids.length, path, 'people.ids');
  return { ids, at, numbers: !isCoded(column) && isNumeric(column) ? column : undefined };
};

const byId = (entries: Iterable<readonly [unknown, unknown]>, path: string): Valued => {
  const ids: string[] = [];
  const values: unknown[] = [];
  for (const [id, value] of entries) {
    if (typeof id !== 'string') refuse('bad-value', 'the id of a customer', id, path);
    ids.push(id as string);
    values.push(value);
  }
  return { ids, at: (place) => values[place] };
};

/** An object of values by id; one with methods is something else, such as a membership. */
const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  isPlainObject(given) &&
  !isCodedTexts(given) &&
  !Object.values(given).some((value) => typeof value === 'function');

const isList = (given: unknown): boolean => Array.isArray(given) || ArrayBuffer.isView(given);

/** An object of codes and their texts, and not of the values of two customers with such ids. */
const isCodedTexts = (given: unknown): boolean =>
  isPlainObject(given) && Object.keys(given).length === 2 && isList(given.codes) && isList(given.values);
