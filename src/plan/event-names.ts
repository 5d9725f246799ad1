import type { Selection } from '../expression/index.js';

/** Which names events may have; every field narrows, and one that is absent says nothing. */
export interface NameFilter {
  readonly names?: readonly string[];
  readonly except?: readonly string[];
  readonly startingWith?: readonly string[];
  /** One of these is enough. */
  readonly anyOf?: readonly NameFilter[];
}

/** Whether events of a name are let through. */
export const fitsName = ({ names, except, startingWith, anyOf }: NameFilter, name: string): boolean =>
  names?.includes(name) !== false &&
  except?.includes(name) !== true &&
  startingWith?.some((start) => name.startsWith(start)) !== false &&
  anyOf?.some((part) => fitsName(part, name)) !== false;

/** The names that a selection is of, whatever its tests; several lists of names come to one. */
export const nameFilterOf = ({ names, except, startingWith, anyOf }: Selection): NameFilter => {
  const lists = anyOf?.map((part) => (isList(part) ? part.names : undefined));
  const all = lists?.every((list) => list !== undefined) === true ? lists.flat() : undefined;
  const own =
    names === undefined ? all : all === undefined ? names : names.filter((name) => all.includes(name));
  return {
    ...(own && { names: distinct(own) }),
    ...(except && { except: distinct(except) }),
    ...(startingWith && { startingWith: distinct(startingWith) }),
    ...(anyOf && all === undefined && { anyOf: anyOf.map(nameFilterOf) }),
  };
};

const isList = ({ names, except, startingWith }: Selection): boolean =>
  names !== undefined && (except ?? startingWith) === undefined;

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
