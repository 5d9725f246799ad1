/** Numbers, shares, dates, lengths of time and tables as a reader sees them: in words, in tables, wherever something is shown. */
export { number, percent, quantity, rounded } from './number.js';
export { shownAs } from './shown.js';
export { aligned, short } from './table.js';
export { duration, instant, measured, on } from './time.js';
