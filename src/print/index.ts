/** Numbers, shares, dates and lengths of time as a reader sees them: in words, in tables, wherever something is shown. */
export { number, percent, quantity, rounded } from './number.js';
export { duration, instant, measured } from './time.js';
