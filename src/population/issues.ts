/** What was wrong with a row of the data, and was survived. */
export type PopulationIssueCode =
  /** A customer without an id that is a text: left out. */
  | 'bad-customer'
  /** A second row for a customer: not taken (S13). */
  | 'repeated-customer'
  /** An entry of a history without an instant: left out. */
  | 'bad-history'
  /** An event that is no object with a name that is a text: left out. */
  | 'bad-event'
  /** An event without a valid instant: left out (S1). */
  | 'bad-instant'
  /** An event of nobody who is in the population: left out (S13). */
  | 'unknown-customer'
  /** A value given by the id of nobody who is in the population: left out (S13). */
  | 'unknown-id'
  /** A user names an account that is not there: what would be inherited is missing. */
  | 'unknown-account'
  /** Copies of an event that differ: the first is kept (S11). */
  | 'conflicting-copies'
  /** All texts of an attribute look like numbers: no reading as a number sees them (S7). */
  | 'number-as-text'
  /** All texts of an attribute look like dates without an offset: no reading as an instant sees them (S1). */
  | 'date-as-text'
  /** A value that no reading can see, such as an object or a number that is not finite: missing (S7). */
  | 'unreadable-value';

/** One row as an example of an issue. */
export interface IssueExample {
  /** Such as `events[3].at`, by the order in which they were given. */
  readonly path: string;
  /** What stood there, in short. */
  readonly found: string;
}

/** A fault of the data with the number of rows that have it. Nothing is lost without one. */
export interface PopulationIssue {
  readonly code: PopulationIssueCode;
  /** What was wrong, and what was done about it. */
  readonly message: string;
  /** How many rows. */
  readonly count: number;
  /** The first few of them. */
  readonly examples: readonly IssueExample[];
}

/** Collects issues, grouped by what is wrong. */
export interface IssueLog {
  add(code: PopulationIssueCode, path: string, found: unknown, subject?: string): void;
  list(): readonly PopulationIssue[];
}

const EXAMPLES = 5;

const MESSAGES: { readonly [C in PopulationIssueCode]: string } = {
  'bad-customer': 'left out: a customer is { id, attributes?, history? }, and its id a text',
  'repeated-customer': 'not taken: the first row of a customer counts',
  'bad-history':
    'entry of a history left out: its instant is no valid Date, milliseconds, or ISO 8601 text with an offset',
  'bad-event': 'left out: an event is { customerId, name, at, properties? }, and its name a text',
  'bad-instant': 'left out: at is no valid Date, milliseconds, or ISO 8601 text with an offset',
  'unknown-customer': 'left out: events of customers who are not in the population',
  'unknown-id': 'left out: values by the ids of customers who are not in the population',
  'unknown-account': 'missing: users name accounts that are not in the population of accounts',
  'conflicting-copies': 'one dropped: same customer, id, instant and name, but other properties',
  'number-as-text':
    'texts that look like numbers: no reading as a number sees them; make them numbers where they come in',
  'date-as-text':
    'texts that look like dates without an offset: no reading as an instant sees them; make them instants where they come in',
  'unreadable-value': 'missing: no reading can see such a value',
};

/** An empty log. */
export const issueLog = (): IssueLog => {
  const issues = new Map<
    string,
    { code: PopulationIssueCode; message: string; count: number; examples: IssueExample[] }
  >();
  return {
    add: (code, path, found, subject = '') => {
      const key = `${code} ${subject}`;
      let issue = issues.get(key);
      if (issue === undefined) {
        issue = {
          code,
          message: subject === '' ? MESSAGES[code] : `${subject}: ${MESSAGES[code]}`,
          count: 0,
          examples: [],
        };
        issues.set(key, issue);
      }
      issue.count++;
      if (issue.examples.length < EXAMPLES) issue.examples.push({ path, found: shown(found) });
    },
    list: () =>
      Object.freeze(
        [...issues.values()].map((issue) =>
          Object.freeze({ ...issue, examples: Object.freeze(issue.examples) }),
        ),
      ),
  };
};

const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
};
