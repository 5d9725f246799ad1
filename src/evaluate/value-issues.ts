import { type Attributes, type Issue, looksLike, readScalar, readValue } from '../customer/index.js';
import { printed } from '../internal/index.js';
import type { ProfileData } from './data.js';

/**
 * Values that no reading can see, and attributes that no reading sees as what they look like. Of the events of one name and
 * a property the first: a fault of many is one.
 */
export const valueIssues = ({
  attributes,
  history,
  events,
}: Pick<ProfileData, 'attributes' | 'history' | 'events'>): readonly Issue[] => {
  const issues = new Map<string, Issue>();
  const look = (place: string, values: Attributes | undefined, read: (raw: unknown) => unknown): void => {
    for (const [name, raw] of Object.entries(values ?? {})) {
      const path = `${place}.${name}`;
      if (raw === null || raw === undefined || issues.has(path)) continue;
      const like = read === readValue && typeof raw === 'string' && looksLike(name, raw);
      if (read(raw) === null)
        issues.set(path, {
          code: 'unreadable-value',
          path,
          message: `missing: no reading can see ${printed(raw)}`,
        });
      else if (like)
        issues.set(path, {
          code: `${like}-as-text`,
          path,
          message: `${printed(raw)} is a text: no reading as ${like === 'date' ? 'an instant' : 'a number'} sees it`,
        });
    }
  };
  look('customer.attributes', attributes, readValue);
  history.forEach((entry, i) => {
    look(`customer.history[${i}].attributes`, entry.attributes, readValue);
  });
  for (const { name, properties } of events) look(`“${name}”.properties`, properties, readScalar);
  return [...issues.values()];
};
