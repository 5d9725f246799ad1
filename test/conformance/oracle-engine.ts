import {
  bruteNextChange,
  edges,
  horizon,
  instantOf,
  oracle,
  oraclePopulation,
  oracleTimeline,
} from '../oracle/index.js';
import { kindOf } from './profile-engine.js';
import type { Engine } from './run.js';

/** The oracle as an engine: it takes definitions as they are, and so tells no error of theirs. */
export const oracleEngine: Engine = {
  answer: oracle,
  nextChange: (definition, customer, events, asOf) => {
    const from = milliseconds(asOf);
    const to = horizon(definition, customer, events, from);
    return bruteNextChange(
      definition,
      customer,
      events,
      from,
      edges(definition, customer, events, { from, to }),
    );
  },
  timeline: (definition, customer, events, bounds) => {
    const [from, to] = [milliseconds(bounds.from), milliseconds(bounds.to)];
    const instants = edges(definition, customer, events, { from, to });
    const spans = oracleTimeline(definition, customer, events, from, to, instants);
    return kindOf(definition) === 'classification'
      ? spans.map(({ member, ...span }) => ({ ...span, label: member }))
      : spans;
  },
  members: (definition, people, asOf) =>
    [...oraclePopulation(definition, people, asOf)].flatMap(([id, member]) => (member === true ? [id] : [])),
  errors: ['bad-instant', 'needs-population'],
};

const milliseconds = (instant: unknown): number => instantOf(instant) ?? Number.NaN;
