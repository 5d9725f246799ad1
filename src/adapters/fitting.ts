import type { RowIssue } from '../rows/index.js';
import { toInstant } from '../time/index.js';
import { saas } from '../vocabulary/index.js';
import type { Fields } from './facts.js';
import { shown } from './shown.js';
import { countsSeconds, unitOf } from './times.js';

type Declarations = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, readonly [expected: string, fits: (value: unknown) => boolean]>> = {
  number: ['a number', Number.isFinite],
  text: ['a text', (value) => typeof value === 'string'],
  instant: ['an instant with an offset', (value) => toInstant(value) !== null],
  list: [
    'a list of texts',
    (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  ],
};

const MILLISECONDS = 'expected milliseconds since the epoch, got ';

const issuesOf = (values: Fields, declared: Declarations, path: string): readonly RowIssue[] =>
  Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || value === null || !Object.hasOwn(declared, name)) return [];
    const type = declared[name];
    const [expected, fits] = TYPES[typeof type === 'string' ? type : 'text']!;
    if (fits(value))
      return type === 'instant' && countsSeconds(value)
        ? [
            {
              path: `${path}.${name}`,
              code: 'seconds',
              message: `${MILLISECONDS}${shown(value)}${unitOf(value)}`,
            },
          ]
        : [];
    const message = `expected ${expected}, got ${shown(value)}: it is missing to whoever reads one`;
    return [{ path: `${path}.${name}`, code: 'wrong-type', message }];
  });

/** What no reading of the model sees in an event: properties of another type than the model's. */
export const unreadProperties = (event: string, properties: Fields): readonly RowIssue[] =>
  Object.hasOwn(saas.events, event)
    ? issuesOf(properties, saas.events[event as keyof typeof saas.events].properties, 'properties')
    : [];

/** What no reading of the model sees in attributes, and instants that are counts of seconds, which it sees in 1970. */
export const unreadAttributes = (attributes: Fields): readonly RowIssue[] =>
  issuesOf(attributes, saas.attributes, 'attributes');
