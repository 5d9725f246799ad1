/** Powers of ten that are doubles to the last digit. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * The number that bytes spell as digits with at most one point and a sign, where one division of two exact doubles gives it to
 * the last bit; NaN of anything else, which has to be read by other means (or is no number).
 */
export const numberOf = (bytes: Uint8Array, start: number, end: number): number => {
  let i = start;
  let sign = 1;
  const first = bytes[i]!;
  if (first === 45) {
    sign = -1;
    i++;
  } else if (first === 43) i++;
  // At most fifteen digits are always below 2^53.
  if (end - i > 16 || i >= end) return NaN;
  let digits = 0;
  let number = 0;
  let fraction = -1;
  for (; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit >= 0 && digit <= 9) {
      number = number * 10 + digit;
      digits++;
    } else if (digit === -2 && fraction < 0) fraction = digits;
    else return NaN;
  }
  if (digits === 0 || digits > 15) return NaN;
  // −0 is 0.
  if (number === 0) return 0;
  return fraction < 0 || fraction === digits ? sign * number : (sign * number) / TENS[digits - fraction]!;
};

/** The whole number that so many digits spell, or −1. */
const digitsAt = (bytes: Uint8Array, at: number, count: number): number => {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
};

const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since the epoch of a date of the years 0 to 9999, or NaN of one that does not exist. */
const dayOf = (year: number, month: number, day: number): number => {
  if (year < 0 || month < 1 || month > 12 || day < 1) return NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > (month === 2 && leap ? 29 : DAYS_IN[month - 1]!)) return NaN;
  // Howard Hinnant's days_from_civil: years begin with March.
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
};

/**
 * Milliseconds of an ISO 8601 instant with an offset, as `toInstant` reads it; NaN of anything else. With `local`, milliseconds as if
 * UTC of a date, or a date and a time, without an offset.
 */
export const isoOf = (bytes: Uint8Array, start: number, end: number, local: boolean): number => {
  const length = end - start;
  if (length < 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NaN;
  const day = dayOf(digitsAt(bytes, start, 4), digitsAt(bytes, start + 5, 2), digitsAt(bytes, start + 8, 2));
  if (length === 10) return local ? day * 86_400_000 : NaN;
  const between = bytes[start + 10];
  if (length < 16 || !(between === 84 || (local && between === 32)) || bytes[start + 13] !== 58) return NaN;
  const hour = digitsAt(bytes, start + 11, 2);
  const minute = digitsAt(bytes, start + 14, 2);
  let at = start + 16;
  let second = 0;
  let milliseconds = 0;
  if (at + 2 < end && bytes[at] === 58) {
    second = digitsAt(bytes, at + 1, 2);
    at += 3;
    if (at < end && bytes[at] === 46) {
      const from = ++at;
      for (let unit = 100; at < end; at++, unit = Math.floor(unit / 10)) {
        const digit = bytes[at]! - 48;
        if (digit < 0 || digit > 9) break;
        milliseconds += digit * unit;
      }
      if (at === from) return NaN;
    }
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return NaN;
  const time = day * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds;
  if (local) return at === end ? time : NaN;
  if (at === end) return NaN;
  if (bytes[at] === 90) return at + 1 === end ? time : NaN;
  const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : 0;
  const hours = at + 3 <= end ? digitsAt(bytes, at + 1, 2) : -1;
  const colon = bytes[at + 3] === 58 && at + 3 < end ? 1 : 0;
  const rest = end - at - 3 - colon;
  const minutes = rest === 0 && colon === 0 ? 0 : rest === 2 ? digitsAt(bytes, at + 3 + colon, 2) : -1;
  if (sign === 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN;
  return time - sign * (hours * 60 + minutes) * 60_000;
};
