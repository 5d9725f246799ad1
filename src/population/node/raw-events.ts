import type { EventColumns } from '../../files/index.js';
import { textDictionary } from '../store/dictionary.js';
import type { RawEvents } from '../store/raw.js';
import type { Store } from '../store/store.js';

/** The events of columns as a store takes them: customers by index, names by the model's. */
export const rawEventsOf = (
  columns: EventColumns,
  indices: Store['indices'],
  modelName: (host: string) => string,
): RawEvents => {
  const { length, customers, ids, actors } = columns;
  const customerOf = Int32Array.from(customers.texts.values, (id) =>
    id === null ? -1 : (indices.get(id) ?? -1),
  );
  const { nameValues, codes } = namesOf(columns, modelName);
  const idCodes = ids.codes();
  return {
    length,
    customers: mapped(customers.codes(), length, customerOf),
    names: codes,
    nameValues,
    times: columns.times().subarray(0, length),
    ids: ids.texts.values.length === 1 ? undefined : (row) => ids.texts.values[idCodes[row]!],
    actors:
      actors.texts.values.length === 1
        ? undefined
        : {
            name: '',
            texts: { values: actors.texts.values },
            lists: textDictionary() as never,
            given: { texts: actors.codes().subarray(0, length) },
          },
    properties: Array.from(columns.properties.values(), (column) => ({
      name: column.name,
      texts: { values: column.texts.values },
      lists: { values: [null] },
      given: column.parts(length),
    })),
  };
};

/** Of each row what its code stands for. */
const mapped = (codes: Int32Array, length: number, by: Int32Array): Int32Array => {
  const found = new Int32Array(length);
  for (let row = 0; row < length; row++) found[row] = by[codes[row]!]!;
  return found;
};

/** The model's names, in the order of their first events, as by every other way in. */
const namesOf = ({ length, names }: EventColumns, modelName: (host: string) => string) => {
  const hosts = names.codes();
  const known = new Map<string, number>();
  const byHost = new Int32Array(names.texts.values.length).fill(-1);
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const host = hosts[row]!;
    if (byHost[host] === -1) {
      const name = modelName(names.texts.values[host]!);
      byHost[host] = known.get(name) ?? known.size;
      known.set(name, byHost[host]!);
    }
    codes[row] = byHost[host]!;
  }
  return { nameValues: [...known.keys()], codes };
};

/** Whose events there are, in the order of their first ones. */
export const customersOf = ({ length, customers }: EventColumns): readonly string[] => {
  const codes = customers.codes();
  const seen = new Uint8Array(customers.texts.values.length);
  const found: string[] = [];
  for (let row = 0; row < length; row++) {
    const code = codes[row]!;
    if (seen[code] === 1) continue;
    seen[code] = 1;
    found.push(customers.texts.values[code]!);
  }
  return found;
};
