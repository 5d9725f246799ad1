import type { Defined } from '../evaluate/index.js';
import { type Cost, costOfNode } from '../expression/index.js';

/**
 * What a definition costs to answer, about, and what of it costs how much: 1 is the work of one node for one customer. Up to 100,000
 * a definition is taken by builders and by `parseSegment` (S10); most entries of the catalogue cost less than 500, the dearest 5,805.
 * @example
 * ```ts
 * import { costOf, events } from 'habitus';
 * const trend = events('purchase').trend({ every: 'day', periods: 365, timeZone: 'Europe/Paris' });
 * costOf(trend).total; //=> 4653
 * costOf(trend).parts[0]; //=> { what: 'periods of series in local time', count: 365, cost: 3650 }
 * ```
 */
export const costOf = ({ definition }: Pick<Defined, 'definition'>): Cost => costOfNode(definition);
