/** The rule for texts of instants (S1), read slowly: a pattern, big integers, and days that are counted one year and one month at a time. */

const OFFSET = /(?<zulu>Z|z|UTC)|(?<sign>[+-])(?<hours>[01][0-9]|2[0-3])(?::?(?<minutes>[0-5][0-9]))?/;
const DATE = /(?<year>[0-9]{4}|[+-][0-9]{6})-(?<month>0[1-9]|1[0-2])-(?<day>[0-2][0-9]|3[01])/;
const TIME =
  /(?<hour>[01][0-9]|2[0-3]):(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9])(?:[.,](?<fraction>[0-9]+))?)?/;
const INSTANT = new RegExp(`^${DATE.source}[Tt ]${TIME.source} ?(?:${OFFSET.source})$`, 'u');

const LENGTHS = [31n, 28n, 31n, 30n, 31n, 30n, 31n, 31n, 30n, 31n, 30n, 31n];
const isLeap = (year: bigint): boolean => (year % 4n === 0n && year % 100n !== 0n) || year % 400n === 0n;

/** Days from 1970-01-01 to the first of January of a year: whole spans of 400 years have 146,097. */
const daysTo = (year: bigint): bigint => {
  const spans = (year - 1970n) / 400n - 1n;
  let days = spans * 146_097n;
  for (let each = 1970n + spans * 400n; each < year; each++) days += isLeap(each) ? 366n : 365n;
  return days;
};

/** The instant that a text says, or null. */
export const slowInstant = (text: string): number | null => {
  const found = INSTANT.exec(text)?.groups;
  if (found === undefined || found.year === '-000000') return null;
  const [year, month, day] = [BigInt(Number(found.year)), Number(found.month), BigInt(Number(found.day))];
  const lengths = LENGTHS.map((length, i) => (i === 1 && isLeap(year) ? 29n : length));
  if (day < 1n || day > lengths[month - 1]!) return null;
  const days =
    daysTo(year) + lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0n) + day - 1n;
  const minutes = (days * 24n + BigInt(found.hour!)) * 60n + BigInt(found.minute!);
  const away = BigInt(found.hours ?? 0) * 60n + BigInt(found.minutes ?? 0);
  const fraction = BigInt((found.fraction ?? '').padEnd(3, '0').slice(0, 3));
  const whole =
    (minutes - (found.sign === '-' ? -away : away)) * 60_000n + BigInt(found.second ?? 0) * 1000n + fraction;
  return whole > 8_640_000_000_000_000n || whole < -8_640_000_000_000_000n ? null : Number(whole);
};
