import type { Scalar, ValueType } from '../expression/index.js';
import { lowered, nearest } from '../internal/index.js';
import { fitsName, type NameFilter } from '../plan/index.js';
import { duration, number, percent } from '../print/index.js';
import type { Finding } from './findings.js';
import { placeOf } from './needs.js';
import type { Place, Read, Reads } from './reads.js';

/** The values that are there of a property or an attribute. */
export interface SeenValues {
  /** Whether any of them can be read as a type; absent: as any. */
  fits(as: ValueType): boolean;
  /** Of those that cannot be read as a type the type in words and one of them; undefined where all can. */
  other(as: ValueType): Other | undefined;
  /** Whether a value occurs; texts in any case of ASCII letters where that does not matter. */
  has(value: Scalar, ignoreCase: boolean): boolean;
  /** The texts that occur; undefined where that is not known. */
  texts(): readonly string[] | undefined;
}

/** Values of another type. */
export interface Other {
  /** "a text". */
  readonly type: string;
  /** One of them as it is written. */
  readonly example: string | undefined;
  /** The part of all values, 0 to 1. */
  readonly share: number;
}

/** What there is, to be held against what is read: the columns of a population, or the declarations of a model. */
export interface Seen {
  readonly events: readonly string[];
  readonly attributes: readonly string[];
  /** The properties of an event; undefined where it may have any. */
  properties(event: string): readonly string[] | undefined;
  property(event: string, name: string): SeenValues | undefined;
  attribute(name: string): SeenValues | undefined;
  readonly words: SeenWords;
}

/** How it is said that something is not there. */
export interface SeenWords {
  readonly noEvent: (name: string) => string;
  readonly noBeginning: (start: string) => string;
  readonly noProperty: (event: string, name: string) => string;
  readonly noAttribute: (name: string) => string;
  /** "is never", "cannot be": before a value. */
  readonly never: string;
  /** "is always", "is": before a type. */
  readonly always: string;
}

/** What is amiss: what is read against what there is. */
export const findingsAgainst = ({ reads, lengths }: Reads, seen: Seen): readonly Finding[] => [
  ...eventFindings(reads, seen),
  ...propertyFindings(reads, seen),
  ...attributeFindings(reads, seen),
  ...lengths.filter(({ length }) => length > 0 && length < 1000).map(shortTime),
];

type Of<K extends Read['kind']> = Extract<Read, { readonly kind: K }>;

const ofKind = <K extends Read['kind']>(reads: readonly Read[], kind: K): readonly Of<K>[] =>
  reads.filter((read): read is Of<K> => read.kind === kind);

/** Things by key, in the order of the first of each. */
const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

const didYouMean = (near: readonly string[]): string =>
  near.length === 0 ? '' : `; did you mean ${near.map((name) => `“${name}”`).join(' or ')}?`;

