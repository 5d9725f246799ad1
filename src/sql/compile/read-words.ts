import type { Source, Span } from '../../plan/index.js';
import { plain } from '../layout.js';
import { hull } from './tables.js';

/** What the first step over events reads, as a sentence. */
export const wordsOfRead = (needs: readonly Readonly<Span>[], sources: readonly Source[]): string => {
  const used = needs.flatMap((span, i) => (span.from < span.to ? [{ span, names: sources[i]!.names }] : []));
  if (used.length === 0) return 'No event is needed.';
  const { from, to } = hull(used.map(({ span }) => span));
  const isAny = used.some(({ names }) => names === undefined);
  const names = [...new Set(used.flatMap(({ names: some = [] }) => some))];
  const of = isAny
    ? 'of any name'
    : `of ${names.length > 4 ? `${names.length} names` : names.map(plain).join(', ')}`;
  const since = Number.isFinite(from) ? ` since ${date(from)}` : '';
  const until = Number.isFinite(to) ? ` up to ${date(to - 1)}` : '';
  return `Events ${of}${since}${until}, with the properties that are looked at.`;
};

const date = (ms: number): string => {
  const day = new Date(ms);
  return Number.isNaN(day.getTime()) ? 'ever' : day.toISOString().slice(0, 10);
};
