import type { Customer, Event } from '../customer/index.js';
import { type Growing, isPlainObject, push, textIndex } from '../internal/index.js';
import { toInstant } from '../time/index.js';
import { type IssueLog, issueLog, type PopulationIssue } from './issues.js';
import { bytesOfRow, type LoadLimits, requireWithin } from './limits.js';
import { assembleEvents } from './store/assemble.js';
import {
  type GrowingCells,
  growingCells,
  settleCells,
  settleDictionaries,
  settleWhole,
  writeCell,
} from './store/cells.js';
import { conflicting, type Pair } from './store/conflicts.js';
import { textDictionary } from './store/dictionary.js';
import { type Allocate, doubles, integers, ownMemory } from './store/memory.js';
import type { RawEvents } from './store/raw.js';
import type { AttributeColumn, Changes, Store } from './store/store.js';
import { reportTexts } from './text-issues.js';

/** A store with what was wrong on the way to it. */
export interface Built {
  readonly store: Store;
  readonly issues: readonly PopulationIssue[];
  /** Copies of events that were removed. */
  readonly copies: number;
}

/** Takes customers and events one by one, in any order, and makes a store of them. */
export interface Builder {
  readonly customerCount: number;
  readonly eventCount: number;
  /** How many different attributes. */
  readonly attributeCount: number;
  customer(customer: Customer): void;
  event(event: Event): void;
  build(): Built;
}

const growingNumbers = (): Growing<Float64Array> => ({ data: new Float64Array(0), length: 0 });
const growingCodes = (): Growing<Int32Array> => ({ data: new Int32Array(0), length: 0 });

interface GrowingAttribute {
  readonly cells: GrowingCells;
  /** Entries of histories that speak of it: the customer and the instant of each, in the order of their rows. */
  readonly changed: {
    readonly customers: Growing<Int32Array>;
    readonly times: Growing<Float64Array>;
    readonly cells: GrowingCells;
  };
}