/** The finding that a name is not there, with those that are like it. */
const absence = (
  code: Finding['code'],
  what: Pick<Finding, 'event' | 'property' | 'attribute'>,
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

const propertyFindings = (reads: readonly Read[], seen: Seen): readonly Finding[] =>
  [...grouped(ofKind(reads, 'property'), ({ events, name }) => JSON.stringify([events, name]))].flatMap(
    ([, group]) => {
      const [{ events: filter, name }] = group as [Of<'property'>];
      const events = seen.events.filter((event) => fitsName(filter, event));
      // Of events that are not there it is said that they are not.
      if (events.length === 0) return [];
      const found = events.flatMap((event) => seen.property(event, name) ?? []);
      const event = events.length === 1 ? events[0]! : '';
      if (found.length > 0) {
        const subject = event === '' ? `“${name}”` : `“${name}” of “${event}”`;
        return valueFindings(subject, { ...(event !== '' && { event }), property: name }, group, found, seen);
      }
      const known = events.map((each) => seen.properties(each));
      if (known.includes(undefined)) return [];
      const near = nearest(name, [...new Set(known.flatMap((each) => each ?? []))]);
      const what = { ...(event !== '' && { event }), property: name };
      return [absence('no-property', what, seen.words.noProperty(event, name), near, group)];
    },
  );

const attributeFindings = (reads: readonly Read[], seen: Seen): readonly Finding[] =>
  [...grouped(ofKind(reads, 'attribute'), ({ name }) => name)].flatMap(([name, group]) => {
    const values = seen.attribute(name);
    if (values !== undefined) return valueFindings(`“${name}”`, { attribute: name }, group, [values], seen);
    const near = nearest(name, seen.attributes);
    return [absence('no-attribute', { attribute: name }, seen.words.noAttribute(name), near, group)];
  });

type Valued = Of<'property'> | Of<'attribute'>;

const valueFindings = (
  subject: string,
  what: Pick<Finding, 'event' | 'property' | 'attribute'>,
  reads: readonly Valued[],
  values: readonly SeenValues[],
  seen: Seen,
): readonly Finding[] => [
  ...[...grouped(reads, ({ as }) => as ?? '')].flatMap(([as, group]) =>
    as === '' ? [] : otherType(subject, what, as as ValueType, group, values, seen.words),
  ),
  ...noValue(subject, what, reads, values, seen.words),
];

const otherType = (
  subject: string,
  what: Pick<Finding, 'event' | 'property' | 'attribute'>,
  as: ValueType,
  reads: readonly Valued[],
  values: readonly SeenValues[],
  { always }: SeenWords,
): readonly Finding[] => {
  const other = values.map((each) => each.other(as)).find((each) => each !== undefined);
  if (other === undefined) return [];
  const absent = !values.some((each) => each.fits(as));
  const example = other.example === undefined ? '' : `, such as ${other.example}`;
  const how = absent ? always : `is of ${percent(other.share, 1)}`;
  const is = absent
    ? `${subject} ${how} ${other.type}`
    : `${subject} is ${other.type} in ${percent(other.share, 1)} of its values`;
  return [
    {
      code: 'other-type',
      absent,
      ...what,
      ...(!absent && { share: other.share }),
      message: `${is}${example}; it is read as ${A[as]}`,
      where: reads.map(placeOf),
    },
  ];
};

const A: { readonly [T in ValueType]: string } = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  instant: 'an instant',
  list: 'a list of texts',
};

/** Values that are asked for and never occur, with those that occur and nothing asks for. */
const noValue = (
  subject: string,
  what: Pick<Finding, 'event' | 'property' | 'attribute'>,
  reads: readonly Valued[],
  values: readonly SeenValues[],
  { never }: SeenWords,
): readonly Finding[] => {
  const wanted = reads.flatMap((read) =>
    (read.wanted?.values ?? []).map((value) => ({ read, value, ignoreCase: read.wanted!.ignoreCase })),
  );
  const asked = new Set(wanted.map(({ value }) => value));
  const texts = (): readonly string[] =>
    values.flatMap((each) => each.texts() ?? []).filter((text) => !asked.has(text));
  return [...grouped(wanted, ({ value, ignoreCase }) => JSON.stringify([value, ignoreCase]))].flatMap(
    ([, group]): readonly Finding[] => {
      const [{ value, ignoreCase }] = group as [(typeof wanted)[number]];
      if (values.some((each) => each.has(value, ignoreCase))) return [];
      // What has another type altogether is said already.
      if (!values.some((each) => each.fits(typeof value === 'string' ? 'text' : (typeof value as 'number'))))
        return [];
      const near = nearest(value, texts());
      const [first] = near;
      const instead =
        first === undefined ? '' : `; there is “${first}”, which nothing here asks for: did you mean that?`;
      return [
        {
          code: 'no-value',
          absent: false,
          ...what,
          value,
          message: `${subject} ${never} ${typeof value === 'string' ? `“${value}”` : String(value)}${instead}`,
          didYouMean: near,
          where: group.map(({ read }) => placeOf(read)),
        },
      ];
    },
  );
};

const shortTime = (length: Reads['lengths'][number]): Finding => ({
  code: 'short-time',
  absent: false,
  message: `${duration(length.length)} is a very short time: lengths are milliseconds, so say days(${number(length.length)}) where you mean days`,
  where: [placeOf(length)],
});

/** Whether a text is one of some, or is so in any case of ASCII letters. */
export const hasText = (texts: readonly string[], text: string, ignoreCase: boolean): boolean =>
  ignoreCase ? texts.some((each) => lowered(each) === lowered(text)) : texts.includes(text);
