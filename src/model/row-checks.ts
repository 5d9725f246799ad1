import {
  type Coerce,
  historyTranslator,
  type RowChecks,
  type RowIssue,
  shown,
  translator,
} from '../rows/index.js';
import type { HostVocabulary } from '../vocabulary/index.js';
import { propertiesOf, valuesOf } from './check-values.js';
import { coercionOf } from './coerce.js';
import type { ModelData } from './data.js';
import { saidOnce } from './said-once.js';
import { nearNames } from './suggest-name.js';

const NO_NAMES: HostVocabulary = { events: {}, attributes: {} };

/** Holds rows against a model, in its names: what was wrong and what is worth a look comes with each. */
export const rowChecks = (
  data: ModelData,
  {
    vocabulary = NO_NAMES,
    coerce: asked,
  }: { readonly vocabulary?: HostVocabulary | undefined; readonly coerce?: Coerce | undefined },
): RowChecks => {
  const coerce = asked === undefined ? undefined : coercionOf(asked);
  return { event: eventCheck(data, vocabulary, coerce), customer: customerCheck(data, vocabulary, coerce) };
};

type Coercing = ReturnType<typeof coercionOf> | undefined;

const eventCheck = (data: ModelData, vocabulary: HostVocabulary, coerce: Coercing): RowChecks['event'] => {
  const translate = translator(vocabulary);
  const names = [...data.events.keys()];
  const once = saidOnce();
  return (row) => {
    const { name, properties, issues } = translate.event(row.name, row.properties, row.at);
    const wrong: RowIssue[] = [...issues];
    const noted: RowIssue[] = [];
    const declared = data.events.get(name);
    if (declared === undefined)
      wrong.push({
        path: 'name',
        code: 'unknown-event',
        message: `expected an event of the model, got ${shown(name)}; ${nearNames(name, names)}`,
      });
    const read = translate.readOf(row.name);
    const undeclared = (key: string): void => {
      if (!read.has(key) && once(`${name}\n${key}`))
        noted.push({
          path: `properties.${key}`,
          code: 'undeclared',
          message: keptUndeclared(`${name} has no property "${key}" in the model`, key, declared!.properties),
        });
    };
    return {
      taken: { name, properties: propertiesOf(properties, name, declared, wrong, undeclared, coerce) },
      wrong,
      noted,
    };
  };
};

const customerCheck = (
  data: ModelData,
  vocabulary: HostVocabulary,
  coerce: Coercing,
): RowChecks['customer'] => {
  const translate = historyTranslator(vocabulary);
  const once = saidOnce();
  return (row) => {
    const noted: RowIssue[] = [];
    const undeclared = (key: string): void => {
      if (!translate.read.has(key) && once(key))
        noted.push({
          path: `attributes.${key}`,
          code: 'undeclared',
          message: keptUndeclared(`the model has no attribute "${key}"`, key, data.attributes),
        });
    };
    const { attributes, history: entries, issues } = translate(row.attributes, row.history);
    const wrong: RowIssue[] = issues.map(({ issue }) => issue);
    const later = new Set(
      entries?.flatMap((entry) =>
        Object.entries(entry.attributes).flatMap(([name, value]) => ((value ?? null) === null ? [] : [name])),
      ),
    );
    const taken = {
      attributes: valuesOf(attributes, data.attributes, 'attributes', wrong, undeclared, {
        needs: (name) => !later.has(name),
        coerce,
      }),
      history: entries?.map(({ at, attributes }, i) => ({
        at,
        attributes: valuesOf(attributes, data.attributes, `history[${i}].attributes`, wrong, undeclared, {
          needs: () => false,
          removed: null,
          coerce,
        }),
      })),
    };
    return { taken, wrong, noted };
  };
};

const keptUndeclared = (why: string, key: string, declared: ReadonlyMap<string, unknown>): string =>
  `kept, but ${why}; ${nearNames(key, [...declared.keys()])} (said once)`;
