import { type AnySegment, explain, type Segment } from 'habitus';
import { type Asked, fit as fitTo, type Population } from 'habitus/population';
import type { Expression } from '../../src/expression/nodes.js';
import { kindOf, parsed } from '../conformance/profile-engine.js';

/** What an attempt gives: its value, or the sentence of its error. */
const attempt = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return String(error);
  }
};

/** A text without what it says of names and columns that are not there: those are of all who were loaded, also of a view. */
const withoutNotes = (printed: object): string =>
  String(printed)
    .split('\n')
    .filter(
      (line) => !/^Note: | \(d\d+(, d\d+)*(, … \(\d+ in all\))?\)$|^ {2}and \d+ more: see check$/.test(line),
    )
    .join('\n');

/** All that a population answers about these definitions, by every question that it has. */
export const everything = (people: Population, definitions: readonly Expression[]) => ({
  size: people.size,
  ids: people.ids,
  events: people.eventCount,
  asOf: people.asOf,
  answers: definitions.map((definition) => answersTo(people, definition)),
  table: tableOf(people, definitions),
});

const tableOf = (people: Population, definitions: readonly Expression[]) => {
  const table = people.evaluate(
    Object.fromEntries(definitions.map((each, i) => [`d${i}`, parsed(each) as unknown as Asked])),
  );
  return { text: withoutNotes(table), rows: [...table.rows()] };
};

const answersTo = (people: Population, definition: Expression) => {
  const asked = parsed(definition) as unknown as Asked;
  const kind = kindOf(definition);
  const isRelative = JSON.stringify(definition).includes('"rank"');
  const column = people.values(asked);
  return {
    values: column.toArray(),
    byId: people.ids.map((id) => column.get(id)),
    missing: column.missingCount,
    counts: [...column.counts()],
    quantiles: attempt(() => column.quantiles([0, 0.1, 0.5, 0.9, 1])),
    histogram: attempt(() => column.histogram(3)),
    members: kind === 'segment' && membersOf(people, asked as AnySegment),
    labels: kind === 'classification' && attempt(() => people.classify(asked as never)),
    fitted: attempt(() => JSON.stringify(fitTo(asked, people))),
    profiles:
      !isRelative &&
      people.ids.map((id) => {
        const one = people.profile(id);
        return [
          attempt(() => (asked as unknown as (of: object) => unknown)(one)),
          kind === 'segment' && attempt(() => withoutNotes(explain(asked as Segment, one))),
        ];
      }),
  };
};

const membersOf = (people: Population, segment: AnySegment) => {
  const members = people.members(segment);
  return {
    ids: members.ids(),
    count: people.count(segment),
    text: String(members).split('\n')[0],
    has: people.ids.map((id) => members.has(id)),
    others: members.xor(members).size,
  };
};
