import { fitsName, type PlanRelation, type PlanSelection, type Source } from '../plan/index.js';
import { type Column, columnOf, postings } from './columns.js';
import { makeRoom, type ProfileData } from './data.js';
import type { Rows, Run } from './run.js';

/** The events of a selection, by its index. */
export const rowsOf = (run: Run, index: number): Rows => {
  const known = run.selected[index];
  if (known !== undefined) return known;
  const selection = run.bound.prepared.selections[index]!;
  const rows = sourceRows(run, selection.source);
  const window = windowOf(run, index);
  const found =
    window === null
      ? { rows, start: 0, end: 0 }
      : related(run, selection, slice(run, rows, window[0], window[1]));
  run.selected[index] = found;
  return found;
};

/** The column of a reading, by its index. */
export const column = (run: Run, index: number): Column =>
  (run.context.columns[index] ??= columnOf(
    run.data,
    run.bound.prepared,
    run.bound.prepared.readings[index]!,
  ));

/** The window of a selection, by its index, as `[from, to)`; null where it starts at an instant that is missing. */
export const windowOf = (run: Run, index: number): readonly [from: number, to: number] | null => {
  const { bound } = run;
  const { window, shift } = bound.prepared.selections[index]!;
  const from = bound.from[index]!;
  const to = bound.to[index]!;
  if (window?.kind !== 'following') return [from, to];
  const start = run.ask(run, window.start);
  return typeof start === 'number' ? [start + from, Math.min(start + to, bound.asOf - shift + 1)] : null;
};

/** The part of a list of rows that lies in `[from, to)`. */
const slice = (run: Run, rows: Int32Array, from: number, to: number): Rows => {
  const start = firstAtOrAfter(run.data.times, rows, from);
  return { rows, start, end: Math.max(start, firstAtOrAfter(run.data.times, rows, to)) };
};

/** The position of the first row at an instant or later. */
export const firstAtOrAfter = (times: Float64Array, rows: Int32Array, instant: number): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[rows[middle]!]! < instant) low = middle + 1;
    else high = middle;
  }
  return low;
};

const sourceRows = (run: Run, index: number): Int32Array => {
  const known = run.context.sources[index];
  if (known !== undefined) return known;
  const source = run.bound.prepared.sources[index]!;
  const rows = filtered(run, source, namedRows(run.data, source));
  if (!source.moving) {
    if (source.where.length > 0) makeRoom(run.data, rows.length);
    run.context.sources[index] = rows;
  }
  return rows;
};

/** The rows that a source may hold by their names, before `where`. */
export const namedRows = (data: ProfileData, source: Source): Int32Array => {
  const { names, except, startingWith, anyOf } = source;
  if (names?.length === 1 && (except ?? startingWith ?? anyOf) === undefined)
    return postings(data, names[0]!);
  const rows: number[] = [];
  data.events.forEach(({ name }, i) => {
    if (fitsName(source, name)) rows.push(i);
  });
  return new Int32Array(rows);
};

const filtered = (run: Run, source: Source, rows: Int32Array): Int32Array =>
  source.where.length === 0
    ? rows
    : rows.filter((row) => source.where.every((test) => run.passes(run, test, row)));

/** Keeps the rows that stand in every relation of the selection (S24). */
const related = (run: Run, selection: PlanSelection, candidates: Rows): Rows => {
  if (selection.relations.length === 0) return candidates;
  const { times } = run.data;
  const asOf = run.bound.asOf - selection.shift;
  if (candidates.start >= candidates.end) return candidates;
  const othersOf = selection.relations.map((relation) => othersAbout(run, relation));
  const kept = candidates.rows.subarray(candidates.start, candidates.end).filter((row) => {
    const time = times[row]!;
    return selection.relations.every(({ after, some, within, waits }, i) => {
      const others = othersOf[i]!(row);
      const from = after ? time + 1 : time - within;
      const to = after ? time + within : time - 1;
      const next = Math.max(others.start, firstAtOrAfter(times, others.rows, from));
      const found = next < others.end && times[others.rows[next]!]! <= to;
      return found === some && time + waits <= asOf;
    });
  });
  return { rows: kept, start: 0, end: kept.length };
};

/** The other events of a relation that are about what an event is about, by its row: all of them where it does not matter. */
const othersAbout = (run: Run, { events, own, other }: PlanRelation): ((row: number) => Rows) => {
  const all = rowsOf(run, events);
  if (own < 0) return () => all;
  const groups = byThing(run, all, other);
  const things = column(run, own);
  return (row) => groups.get(things[row]!) ?? NO_ROWS;
};

/** Rows by the value of a reading (S32): those in which it is missing are together, by null. */
export const byThing = (
  run: Run,
  { rows, start, end }: Rows,
  reading: number,
): ReadonlyMap<unknown, Rows> => {
  const things = column(run, reading);
  const groups = new Map<unknown, number[]>();
  for (const row of rows.subarray(start, end)) {
    const group = groups.get(things[row]!);
    if (group === undefined) groups.set(things[row]!, [row]);
    else group.push(row);
  }
  return new Map(
    [...groups].map(([thing, of]) => [thing, { rows: new Int32Array(of), start: 0, end: of.length }]),
  );
};

/** No events. */
export const NO_ROWS: Rows = /* @__PURE__ */ Object.freeze({ rows: new Int32Array(0), start: 0, end: 0 });
