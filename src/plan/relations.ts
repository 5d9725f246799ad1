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
  /** What both must have the same value of, by the indices of the readings: of the event, and of the others; −1 of nothing. */
  readonly own: number;
  readonly other: number;
}

/** Where each kind looks, and what it wants to find there. */
const KINDS: Readonly<Record<RelationKind, Pick<PlanRelation, 'after' | 'some'>>> = {
  followedBy: { after: true, some: true },
  notFollowedBy: { after: true, some: false },
  notYetFollowedBy: { after: true, some: false },
  precededBy: { after: false, some: true },
  notPrecededBy: { after: false, some: false },
};

/** A relation with the index of the selection of its other events; `reading` answers the index of a property. */
export const planRelation = (
  relation: Relation,
  events: number,
  reading: (property: string) => number,
): PlanRelation => ({
  events,
  own: relation.same === undefined ? -1 : reading(relation.same),
  other: relation.same === undefined ? -1 : reading(relation.as ?? relation.same),
  ...KINDS[relation.kind],
  within: 'within' in relation && relation.within !== undefined ? relation.within : Infinity,
  waits: relation.kind === 'notFollowedBy' ? relation.within : 0,
});
