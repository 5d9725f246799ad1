import { VERSION } from '../internal/index.js';
import { MAX_INSTANT } from '../time/index.js';
import { LIMITS } from './checks.js';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const schemas = (): Readonly<Record<string, JsonSchema>> => {
  const text = { type: 'string', maxLength: LIMITS.text };
  const length = { type: 'integer', minimum: 1, maximum: LIMITS.reach };
  const scalar = { type: ['string', 'number', 'boolean'] };
  const listOf = (items: JsonSchema, minItems: number): JsonSchema => ({
    type: 'array',
    items,
    minItems,
    maxItems: LIMITS.items,
  });
  return {
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
    instant: { type: 'integer', minimum: -MAX_INSTANT, maximum: MAX_INSTANT },
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
    weekday: { enum: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] },
  };
};

const CHECK_SCHEMAS: ReturnType<typeof schemas> = /* @__PURE__ */ schemas();

/** What a field that holds no node may be, as JSON Schema says it. */
export const schemaOfCheck = (check: string): JsonSchema =>
  CHECK_SCHEMAS[check] ?? { enum: check.split('|') };
