/** Instants at the edges (S1): a number, a Date or text with an offset; finer precision is floored. */

const FURTHEST = 8.64e15;

const DATE = /([0-9]{4}|[+-][0-9]{6})-([0-9]{2})-([0-9]{2})/.source;
const TIME = /([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?/.source;
const OFFSET = /(?:Z|z|UTC|([+-])([0-9]{2})(?::?([0-9]{2}))?)/.source;
const FORM = new RegExp(`^${DATE}[Tt ]${TIME} ?${OFFSET}$`);

/** The instant that a datum says, or null. */
export const instantOf = (raw: unknown): number | null => {
  if (raw instanceof Date) return instantOf(raw.getTime());
  if (typeof raw === 'number') return inRange(Math.floor(raw));
  if (typeof raw === 'string') return textInstant(raw);
  return null;
};

const textInstant = (text: string): number | null => {
  const found = FORM.exec(text);
  if (found === null || found[1] === '-000000') return null;
  const field = (group: number) => Number(found[group] ?? '0');
  const [year, month, day] = [field(1), field(2), field(3)];
  const [hour, minute, second] = [field(4), field(5), field(6)];
  const milliseconds = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const [offsetHours, offsetMinutes] = [field(9), field(10)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return null;
  const local = utc(year, month, day) + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000;
  return inRange(found[8] === '-' ? local + offset : local - offset);
};

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** Midnight UTC of a date; years 0 to 99 are these years. */
export const utc = (year: number, month: number, day: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
};

const inRange = (instant: number): number | null =>
  Number.isFinite(instant) && Math.abs(instant) <= FURTHEST ? instant + 0 : null;
