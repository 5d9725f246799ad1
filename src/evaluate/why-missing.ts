import { type Answer, seen } from '../customer/index.js';
import {
  type AggregateValue,
  type Expression,
  readingWords,
  type ValueType,
  valuePhrase,
} from '../expression/index.js';
import { attributeAt, rawAttributeAt } from './attributes.js';
import type { FoundEvents } from './found-events.js';
import type { Run } from './run.js';

// Why a value is missing, as the end of a sentence: "missing, as there is no such event".

/** Why an attribute is missing as of so long before. */
export const noAttribute = (
  run: Run,
  node: Extract<Expression, { kind: 'attribute' | 'heldSince' }>,
  shift: number,
): string => {
  const { name, as } = node;
  const asOf = run.bound.asOf - shift;
  const words = valuePhrase({ kind: 'attribute', name });
  const raw = rawAttributeAt(run.data, name, asOf);
  if (raw === undefined || raw === null) return `there is no ${words}`;
  return as === undefined ? `${words} is ${seen(raw)}, which no reading can see` : otherType(words, raw, as);
};

/** The sentence of a value of another type than it is read as; `where` says in how many places. */
export const otherType = (words: string, raw: unknown, as: ValueType, where = ''): string =>
  `${words} is ${seen(raw)}${where}; it is read as ${TYPES[as]}`;

/** The same of the value of a test, where it is an attribute that is there and cannot be read. */
export const typeSeen = (run: Run, node: Expression, shift: number): string | undefined => {
  if (node.kind === 'named') return typeSeen(run, node.of, shift);
  if (node.kind === 'ago') return typeSeen(run, node.of, shift + node.length);
  if (node.kind === 'elapsed') return typeSeen(run, node.value, shift);
  if (node.kind !== 'attribute') return undefined;
  const raw = rawAttributeAt(run.data, node.name, run.bound.asOf - shift);
  return raw === undefined || raw === null ? undefined : noAttribute(run, node, shift);
};

const TYPES: { readonly [T in ValueType]: string } = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  instant: 'an instant',
  list: 'a list of texts',
};

/** Why it is not known since when an attribute has had its value. */
export const noHeldSince = (
  run: Run,
  node: Extract<Expression, { kind: 'heldSince' }>,
  shift: number,
): string =>
  attributeAt(run.data, node.name, node.as, run.bound.asOf - shift) === null
    ? noAttribute(run, node, shift)
    : `${valuePhrase({ kind: 'attribute', name: node.name })} has been so for as long as is known`;

/** Why a calculation has no result. */
export const noArithmetic = (
  { op, of }: Extract<Expression, { kind: 'arithmetic' }>,
  values: readonly Answer[],
): string => {
  const lost = values.findIndex((value) => typeof value !== 'number');
  if (lost >= 0) return `${valuePhrase(of[lost]!)} is ${values[lost] === null ? 'missing' : 'no number'}`;
  return op === 'dividedBy' && values[1] === 0 ? 'what it is divided by is 0' : 'the result is too large';
};

/** Why events come to nothing. */
export const noAggregate = (node: AggregateValue, { count, readable }: FoundEvents): string => {
  if (count === 0) return 'there is no such event';
  if (node.kind === 'gap') return 'a gap is between two instants, and there is one';
  if (node.kind === 'sessions') return 'no session starts in this time';
  if (readable === 0 && 'value' in node && node.value !== undefined)
    return `no such event has ${readingWords(node.value)}${TYPED['as' in node.value ? (node.value.as ?? 'any') : 'any']}`;
  return 'the result is too large';
};

const TYPED = {
  number: ' as a number',
  text: ' as a text',
  boolean: ' as true or false',
  instant: ' as an instant',
  any: '',
} as const;
