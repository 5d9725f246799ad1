/** Powers of ten that are doubles to the last digit. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * The number that bytes spell as digits with at most one point and a sign, where one division of two exact doubles
 * gives it to the last bit; NaN of anything else, which has to be read by other means (or is no number).
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
