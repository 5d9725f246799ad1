import type { Answer } from '../customer/index.js';
import { joined, parameterWords, type Value } from '../expression/index.js';
import type { Mistake } from '../internal/index.js';
import { instant, on, shownAs } from '../print/index.js';
import { inWords, labelWords, moves } from './answer-words.js';
import { type NextChange, nextChangeOf, upTo } from './change.js';
import { type Defined, type DefinedKind, ENGINE, requireDefined, type ValueOf } from './defined.js';
import { type LabelFindings, labelFindings } from './label-reasons.js';
import { notesOf } from './notes.js';
import { dataOf, type Profile } from './profile.js';
import { openLines, reasonLines, valueLines } from './reason-lines.js';
import { type Finish, type Reason, reasonOf, type Told, told } from './reasons.js';
import { type ValueReason, valueReasonOf } from './value-reasons.js';

/** What all explanations say. `String(explanation)` is readable text, and all of it can be written as JSON. */
interface Explained extends NextChange {
  readonly customerId: string;
  readonly asOf: number;
  /** The parameters with which it was asked, lengths in milliseconds. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /**
   * What is read and is not there at all: events by names of which there is none (of a customer of a population: none of
   * anybody), and properties of another type than they are read as; of a segment, by the tests that keep the customer out.
   * Printed where the answer is no, nothing, or 0.
   */
  readonly notes: readonly string[];
  /** The whole as readable text. */
  toString(): string;
}

/** Why a customer is in a segment or not. `String(explanation)` is readable text. */
export interface Explanation extends Explained {
  readonly kind: 'segment';
  /** The id of the segment, `''` where it has none. */
  readonly segment: string;
  readonly member: boolean;
  readonly reason: Reason;
}

/** Why a customer has a label or none. `String(explanation)` is readable text. */
export interface LabelExplanation<L extends string = string> extends Explained, LabelFindings<L> {
  readonly kind: 'classification';
  /** The id of the classification, `''` where it has none. */
  readonly classification: string;
}

/** How the value of a metric came about, or why it is missing. `String(explanation)` is readable text. */
export interface MetricExplanation<V = Value> extends Explained {
  readonly kind: 'metric';
  /** The id of the metric, `''` where it has none. */
  readonly metric: string;
  /** Null where it is missing. */
  readonly value: V | null;
  /** The value as text, in its unit: "50 EUR", "2026-11-22", "missing". */
  readonly said: string;
  readonly reason: ValueReason;
}

/** What can be explained: anything that can be asked of one profile. */
export type Explainable = Defined & { readonly kind: DefinedKind; (of: Profile): Answer };

/** What is explained, as it was given; what cannot be is a sentence. */
export type ExplainableOnly<D> = D extends { readonly kind: DefinedKind }
  ? D extends Explainable
    ? D
    : Mistake<'this compares a customer with all others: fit it to a population first'>
  : Explainable;

/** The explanation of a segment, a classification or a metric. */
export type ExplanationOf<D> = D extends { readonly kind: 'segment' }
  ? Explanation
  : D extends { readonly kind: 'classification' }
    ? LabelExplanation<ValueOf<D> & string>
    : MetricExplanation<ValueOf<D>>;

/**
 * Why a customer is in a segment or not, what is missing to become a member, and when that changes by itself. Of a
 * classification: why it is this label, and what is missing for the one before it. Of a metric: which events and parts
 * the value is made of, or why it is missing.
 *
 * What compares a customer with all others is a `needs-population` error.
 * @example
 * ```ts
 * import { classification, days, events, explain, profile } from 'habitus';
 * const purchases = events('purchase').within(days(90));
 * const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: '2026-11-01T00:00:00Z' }], { asOf: '2026-11-22T00:00:00Z' });
 * const { reason } = explain(purchases.count().atLeast(3), ada);
 * reason.kind === 'test' ? reason.shortfall : undefined; //=> '1 so far, 2 more needed'
 * const tier = classification('tier', { labels: () => ({ gold: purchases.count().atLeast(3), silver: purchases.any() }) });
 * explain(tier, ada).better[0]?.lacking; //=> 'at least 3 “purchase” events in the last 90 days (1 so far, 2 more needed)'
 * explain(purchases.sum('amount'), ada).reason.events?.[0]?.text; //=> 'one event after 2026-08-24 and up to 2026-11-22, on 2026-11-01; 1 with no “amount”'
 * ```
 */
export const explain = <D>(definition: ExplainableOnly<D>, of: Profile): ExplanationOf<D> => {
  const given = requireDefined(definition as Named, ['segment', 'classification', 'metric'], 'explain');
  return EXPLAIN[given.kind](given, of) as unknown as ExplanationOf<D>;
};

