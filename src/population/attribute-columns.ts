import type { Answer } from '../customer/index.js';
import { HabitusError } from '../internal/index.js';
import { finiteOf } from './given-columns.js';
import { type IssueLog, issueLog } from './issues.js';
import { type People, placeOfCustomer } from './people.js';
import { insideOf, populationOf } from './population.js';
import { type Answers, answerAt } from './program/answers.js';
import { runnerWithAttributes } from './runner.js';
import {
  growingCells,
  type StoredCells,
  settleCells,
  settleDictionaries,
  storedCellAt,
  writeCell,
} from './store/cells.js';
import { doubles } from './store/memory.js';
import type { AttributeColumn } from './store/store.js';
import type { Population } from './types.js';

/** Values of an attribute, and whose they are. */
export interface Valued {
  /** Of each value the customer; nobody twice. */
  readonly ids: readonly string[];
  /** The value at a place of this list, whatever it may be. */
  readonly at: (place: number) => unknown;
  /** All values, where they are numbers: NaN is missing. */
  readonly numbers?: Float64Array | undefined;
}

/** The answers of a column as values of an attribute. */
export const valuedAnswers = (ids: readonly string[], answers: Answers): Valued => ({
  ids,
  at: (place): Answer => answerAt(answers, place),
  numbers: answers.kind === 'number' ? answers.data : undefined,
});

/** What becomes of values on their way to the attributes of a population. */
export interface Adding {
  readonly issues: IssueLog;
  /** Whether they take the place of an attribute of the same name, its history too. */
  readonly replace: boolean;
  /** How it is done as of another instant, where they hang on the instant. */
  readonly again?: ((asOf: number) => Population) | undefined;
}

/**
 * The same population with other attributes beside its own: every column that was there is shared. Values of an id that nobody has, and
 * such as no reading can see, are reported.
 */
export const withColumns = (
  people: Population,
  columns: readonly (readonly [name: string, values: Valued])[],
  { issues, replace, again }: Adding,
): Population => {
  const { runner, origin, again: before } = insideOf(people);
  const { store, people: who, way } = runner;
  const added = columns.map(([name, values]) => {
    if (!replace && store.attributes.has(name)) refuseName(name);
    const cells =
      values.numbers !== undefined && values.ids === who.ids
        ? numberCells(values.numbers, { who, size: store.size, name, issues, allocate: way.allocate })
        : anyCells(values, { who, size: store.size, name, issues, allocate: way.allocate });
    return [name, { ...cells, changes: undefined }] as const;
  });
  const all = { ...origin, issues: Object.freeze([...origin.issues, ...issues.list()]) };
  return populationOf(runnerWithAttributes(runner, added), all, people.asOf, {
    again:
      again ??
      (before &&
        ((asOf) => withColumns(before(asOf), kept(who, added), { issues: issueLog(), replace: true }))),
  });
};

const refuseName = (name: string): never => {
  throw new HabitusError(
    'bad-value',
    `expected the name of an attribute that there is not yet, got ${JSON.stringify(name)}: take another one, or { replace: true } to give up the attribute of that name, its history too`,
    `attributes.${name}`,
  );
};

/** The values as they stand in the columns that were made of them: what was given may have changed since. */
const kept = (
  who: People,
  added: readonly (readonly [string, AttributeColumn])[],
): readonly (readonly [string, Valued])[] =>
  added.map(([name, column]) => [
    name,
    { ids: who.ids, at: (place) => storedCellAt(column.cells, column, placeOfCustomer(who, place)) },
  ]);

/** Where the cells of a column go, and what is told on the way. */
interface Into {
  readonly who: People;
  /** How many customers the store has. */
  readonly size: number;
  readonly name: string;
  readonly issues: IssueLog;
  readonly allocate: Parameters<typeof doubles>[1];
}

type Made = Omit<AttributeColumn, 'changes'>;

const numberCells = (given: Float64Array, { who, size, name, issues, allocate }: Into): Made => {
  const finite = finiteOf(given, `attributes.${name}`, `attribute ${name}`, issues);
  const numbers = doubles(size, allocate).fill(NaN);
  for (let i = 0; i < finite.length; i++) numbers[placeOfCustomer(who, i)] = finite[i]! + 0;
  return { ...settleDictionaries(growingCells()), cells: { numbers } };
};

const anyCells = ({ ids, at }: Valued, { who, size, name, issues, allocate }: Into): Made => {
  const subject = `attribute ${name}`;
  const isOfAll = ids === who.ids;
  const pathOf = (place: number): string =>
    `attributes.${name}[${isOfAll ? place : JSON.stringify(ids[place])}]`;
  const places = isOfAll
    ? undefined
    : placesOf(who, ids, (place) => {
        const value = at(place);
        if (value !== null && value !== undefined) issues.add('unknown-id', pathOf(place), value, subject);
      });
  const cells = growingCells();
  for (let customer = 0; customer < who.ids.length; customer++) {
    const place = places === undefined ? customer : places[customer]!;
    if (place < 0) continue;
    const value = at(place);
    if (!writeCell(cells, placeOfCustomer(who, customer), value, true))
      issues.add('unreadable-value', pathOf(place), value, subject);
  }
  const settled: StoredCells = settleCells(cells, size, allocate);
  return { ...settleDictionaries(cells), cells: settled };
};

/** Of each customer the place of its id in a list, −1 without one; `strange` is told of those whom nobody has. */
const placesOf = (who: People, ids: readonly string[], strange: (place: number) => void): Int32Array => {
  const places = new Int32Array(who.ids.length).fill(-1);
  ids.forEach((id, place) => {
    const customer = who.indices.get(id);
    if (customer === undefined) strange(place);
    else places[customer] = place;
  });
  return places;
};
