import type { Relation, RelationKind } from '../expression/index.js';

/** A relation as engines ask it: how far the nearest of the other events may be, and whether there has to be one. */
export interface PlanRelation {
  /** Index of the selection of the other events, which has no window. */
  readonly events: number;
  /** Whether they are looked for after an event, rather than before. */
  readonly after: boolean;
  /** Whether one is wanted, rather than none. */
  readonly some: boolean;
  /** How far away one may be, at most; Infinity without a limit. */
  readonly within: number;
  /** How long after an event it holds at the earliest: until then one may still come. */
  readonly waits: number;
}

/** Where each kind looks, and what it wants to find there. */
const KINDS: Readonly<Record<RelationKind, Pick<PlanRelation, 'after' | 'some'>>> = {
  followedBy: { after: true, some: true },
  notFollowedBy: { after: true, some: false },
  notYetFollowedBy: { after: true, some: false },
  precededBy: { after: false, some: true },
  notPrecededBy: { after: false, some: false },
};

/** A relation with the index of the selection of its other events. */
export const planRelation = (relation: Relation, events: number): PlanRelation => ({
  events,
  ...KINDS[relation.kind],
  within: 'within' in relation && relation.within !== undefined ? relation.within : Infinity,
  waits: relation.kind === 'notFollowedBy' ? relation.within : 0,
});