type Named = Explainable & {
  readonly title?: string | undefined;
  readonly unit?: string | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
};

const EXPLAIN: { readonly [K in DefinedKind]: (definition: Named, of: Profile) => Explained } = {
  segment: (segment, of) => {
    const member = segment(of) === true;
    const { reason, lacking, notes } = told(segment[ENGINE], of, (asked) =>
      noted(reasonOf(segment.definition, 0, asked), ({ unmet }) => unmet),
    );
    return explained(segment, of, { segment: segment.id, member, reason, notes }, (change) => [
      `${of.id} is ${member ? '' : 'not '}in ${nameOf(segment, 'this segment')} as of ${instant(of.asOf)}.`,
      ...reasonLines(reason, 1),
      ...(member ? [] : [`To become a member: ${joined(lacking)}.`, ...noteLines(notes)]),
      changeLine(change),
    ]);
  },
  classification: (classification, of) => {
    const label = classification(of);
    const findings = told(classification[ENGINE], of, (asked) =>
      noted(labelFindings(classification.definition, asked), WHOLE),
    );
    const { reason, better, notes } = findings;
    return explained(classification, of, { classification: classification.id, ...findings }, (change) => [
      `${of.id} ${label === null ? 'has no label' : `is ${labelWords(label)}`} in ${nameOf(classification, 'this classification')} as of ${instant(of.asOf)}.`,
      ...(reason === null ? [] : reason.kind === 'value' ? valueLines(reason, 1) : openLines(reason)),
      ...(label === null ? better : better.slice(-1)).map(
        (each) => `To be ${labelWords(each.label)}: ${each.lacking}.`,
      ),
      ...(label === null ? noteLines(notes) : []),
      changeLine(change, labelWords(change.changesTo)),
    ]);
  },
  metric: (metric, of) => {
    const value = metric(of);
    const { notes, ...reason } = told(metric[ENGINE], of, (asked) =>
      noted(valueReasonOf(metric.definition, 0, asked, metric.unit), WHOLE),
    );
    const said = inWords(metric, value);
    return explained(metric, of, { metric: metric.id, value, said, reason, notes }, (change) => [
      `${nameOf(metric, 'This value')} of ${of.id} is ${said} as of ${instant(of.asOf)}.`,
      ...valueLines({ ...reason, said }, 1),
      ...(value === null || value === 0 ? noteLines(notes) : []),
      moves(change, of) ? 'This moves with time.' : changeLine(change, inWords(metric, change.changesTo)),
    ]);
  },
};

/** What was found, with notes about some of the questions, by their indices. */
const noted =
  <F extends object>(finish: Finish<F>, about: (found: F) => readonly number[]) =>
  (told: Told): F & { readonly notes: readonly string[] } => {
    const found = finish(told);
    const { roots } = told.run.bound.prepared;
    return {
      ...found,
      notes: notesOf(
        told.run,
        about(found).map((index) => roots[index]!),
      ),
    };
  };

/** The first question is the definition itself. */
const WHOLE = (): readonly number[] => [0];

const explained = (
  definition: Named,
  of: Profile,
  facts: Pick<Explained, 'notes'> & Readonly<Record<string, unknown>>,
  lines: (change: NextChange) => readonly string[],
): Explained => {
  const data = dataOf(of);
  const change = nextChangeOf(definition[ENGINE], upTo(data, of.asOf), of.asOf);
  const { parameters = {} } = definition;
  const set = parameterWords(parameters, definition.definition);
  const found = {
    kind: definition.kind,
    ...facts,
    customerId: of.id,
    asOf: of.asOf,
    parameters,
    ...change,
  };
  const text = (): string => [...lines(change), ...(set === '' ? [] : [`Asked with ${set}.`])].join('\n');
  return Object.freeze(shownAs(found, text));
};

const noteLines = (notes: readonly string[]): readonly string[] =>
  notes.map((note) => `Note: ${note}.`.replace('?.', '?'));

const nameOf = ({ title, id }: Named, otherwise: string): string =>
  (title ?? id) === '' ? otherwise : `“${title ?? id}”`;

const changeLine = ({ changesAt, uncertain }: NextChange, to?: string): string =>
  changesAt !== null
    ? `If nothing else happens, this changes ${on(changesAt)}${to === undefined ? '' : to === 'missing' ? ', and is missing then' : `, to ${to}`}.`
    : (uncertain ?? 'If nothing else happens, this does not change.');
