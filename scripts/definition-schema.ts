/**
 * Writes docs/definition.schema.json, the JSON Schema of a stored definition, from the grammar: `npx tsx scripts/definition-schema.ts`.
 * A test fails when it is stale. The schema says what a document must look like; what it cannot say (the order of two
 * fields, types that meet in a test, zones that exist, the number of nodes in all) is left to `parse…`.
 */
import { writeFileSync } from 'node:fs';
import { EVENT_TESTS, GRAMMAR, LIMITS } from '../src/expression/index.js';
import { VERSION } from '../src/internal/index.js';

type Schema = Readonly<Record<string, unknown>>;

const kinds = Object.keys(GRAMMAR) as (keyof typeof GRAMMAR)[];
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const anyOf = (names: readonly string[]): Schema => ({ oneOf: names.map(ref) });
const text = { type: 'string', maxLength: LIMITS.text };
const listOf = (items: Schema, minItems: number): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems: LIMITS.items,
});
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const length = { type: 'integer', minimum: 1, maximum: LIMITS.reach };
const scalar = { type: ['string', 'number', 'boolean'] };

/** Checks of fields that hold no node. */
const CHECKS: Readonly<Record<string, Schema>> = {
  text,
  texts: listOf(text, 1),
  beginnings: listOf({ ...text, minLength: 1 }, 1),
  version: { ...text, pattern: `^${VERSION}$` },
  number: { type: 'number' },
  numbers: listOf({ type: 'number' }, 0),
  weight: { type: 'number', exclusiveMinimum: 0 },
  boolean: { type: 'boolean' },
  scalar,
  scalars: listOf(scalar, 1),
  integer: { type: 'integer', minimum: -LIMITS.reach, maximum: LIMITS.reach },
  instant: { type: 'integer', minimum: -8.64e15, maximum: 8.64e15 },
  instantMark: { const: 'instant' },
  length,
  lengthOrZero: { ...length, minimum: 0 },
  lengthOrPeriod: { oneOf: [length, { enum: ['day', 'week', 'month'] }] },
  count: { type: 'integer', minimum: 1 },
  size: { type: 'integer', minimum: 1, maximum: LIMITS.items },
  sizeOrZero: { type: 'integer', minimum: 0, maximum: LIMITS.items },
  percent: { type: 'number', exclusiveMinimum: 0, maximum: 100 },
  bucketEdge: { type: 'number', minimum: 0, maximum: 100 },
  id: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 63 },
  zone: text,
  weekday: { enum: WEEKDAYS },
};

const part = (value: Schema): Schema => ({
  type: 'object',
  properties: {
    value,
    weight: { type: 'number', exclusiveMinimum: 0 },
    from: { type: 'number' },
    to: { type: 'number' },
  },
  required: ['value', 'weight', 'from', 'to'],
  additionalProperties: false,
});

const label = { type: 'string', maxLength: LIMITS.text, not: { pattern: '^(0|[1-9][0-9]*)$' } };
const pairs = (first: Schema, second: Schema): Schema =>
  listOf({ type: 'array', prefixItems: [first, second], items: false, minItems: 2, maxItems: 2 }, 1);

const SORTS = ['value', 'operand', 'test', 'either', 'events', 'eventTest', 'window', 'reading', 'relation'];

/** The schema of a field; `event` in tests of one event, where values are readings. */
const field = (typed: string, event: boolean): Schema => {
  // Types that meet in a test are left to `parse…`, as is the window that some selections may not have.
  const written = typed.replace(/[=~]\w+$/, '').replace(/^(unbounded|part)(?=\+|$)/, 'events');
  const least = written.endsWith('++') ? 2 : written.endsWith('+') ? 1 : 0;
  const sort = written.slice(0, written.length - least);
  if (written === 'parts') return listOf(part(ref('value')), 1);
  if (written.endsWith('Labels')) return pairs(label, ref(written === 'testLabels' ? 'test' : 'value'));
  if (written === 'cases') return pairs(ref('test'), ref('value'));
  if (SORTS.includes(sort)) {
    const name = event
      ? { value: 'reading', operand: 'literal', test: 'eventTest' }[sort]
      : { operand: 'value' }[sort];
    return least > 0 ? listOf(ref(name ?? sort), least) : ref(name ?? sort);
  }
  return CHECKS[written] ?? { enum: written.split('|') };
};

/** Keys of which a node has exactly one. */
const EITHER: Readonly<Record<string, readonly string[]>> = { following: ['attribute', 'start'] };

const node = (kind: (typeof kinds)[number], event: boolean): Schema => {
  const fields = Object.entries(GRAMMAR[kind][1] as Readonly<Record<string, string>>);
  return {
    type: 'object',
    properties: {
      kind: { const: kind },
      ...Object.fromEntries(fields.map(([key, written]) => [key, field(written.replace(/\?$/, ''), event)])),
    },
    required: ['kind', ...fields.filter(([, written]) => !written.endsWith('?')).map(([key]) => key)],
    additionalProperties: false,
    ...(EITHER[kind] && { oneOf: EITHER[kind].map((key) => ({ required: [key] })) }),
  };
};

const of = (...sorts: readonly string[]): readonly string[] =>
  kinds.filter((kind) => sorts.includes(GRAMMAR[kind][0]));

/** The JSON Schema of the envelope that `JSON.stringify(segment)` writes and `parseSegment` reads. */
export const definitionSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'habitus definition',
  description:
    'A segment, metric or classification of the npm package habitus. See docs/language.md for what the kinds mean.',
  type: 'object',
  properties: {
    format: { const: 'habitus' },
    version: { const: 1 },
    kind: { enum: ['segment', 'metric', 'classification'] },
    id: CHECKS.id,
    ...Object.fromEntries(
      ['title', 'dimension', 'goal', 'action', 'source', 'unit'].map((key) => [key, text]),
    ),
    parameters: { type: 'object' },
    definition: ref('either'),
  },
  required: ['format', 'version', 'kind', 'definition'],
  additionalProperties: false,
  if: { properties: { kind: { const: 'segment' } } },
  // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema.
  then: { properties: { definition: ref('test') } },
  else: { properties: { definition: ref('value') } },
  $defs: {
    value: anyOf(of('value', 'either')),
    test: anyOf(of('test', 'either')),
    either: anyOf(of('value', 'test', 'either')),
    window: anyOf(of('window')),
    reading: anyOf(of('reading')),
    relation: anyOf(of('relation')),
    eventTest: anyOf(EVENT_TESTS.map((kind) => `${kind}OfEvent`)),
    ...Object.fromEntries(kinds.map((kind) => [kind, node(kind, false)])),
    ...Object.fromEntries(EVENT_TESTS.map((kind) => [`${kind}OfEvent`, node(kind, true)])),
  },
});

if (process.argv[1]?.endsWith('definition-schema.ts') === true) {
  writeFileSync('docs/definition.schema.json', `${JSON.stringify(definitionSchema(), null, 2)}\n`);
}
