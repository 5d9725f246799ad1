import type { AnySegment } from '../definitions/index.js';
import { percent } from '../print/index.js';
import { absentFor } from './check.js';
import { runnerOf } from './population.js';
import type { Population } from './types.js';

/** How an entry of a list does on a population. */
export interface Fit {
  readonly id: string;
  readonly size: number;
  readonly share: number;
  /** False where the defaults say nothing here: nobody is in, everybody, or more than half. */
  readonly fits: boolean;
  /** How many it holds, and of an entry that holds nobody or everybody what it reads that was never recorded. */
  readonly why: string;
}

/** Whom an entry holds with its parameters as they are, and why that is so where it says nothing. */
export const fitOf = (entry: AnySegment, people: Population): Fit => {
  const size = people.count(entry);
  const share = people.size === 0 ? 0 : size / people.size;
  return {
    id: entry.id,
    size,
    share,
    fits: size > 0 && share <= 0.5,
    why: whyOf(entry, people, size, share),
  };
};

const whyOf = (entry: AnySegment, people: Population, size: number, share: number): string => {
  if (size > 0 && size < people.size)
    return `it holds ${percent(share)}${share > 0.5 ? ': most are no segment' : ''}`;
  const absent = absentFor(runnerOf(people).store, people.asOf, [entry]);
  return `it holds ${size === 0 ? 'nobody' : 'everybody'}${absent.length > 0 ? `: ${absent.join('; ')}` : ''}`;
};
