import { type Population, populationFromColumns } from 'habitus/population';
import { threadedPopulation } from 'habitus/population/node';
import { type Columns, sourceOf } from './data.js';
import { segments } from './definitions.js';
import type { Answer, Peer } from './peer.js';

/** The bits of all customers; packing them is for the comparison, and not timed. */
export const packed = (people: Population): Answer => {
  const table = people.evaluate(segments);
  const answer = new Uint8Array(people.size);
  table.keys.forEach((key, i) => {
    table
      .column(key)
      .toArray()
      .forEach((member, customer) => {
        if (member === true) answer[customer]! |= 1 << i;
      });
  });
  return answer;
};

/** Our own: asked in one thread and in two. */
export const ours = (columns: Columns): readonly Peer[] => {
  const one = populationFromColumns(sourceOf(columns));
  const two = threadedPopulation({ ...sourceOf(columns), threads: 2 });
  const peer = (name: string, people: Population): Peer => ({
    name,
    rounds: 21,
    answer: (asOf) => packed(people.at(asOf)),
    timed: (asOf) => people.at(asOf).evaluate(segments),
    close: people === two ? two.close : undefined,
  });
  return [peer('habitus, 1 thread', one), peer('habitus, 2 threads', two)];
};
