/** Thousands are kept apart in what stands before the point. */
const grouped = (digits: string): string =>
  digits.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

/** A number with thousands separators, at most so many decimals (more where it would be 0), and no float noise. */
export const number = (value: number, decimals = 6): string =>
  grouped(String(Number(value.toFixed(decimals)) || Number(value.toPrecision(decimals || 1))));

/** A number to be looked at rather than reckoned with: its first six digits, with thousands separators. */
export const rounded = (value: number): string => grouped(String(Number(value.toPrecision(6))));

/** "12.5 %" of 0.125: a part of 1 with at most so many decimals. */
export const percent = (share: number, decimals = 2): string => `${number(share * 100, decimals)} %`;

/** "1 day", "2 days", "1 look per order": an amount with its unit, given in the plural. */
export const quantity = (value: number, units: string, decimals?: number): string => {
  const digits = number(value, decimals);
  const unit =
    digits === '1' ? units.replace(/ies(?= per |$)/, 'ys').replace(/([^s]{2})s(?= per |$)/, '$1') : units;
  return `${digits} ${unit}`;
};
