import {
  type Bound,
  type PlanNode,
  type PlanNodeOf,
  seriesEdges,
  sessionReach,
  type Use,
} from '../../plan/index.js';

/** Which instants an aggregate needs of its selections. */
export const usesOf = (node: PlanNode): readonly Use[] => {
  switch (node.kind) {
    case 'sequence':
      return node.steps.map((selection) => ({ selection, reach: undefined }));
    case 'sessions':
      return [
        { selection: node.of, reach: undefined },
        {
          selection: node.unbounded,
          reach: (bound: Bound) => sessionReach(bound.prepared, node, bound),
        },
      ];
    case 'series':
      return [
        {
          selection: node.of,
          reach: (bound: Bound) => {
            const edges = seriesEdges(bound.prepared, node, bound.asOf);
            return [edges[0]!, edges[edges.length - 1]!] as const;
          },
        },
      ];
    default:
      return [{ selection: (node as PlanNodeOf<'count'>).of, reach: undefined }];
  }
};
