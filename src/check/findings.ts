import { deepFreeze } from '../internal/index.js';
import { aligned, quantity } from '../print/index.js';
import type { NeededAt } from './needs.js';

/** What may be amiss between a definition and what there is. */
export type FindingCode =
  /** There is no such event at all. */
  | 'no-event'
  /** No event that is read has the property. */
  | 'no-property'
  /** Nobody has the attribute. */
  | 'no-attribute'
  /** A value of another type than it is read as: always, or of some. */
  | 'other-type'
  /** A value that is asked for and never occurs. */
  | 'no-value'
  /** A test that finds no value to judge by, for some customers. */
  | 'not-judged'
  /** A length of time of less than a second: probably meant in another unit. */
  | 'short-time'
  /** The events are at another time than answers look at: in the wrong unit, after the instant, or long before it. */
  | 'odd-time';

/** Something that a definition reads, and what is amiss with it. */
export interface Finding {
  readonly code: FindingCode;
  /** A sentence: “no event is called “feature_used”; did you mean “feature.used”?” */
  readonly message: string;
  /** True where what is read is absent altogether: what is made of it is the same for everybody. */
  readonly absent: boolean;
  readonly event?: string | undefined;
  readonly property?: string | undefined;
  readonly attribute?: string | undefined;
  /** The value that is asked for and never occurs. */
  readonly value?: number | string | boolean | undefined;
  /** What there is and may have been meant, the nearest first. */
  readonly didYouMean?: readonly string[] | undefined;
  /** The part, 0 to 1, of the customers (or of the values) that this is about, where it is not all of them. */
  readonly share?: number | undefined;
  /** The definitions that read it, and where. */
  readonly where: readonly NeededAt[];
}

/** What a check has found, as plain data. Printed, it is a table: what is absent first. */
export interface Findings {
  /** The names of the definitions that were checked. */
  readonly definitions: readonly string[];
  readonly findings: readonly Finding[];
  /**
   * The names of events that are counted by definitions which take all but some, such as any sign of life: among your own
   * names there may be some that the customer does not do.
   */
  readonly counted: readonly string[];
  /** A line for each finding, with the definitions that it is about. */
  toString(): string;
}

const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');

/** Findings, those of what is absent first. */
export const findingsOf = (
  definitions: readonly string[],
  found: readonly Finding[],
  counted: readonly string[] = [],
): Findings => {
  const made = deepFreeze({
    definitions: [...definitions],
    counted: [...counted],
    findings: [...found].sort((a, b) => Number(b.absent) - Number(a.absent) || order(a) - order(b)),
  });
  const text = (): string => {
    const lines = made.findings.map((finding) => [finding.message, namesOf(finding)]);
    const checked = quantity(definitions.length, 'definitions');
    const amiss = lines.length === 0 ? 'nothing amiss' : quantity(lines.length, 'findings');
    return [`${checked} checked: ${amiss}`, ...aligned(lines), ...countedLine(counted)].join('\n');
  };
  return Object.freeze(
    Object.defineProperties({ ...made }, { toString: { value: text }, [INSPECT]: { value: text } }),
  );
};

const countedLine = (names: readonly string[]): readonly string[] => {
  const more = names.length > 8 ? `, … (${names.length} in all)` : '';
  return names.length === 0
    ? []
    : [`  counted where all events but some are: ${names.slice(0, 8).join(', ')}${more}`];
};

const ORDER: readonly FindingCode[] = [
  'odd-time',
  'no-event',
  'no-property',
  'no-attribute',
  'other-type',
  'no-value',
  'short-time',
  'not-judged',
];

const order = ({ code }: Finding): number => ORDER.indexOf(code);

/** The definitions that a finding is about, the first few by name. */
export const namesOf = ({ where }: Finding): string => {
  const names = [...new Set(where.map(({ definition }) => definition))];
  const more = names.length > MOST ? `, … (${names.length} in all)` : '';
  return `(${names.slice(0, MOST).join(', ')}${more})`;
};

const MOST = 3;
