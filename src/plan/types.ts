import { type Answers, type Reading, typeWith } from '../expression/index.js';
import type { Prepared } from './plan.js';

/** What a node of a plan answers: a type of value, `truth` for a test, or undefined where nothing says it. */
export const typeOfNode = (prepared: Prepared, index: number): Answers =>
  typeWith<number, number>(
    prepared.nodes[index]!,
    (child) => typeOfNode(prepared, child),
    (reading) => typeOfReading(prepared, reading),
  );

/** What a reading of an event is read as, by its index; undefined where nothing says it. */
const typeOfReading = (prepared: Prepared, index: number): Answers =>
  typeWith<never, never>(
    // Only tests read the name of an event, and those have said that it is a text.
    prepared.readings[index] as Reading,
    () => undefined,
    () => undefined,
  );