/** A builder of nothing yet. */
export const builder = (allocate: Allocate = ownMemory, limits: LoadLimits = {}): Builder => {
  const issues = issueLog();
  const ids: string[] = [];
  const indices = textIndex();
  const attributes = new Map<string, GrowingAttribute>();
  const events = growingEvents(issues);
  const isLimited = Object.values(limits).some((limit) => limit !== undefined);
  let bytes = 0;
  let customersSeen = 0;

  const attribute = (name: string): GrowingAttribute => {
    let found = attributes.get(name);
    if (found === undefined) {
      const cells = growingCells();
      found = {
        cells,
        changed: { customers: growingCodes(), times: growingNumbers(), cells: growingCells(cells) },
      };
      attributes.set(name, found);
    }
    return found;
  };

  const takeHistory = (customer: number, path: string, history: Customer['history']): void => {
    const entries: {
      readonly at: number;
      readonly attributes: Readonly<Record<string, unknown>>;
      readonly path: string;
    }[] = [];
    let i = 0;
    if (!Array.isArray(history ?? [])) issues.add('bad-history', `${path}.history`, history);
    for (const entry of Array.isArray(history) ? history : []) {
      const entryPath = `${path}.history[${i++}]`;
      const at = toInstant(entry?.at);
      if (at === null) issues.add('bad-history', `${entryPath}.at`, entry?.at);
      else if (!isPlainObject(entry.attributes))
        issues.add('bad-history', `${entryPath}.attributes`, entry.attributes);
      else entries.push({ at, attributes: entry.attributes, path: entryPath });
    }
    for (const entry of entries.sort((a, b) => a.at - b.at)) {
      for (const [name, raw] of Object.entries(entry.attributes)) {
        if (raw === undefined) continue;
        const { customers, times, cells } = attribute(name).changed;
        const row = customers.length;
        push(customers, customer);
        push(times, entry.at);
        if (!writeCell(cells, row, raw, true))
          issues.add('unreadable-value', `${entry.path}.attributes.${name}`, raw, `attribute ${name}`);
      }
    }
  };

  /** Refuses a row where those before it have passed a limit, or it does. */
  const admit = (row: unknown): void => {
    if (limits.bytes !== undefined) bytes += bytesOfRow(row);
    requireWithin(limits, {
      rows: customersSeen + events.seen + 1,
      names: events.nameCount,
      properties: attributes.size + events.propertyCount,
      bytes,
    });
  };

  return {
    get customerCount() {
      return customersSeen;
    },
    get eventCount() {
      return events.seen;
    },
    get attributeCount() {
      return attributes.size;
    },
    customer: (customer) => {
      if (isLimited) admit(customer);
      const path = `customers[${customersSeen++}]`;
      if (!isPlainObject(customer) || typeof customer.id !== 'string') {
        issues.add('bad-customer', path, (customer as Partial<Customer> | null)?.id ?? customer);
        return;
      }
      const { id } = customer as Customer;
      if (indices.get(id) !== undefined) {
        issues.add('repeated-customer', path, id);
        return;
      }
      const index = ids.push(id) - 1;
      indices.add(id, index);
      const { attributes: known } = customer as Customer;
      const hasKnown = isPlainObject(known);
      if (!hasKnown && !isAbsent(known))
        issues.add('unreadable-value', `${path}.attributes`, known, 'attributes');
      for (const [name, raw] of hasKnown ? Object.entries(known) : []) {
        if (raw === undefined || raw === null) continue;
        if (!writeCell(attribute(name).cells, index, raw, true))
          issues.add('unreadable-value', `${path}.attributes.${name}`, raw, `attribute ${name}`);
      }
      takeHistory(index, path, (customer as Customer).history);
    },
    event: isLimited
      ? (event) => {
          admit(event);
          events.take(event);
        }
      : events.take,
    build: () => {
      requireWithin(limits, { names: events.nameCount, properties: attributes.size + events.propertyCount });
      const count = ids.length;
      const settledAttributes = new Map(
        Array.from(attributes, ([name, { cells, changed }]): readonly [string, AttributeColumn] => [
          name,
          {
            ...settleDictionaries(cells),
            cells: settleCells(cells, count, allocate),
            changes: changesOf(changed, allocate),
          },
        ]),
      );
      reportTexts(settledAttributes, issues);
      return finish({ ids, indices, attributes: settledAttributes }, events.raw(indices), issues, allocate);
    },
  };
};

/** The changes of an attribute: customers come one after the other, each in order of time. */
const changesOf = (
  { customers, times, cells }: GrowingAttribute['changed'],
  allocate: Allocate,
): Changes | undefined => {
  const { length } = times;
  if (length === 0) return undefined;
  const rows = customers.data.subarray(0, length);
  const firsts = [...rows.keys()].filter((row) => rows[row] !== rows[row - 1]);
  const changed = integers(firsts.length, allocate);
  changed.set(firsts.map((row) => rows[row]!));
  const starts = integers(firsts.length + 1, allocate);
  starts.set([...firsts, length]);
  const instants = doubles(length, allocate);
  instants.set(times.data.subarray(0, length));
  return { customers: changed, starts, times: instants, cells: settleWhole(cells, length, allocate) };
};

