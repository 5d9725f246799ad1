import { refuse } from '../internal/index.js';

/** A bar of a histogram: values in `[from, to)`; the last bar holds its `to` as well. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The edges of so many equal bins from the least to the greatest of ascending values, or those given, checked. */
export const edgesOf = (sorted: Float64Array, bins: number | readonly number[]): readonly number[] => {
  if (typeof bins !== 'number') {
    if (!Array.isArray(bins)) refuse('bad-value', 'a number of bins or a list of edges', bins, 'bins');
    if (bins.length < 2 || bins.some((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= bins[i - 1]!)))
      refuse('bad-value', 'at least two ascending edges', bins, 'bins');
    return bins;
  }
  if (!Number.isSafeInteger(bins) || bins < 1 || bins > 10_000)
    refuse('bad-value', 'a whole number of bins from 1 to 10,000', bins, 'bins');
  if (sorted.length === 0) return [];
  const [least, greatest] = [sorted[0]!, sorted[sorted.length - 1]!];
  if (least === greatest) return [least, greatest];
  return Array.from({ length: bins + 1 }, (_, i) =>
    i === bins ? greatest : least * (1 - i / bins) + greatest * (i / bins),
  );
};

/** How many of ascending values lie between each two edges. */
export const histogramOf = (sorted: Float64Array, edges: readonly number[]): readonly HistogramBin[] => {
  let at = sorted.findIndex((value) => value >= edges[0]!);
  if (at < 0) at = sorted.length;
  return edges.slice(1).map((to, i) => {
    const from = edges[i]!;
    const isLast = i === edges.length - 2;
    let count = 0;
    while (at < sorted.length && (sorted[at]! < to || (isLast && sorted[at] === to))) {
      at++;
      count++;
    }
    return { from, to, count };
  });
};
