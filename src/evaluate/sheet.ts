import type { Answer } from '../customer/index.js';
import { bind, type NameRules, namedDefinitions } from '../plan/index.js';
import { aligned, instant, short, shownAs } from '../print/index.js';
import { answerAt, requireOne } from './answer.js';
import { inWords, moves } from './answer-words.js';
import { type NextChange, nextChangeOf, upTo } from './change.js';
import type { ProfileData } from './data.js';
import { type DefinedKind, ENGINE, requireDefined, type ValueOf } from './defined.js';
import type { Explainable, ExplainableOnly } from './explain.js';
import { dataOf, type Profile } from './profile.js';

/** One definition about one customer. */
export interface SheetRow extends NextChange {
  /** The key under which it was given, or its id. */
  readonly name: string;
  readonly kind: DefinedKind;
  readonly title?: string | undefined;
  /** Membership, label or value; null where it is missing, or no label fits. */
  readonly value: Answer;
  /** The value as text, in its unit: "yes", "“light”", "50 EUR", "missing". */
  readonly said: string;
}

/** A sheet as it is written as JSON. */
export interface SheetData {
  readonly customerId: string;
  readonly asOf: number;
  /** One a definition, in their order. */
  readonly rows: readonly SheetRow[];
}

/** Everything that was asked about one customer. `String(sheet)` is a table for a terminal. */
export interface Sheet<V = Readonly<Record<string, Answer>>> extends SheetData {
  /** The values by their names. */
  readonly values: V;
  /** One line a definition: its name, its value, and until when if nothing else happens. */
  toString(): string;
  /** What `JSON.stringify` writes. */
  toJSON(): SheetData;
}

/** Definitions by names of their own, or a list of named ones; what cannot be asked of one customer is a sentence. */
export type SheetOf<D> = { readonly [K in keyof D]: ExplainableOnly<D[K]> };

/** The values of a sheet: by the names that were given, or of a list by ids. */
export type SheetValues<D> = D extends readonly unknown[]
  ? Readonly<Record<string, Answer>>
  : {
      readonly [K in keyof D]: D[K] extends { readonly kind: 'segment' } ? boolean : ValueOf<D[K]> | null;
    };

/**
 * Everything about one customer at once: memberships, labels and values, and when each changes if nothing else happens.
 * Definitions are given by names of their own, or as a list of named ones.
 *
 * A change whose instant cannot be told exactly is said in its row (`uncertain`). A value that moves with time changes
 * within the next millisecond. What compares a customer with all others is a `needs-population` error.
 * @example
 * ```ts
 * import { classification, days, events, profile, sheet } from 'habitus';
 * const bought = (length: number) => events('purchase').within(days(length)).any();
 * const recency = classification('recency', { labels: () => ({ hot: bought(7), warm: bought(90) }) });
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * const about = sheet(ada, { recent: bought(30), recency, orders: events('purchase').count() });
 * about.values; //=> { recent: true, recency: 'warm', orders: 1 }
 * about.rows[0]?.changesTo; //=> false
 * console.log(String(about));
 * ```
 *
 * It prints
 *
 * ```
 * ada as of 2026-11-22, if nothing else happens
 *   recent   yes     until 2026-12-01, then no
 *   recency  “warm”  until 2027-01-30, then no label
 *   orders   1       does not change
 * ```
 */
export const sheet = <const D extends object>(
  of: Profile,
  definitions: D & SheetOf<D>,
): Sheet<SheetValues<D>> => {
  const data = upTo(dataOf(of), of.asOf);
  const asked = namedDefinitions(definitions, NAMES).map(([name, definition]) => {
    const row = rowOf(name, definition, data, of.asOf);
    return { row, later: inWords(definition, row.changesTo) };
  });
  const rows = Object.freeze(asked.map(({ row }) => row));
  const facts: SheetData = { customerId: of.id, asOf: of.asOf, rows };
  const text = (): string =>
    [
      `${of.id} as of ${instant(of.asOf)}, if nothing else happens`,
      ...aligned(asked.map(({ row, later }) => [row.name, short(row.said), whenOf(row, of, later)])),
    ].join('\n');
  const values = Object.freeze(Object.fromEntries(rows.map(({ name, value }) => [name, value]))) as never;
  return Object.freeze(
    Object.defineProperty(shownAs({ ...facts, values }, text), 'toJSON', { value: () => facts }),
  ) as never;
};

const rowOf = (name: string, definition: Titled, data: ProfileData, asOf: number): SheetRow => {
  const { kind, title, [ENGINE]: engine } = definition;
  const value = answerAt(bind(engine.plan(), asOf), data, engine.evaluators);
  return Object.freeze({
    name,
    kind,
    ...(title !== undefined && { title }),
    value,
    said: inWords(definition, value),
    ...nextChangeOf(engine, data, asOf),
  });
};

/** "until 2026-12-01, then no": what is to be said of the next change. */
const whenOf = (row: SheetRow, of: Profile, later: string): string =>
  row.uncertain !== undefined
    ? row.uncertain
    : row.changesAt === null
      ? 'does not change'
      : row.kind === 'metric' && moves(row, of)
        ? 'moves with time'
        : `until ${instant(row.changesAt)}, then ${short(later)}`;

type Titled = Explainable & { readonly title?: string | undefined };

const NAMES: NameRules<Titled> = {
  path: 'sheet',
  require: (given, path) => {
    const definition = requireDefined(given as Titled, ['segment', 'classification', 'metric'], path);
    requireOne(definition[ENGINE].plan(), path);
    return definition;
  },
  wrong: () => undefined,
};
