import { HabitusError } from '../internal/index.js';

/**
 * Refuses relations by properties of two names inside the events of another relation: no statement says them right yet.
 * In memory they are answered.
 */
export const refuseNestedNames = (key: string, definition: unknown): void => visit(definition, key, false);

const visit = (value: unknown, key: string, isInside: boolean): void => {
  if (typeof value !== 'object' || value === null) return;
  if (isInside && 'same' in value && 'as' in value) {
    throw new HabitusError(
      'wrong-type',
      'expected a relation with one name (same) inside the events of another relation: with two names (as) it has no SQL yet',
      key,
    );
  }
  const isRelation = 'events' in value;
  for (const inner of Object.values(value)) visit(inner, key, isInside || isRelation);
};
