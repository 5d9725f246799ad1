import type { Seen, SeenValues, SeenWords } from '../check/index.js';
import type { ValueType } from '../expression/index.js';
import { lowered } from '../internal/index.js';
import type { ModelData } from './data.js';
import type { Declared } from './inspect-schema.js';

/** What a model declares, to be held against what definitions read. */
export const seenBy = ({ attributes, events }: ModelData): Seen => ({
  events: [...events.keys()],
  attributes: [...attributes.keys()],
  properties: (event) => {
    const declared = events.get(event);
    return declared === undefined || declared.open ? undefined : [...declared.properties.keys()];
  },
  property: (event, name) => valuesOf(events.get(event)?.properties.get(name)),
  attribute: (name) => valuesOf(attributes.get(name)),
  words: WORDS,
});

const WORDS: SeenWords = {
  noEvent: (name) => `the model has no event “${name}”`,
  noBeginning: (start) => `no event of the model begins with “${start}”`,
  noProperty: (event, name) =>
    event === ''
      ? `none of the events that are read has “${name}” in the model`
      : `“${event}” has no property “${name}” in the model`,
  noAttribute: (name) => `the model has no attribute “${name}”`,
  never: 'is never, in the model,',
  always: 'is, in the model,',
};

const A: { readonly [T in ValueType]: string } = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  instant: 'an instant',
  list: 'a list of texts',
};

const valuesOf = (declared: Declared | undefined): SeenValues | undefined => {
  if (declared === undefined) return undefined;
  const { type, values } = declared;
  // Milliseconds are an instant to whom asks for one (S1), and an instant is written as a text or as milliseconds.
  const fits = (as: ValueType): boolean =>
    type === 'unknown' || type === as || (type === 'number' && as === 'instant');
  return {
    fits,
    other: (as) => (fits(as) ? undefined : { type: A[type as ValueType], example: undefined, share: 1 }),
    has: (value, ignoreCase) => {
      if (values === undefined) return true;
      const same = (of: unknown): unknown => (ignoreCase && typeof of === 'string' ? lowered(of) : of);
      return values.some((each) => same(each) === same(value));
    },
    texts: () => values?.filter((value) => typeof value === 'string') as readonly string[] | undefined,
  };
};