/** Events written one by one. */
const growingEvents = (issues: IssueLog) => {
  const customers = growingCodes();
  const names = growingCodes();
  const times = growingNumbers();
  const customerIds = textDictionary();
  const nameCodes = new Map<string, number>();
  const properties = new Map<string, GrowingCells>();
  const actors = growingCells();
  /** By row; as long as the last row that has one. */
  const ids: (string | undefined)[] = [];

  const property = (name: string): GrowingCells => {
    let found = properties.get(name);
    if (found === undefined) {
      found = growingCells();
      properties.set(name, found);
    }
    return found;
  };

  /** The name and instant of an event, or null of one that cannot be used, which is reported. */
  const checked = (event: Event, path: string): number | null => {
    if (typeof event !== 'object' || event === null || typeof event.name !== 'string') {
      issues.add('bad-event', path, (event as Partial<Event> | null)?.name ?? event);
      return null;
    }
    const at = toInstant(event.at);
    if (at === null) issues.add('bad-instant', `${path}.at`, event.at);
    return at;
  };

  return {
    get seen() {
      return times.length;
    },
    get nameCount() {
      return nameCodes.size;
    },
    get propertyCount() {
      return properties.size;
    },
    take: (event: Event): void => {
      const row = times.length;
      const path = `events[${row}]`;
      const at = checked(event, path);
      push(times, at ?? NaN);
      if (at === null) {
        push(customers, UNUSABLE);
        push(names, 0);
        return;
      }
      let name = nameCodes.get(event.name);
      if (name === undefined) {
        name = nameCodes.size;
        nameCodes.set(event.name, name);
      }
      push(names, name);
      push(customers, typeof event.customerId === 'string' ? customerIds.code(event.customerId) : UNNAMED);
      const { id, actor, properties: given } = event;
      if (typeof id === 'string' && id !== '') {
        while (ids.length < row) ids.push(undefined);
        ids.push(id);
      } else if (!isAbsent(id) && id !== '') issues.add('unreadable-value', `${path}.id`, id, 'id');
      if (typeof actor === 'string') writeCell(actors, row, actor, false);
      else if (!isAbsent(actor)) issues.add('unreadable-value', `${path}.actor`, actor, 'actor');
      if (isAbsent(given)) return;
      if (typeof given !== 'object' || Array.isArray(given)) {
        issues.add('unreadable-value', `${path}.properties`, given, 'properties');
        return;
      }
      for (const key of Object.keys(given)) {
        const raw = given[key];
        if (raw === undefined || raw === null) continue;
        if (!writeCell(property(key), row, raw, false))
          issues.add('unreadable-value', `${path}.properties.${key}`, raw, `property ${key}`);
      }
    },
    /** What was written, with the customers that have come to be known. */
    raw: (indices: Store['indices']): RawEvents => {
      const known = customerIds.values.map((id) => (id === null ? -1 : (indices.get(id) ?? -1)));
      const { length } = times;
      const found = new Int32Array(length);
      for (let row = 0; row < length; row++) {
        const code = customers.data[row]!;
        found[row] = known[Math.max(code, 0)]!;
        if (found[row]! < 0 && code !== UNUSABLE)
          issues.add(
            'unknown-customer',
            `events[${row}].customerId`,
            code === UNNAMED ? undefined : customerIds.values[code],
          );
      }
      return {
        length,
        customers: found,
        names: names.data,
        nameValues: [...nameCodes.keys()],
        times: times.data,
        ids: ids.length === 0 ? undefined : (row) => ids[row],
        actors: actors.rows.length === 0 ? undefined : { name: '', ...actors, given: actors },
        properties: Array.from(properties, ([name, cells]) => ({
          name,
          texts: cells.texts,
          lists: cells.lists,
          given: cells,
        })),
      };
    },
  };
};

/** Not there, and no fault. */
const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** In the place of a customer: the event cannot be used, and that is reported already. */
const UNUSABLE = -2;
/** In the place of a customer: the event names none. */
const UNNAMED = -1;

/** The store of customers and events; the copies that were removed are counted, and those that differ reported. */
export const finish = (
  customers: Pick<Store, 'ids' | 'indices' | 'attributes'>,
  events: RawEvents,
  issues: IssueLog,
  allocate: Allocate,
): Built => {
  const copies: Pair[] = [];
  const placed = assembleEvents(events, customers.ids.length, allocate, (kept, dropped) => {
    copies.push([kept, dropped]);
  });
  for (const [kept, dropped] of conflicting(events, copies))
    issues.add('conflicting-copies', `events[${dropped}]`, `events[${kept}]`);
  Object.freeze(customers.ids);
  const store: Store = {
    ...customers,
    size: customers.ids.length,
    ...placed,
    properties: new Map(
      events.properties.map(({ name, texts, lists }) => [name, settleDictionaries({ texts, lists })]),
    ),
    actors: { values: events.actors?.texts.values ?? [null] },
    derived: new WeakMap(),
  };
  return { store, issues: issues.list(), copies: copies.length };
};
