import type { ValueType } from '../expression/index.js';
import { nearest } from '../internal/index.js';
import { percent } from '../print/index.js';
import type { Finding } from './findings.js';
import { placeOf } from './needs.js';
import type { Read } from './reads.js';
import type { Seen, SeenValues } from './seen.js';

/** What reads are held against, and whether only what is not there at all is looked for. */
export interface Against {
  readonly seen: Seen;
  readonly absentOnly: boolean;
}

/** What a finding is about. */
export type What = Pick<Finding, 'event' | 'property' | 'attribute'>;

/** Reads of a kind. */
export type Of<K extends Read['kind']> = Extract<Read, { readonly kind: K }>;

type Valued = Of<'property'> | Of<'attribute'>;

/** Things by key, in the order of the first of each. */
export const grouped = <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

/** What is amiss with values that are there: their types, and those that are asked for. */
export const valueFindings = (
  subject: string,
  what: What,
  reads: readonly Valued[],
  values: readonly SeenValues[],
  against: Against,
): readonly Finding[] => [
  ...[...grouped(reads, ({ as }) => as ?? '')].flatMap(([as, group]) =>
    as === '' ? [] : otherType(subject, what, as as ValueType, group, values, against),
  ),
  ...noValue(subject, what, reads, values, against),
];

const otherType = (
  subject: string,
  what: What,
  as: ValueType,
  reads: readonly Valued[],
  values: readonly SeenValues[],
  { seen, absentOnly }: Against,
): readonly Finding[] => {
  const absent = !values.some((each) => each.fits(as));
  if (absentOnly && !absent) return [];
  const other = values.map((each) => each.other(as)).find((each) => each !== undefined);
  if (other === undefined) return [];
  const example = other.example === undefined ? '' : `, such as ${other.example}`;
  const is = absent
    ? `${subject} ${seen.words.always} ${other.type}`
    : `${subject} is ${other.type} in ${percent(other.share, 1)} of its values`;
  return [
    {
      code: 'other-type',
      absent,
      ...what,
      ...(!absent && { share: other.share }),
      message: `${is}${example}; it is read as ${READ_AS[as]}`,
      where: reads.map(placeOf),
    },
  ];
};

const READ_AS: { readonly [T in ValueType]: string } = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  instant: 'an instant',
  list: 'a list of texts',
};

/** Values that are asked for and never occur, with those that occur and nothing asks for. */
const noValue = (
  subject: string,
  what: What,
  reads: readonly Valued[],
  values: readonly SeenValues[],
  { seen, absentOnly }: Against,
): readonly Finding[] => {
  const wanted = reads.flatMap((read) =>
    (read.wanted?.values ?? []).map((value) => ({ read, value, ignoreCase: read.wanted!.ignoreCase })),
  );
  const asked = new Set(wanted.map(({ value }) => value));
  return [...grouped(wanted, ({ value, ignoreCase }) => JSON.stringify([value, ignoreCase]))].flatMap(
    ([, group]): readonly Finding[] => {
      const [{ value, ignoreCase }] = group as [(typeof wanted)[number]];
      // Where all values have another type, that is said already.
      const type = typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
      if (values.some((each) => each.has(value, ignoreCase)) || !values.some((each) => each.fits(type)))
        return [];
      const there = values.flatMap((each) => each.texts() ?? []).filter((text) => !asked.has(text));
      const near = nearest(value, there);
      const [first] = near;
      if (absentOnly && first === undefined) return [];
      const instead =
        first === undefined ? '' : `; there is “${first}”, which nothing here asks for: did you mean that?`;
      const said = typeof value === 'string' ? `“${value}”` : String(value);
      return [
        {
          code: 'no-value',
          absent: false,
          ...what,
          value,
          message: `${subject} ${seen.words.never} ${said}${instead}`,
          didYouMean: near,
          where: group.map(({ read }) => placeOf(read)),
        },
      ];
    },
  );
};
