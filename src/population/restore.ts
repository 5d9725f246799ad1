import type { AttributeChange, Attributes, Event } from '../customer/index.js';
import { cellAt, placeOf, storedCellAt } from './store/cells.js';
import { CHUNK, type EventTable, type Store } from './store/store.js';

/** One customer's data as it would be given: what no reading can see is gone. */
export interface Restored {
  readonly attributes: Attributes;
  readonly history: readonly AttributeChange[];
  readonly events: readonly Event[];
}

/** Reads one customer back out of the columns of a store. */
export const restore = (store: Store, customer: number): Restored => {
  const { attributes, tables } = store;
  const history: AttributeChange[] = [];
  const plain: Record<string, unknown>[] = [];
  for (const [name, column] of attributes) {
    const value = storedCellAt(column.cells, column, customer);
    if (value !== null) plain.push(named(name, value));
    if (column.changes === undefined) continue;
    const { customers, starts } = column.changes;
    const place = placeOf(customers, customers.length, customer);
    if (place < 0) continue;
    for (let row = starts[place]!; row < starts[place + 1]!; row++) {
      history.push({
        at: column.changes.times[row]!,
        attributes: named(name, cellAt(column.changes.cells, column, row)),
      });
    }
  }
  const chunk = Math.floor(customer / CHUNK);
  const events: (Event & { readonly at: number })[] = [];
  for (const table of tables) {
    for (let row = table.starts[chunk]!; row < table.starts[chunk + 1]!; row++) {
      if (table.customers[row] === customer % CHUNK) events.push(eventAt(store, table, row));
    }
  }
  return { attributes: together(plain), history, events: events.sort((a, b) => a.at - b.at) };
};

const eventAt = (store: Store, table: EventTable, row: number): Event & { readonly at: number } => {
  const properties = Array.from(table.properties, ([name, cells]) =>
    named(name, storedCellAt(cells, store.properties.get(name)!, row)),
  ).filter((property) => Object.values(property)[0] !== null);
  const actor = store.actors.values[table.actors?.[row] ?? 0] ?? undefined;
  return {
    name: table.name,
    at: table.times[row]!,
    ...(properties.length > 0 && { properties: together(properties) }),
    ...(actor !== undefined && { actor }),
  };
};

/** An object with one own key, whatever its name: `__proto__` too. */
const named = (key: string, value: unknown): Record<string, unknown> => Object.fromEntries([[key, value]]);

const together = (parts: readonly Record<string, unknown>[]): Record<string, unknown> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
