import type { Attributes } from '../customer/index.js';
import { compareText } from '../internal/index.js';
import type { DatedValues } from '../rows/index.js';
import type { Changes, Fields } from './facts.js';
import { put } from './plain.js';

/** Changes at an instant; undefined where none is known, so that they hold for all times. */
export interface DatedChanges {
  readonly at: number | undefined;
  /** Changes with equal ids and instants are copies; numbers are added once. */
  readonly id?: string | undefined;
  readonly changes: Changes;
  /** The row that said it. */
  readonly row?: number | undefined;
}

/** The attributes of somebody: for all times, and from instants on. */
export interface Traits {
  readonly attributes: Attributes;
  readonly history: readonly DatedValues[];
}

const KEYED = ['setOnce', 'set', 'add', 'append', 'prepend', 'union', 'remove'] as const;
type Keyed = (typeof KEYED)[number];

/** What a change makes of a value; undefined leaves it. */
const APPLY: { readonly [K in Keyed]: (old: unknown, given: unknown) => unknown } = {
  setOnce: (old, given) => (old === undefined || old === null ? given : undefined),
  set: (_, given) => given,
  add: (old, given) =>
    Number.isFinite(given) ? (Number.isFinite(old) ? (old as number) : 0) + (given as number) : undefined,
  append: (old, given) => [...listOf(old), ...listOf(given)],
  prepend: (old, given) => [...listOf(given), ...listOf(old)],
  union: (old, given) => [...new Set([...listOf(old), ...listOf(given)])],
  remove: (old, given) => {
    const gone = new Set(listOf(given));
    return listOf(old).filter((item) => !gone.has(item));
  },
};

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

interface Step {
  readonly at: number | undefined;
  readonly rank: number;
  readonly text: string;
  readonly kind: Keyed | 'clear' | 'unset';
  readonly key: string;
  readonly value: unknown;
}

/**
 * The history of attributes from changes in any order. Within one instant they happen in the order of `Changes`
 * (everything gone, set once, set, added, lists, unset), and among equals the greatest text comes last and counts.
 * Changes without an instant happen before all others, in the order in which they were given.
 */
export const traitsOf = (given: readonly DatedChanges[]): Traits => {
  const steps = given.flatMap(stepsOf).filter(unlessCopy());
  steps.sort((a, b) => {
    if (a.at === undefined || b.at === undefined)
      return Number(a.at !== undefined) - Number(b.at !== undefined);
    return a.at - b.at || a.rank - b.rank || compareText(a.text, b.text);
  });
  const state = new Map<string, unknown>();
  const plain: Record<string, unknown> = {};
  const history: { at: number; attributes: Record<string, unknown> }[] = [];
  const write = (at: number | undefined, key: string, value: unknown): void => {
    if (value === undefined || textOf(value) === textOf(state.get(key) ?? null)) return;
    state.set(key, value);
    if (at === undefined) {
      if (value === null) delete plain[key];
      else put(plain, key, value);
      return;
    }
    if (history.at(-1)?.at !== at) history.push({ at, attributes: {} });
    put(history.at(-1)!.attributes, key, value);
  };
  for (const { at, kind, key, value } of steps) {
    if (kind === 'clear') for (const each of [...state.keys()]) write(at, each, null);
    else if (kind === 'unset') write(at, key, null);
    else write(at, key, APPLY[kind](state.get(key), value));
  }
  return { attributes: plain, history };
};

const stepsOf = ({ at, id, changes }: DatedChanges): (Step & { readonly id: string | undefined })[] => {
  const step = (kind: Step['kind'], rank: number, key: string, value: unknown) => ({
    at,
    id,
    rank,
    kind,
    key,
    value,
    text: textOf(value),
  });
  return [
    ...(changes.clear === true ? [step('clear', 0, '', null)] : []),
    ...KEYED.flatMap((kind, i) =>
      Object.entries(changes[kind] ?? {}).map(([key, value]) => step(kind, i + 1, key, value)),
    ),
    ...(changes.unset ?? []).map((key) => step('unset', KEYED.length + 1, key, null)),
  ];
};

/** True of every step but those of a row that came twice. */
const unlessCopy = () => {
  const seen = new Set<string>();
  return ({ id, at, kind, key, text }: Step & { readonly id: string | undefined }): boolean => {
    if (id === undefined || kind === 'set' || kind === 'setOnce') return true;
    const copy = JSON.stringify([id, at, kind, key, text]);
    if (seen.has(copy)) return false;
    seen.add(copy);
    return true;
  };
};

const textOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A bigint: no reading sees it, and any order will do.
    return String(value);
  }
};

/**
 * Nested objects as flat names: `{ address: { city } }` is `address.city`, because an attribute's name is no path (S7).
 * A name that is there already is kept.
 */
export const flatten = (fields: Fields): Fields => {
  const flat: Record<string, unknown> = {};
  const nested: [string, Fields][] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (isFields(value)) nested.push([key, value]);
    else put(flat, key, value);
  }
  for (const [key, value] of nested) {
    for (const [inner, each] of Object.entries(flatten(value)))
      if (!Object.hasOwn(flat, `${key}.${inner}`)) flat[`${key}.${inner}`] = each;
  }
  return flat;
};

/** True of plain data with names: no list and no `Date`. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
