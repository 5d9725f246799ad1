import { type Batch, FIELD } from './batch.js';
import { textOf } from './batches.js';

/** One field of the rows of a batch: a column, or a key of the object that stands in one. */
interface Field {
  readonly name: string;
  readonly inObject: boolean;
}

/**
 * Which columns of a file are wanted, and in which place of a batch each of them is. Rows of JSON may bring new ones.
 */
export interface Layout {
  /** By place. */
  readonly fields: readonly Field[];
  /** The column of which the object is taken apart. */
  readonly object: string | undefined;
  /** Columns in which numbers are read as texts, by all of their digits. */
  readonly texts: ReadonlySet<string>;
  /** The place of a column, −1 of one that is not wanted. */
  column(name: string): number;
  /** The place of a key of the object. */
  key(name: string): number;
}

/** The layout of some columns, or of all that a file has; `object` and `texts` as a layout has them. */
export const layoutOf = (
  wanted: ReadonlySet<string> | 'all',
  { object, texts = NONE }: Partial<Pick<Layout, 'object' | 'texts'>> = {},
): Layout => {
  const fields: Field[] = [];
  const columns = new Map<string, number>();
  const keys = new Map<string, number>();
  const placeIn = (places: Map<string, number>, name: string, inObject: boolean): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = fields.push({ name, inObject }) - 1;
    places.set(name, place);
    return place;
  };
  return {
    fields,
    object,
    texts,
    column: (name) => (wanted === 'all' || wanted.has(name) ? placeIn(columns, name, false) : -1),
    key: (name) => placeIn(keys, name, true),
  };
};

const NONE: ReadonlySet<string> = new Set();

/** Digits that JavaScript would write otherwise, because it has fewer of them. */
const isLong = (text: string): boolean => text.length > 15 && /^-?\d+$/.test(text);

/**
 * The value of a field, as JSON has it, of a number that is read as a text with all of its digits; undefined where
 * it is not there.
 */
const cellOf = (batch: Batch, place: number, asText: boolean): unknown => {
  const start = batch.starts[place]!;
  const end = batch.ends[place]!;
  switch (batch.kinds[place]) {
    case FIELD.text:
      return textOf(batch.bytes, start, end);
    case FIELD.number: {
      const text = textOf(batch.bytes, start, end);
      return asText && isLong(text) ? text : Number(text);
    }
    case FIELD.true:
      return true;
    case FIELD.false:
      return false;
    case FIELD.value:
      return batch.values[start];
    default:
      return undefined;
  }
};

/** A row as an object; fields that are not there are null where `absent` says so, and left out otherwise. */
export const rowOf = (
  batch: Batch,
  row: number,
  { fields, object, texts }: Layout,
  absent?: null,
): Record<string, unknown> => {
  const made: Record<string, unknown> = {};
  let inner: Record<string, unknown> | undefined;
  for (let slot = 0; slot < fields.length; slot++) {
    const { name, inObject } = fields[slot]!;
    const asText = !inObject && texts.has(name);
    const value = slot < batch.width ? cellOf(batch, row * batch.width + slot, asText) : undefined;
    if (value === undefined && (absent === undefined || inObject)) continue;
    if (inObject) {
      inner ??= {};
      put(inner, name, value);
    } else put(made, name, value === undefined ? absent : value);
  }
  if (inner !== undefined) put(made, object!, inner);
  return made;
};

/** Assigned, a field of that name would be no field. */
const put = (object: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
};
