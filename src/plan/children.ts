import { GRAMMAR } from '../expression/index.js';
import type { PlanNode } from './plan.js';

/** The nodes that a node is made of, by their indices. Selections and readings are not among them. */
export const childrenOf = (node: PlanNode): readonly number[] => {
  const inside = node as unknown as Record<string, unknown>;
  return Object.entries(GRAMMAR[node.kind][1] as Readonly<Record<string, string>>).flatMap(([key, field]) => {
    if (/^(value|test)\+*$/.test(field)) return inside[key] as number | number[];
    if (field === 'parts') return (inside[key] as { value: number }[]).map((part) => part.value);
    return field.endsWith('Labels') ? (inside[key] as [string, number][]).map(([, index]) => index) : [];
  });
};
