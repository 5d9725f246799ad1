import { HabitusError } from '../internal/index.js';
import type { Kind, Node } from './nodes.js';

/** What a definition costs, about, wherever it is answered: 1 is the work of one node for one customer. */
export interface Cost {
  readonly total: number;
  /** What it is made of, the dearest first. */
  readonly parts: readonly CostPart[];
}

/** One sort of work, how often it is in a definition, and what that costs. */
export interface CostPart {
  readonly what: string;
  readonly count: number;
  readonly cost: number;
}

/** The cost up to which a definition is taken (S10): 20 series over the days of a year in local time have less. */
export const MOST_COST = 100_000;

/** What one of each sort costs. */
const EACH = {
  nodes: 1,
  'items of lists': 0.1,
  'periods of series': 1,
  'periods of series in local time': 10,
  relations: 10,
  'steps of sequences': 10,
  ranks: 25,
  'bucket salts': 250,
  'time zones': 1000,
} as const;

type Sort = keyof typeof EACH;
type Add = (sort: Sort, count: number) => void;
type Of<K extends Kind> = Extract<Node, { readonly kind: K }>;

/** What a node of a kind costs beside being one; zones and salts count once, however often they are used. */
const COSTS: { readonly [K in Kind]?: (node: Of<K>, add: Add) => void } = {
  events: ({ names = [], except = [], startingWith = [], relations = [] }, add) => {
    add('items of lists', names.length + except.length + startingWith.length);
    add('relations', relations.length);
  },
  oneOf: ({ values }, add) => add('items of lists', values.length),
  series: ({ every, periods, timeZone }, add) =>
    add(
      typeof every === 'string' && isLocal(timeZone)
        ? 'periods of series in local time'
        : 'periods of series',
      periods,
    ),
  sequence: ({ steps }, add) => add('steps of sequences', steps.length),
  rank: (_, add) => add('ranks', 1),
};

const isLocal = (timeZone: string | undefined): timeZone is string =>
  timeZone !== undefined && timeZone !== 'UTC';

/** The cost of a definition: of all its nodes, as they are nested. */
export const costOfNode = (definition: Node): Cost => {
  const counts = new Map<Sort, number>();
  const add: Add = (sort, count) => counts.set(sort, (counts.get(sort) ?? 0) + count);
  const once = new Set<string>();
  const addOnce = (sort: Sort, name: string): void => {
    if (once.size < once.add(`${sort} ${name}`).size) add(sort, 1);
  };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { kind, timeZone, salt } = value as {
      readonly kind?: Kind;
      readonly timeZone?: string;
      readonly salt?: string;
    };
    if (kind !== undefined) {
      add('nodes', 1);
      (COSTS[kind] as ((node: unknown, add: Add) => void) | undefined)?.(value, add);
      if (isLocal(timeZone)) addOnce('time zones', timeZone);
      if (salt !== undefined) addOnce('bucket salts', salt);
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(definition);
  const parts = Array.from(counts, ([what, count]) => ({ what, count, cost: Math.ceil(count * EACH[what]) }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost);
  return { total: parts.reduce((sum, { cost }) => sum + cost, 0), parts };
};

/** Refuses a definition that costs more than is allowed, and says which parts cost what. */
export const requireCost = (definition: Node, most: number, path: string): void => {
  if (most === Infinity) return;
  const { total, parts } = costOfNode(definition);
  if (total <= most) return;
  const dearest = parts
    .slice(0, 3)
    .map(({ what, count, cost }) => `${count} ${what} cost ${cost}`)
    .join(', ');
  throw new HabitusError(
    'too-costly',
    `expected a definition that costs at most ${most}, got ${total}: ${dearest}; code that means it says parseSegment(json, { cost: Infinity })`,
    path,
  );
};
