import { type AnySegment, not, or } from '../definitions/index.js';
import { refuse } from '../internal/index.js';
import type { Population } from '../population/index.js';
import { quantity } from '../print/index.js';

/** Whom an analysis is about. */
export interface AmongOptions {
  /**
   * Customers who would skew it, such as cold leads, erratic users or staff: those in one of these segments as of the
   * instant of the population are left out, at every instant that is looked at.
   */
  readonly excluding?: AnySegment | readonly AnySegment[] | undefined;
}

/** The customers an analysis is about, and what to say of those who were left out. */
export const among = (
  people: Population,
  { excluding }: AmongOptions,
): { readonly people: Population; readonly notes: readonly string[] } => {
  const segments = excluding === undefined ? [] : Array.isArray(excluding) ? excluding : [excluding];
  if (segments.length === 0) return { people, notes: [] };
  if (!segments.every((segment) => typeof segment === 'function'))
    refuse('bad-value', 'a segment, or a list of segments', excluding, 'excluding');
  const kept = people.where(not(segments.length === 1 ? segments[0] : or(...segments)));
  const names = segments.map(
    (segment: AnySegment & { readonly title?: string }) => segment.title ?? segment.id,
  );
  const named = names.every((name) => name !== '') ? ` (${names.join(', ')})` : '';
  return {
    people: kept,
    notes: [`Left out: ${quantity(people.size - kept.size, 'customers')}${named}.`],
  };
};
