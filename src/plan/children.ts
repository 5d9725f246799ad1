import type { PlanNode } from './plan.js';

/** The nodes that a node is made of, by their indices. Selections and readings are not among them. */
export const childrenOf = (node: PlanNode): readonly number[] => {
  switch (node.kind) {
    case 'compare':
      return [node.left, node.right];
    case 'orElse':
      return [node.value, node.otherwise];
    case 'arithmetic':
    case 'and':
    case 'or':
      return node.of;
    case 'not':
      return [node.of];
    case 'score':
      return node.parts.map(({ value }) => value);
    case 'firstMatch':
    case 'dominant':
      return node.labels.map(([, index]) => index);
    case 'elapsed':
    case 'oneOf':
    case 'exists':
    case 'includes':
    case 'text':
    case 'within':
    case 'rank':
      return [node.value];
    default:
      return [];
  }
};
