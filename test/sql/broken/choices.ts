import { type BrokenRule, swap } from './rule.js';

/** Values that hang on segments. */
export const CHOICES: readonly BrokenRule[] = [
  {
    title: 'a choice passes over a value that is missing',
    text: swap(/WHEN ("is_\d+") THEN ("attribute_\d+")/g, 'WHEN $1 AND $2 IS NOT NULL THEN $2'),
    caughtBy: 'S34 The value of the first true case counts also where it is missing [choices]',
  },
  {
    title: 'a choice is there where any of its values is',
    text: swap(/THEN ("attribute_\d+") ELSE ("attribute_\d+") END/g, 'THEN ($1 OR $2) ELSE $2 END'),
    caughtBy: 'S34 A choice without a type is missing where its value is, whatever the others are [choices]',
  },
  {
    title: 'a segment that is not true is worth something',
    text: swap(/ELSE CAST\(0 AS DOUBLE\) END/g, 'ELSE CAST(1 AS DOUBLE) END'),
    caughtBy: 'S34 Points are those of the segments that are true [choices]',
  },
];
