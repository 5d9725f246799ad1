import { type Event, READ, readScalar } from '../customer/index.js';
import type { Scalar } from '../expression/index.js';
import { own } from '../internal/index.js';
import type { PlanReading, Prepared } from '../plan/index.js';
import { DAY, weekday } from '../time/index.js';
import { makeRoom, type ProfileData } from './data.js';

/** The values of one reading, a cell an event; missing is null, or NaN in a column of numbers. */
export type Column = ArrayLike<Scalar | null>;

/** True of a cell that holds a value. */
export const isPresent = (cell: Scalar | null | undefined): cell is Scalar =>
  cell !== null && cell !== undefined && !Number.isNaN(cell);

/** The column of a reading: made on first use, then shared by all plans that look at this customer. */
export const columnOf = (data: ProfileData, prepared: Prepared, reading: PlanReading): Column => {
  const key = JSON.stringify(reading);
  const known = data.kept.columns.get(key) as Column | undefined;
  if (known !== undefined) return known;
  const column = fill(data, prepared, reading);
  makeRoom(data, column.length);
  data.kept.columns.set(key, column);
  return column;
};

const fill = (data: ProfileData, prepared: Prepared, reading: PlanReading): Column => {
  switch (reading.kind) {
    case 'property': {
      const { name, as } = reading;
      const read = (as === undefined ? readScalar : READ[as]) as (raw: unknown) => Scalar | null;
      const cell = (event: Event): Scalar | null => read(own(event.properties, name));
      return as === 'number' || as === 'instant' ? numbers(data, cell) : data.events.map(cell);
    }
    case 'actor':
      return data.events.map((event) => READ.text(own(event, 'actor')) as string | null);
    case 'eventName':
      return data.events.map(({ name }) => name);
    case 'hourOfDay': {
      const zone = prepared.zones.get(reading.timeZone ?? 'UTC')!;
      return data.times.map(
        (time) =>
          Math.floor((time + zone.offset(time)) / (DAY / 24)) -
          Math.floor((time + zone.offset(time)) / DAY) * 24,
      );
    }
    case 'dayOfWeek': {
      const zone = prepared.zones.get(reading.timeZone ?? 'UTC')!;
      return data.times.map((time) => weekday(zone.day(time)));
    }
  }
};

const numbers = (data: ProfileData, cell: (event: Event) => Scalar | null): Float64Array => {
  const column = new Float64Array(data.events.length);
  for (let i = 0; i < column.length; i++) column[i] = (cell(data.events[i] as Event) as number | null) ?? NaN;
  return column;
};

/** The rows of one event name, ascending. */
export const postings = (data: ProfileData, name: string): Int32Array => {
  const known = data.kept.columns.get(POSTINGS) as Map<string, Int32Array> | undefined;
  const lists = known ?? posted(data);
  return lists.get(name) ?? NO_ROWS;
};

const NO_ROWS = new Int32Array(0);

/** No reading has this key: readings are keyed by JSON objects. */
const POSTINGS = 'postings';

const posted = (data: ProfileData): Map<string, Int32Array> => {
  const rows = new Map<string, number[]>();
  for (let i = 0; i < data.events.length; i++) {
    const { name } = data.events[i] as Event;
    const list = rows.get(name);
    if (list === undefined) rows.set(name, [i]);
    else list.push(i);
  }
  const lists = new Map<string, Int32Array>();
  for (const [name, list] of rows) lists.set(name, new Int32Array(list));
  makeRoom(data, data.events.length);
  data.kept.columns.set(POSTINGS, lists);
  return lists;
};
