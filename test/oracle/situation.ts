import { instantOf } from './instants.js';
import { own } from './values.js';

/** A customer as a host has it: nothing is checked yet. */
export interface RawCustomer {
  readonly id: string;
  readonly attributes?: unknown;
  readonly history?: readonly { readonly at: unknown; readonly attributes: unknown }[];
}

/** An event as a host has it. */
export interface RawEvent {
  readonly id?: unknown;
  readonly name: string;
  readonly at: unknown;
  readonly properties?: unknown;
  readonly actor?: unknown;
}

export interface Person {
  readonly customer: RawCustomer;
  readonly events: readonly RawEvent[];
}

export interface Occurrence {
  readonly name: string;
  readonly at: number;
  readonly properties: unknown;
  readonly actor: unknown;
}

/** One customer as of one instant, with whatever an answer may depend on. */
export interface Situation {
  readonly id: string;
  readonly attributes: unknown;
  readonly history: readonly { readonly at: number; readonly attributes: unknown }[];
  readonly events: readonly Occurrence[];
  readonly asOf: number;
  /** Everybody, where the answer is asked of a population. */
  readonly everybody?: readonly Situation[];
}

/** An error with a literal code, as an engine gives it. */
export class OracleError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const situation = (customer: RawCustomer, events: readonly RawEvent[], asOf: number): Situation => ({
  id: customer.id,
  attributes: customer.attributes,
  history: (customer.history ?? []).map(({ at, attributes }) => ({ at: instant(at), attributes })),
  events: withoutCopies(events),
  asOf,
});

export const instant = (raw: unknown): number => {
  const found = instantOf(raw);
  if (found === null) throw new OracleError('bad-instant');
  return found;
};

/** S11: of the events with one id, instant and name, one is kept. */
const withoutCopies = (events: readonly RawEvent[]): readonly Occurrence[] => {
  const kept: Occurrence[] = [];
  const keys: string[] = [];
  for (const { id, name, at: raw, properties, actor } of events) {
    const at = instant(raw);
    const key = JSON.stringify([id, at, name]);
    const canBeCopy = typeof id === 'string' && id !== '';
    if (canBeCopy && keys.includes(key)) continue;
    if (canBeCopy) keys.push(key);
    kept.push({ name, at, properties, actor });
  }
  return kept;
};

/** S30: the plain attribute, overwritten by each entry of the history up to the instant, in order of instant. */
export const attributeAt = ({ attributes, history, asOf }: Situation, name: string): unknown => {
  let value = own(attributes, name);
  const entries = history.filter(({ at }) => at <= asOf).sort((a, b) => a.at - b.at);
  for (const entry of entries) if (hasOwn(entry.attributes, name)) value = own(entry.attributes, name);
  return value;
};

const hasOwn = (holder: unknown, name: string): boolean =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name);
