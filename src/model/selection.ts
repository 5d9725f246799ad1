import { anyOf, type EventReading, events, type PropertyType, type Selection } from '../definitions/index.js';
import { AGGREGATES, type AggregateKind, aggregatesThat } from '../expression/index.js';
import { onlyKeys } from '../internal/index.js';
import { checkDefinition, typeOfProperty } from './check.js';
import type { ModelData } from './data.js';

const NARROWING = [
  'within',
  'where',
  'followedBy',
  'notFollowedBy',
  'notYetFollowedBy',
  'precededBy',
  'notPrecededBy',
] as const;
const SERIES = ['trend', 'peak', 'low', 'streak'] as const;

type Method = (...args: unknown[]) => unknown;
type Methods = Readonly<Record<string, Method>>;

/**
 * A selection that knows the model: names are checked where they are written, and what is read has its declared type.
 */
export const modelSelection = (of: Selection, data: ModelData): Selection => {
  checkDefinition(of.definition, data);
  const plain = of as unknown as Methods;
  const made: Record<string, Method> = {};
  for (const name of NARROWING)
    made[name] = (...args) => modelSelection(plain[name]!.apply(of, args) as Selection, data);
  for (const name of aggregatesThat('amount', 'comparable', 'any', 'text')) {
    made[name] = (reading, options = {}) => {
      onlyKeys(options, [], name);
      if (typeof reading !== 'string') return plain[name]!.call(of, reading as EventReading);
      const as = typed(name, typeOfProperty(reading, of.definition, data, name));
      const metric = plain[name]!.call(of, reading, as === undefined ? undefined : { as }) as {
        definition: object;
      };
      checkDefinition(metric.definition as never, data, name);
      return metric;
    };
  }
  for (const name of SERIES) {
    made[name] = (options) => {
      const metric = plain[name]!.call(of, options) as { definition: object };
      checkDefinition(metric.definition as never, data, name);
      return metric;
    };
  }
  return Object.freeze(Object.assign(Object.create(of), made)) as Selection;
};

/** The type to say: what is added up is a number whatever is declared. */
const typed = (kind: AggregateKind, type: string | undefined): PropertyType | undefined =>
  AGGREGATES[kind].reads === 'amount' || type === undefined ? undefined : (type as PropertyType);

/** Makes selections of a model's events. */
export const modelEvents = (data: ModelData) =>
  Object.assign((...names: readonly string[]) => modelSelection(events(...names), data), {
    except: (...names: readonly string[]) => modelSelection(events.except(...names), data),
    startingWith: (...beginnings: readonly string[]) =>
      modelSelection(events.startingWith(...beginnings), data),
  });

/** Makes one selection of several, of a model's events. */
export const modelAnyOf =
  (data: ModelData) =>
  (...selections: readonly Selection[]): Selection =>
    modelSelection(anyOf(...selections), data);
