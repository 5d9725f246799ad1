import { isPlainObject } from '../internal/index.js';
import { type EventFields, eventMapping, type InstantField, type ValueField } from '../rows/index.js';
import { type Batch, FIELD } from './batch.js';
import { textOf } from './batches.js';
import type { EventColumns } from './event-columns.js';
import { instantKernel, type Kernel, textKernel, valueKernel } from './kernels.js';
import type { Layout } from './layout.js';

/** Reads a batch into columns, from row `base` on. */
export type ReadBatch = (batch: Batch, base: number, slow: Uint8Array) => void;

interface Step {
  readonly slot: number;
  readonly kernel: Kernel;
}

/** The kernels of a mapping, column by column; those of columns that turn up on the way are added then. */
export const eventKernels = (fields: EventFields, layout: Layout, into: EventColumns): ReadBatch => {
  const mapping = eventMapping(fields);
  const { properties } = mapping;
  const steps: Step[] = [];
  const step = (column: string, kernel: Kernel): void => {
    steps.push({ slot: layout.column(column), kernel });
  };

  const { customers, names, ids, actors } = into;
  step(
    mapping.customerId.column,
    textKernel(customers.texts, customers.codes, true, mapping.customerId.asText),
  );
  const { at } = fields;
  step(
    mapping.at.column,
    instantKernel(
      isPlainObject(at) ? (at as unknown as InstantField) : {},
      mapping.at.read,
      into.times,
      true,
    ),
  );
  if ('value' in mapping.name) {
    const { value } = mapping.name;
    steps.push({ slot: 0, kernel: constant(() => names.texts.codeOf(value), names.codes) });
  } else step(mapping.name.column, textKernel(names.texts, names.codes, true, mapping.name.asText));
  step(mapping.id.column, textKernel(ids.texts, ids.codes, false, mapping.id.asText));
  step(mapping.actor.column, textKernel(actors.texts, actors.codes, false, mapping.actor.asText));

  if (properties.how === 'columns') {
    const given = (fields.properties as { readonly columns: Readonly<Record<string, string | ValueField>> })
      .columns;
    for (const { name, column, read } of properties.columns) {
      const field = given[name]!;
      step(column, valueKernel(into.property(name), typeof field === 'string' ? {} : field, read));
    }
  } else if (properties.how === 'object') step(properties.column, objectKernel(into));

  let seen = 0;
  return (batch, base, slow) => {
    for (; seen < layout.fields.length; seen++) {
      const { name, inObject } = layout.fields[seen]!;
      const isProperty = inObject
        ? properties.how === 'object'
        : properties.how === 'rest' && !mapping.columns.has(name);
      if (isProperty) steps.push({ slot: seen, kernel: plain(into, name) });
    }
    for (const { slot, kernel } of steps) if (slot < batch.width) kernel(batch, slot, base, slow);
  };
};

const plain = (into: EventColumns, name: string): Kernel =>
  valueKernel(into.property(name), {}, (cell) => cell);

const constant =
  (code: () => number, codes: () => Int32Array): Kernel =>
  ({ rows }, _, base) => {
    codes().fill(code(), base, base + rows);
  };

/** Objects that come as JSON text in a column. */
const objectKernel =
  (into: EventColumns): Kernel =>
  ({ bytes, starts, ends, kinds, width, rows }, slot, base, slow) => {
    for (let row = 0, place = slot; row < rows; row++, place += width) {
      const kind = kinds[place]!;
      if (kind === FIELD.none || (kind === FIELD.text && starts[place] === ends[place])) continue;
      const given = kind === FIELD.text ? parsed(textOf(bytes, starts[place]!, ends[place]!)) : undefined;
      if (!isPlainObject(given)) slow[row] = 1;
      else
        for (const name of Object.keys(given))
          if (!into.property(name).write(base + row, given[name])) slow[row] = 1;
    }
  };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
