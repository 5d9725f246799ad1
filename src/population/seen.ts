import type { Seen, SeenValues, SeenWords } from '../check/index.js';
import type { Scalar, ValueType } from '../expression/index.js';
import { lowered } from '../internal/index.js';
import { short } from '../print/index.js';
import { toInstant } from '../time/index.js';
import type { Cells, Dictionaries, StoredCells } from './store/cells.js';
import { type AttributeColumn, derive, type EventTable, type Store } from './store/store.js';

/** What a store holds, to be held against what definitions read: names and columns, and no event is looked at twice. */
export const seenIn = (store: Store): Seen => {
  const tables = new Map(
    store.tables.filter(({ times }) => times.length > 0).map((table) => [table.name, table] as const),
  );
  const properties = (table: EventTable | undefined): readonly string[] =>
    [...(table?.properties ?? [])].filter(([, cells]) => holdsAny(cells)).map(([name]) => name);
  return {
    events: [...tables.keys()],
    attributes: [...store.attributes].filter(([, column]) => isUsed(column)).map(([name]) => name),
    properties: (event) => properties(tables.get(event)),
    property: (event, name) => {
      const cells = tables.get(event)?.properties.get(name);
      return cells === undefined || !holdsAny(cells)
        ? undefined
        : seenValues(store, [cells], store.properties.get(name)!);
    },
    attribute: (name) => {
      const column = store.attributes.get(name);
      if (column === undefined) return undefined;
      return isUsed(column) ? seenValues(store, cellsOf(column), column) : undefined;
    },
    words: {
      ...WORDS,
      noAttribute: (name) =>
        store.attributes.has(name)
          ? `“${name}” is nothing that can be read, of anybody (see issues)`
          : `nobody has “${name}”`,
    },
  };
};

/** The cells of an attribute: those that hold for all times, and its changes. */
const cellsOf = ({ cells, changes }: AttributeColumn): readonly StoredCells[] =>
  changes === undefined ? [cells] : [cells, changes.cells];

const isUsed = (column: AttributeColumn): boolean => cellsOf(column).some(holdsAny);

const WORDS: Omit<SeenWords, 'noAttribute'> = {
  noEvent: (name) => `no event is called “${name}”`,
  noBeginning: (start) => `no event begins with “${start}”`,
  noProperty: (event, name) =>
    event === '' ? `none of the events that are read has “${name}”` : `no “${event}” event has “${name}”`,
  never: 'is never',
  always: 'is always',
};

/** The values of a column of either sort, one after the other. */
const partsOf = (stored: StoredCells): Cells => ('rows' in stored ? stored.cells : stored);

const TYPES = ['numbers', 'texts', 'booleans', 'lists'] as const;

type Part = (typeof TYPES)[number];

const isThere = (part: Part, value: number): boolean =>
  part === 'numbers' ? !Number.isNaN(value) : value !== 0;

/** Whether a part holds a value: the first one ends the search. */
const holds = (stored: StoredCells, part: Part): boolean => {
  const data = partsOf(stored)[part];
  return data !== undefined && (data as Float64Array).some((value) => isThere(part, value));
};

const holdsAny = (stored: StoredCells): boolean => TYPES.some((part) => holds(stored, part));

/** The part that a type is read from; of instants the numbers, texts beside them. */
const PART: { readonly [T in ValueType]: Part } = {
  number: 'numbers',
  text: 'texts',
  boolean: 'booleans',
  list: 'lists',
  instant: 'numbers',
};

const A: { readonly [P in Part]: string } = {
  numbers: 'a number',
  texts: 'a text',
  booleans: 'true or false',
  lists: 'a list of texts',
};

const seenValues = (store: Store, all: readonly StoredCells[], dictionaries: Dictionaries): SeenValues => {
  /** A mark for each code of a text that occurs. */
  const used = (): Uint8Array =>
    derive(store, all[0]!, 'used texts', () => {
      const marks = new Uint8Array(dictionaries.texts.values.length);
      for (const stored of all) for (const code of partsOf(stored).texts ?? []) marks[code] = 1;
      marks[0] = 0;
      return marks;
    });
  const isInstant = (code: number): boolean => toInstant(dictionaries.texts.values[code]) !== null;
  const readsTexts = (as: ValueType): boolean =>
    as === 'instant' && used().some((mark, code) => mark === 1 && isInstant(code));
  return {
    fits: (as) => all.some((stored) => holds(stored, PART[as])) || readsTexts(as),
    other: (as) => otherThan(all, dictionaries, as, isInstant),
    has: (value, ignoreCase) => {
      if (typeof value !== 'string') return all.some((stored) => hasScalar(partsOf(stored), value));
      const is = ignoreCase
        ? (text: string) => lowered(text) === lowered(value)
        : (text: string) => text === value;
      return used().some((mark, code) => mark === 1 && is(dictionaries.texts.values[code]!));
    },
    texts: () => {
      const marks = used();
      const found = dictionaries.texts.values.filter((_, code) => marks[code] === 1) as readonly string[];
      return found.length > MOST ? undefined : found;
    },
  };
};

/** Of more different texts nobody means one for another. */
const MOST = 1000;

const hasScalar = ({ numbers, booleans }: Cells, value: Exclude<Scalar, string>): boolean =>
  typeof value === 'number' ? numbers?.includes(value) === true : booleans?.includes(value ? 2 : 1) === true;

/** The values that a type does not read: counted where there are any at all. */
const otherThan = (
  all: readonly StoredCells[],
  dictionaries: Dictionaries,
  as: ValueType,
  isInstant: (code: number) => boolean,
): ReturnType<SeenValues['other']> => {
  const others = TYPES.filter((part) => part !== PART[as] && all.some((stored) => holds(stored, part)));
  if (others.length === 0) return undefined;
  let [count, total] = [0, 0];
  let found: { readonly part: Part; readonly value: number } | undefined;
  const known = new Map<number, boolean>();
  const isRead = (part: Part, value: number): boolean => {
    if (part === PART[as]) return true;
    if (part !== 'texts' || as !== 'instant') return false;
    const read = known.get(value) ?? isInstant(value);
    known.set(value, read);
    return read;
  };
  for (const stored of all)
    for (const part of TYPES)
      for (const value of partsOf(stored)[part] ?? []) {
        if (!isThere(part, value)) continue;
        total++;
        if (isRead(part, value)) continue;
        count++;
        found ??= { part, value };
      }
  if (found === undefined) return undefined;
  return {
    type: A[found.part],
    example: exampleOf(found.part, found.value, dictionaries),
    share: count / total,
  };
};

const exampleOf = (part: Part, value: number, { texts }: Dictionaries): string | undefined => {
  if (part === 'texts') return JSON.stringify(short(texts.values[value]!));
  return part === 'numbers' ? String(value) : part === 'booleans' ? String(value === 2) : undefined;
};
