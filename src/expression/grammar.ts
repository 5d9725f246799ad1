import { AGGREGATES, type AggregateThat, aggregatesThat, type Reads } from './aggregates.js';
import type { Kind, Node, TestKind } from './nodes.js';

/** Where a node can stand. */
export type Sort =
  | 'value'
  | 'operand'
  | 'test'
  | 'either'
  | 'events'
  | 'eventTest'
  | 'window'
  | 'reading'
  | 'relation';

/** The fields of the aggregates that have none of their own. */
const FIELDS = {
  nothing: { of: 'events' },
  amount: { of: 'events', value: 'reading=amount' },
  comparable: { of: 'events', value: 'reading=number' },
  any: { of: 'events', value: 'reading' },
  text: { of: 'events', value: 'reading~text' },
} as const satisfies Record<Exclude<Reads, 'own'>, object>;

const simpleAggregates = (): { readonly [K in Simple]: Rule<K> } =>
  Object.fromEntries(
    aggregatesThat('nothing', 'amount', 'comparable', 'any', 'text').map((kind) => [
      kind,
      ['value', FIELDS[AGGREGATES[kind].reads]],
    ]),
  ) as never;

/**
 * The language as a table: for every kind, where it can stand and what its fields hold. Building, parsing, counting,
 * preparing and the JSON Schema all loop over it.
 *
 * `=number`: read as that type (`amount`: a number that is no instant); `~text`: as that type where nothing else says it.
 * `unbounded`: events without a window; `part`: events by names and tests alone. `cases`: pairs of a test and a value.
 *
 * A field is a sort of node or a check of `checks.ts`, or words with `|` between them. `?` at the end: may be absent.
 * `+`: a list of at least one; `++`: of at least two. `either`: a value or a test; `eventTest`: a test
 * of one event, in which values are readings; `operand`: a value, of one event a literal.
 */
export const GRAMMAR: { readonly [K in Kind]: Rule<K> } = /* @__PURE__ */ (() => ({
  property: ['reading', { name: 'text', as: 'number|text|boolean|instant?' }],
  actor: ['reading', {}],
  hourOfDay: ['reading', { timeZone: 'zone?' }],
  dayOfWeek: ['reading', { timeZone: 'zone?' }],

  events: [
    'events',
    {
      names: 'texts?',
      except: 'texts?',
      startingWith: 'beginnings?',
      anyOf: 'part+?',
      where: 'eventTest+?',
      window: 'window?',
      relations: 'relation+?',
    },
  ],
  followedBy: ['relation', { events: 'unbounded', within: 'length?', same: 'text?', as: 'text?' }],
  notFollowedBy: ['relation', { events: 'unbounded', within: 'length', same: 'text?', as: 'text?' }],
  notYetFollowedBy: ['relation', { events: 'unbounded', same: 'text?', as: 'text?' }],
  precededBy: ['relation', { events: 'unbounded', within: 'length?', same: 'text?', as: 'text?' }],
  notPrecededBy: ['relation', { events: 'unbounded', within: 'length?', same: 'text?', as: 'text?' }],

  rolling: ['window', { length: 'length', ago: 'lengthOrZero?' }],
  calendar: [
    'window',
    {
      unit: 'day|week|month|quarter|year',
      count: 'size',
      skip: 'sizeOrZero?',
      current: 'boolean?',
      timeZone: 'zone?',
      weekStart: 'weekday?',
    },
  ],
  period: ['window', { from: 'instant', to: 'instant' }],
  since: ['window', { from: 'instant' }],
  following: ['window', { attribute: 'text?', start: 'value=instant?', from: 'integer?', to: 'integer' }],

  literal: ['value', { value: 'scalar', as: 'instantMark?' }],
  attribute: ['value', { name: 'text', as: 'number|text|boolean|instant|list?' }],
  heldSince: ['value', { name: 'text', as: 'number|text|boolean|instant|list?' }],
  ...simpleAggregates(),
  periods: [
    'value',
    { of: 'events', unit: 'day|week|month', timeZone: 'zone?', weekStart: 'weekday?', atLeast: 'count?' },
  ],
  sessions: ['value', { of: 'events', gap: 'length', measure: 'count|total|longest|average?' }],
  gap: ['value', { of: 'events', measure: 'longest|average' }],
  series: [
    'value',
    {
      of: 'unbounded',
      every: 'lengthOrPeriod',
      periods: 'size',
      timeZone: 'zone?',
      weekStart: 'weekday?',
      value: 'reading=amount?',
      answer: 'trend|peak|low|streak',
    },
  ],
  sequence: ['value', { steps: 'events+', within: 'length?', same: 'text?' }],
  arithmetic: ['value', { op: 'plus|minus|times|dividedBy|least|greatest', of: 'value++=number' }],
  orElse: ['value', { value: 'value', otherwise: 'value' }],
  choose: ['value', { cases: 'cases', otherwise: 'value?' }],
  howMany: ['value', { of: 'test+', points: 'numbers?' }],
  elapsed: ['value', { value: 'value=instant', direction: 'since|until' }],
  score: ['value', { parts: 'parts', missing: 'renormalise|zero|missing' }],
  firstMatch: ['value', { labels: 'testLabels' }],
  dominant: ['value', { labels: 'valueLabels', atLeast: 'number?' }],

  compare: ['test', { op: 'atLeast|atMost|above|below', left: 'value', right: 'operand' }],
  oneOf: ['test', { value: 'value', values: 'scalars', ignoreCase: 'boolean?' }],
  exists: ['test', { value: 'value' }],
  includes: ['test', { value: 'value=list', text: 'text' }],
  text: [
    'test',
    { how: 'startsWith|endsWith|contains', value: 'value=text', text: 'text', ignoreCase: 'boolean?' },
  ],
  version: ['test', { op: 'atLeast|atMost|above|below|is', value: 'value=text', version: 'version' }],
  within: ['test', { value: 'value=instant', side: 'last|next', length: 'length' }],
  rank: [
    'test',
    {
      value: 'value=number',
      end: 'top|bottom',
      percent: 'percent',
      among: 'test?',
      ties: 'in|middle|out?',
      threshold: 'number?',
      beyond: 'boolean?',
    },
  ],
  bucket: ['test', { salt: 'text', from: 'bucketEdge', to: 'bucketEdge' }],
  not: ['test', { of: 'test' }],
  and: ['test', { of: 'test+' }],
  or: ['test', { of: 'test+' }],

  named: ['either', { id: 'id', title: 'text?', unit: 'text?', of: 'either' }],
  ago: ['either', { length: 'lengthOrZero', of: 'either' }],
}))();

/** What to say instead where a field is missing or too much, by kind and field. */
export const INSTEAD: Readonly<Record<string, string>> = {
  'notFollowedBy.within': 'without a length say notYetFollowedBy: none so far',
  'notYetFollowedBy.within': 'within a length say notFollowedBy: none so soon after',
};

/** The kinds of aggregate whose fields follow from what they read. */
type Simple = AggregateThat<Exclude<Reads, 'own'>>;

type Rule<K extends Kind> = readonly [
  sort: K extends TestKind ? 'test' : Exclude<Sort, 'test'>,
  fields: { readonly [F in Exclude<keyof Extract<Node, { kind: K }>, 'kind'>]-?: string },
];

/** The kinds of test that can be asked of one event: what needs a customer or a population cannot. */
export const EVENT_TESTS: readonly Kind[] = [
  'compare',
  'oneOf',
  'exists',
  'includes',
  'text',
  'version',
  'within',
  'not',
  'and',
  'or',
];
