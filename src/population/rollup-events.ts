import { assembleEvents } from './store/assemble.js';
import {
  type Cells,
  type GrowingCells,
  growingCells,
  type SparseCells,
  wholeCells,
  writeSparse,
} from './store/cells.js';
import { textDictionary } from './store/dictionary.js';
import { codesFor, ownMemory } from './store/memory.js';
import type { RawProperty } from './store/raw.js';
import { CHUNK, type EventTable, type Store } from './store/store.js';

/** The events of users as those of their accounts (−1: of none), with the user as actor. */
export const joined = (
  store: Store,
  accountOf: Int32Array,
  accounts: number,
): Pick<Store, 'tables' | 'times' | 'customers' | 'order' | 'first' | 'last' | 'properties' | 'actors'> => {
  const { tables, times } = store;
  const customers = new Int32Array(times.length);
  const names = codesFor(tables.length, times.length, ownMemory);
  const users = new Int32Array(times.length);
  tables.forEach(({ base, starts, customers: places, times: rows }, name) => {
    names.fill(name, base, base + rows.length);
    for (let chunk = 0; chunk + 1 < starts.length; chunk++) {
      for (let row = starts[chunk]!; row < starts[chunk + 1]!; row++) {
        const user = chunk * CHUNK + places[row]!;
        users[base + row] = user + 1;
        customers[base + row] = accountOf[user]!;
      }
    }
  });
  const actors = textDictionary();
  for (const id of store.ids) actors.code(id);
  const properties = Array.from(
    store.properties,
    ([name, dictionaries]): RawProperty => ({
      name,
      ...dictionaries,
      given: together(tables, times.length, name),
    }),
  );
  const lists = { values: [null] };
  const events = {
    length: times.length,
    customers,
    names,
    nameValues: tables.map(({ name }) => name),
    times,
    ids: undefined,
    actors: { name: '', texts: actors, lists, given: { texts: users } },
    properties,
  };
  return {
    ...assembleEvents(events, accounts, ownMemory, () => {}),
    properties: store.properties,
    actors: { values: actors.values },
  };
};

/** The cells of a property of all tables, one table after the other; only those that have a value where these are few in every table. */
const together = (tables: readonly EventTable[], length: number, name: string): Cells | GrowingCells => {
  const stored = tables.flatMap(({ base, properties }) => {
    const cells = properties.get(name);
    return cells === undefined ? [] : [[base, cells] as const];
  });
  if (stored.every(([, cells]) => 'rows' in cells)) {
    const written = growingCells();
    for (const [base, cells] of stored) writeSparse(written, base, cells as SparseCells);
    return written;
  }
  const parts = stored.map(([base, cells]) => [base, wholeCells(cells)] as const);
  const part = <A extends Float64Array | Uint8Array | Int32Array>(
    of: (cells: Cells) => ArrayLike<number> | undefined,
    make: () => A,
  ): A | undefined => {
    let all: A | undefined;
    for (const [base, cells] of parts) {
      const found = of(cells);
      if (found === undefined) continue;
      all ??= make();
      all.set(found as never, base);
    }
    return all;
  };
  return {
    numbers: part(
      ({ numbers }) => numbers,
      () => new Float64Array(length).fill(NaN),
    ),
    texts: part(
      ({ texts }) => texts,
      () => new Int32Array(length),
    ),
    booleans: part(
      ({ booleans }) => booleans,
      () => new Uint8Array(length),
    ),
  };
};
