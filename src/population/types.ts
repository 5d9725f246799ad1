import type { Definitions, Findings } from '../check/index.js';
import type { AnyClassification, AnyMetric, AnySegment } from '../definitions/index.js';
import type { Profile, ValueOf } from '../evaluate/index.js';
import type { InstantInput } from '../time/index.js';
import type { Column } from './column.js';
import type { PopulationIssue } from './issues.js';
import type { Membership } from './membership.js';
import type { Pace } from './runner.js';
import type { Table } from './table.js';

/** Anything that can be asked of a population: relative or not. */
export type Asked = AnySegment | AnyMetric | AnyClassification;

/** Many customers with their events, as of an instant: what segments and metrics are asked about all at once. */
export interface Population {
  /** How many customers. */
  readonly size: number;
  /** How many events, copies removed, whatever their instant. */
  readonly eventCount: number;
  /** How many copies of events were removed (S11), when all customers were loaded. */
  readonly copies: number;
  /** The instant of all answers, in milliseconds. */
  readonly asOf: number;
  /** Faults of the data that were survived, each with its count and examples. */
  readonly issues: readonly PopulationIssue[];
  /** The ids of all customers, in the order in which they were given. */
  readonly ids: readonly string[];
  /** Who is in a segment. */
  members(segment: AnySegment): Membership;
  /** How many are in a segment. */
  count(segment: AnySegment): number;
  /** The value of a metric (or the label of a classification, or membership of a segment) for every customer. */
  values<D extends Asked>(of: D): Column<ValueOf<D>>;
  /** How many customers have each label; `unclassified` have none. */
  classify<L extends string>(
    classification: AnyClassification & { readonly labels: readonly L[] },
  ): Readonly<Record<L | 'unclassified', number>>;
  /** Many definitions in one pass: what they share is worked out once. An array gives columns named by id. */
  evaluate<D extends Readonly<Record<string, Asked>>>(definitions: D): Table<keyof D & string>;
  /** The same for named definitions in an array: each column has the id of its definition. */
  evaluate(definitions: readonly Asked[]): Table;
  /**
   * The same questions as promises of the same answers: after each thousand customers or so everything else that waits has its turn, and a signal
   * can end the question. They are answered by this thread alone.
   */
  paced(pace?: Pace): PacedPopulation;
  /**
   * What definitions read, held against what there is: events, properties and attributes that are never there, types that
   * are never read, values that are asked for and never occur, tests that find no value for some customers, and lengths of
   * time under a second. One definition, a list of them, or an object of them by name. Names, columns and, for the tests,
   * one pass over the customers are looked at: ask it where definitions meet data for the first time, not at every turn.
   * @example
   * ```ts
   * import { attribute, powerUser } from 'habitus';
   * import { population } from 'habitus/population';
   * const people = population({
   *   customers: [{ id: 'ada', attributes: { plan: 'Business' } }],
   *   events: [{ customerId: 'ada', name: 'feature.used', at: '2026-11-20T09:30:00Z' }],
   *   asOf: '2026-11-22T00:00:00Z',
   * });
   * const { findings } = people.check({ powerUser, business: attribute('plan').is('business') });
   * findings.map(({ code }) => code); //=> ['no-event', 'no-value']
   * findings[0]?.message; //=> 'no event is called “feature_used”; did you mean “feature.used”?'
   * ```
   */
  check(definitions: Definitions): Findings;
  /**
   * Only the customers who are in a segment as of this instant: all that is asked is asked of them alone, so that values, quantiles, ranks and
   * `fit` do not know the others. It looks into the same columns, and copies no event. `at` keeps these customers, so they can be followed through
   * time; `people.at(then).where(segment)` are those who were in then. A segment with ranks ranks all customers of this population. `issues`
   * and `copies` stay those of the loading.
   * @example
   * ```ts
   * import { attribute } from 'habitus';
   * import { population } from 'habitus/population';
   * const people = population({
   *   customers: [10, 20, 90].map((mrr, i) => ({ id: `c${i}`, attributes: { mrr, plan: i < 2 ? 'pro' : 'free' } })),
   *   asOf: '2026-11-22T00:00:00Z',
   * });
   * const paying = people.where(attribute('plan').is('pro'));
   * paying.ids; //=> ['c0', 'c1']
   * paying.values(attribute('mrr', { as: 'number' })).quantile(0.5); //=> 15
   * ```
   */
  where(segment: AnySegment): Population;
  /** The same customers and events as of another instant; nothing is built again. */
  at(instant: InstantInput): Population;
  /** Such as `2,000 customers with 30,000 events, as of 2026-11-22`, and a line for each issue. */
  toString(): string;
  /** One customer; an id that is not in the population is an `unknown-customer` error. */
  profile(id: string): Profile;
}

/** The questions of a population as promises; see `paced` of {@link Population}. */
export interface PacedPopulation {
  /** Who is in a segment. */
  members(segment: AnySegment): Promise<Membership>;
  /** How many are in a segment. */
  count(segment: AnySegment): Promise<number>;
  /** What a definition answers about each customer. */
  values<D extends Asked>(of: D): Promise<Column<ValueOf<D>>>;
  /** How many customers each label of a classification has. */
  classify<L extends string>(
    classification: AnyClassification & { readonly labels: readonly L[] },
  ): Promise<Readonly<Record<L | 'unclassified', number>>>;
  /** Many definitions in one pass, a column each, by the keys of an object. */
  evaluate<D extends Readonly<Record<string, Asked>>>(definitions: D): Promise<Table<keyof D & string>>;
  /** Many named definitions in one pass, a column each, by their ids. */
  evaluate(definitions: readonly Asked[]): Promise<Table>;
}
