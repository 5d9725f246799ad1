import {
  type Attributes,
  type Event,
  type Issue,
  looksLike,
  readScalar,
  readValue,
  seen,
} from '../customer/index.js';
import type { ProfileData } from './data.js';

/** Values that no reading can see, and texts that no reading sees as what they look like: of the attributes, and of events. */
export const valueIssues = ({
  attributes,
  history,
  events,
}: Pick<ProfileData, 'attributes' | 'history' | 'events'>): readonly Issue[] => [
  ...attributeIssues(attributes, 'customer.attributes'),
  ...history.flatMap((entry, i) => attributeIssues(entry.attributes, `customer.history[${i}].attributes`)),
  ...propertyIssues(events),
];

const attributeIssues = (attributes: Attributes, path: string): readonly Issue[] =>
  Object.entries(attributes).flatMap(([name, raw]): readonly Issue[] => {
    if (raw === null || raw === undefined) return [];
    if (readValue(raw) === null) return [unseen(`${path}.${name}`, raw)];
    const like = typeof raw === 'string' ? looksLike(name, raw) : undefined;
    return like === undefined
      ? []
      : [{ ...LIKE[like], path: `${path}.${name}`, message: `${seen(raw)}: ${LIKE[like].message}` }];
  });

const LIKE = {
  number: {
    code: 'number-as-text',
    message: 'no reading as a number sees it; make it one where it comes in',
  },
  instant: {
    code: 'date-as-text',
    message: 'no reading as an instant sees it, as it says no offset; make it one where it comes in',
  },
} as const;

/** Of each name of an event and each property the first: a fault of many events is one. */
const propertyIssues = (events: readonly Event[]): readonly Issue[] => {
  const told = new Set<string>();
  return events.flatMap(({ name, properties }) =>
    Object.entries(properties ?? {}).flatMap(([property, raw]): readonly Issue[] => {
      if (raw === null || raw === undefined || readScalar(raw) !== null) return [];
      const key = JSON.stringify([name, property]);
      if (told.has(key)) return [];
      told.add(key);
      return [unseen(`“${name}”.properties.${property}`, raw)];
    }),
  );
};

const unseen = (path: string, raw: unknown): Issue => ({
  code: 'unreadable-value',
  path,
  message: `missing: no reading can see ${seen(raw)}`,
});
