import type { Reading, Scalar, ValueType } from '../../src/expression/nodes.js';
import { dayOf, localTime, weekdayOf } from './calendars.js';
import type { Occurrence } from './situation.js';
import { own, read } from './values.js';

/** What a reading finds in one event; `type` is the one that the reading takes where it says none itself. */
export const readEvent = (
  reading: Reading,
  event: Occurrence,
  type: ValueType | undefined,
): Scalar | null => {
  switch (reading.kind) {
    case 'property': {
      const value = read(own(event.properties, reading.name), reading.as ?? type);
      return typeof value === 'object' ? null : value;
    }
    case 'actor':
      return typeof event.actor === 'string' ? event.actor : null;
    case 'hourOfDay':
      return new Date(localTime(event.at, reading.timeZone ?? 'UTC')).getUTCHours();
    case 'dayOfWeek':
      return weekdayOf(dayOf(event.at, reading.timeZone ?? 'UTC'));
  }
};
