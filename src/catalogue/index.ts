export { powerUser } from './usage.js';
