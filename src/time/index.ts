/** Instants, durations, zones and calendars: everything about time, in integer milliseconds. */
export { type Calendar, calendar, type Unit, weekday } from './calendar.js';
export { DAY, type Duration, days, hours, milliseconds, minutes, seconds, weeks } from './duration.js';
export { type InstantInput, MAX_INSTANT, requireInstant, toInstant } from './instant.js';
export { dayOf, instantIn, localIn, offsetIn } from './instant-text.js';
export { firstWhere, utcOnly, type Zone, type ZoneNamed, zone } from './zone.js';
