import { isPlainObject, refuse } from '../internal/index.js';
import type { Parameters } from './types.js';

/** Kinds whose values are amounts of something that happened: never below 0. */
const AMOUNTS = new Set(['count', 'distinct', 'periods', 'sessions', 'actors', 'sequence', 'howMany']);

const isAmount = (node: unknown): boolean => {
  if (!isPlainObject(node)) return false;
  return node.kind === 'named' || node.kind === 'ago' ? isAmount(node.of) : AMOUNTS.has(node.kind as string);
};

/** The parameters of a stored definition that amounts are compared with, as they are: below 0 nothing is meant. */
export const amountParameters = (definition: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item);
      return;
    }
    if (!isPlainObject(node)) return;
    const slot = node.kind === 'compare' && isAmount(node.left) ? slotIn(node.right) : undefined;
    if (slot !== undefined && Object.keys(slot).length === 1) found.add(slot.parameter as string);
    for (const part of Object.values(node)) walk(part);
  };
  walk(definition);
  return found;
};

const slotIn = (literal: unknown): Record<string, unknown> | undefined => {
  const value = isPlainObject(literal) && literal.kind === 'literal' ? literal.value : undefined;
  return isPlainObject(value) && 'parameter' in value ? value : undefined;
};

/** Refuses parameters below 0 that amounts are compared with. */
export const requireAmounts = (definition: unknown, parameters: Parameters): void => {
  for (const name of amountParameters(definition))
    if ((parameters[name] as number) < 0)
      refuse('bad-value', 'a number of 0 or more', parameters[name], `parameters.${name}`);
};
