import { nearest } from '../internal/index.js';
import { fitsName, type NameFilter } from '../plan/index.js';
import { duration, number } from '../print/index.js';
import type { Finding } from './findings.js';
import { placeOf } from './needs.js';
import type { Place, Read, Reads } from './reads.js';
import type { Seen } from './seen.js';
import { type Against, grouped, type Of, valueFindings, type What } from './values.js';

/** What is amiss: what is read against what there is; with `absentOnly` what is not there at all, which costs less to find. */
export const findingsAgainst = (
  { reads, lengths }: Reads,
  seen: Seen,
  absentOnly = false,
): readonly Finding[] => {
  const against: Against = { seen, absentOnly };
  return [
    ...eventFindings(reads, seen),
    ...propertyFindings(reads, against),
    ...attributeFindings(reads, against),
    ...(absentOnly ? [] : lengths.filter(({ length }) => length > 0 && length < 1000).map(shortTime)),
  ];
};

const didYouMean = (near: readonly string[]): string =>
  near.length === 0 ? '' : `; did you mean ${near.map((name) => `“${name}”`).join(' or ')}?`;

/** The finding that a name is not there, with those that are like it. */
const absence = (
  code: Finding['code'],
  what: What,
  sentence: string,
  near: readonly string[],
  where: readonly Place[],
): Finding => ({
  code,
  absent: true,
  ...what,
  message: `${sentence}${didYouMean(near)}`,
  didYouMean: near,
  where: where.map(placeOf),
});

const ofKind = <K extends Read['kind']>(reads: readonly Read[], kind: K): readonly Of<K>[] =>
  reads.filter((read): read is Of<K> => read.kind === kind);

const eventFindings = (reads: readonly Read[], seen: Seen): readonly Finding[] => {
  const named = ofKind(reads, 'events').flatMap((read) =>
    namesIn(read.events).map((name) => ({ ...read, name })),
  );
  const starts = ofKind(reads, 'events').flatMap((read) =>
    (read.events.startingWith ?? []).map((name) => ({ ...read, name })),
  );
  return [
    ...[...grouped(named, ({ name }) => name)]
      .filter(([name]) => !seen.events.includes(name))
      .map(([name, where]) =>
        absence('no-event', { event: name }, seen.words.noEvent(name), nearest(name, seen.events), where),
      ),
    ...[...grouped(starts, ({ name }) => name)]
      .filter(([start]) => !seen.events.some((name) => name.startsWith(start)))
      .map(([start, where]) =>
        absence(
          'no-event',
          {},
          seen.words.noBeginning(start),
          nearest(
            start,
            seen.events.map((name) => name.slice(0, start.length)),
          ).slice(0, 1),
          where,
        ),
      ),
  ];
};

const namesIn = ({ names = [], anyOf = [] }: NameFilter): readonly string[] => [
  ...names,
  ...anyOf.flatMap(namesIn),
];

const propertyFindings = (reads: readonly Read[], against: Against): readonly Finding[] => {
  const { seen } = against;
  const placed = ofKind(reads, 'property').map((read) => ({
    ...read,
    of: seen.events.filter((event) => fitsName(read.events, event)),
  }));
  return [...grouped(placed, ({ of, name }) => JSON.stringify([of, name]))].flatMap(([, group]) => {
    const [{ of, name }] = group as [(typeof placed)[number]];
    // Of events that are not there it is said that they are not.
    if (of.length === 0) return [];
    const event = of.length === 1 ? of[0]! : '';
    const what = { ...(event !== '' && { event }), property: name };
    const found = of.flatMap((each) => seen.property(each, name) ?? []);
    if (found.length > 0) {
      const subject = event === '' ? `“${name}”` : `“${name}” of “${event}”`;
      return valueFindings(subject, what, group, found, against);
    }
    const known = of.map((each) => seen.properties(each));
    if (known.includes(undefined)) return [];
    const near = nearest(name, [...new Set(known.flatMap((each) => each ?? []))]);
    return [absence('no-property', what, seen.words.noProperty(event, name), near, group)];
  });
};

const attributeFindings = (reads: readonly Read[], against: Against): readonly Finding[] =>
  [...grouped(ofKind(reads, 'attribute'), ({ name }) => name)].flatMap(([name, group]) => {
    const { seen } = against;
    const what = { attribute: name };
    const values = seen.attribute(name);
    if (values !== undefined) return valueFindings(`“${name}”`, what, group, [values], against);
    const near = nearest(name, seen.attributes);
    return [absence('no-attribute', what, seen.words.noAttribute(name), near, group)];
  });

const shortTime = (length: Reads['lengths'][number]): Finding => ({
  code: 'short-time',
  absent: false,
  message: `${duration(length.length)} is a very short time: lengths are milliseconds, so say days(${number(length.length)}) where you mean days`,
  where: [placeOf(length)],
});
