import { deepFreeze, isPlainObject, refuse } from '../internal/index.js';
import type { Actor, AttributeDeclaration, PropertyDeclaration, Vocabulary } from '../vocabulary/index.js';
import { type Declared, definitionOf, inspectSchema, requireSync } from './inspect-schema.js';
import { isStandardSchema, type StandardSchema } from './standard.js';

/** What a model knows of an event. */
export interface DeclaredEvent {
  readonly by: Actor;
  readonly properties: ReadonlyMap<string, Declared>;
  /** A schema of all properties at once. */
  readonly schema?: StandardSchema | undefined;
  /** Whether it may have properties of any name: its schema is of a library that cannot be inspected into. */
  readonly open: boolean;
}

/** A model as the code that reads rows and definitions sees it. */
export interface ModelData {
  readonly attributes: ReadonlyMap<string, Declared>;
  readonly events: ReadonlyMap<string, DeclaredEvent>;
}

/** What a model is defined from, untyped. */
export interface ModelInput {
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly events?: Readonly<Record<string, unknown>> | undefined;
  readonly by?: Readonly<Record<string, Actor | undefined>> | undefined;
}

/** Looks into every declaration once; a mistake in one is an error with its path. */
export const dataOf = ({ attributes = {}, events = {}, by = {} }: ModelInput): ModelData => {
  requirePlain(by, 'by');
  for (const [name, actor] of Object.entries(by)) {
    if (!Object.hasOwn(events, name)) refuse('bad-value', 'an event that is declared', name, 'by');
    if (actor !== 'customer' && actor !== 'company' && actor !== 'world')
      refuse('bad-value', "'customer', 'company' or 'world'", actor, `by.${name}`);
  }
  return {
    attributes: declared(attributes, 'attributes', true),
    events: new Map(
      Object.entries(requirePlain(events, 'events')).map(([name, event]) => [
        name,
        {
          by: (Object.hasOwn(by, name) ? by[name] : undefined) ?? 'customer',
          ...eventOf(event, `events.${name}`),
        },
      ]),
    ),
  };
};

const requirePlain = (value: unknown, path: string): Readonly<Record<string, unknown>> =>
  isPlainObject(value) ? value : refuse('bad-value', 'an object of declarations by name', value, path);

const declared = (given: unknown, path: string, lists: boolean): ReadonlyMap<string, Declared> =>
  new Map(
    Object.entries(requirePlain(given, path)).map(([name, declaration]) => {
      const found = inspectSchema(declaration, `${path}.${name}`);
      if (found.type === 'list' && !lists)
        refuse(
          'bad-value',
          'no list: events have no lists (S7), only attributes do',
          declaration,
          `${path}.${name}`,
        );
      return [name, found];
    }),
  );

const eventOf = (event: unknown, path: string): Omit<DeclaredEvent, 'by'> => {
  if (!isStandardSchema(event)) return { properties: declared(event, path, false), open: false };
  const { shape, checks = [], catchall } = definitionOf(event) ?? {};
  if (shape === undefined) {
    if (definitionOf(event) !== undefined)
      refuse('bad-value', 'an object of declarations, or one z.object(…) of them', event, path);
    requireSync(event, {}, path);
    return { properties: new Map(), schema: event, open: true };
  }
  // Its parts are inspected at one by one; as a whole it is asked only where it says more than they do.
  return {
    properties: declared(shape, path, false),
    schema: checks.length > 0 || isClosed(catchall) ? event : undefined,
    open: false,
  };
};

/** Whether an object says something of the names that it does not have, as a strict one does. */
const isClosed = (catchall: StandardSchema | undefined): boolean =>
  catchall !== undefined && !['unknown', 'any'].includes(definitionOf(catchall)?.type ?? 'unknown');

/** The words of a model as plain data. */
export const vocabularyOf = ({ attributes, events }: ModelData): Vocabulary =>
  deepFreeze({
    attributes: words<AttributeDeclaration>(attributes),
    events: Object.fromEntries(
      Array.from(events, ([name, { by, properties }]) => [
        name,
        { by, properties: words<PropertyDeclaration>(properties) },
      ]),
    ),
  });

const words = <D>(of: ReadonlyMap<string, Declared>): Readonly<Record<string, D>> =>
  Object.fromEntries(Array.from(of, ([name, { type, values }]) => [name, (values ?? type) as D]));
