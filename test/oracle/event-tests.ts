import type { EventTest, LiteralValue, Reading, ValueType } from '../../src/expression/nodes.js';
import { compares, isOneOf, isWithin, matchesText, typeOfValues } from './comparisons.js';
import { readEvent } from './readings.js';
import type { Occurrence, Situation } from './situation.js';
import { comparesVersion } from './versions.js';

/** Whether one event passes a test (S9). */
export const passes = (test: EventTest, event: Occurrence, now: Situation): boolean => {
  const value = (reading: Reading | LiteralValue, type: ValueType | undefined) =>
    reading.kind === 'literal' ? reading.value : readEvent(reading, event, type);
  switch (test.kind) {
    case 'compare':
      return compares(test.op, value(test.left, besides(test.right)), value(test.right, besides(test.left)));
    case 'oneOf':
      return isOneOf(value(test.value, typeOfValues(test.values)), test);
    case 'exists':
      return value(test.value, undefined) !== null;
    case 'text':
      return matchesText(value(test.value, 'text'), test);
    case 'version':
      return comparesVersion(value(test.value, 'text'), test);
    case 'includes':
      return false;
    case 'within':
      return isWithin(value(test.value, 'instant'), test, now.asOf);
    case 'not':
      return !passes(test.of, event, now);
    case 'and':
      return test.of.every((part) => passes(part, event, now));
    case 'or':
      return test.of.some((part) => passes(part, event, now));
  }
};

/** A comparison reads numbers, or instants beside a literal that is one. */
const besides = (side: Reading | LiteralValue): ValueType =>
  side.kind === 'literal' && side.as === 'instant' ? 'instant' : 'number';
