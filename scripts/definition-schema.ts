/**
 * Writes docs/definition.schema.json, the JSON Schema of a stored definition, from the grammar: `npx tsx scripts/definition-schema.ts`.
 * A test fails when it is stale. The schema says what a document must look like; what it cannot say (the order of two
 * fields, types that meet in a test, zones that exist, the number of nodes in all) is left to `parse…`.
 */
import { writeFileSync } from 'node:fs';
import { MOST_PARTS, SLOT_TYPES, WORDING } from '../src/definitions/slots.js';
import {
  EVENT_TESTS,
  GRAMMAR,
  LIMITS,
  type JsonSchema as Schema,
  schemaOfCheck,
} from '../src/expression/index.js';

const kinds = Object.keys(GRAMMAR) as (keyof typeof GRAMMAR)[];
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const anyOf = (names: readonly string[]): Schema => ({ oneOf: names.map(ref) });
const text = schemaOfCheck('text');
const number = { type: 'number' };
const listOf = (items: Schema, minItems: number): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems: LIMITS.items,
});
/** A value, or a slot where a parameter stands, as a whole and as an item of a list. */
const orSlot = (schema: Schema): Schema => {
  const items = schema.items as Schema | undefined;
  const own = items === undefined ? schema : { ...schema, items: orSlot(items) };
  return { anyOf: [own, ref('slot'), ...(schema.type === 'string' ? [ref('template')] : [])] };
};

const part = (value: Schema): Schema => ({
  type: 'object',
  properties: {
    value,
    weight: orSlot(schemaOfCheck('weight')),
    from: orSlot(number),
    to: orSlot(number),
  },
  required: ['value', 'weight', 'from', 'to'],
  additionalProperties: false,
});

const label = { type: 'string', maxLength: LIMITS.text, not: { pattern: '^(0|[1-9][0-9]*)$' } };
const pairs = (first: Schema, second: Schema): Schema =>
  listOf({ type: 'array', prefixItems: [first, second], items: false, minItems: 2, maxItems: 2 }, 1);

const SORTS = ['value', 'operand', 'test', 'either', 'events', 'eventTest', 'window', 'reading', 'relation'];

const factors: Schema = { type: 'array', items: { type: ['number', 'string'] }, maxItems: MOST_PARTS };
const wording = {
  type: 'array',
  prefixItems: [{ type: 'string' }, { enum: Object.keys(WORDING) }],
  items: false,
};
const templateParts: Schema = {
  type: 'array',
  items: { anyOf: [{ type: 'string' }, { ...wording, minItems: 2 }] },
  maxItems: MOST_PARTS,
};

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
  return orSlot(schemaOfCheck(written));
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
    version: { enum: [1, 2] },
    kind: { enum: ['segment', 'metric', 'classification'] },
    id: schemaOfCheck('id'),
    ...Object.fromEntries(
      ['title', 'dimension', 'goal', 'action', 'source', 'unit'].map((key) => [key, text]),
    ),
    parameters: { type: 'object' },
    fixed: { type: 'object' },
    definition: ref('either'),
  },
  required: ['format', 'version', 'kind', 'definition'],
  additionalProperties: false,
  if: { properties: { kind: { const: 'segment' } } },
  // biome-ignore lint/suspicious/noThenProperty: it is the keyword of JSON Schema.
  then: { properties: { definition: ref('test') } },
  else: { properties: { definition: ref('value') } },
  $defs: {
    slot: {
      description:
        'Where a parameter stands: its value, or parameter × times ÷ over + plus, from left to right. Factors are numbers or names of parameters.',
      type: 'object',
      properties: {
        parameter: { type: 'string' },
        type: { enum: Object.keys(SLOT_TYPES) },
        times: factors,
        over: factors,
        plus: number,
      },
      required: ['parameter'],
      additionalProperties: false,
    },
    template: {
      description: 'A text with parameters in it: texts, and pairs of a parameter and how it is worded.',
      type: 'object',
      properties: { template: templateParts },
      required: ['template'],
      additionalProperties: false,
    },
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
