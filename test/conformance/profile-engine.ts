import {
  type Customer,
  type Defined,
  type Event,
  nextChange,
  type Profile,
  parseClassification,
  parseMetric,
  parseSegment,
  profile,
  timeline,
} from 'habitus';
import type { Expression } from '../../src/expression/nodes.js';
import type { CaseCustomer, CaseEvent } from './cases.js';
import type { Engine } from './run.js';

/** What a definition answers decides how its JSON is read; a name and `ago` answer what is in them. */
export const kindOf = (definition: Expression): 'segment' | 'metric' | 'classification' => {
  switch (definition?.kind) {
    case 'named':
    case 'ago':
      return kindOf(definition.of);
    case 'compare':
    case 'oneOf':
    case 'exists':
    case 'includes':
    case 'text':
    case 'version':
    case 'within':
    case 'rank':
    case 'bucket':
    case 'not':
    case 'and':
    case 'or':
      return 'segment';
    case 'firstMatch':
    case 'dominant':
      return 'classification';
    default:
      return 'metric';
  }
};

/** The JSON of a definition, with nothing beside it. */
export const envelope = (definition: Expression) => ({
  format: 'habitus',
  version: 1,
  kind: kindOf(definition),
  definition,
});

/** A definition read as JSON through the public API: a function of a profile. */
export const parsed = (definition: Expression): Defined & ((customer: Profile) => unknown) => {
  const json = envelope(definition);
  if (json.kind === 'segment') return parseSegment(json);
  return json.kind === 'metric' ? parseMetric(json) : parseClassification(json);
};

/** A test read as JSON through the public API. */
export const segmentOf = (definition: Expression): ReturnType<typeof parseSegment> =>
  parseSegment(envelope(definition));

/** A profile of raw data: what the types of the API forbid is exactly what is tried. */
export const profileOf = (customer: unknown, events: readonly unknown[], asOf: unknown): Profile =>
  profile(customer as Customer, events as readonly Event[], { asOf: asOf as number });

/** A test or a classification read as JSON through the public API. */
export const changingOf = (
  definition: Expression,
): ReturnType<typeof parseSegment> | ReturnType<typeof parseClassification> =>
  kindOf(definition) === 'classification' ? parseClassification(envelope(definition)) : segmentOf(definition);

/** The library asked about one profile. */
export const profileEngine: Engine = {
  answer: (definition, customer, events, asOf) => parsed(definition)(profileOf(customer, events, asOf)),
  nextChange: (definition, customer, events, asOf) =>
    nextChange(changingOf(definition), profileOf(customer, events, asOf)),
  timeline: (definition, customer: CaseCustomer, events: readonly CaseEvent[], bounds) =>
    timeline(changingOf(definition), profileOf(customer, events, bounds.from), bounds),
  errors: 'all',
};
