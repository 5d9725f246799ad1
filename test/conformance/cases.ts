import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Expression } from '../../src/expression/nodes.js';

/** A customer of a case, raw as a host would have it. */
export interface CaseCustomer {
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly history?: readonly {
    readonly at: number | string | Date;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

export interface CaseEvent {
  readonly id?: string;
  readonly name: string;
  readonly at: number | string | Date;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly actor?: string;
}

export interface CasePerson {
  readonly customer: CaseCustomer;
  readonly events: readonly CaseEvent[];
}

export type Instant = number | string;

export interface CaseSpan {
  readonly from: Instant;
  readonly to: Instant;
  /** Whether the customer is in a segment, or (`label`) which label a classification gives. */
  readonly member?: unknown;
  readonly label?: unknown;
}

/** What a case says must come out: exactly one of these. */
export type Expectation =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'nextChange'; readonly nextChange: Instant | null }
  | {
      readonly kind: 'timeline';
      readonly timeline: {
        readonly from: Instant;
        readonly to: Instant;
        readonly spans: readonly CaseSpan[];
      };
    }
  | { readonly kind: 'members'; readonly members: readonly string[] };

/** One line of the specification: data, a definition and what comes out. */
export interface Case {
  /** The file it is written in, without its ending. */
  readonly file: string;
  readonly rule: string;
  readonly title: string;
  readonly customer: CaseCustomer;
  readonly events: readonly CaseEvent[];
  /** Present where the case is about a population. */
  readonly people?: readonly CasePerson[];
  readonly asOf: Instant | Date;
  readonly definition: Expression;
  readonly expected: Expectation;
}

type Json = Readonly<Record<string, unknown>>;

const EXPECTATIONS = ['answer', 'error', 'nextChange', 'timeline', 'members'] as const;
const KEYS = ['rule', 'title', 'why', 'customer', 'events', 'people', 'asOf', 'definition', ...EXPECTATIONS];
const RULE = /^S([1-9]|[123]\d|40)$/;

const FOLDER = import.meta.dirname;

/** The files of cases, by name without ending. */
export const caseFiles = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

/** Every case of every file. A file that is not of the format throws, with the file and the case. */
export const allCases = (): Case[] => caseFiles().flatMap(casesOf);

/** The cases of one file. */
export const casesOf = (file: string): Case[] =>
  parseCases(file, JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')));

/** The cases of the parsed text of a file. */
export const parseCases = (file: string, json: unknown): Case[] => {
  const root = objectOf(json, file);
  onlyKeys(root, ['description', 'shared', 'cases'], file);
  if (typeof root.description !== 'string' || root.description === '')
    throw new Error(`${file}: expected a description`);
  if (!Array.isArray(root.cases) || root.cases.length === 0) throw new Error(`${file}: expected cases`);
  const shared = root.shared === undefined ? {} : objectOf(root.shared, `${file}: shared`);
  return root.cases.map((raw, index) => parseCase(file, raw, index, shared));
};

const parseCase = (file: string, raw: unknown, index: number, shared: Json): Case => {
  const title = (raw as { title?: unknown } | null)?.title;
  const where = `${file}: case ${index}${typeof title === 'string' ? ` "${title}"` : ''}`;
  const json = objectOf(resolve(raw, shared, where, []), where);
  onlyKeys(json, KEYS, where);
  if (typeof json.rule !== 'string' || !RULE.test(json.rule))
    throw new Error(`${where}: expected a rule S1 … S40`);
  if (typeof title !== 'string' || title === '') throw new Error(`${where}: expected a title`);
  if (json.why !== undefined && typeof json.why !== 'string') throw new Error(`${where}: why must be a text`);
  if (!('asOf' in json)) throw new Error(`${where}: expected asOf`);
  if (!('definition' in json)) throw new Error(`${where}: expected a definition`);
  if (json.people !== undefined && (json.customer !== undefined || json.events !== undefined))
    throw new Error(`${where}: people stand instead of customer and events`);
  const people = json.people === undefined ? {} : { people: peopleOf(json.people, `${where}: people`) };
  const expected = expectationOf(json, where);
  if (expected.kind === 'members' && json.people === undefined)
    throw new Error(`${where}: members are asked of people`);
  if ((expected.kind === 'nextChange' || expected.kind === 'timeline') && json.people !== undefined)
    throw new Error(`${where}: a change is asked of one customer`);
  return {
    file,
    rule: json.rule,
    title,
    customer: customerOf(json.customer ?? { id: 'c' }, `${where}: customer`),
    events: eventsOf(json.events ?? [], `${where}: events`),
    ...people,
    asOf: json.asOf as Instant | Date,
    definition: json.definition as Expression,
    expected,
  };
};

const expectationOf = (json: Json, where: string): Expectation => {
  const present = EXPECTATIONS.filter((key) => key in json);
  const [kind] = present;
  if (kind === undefined || present.length > 1)
    throw new Error(`${where}: expected exactly one of ${EXPECTATIONS.join(', ')}`);
  if (kind === 'timeline') {
    const timeline = objectOf(json.timeline, `${where}: timeline`);
    onlyKeys(timeline, ['from', 'to', 'spans'], `${where}: timeline`);
    if (!Array.isArray(timeline.spans)) throw new Error(`${where}: expected spans`);
    for (const span of timeline.spans) {
      const answer = 'label' in objectOf(span, `${where}: span`) ? 'label' : 'member';
      onlyKeys(span as Json, ['from', 'to', answer], `${where}: span`);
    }
  }
  if (kind === 'members' && !isTexts(json.members))
    throw new Error(`${where}: members must be a list of ids`);
  if (kind === 'error' && typeof json.error !== 'string') throw new Error(`${where}: error must be a code`);
  return { kind, [kind]: json[kind] } as unknown as Expectation;
};

const peopleOf = (json: unknown, where: string): CasePerson[] => {
  if (!Array.isArray(json)) throw new Error(`${where}: expected a list`);
  return json.map((raw, index) => {
    const person = objectOf(raw, `${where}[${index}]`);
    onlyKeys(person, ['customer', 'events'], `${where}[${index}]`);
    return {
      customer: customerOf(person.customer, `${where}[${index}].customer`),
      events: eventsOf(person.events ?? [], `${where}[${index}].events`),
    };
  });
};

const customerOf = (json: unknown, where: string): CaseCustomer => {
  const customer = objectOf(json, where);
  onlyKeys(customer, ['id', 'attributes', 'history'], where);
  if (typeof customer.id !== 'string') throw new Error(`${where}: expected an id`);
  return customer as unknown as CaseCustomer;
};

const eventsOf = (json: unknown, where: string): CaseEvent[] => {
  if (!Array.isArray(json)) throw new Error(`${where}: expected a list`);
  for (const [index, raw] of json.entries()) {
    const event = objectOf(raw, `${where}[${index}]`);
    onlyKeys(event, ['id', 'name', 'at', 'properties', 'actor'], `${where}[${index}]`);
    if (typeof event.name !== 'string') throw new Error(`${where}[${index}]: expected a name`);
    if (!('at' in event)) throw new Error(`${where}[${index}]: expected at`);
  }
  return json as CaseEvent[];
};

/**
 * Puts shared parts in the place of `{ "$ref": name }`, and the values that JSON cannot say in the place of `{ "$number": … }` and
 * `{ "$date": … }`. Objects are copied key by key, so that a key like `__proto__` stays a key.
 */
const resolve = (json: unknown, shared: Json, where: string, open: readonly string[]): unknown => {
  if (Array.isArray(json)) return json.map((item) => resolve(item, shared, where, open));
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json);
  const [only, ...others] = entries;
  if (only !== undefined && ['$ref', '$number', '$date'].includes(only[0])) {
    const [key, value] = only;
    if (others.length > 0 || typeof value !== 'string')
      throw new Error(`${where}: ${key} must stand alone, with a text`);
    if (key === '$number') return numberOf(value, where);
    if (key === '$date') return new Date(value);
    if (!Object.hasOwn(shared, value)) throw new Error(`${where}: nothing shared is called ${value}`);
    if (open.includes(value)) throw new Error(`${where}: ${value} refers to itself`);
    return resolve(shared[value], shared, where, [...open, value]);
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, resolve(value, shared, where, open)]));
};

const NUMBERS = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

const numberOf = (text: string, where: string): number => {
  const number = NUMBERS.get(text);
  if (number === undefined) throw new Error(`${where}: unknown $number ${text}`);
  return number;
};

const objectOf = (json: unknown, where: string): Json => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error(`${where}: expected an object`);
  return json as Json;
};

const onlyKeys = (json: Json, keys: readonly string[], where: string): void => {
  for (const key of Object.keys(json))
    if (!keys.includes(key)) throw new Error(`${where}: unknown key ${key}`);
};

const isTexts = (json: unknown): json is string[] =>
  Array.isArray(json) && json.every((item) => typeof item === 'string');
