import type { CellReader } from '../rows/index.js';

/** No zone changes its clocks twice in so many milliseconds. */
const SPAN = 15 * 60_000;

/**
 * Instants of local times, given as milliseconds as if they were UTC: as `read` has them for ISO 8601 texts, asked
 * for once in a quarter of an hour. NaN where it has to be asked again, such as in a night in which clocks change.
 */
export const localInstants = (read: CellReader, timeZone: string): ((local: number) => number) => {
  if (timeZone === 'UTC') return (local) => local;
  const offsets = new Map<number, number>();

  const offsetAt = (span: number): number => {
    let offset = offsets.get(span);
    if (offset === undefined) {
      const local = span * SPAN;
      const text = Math.abs(local) < 8.64e15 ? new Date(local).toISOString().slice(0, -1) : '';
      const instant = read(text, () => {});
      offset = typeof instant === 'number' ? local - instant : NaN;
      offsets.set(span, offset);
    }
    return offset;
  };

  let last = NaN;
  let lastOffset = NaN;
  return (local) => {
    const span = Math.floor(local / SPAN);
    if (span === last) return local - lastOffset;
    if (Number.isNaN(span)) return NaN;
    const offset = offsetAt(span);
    // With clocks that change between the two, every instant is looked at by itself.
    if (offset !== offsetAt(span + 1)) return NaN;
    last = span;
    lastOffset = offset;
    return local - offset;
  };
};
