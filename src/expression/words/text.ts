import { DAY, MAX_INSTANT } from '../../time/index.js';

/** A number with thousands separators, at most so many decimals (more where it would be 0), and no float noise. */
export const number = (value: number, decimals = 6): string =>
  String(Number(value.toFixed(decimals)) || Number(value.toPrecision(decimals))).replace(/\d+/, (whole) =>
    whole.replace(/\B(?=(\d{3})+$)/g, ','),
  );

/** "1 day", "2 days": the unit given in the plural. */
export const quantity = (value: number, units: string, decimals?: number): string =>
  `${number(value, decimals)} ${value === 1 ? units.replace(/([^s]{2})s$/, '$1') : units}`;

/** Lengths in words, the longest first. */
const LENGTHS = [
  [DAY, 'days'],
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
  [1000, 'seconds'],
  [1, 'milliseconds'],
] as const;

/**
 * A length in its largest whole unit ("28 days", "90 minutes", and "24 hours" rather than "1 day"); a measured one in
 * the largest unit that it fills, to two decimals ("12.54 days").
 */
export const duration = (ms: number, measured = false): string => {
  const [length, units] =
    LENGTHS.find(([each]) =>
      measured ? Math.abs(ms) >= each : ms % each === 0 && (ms !== DAY || each < DAY),
    ) ?? LENGTHS[0];
  return quantity(ms / length, units, measured ? 2 : 6);
};

/** "in the last 28 days", "in the last hour". */
export const stretch = (side: string, ms: number): string =>
  `in the ${side} ${duration(ms).replace(/^1 /, '')}`;

/** An instant as an ISO date, with its time where that is not midnight UTC. */
export const instant = (ms: number): string =>
  Math.abs(ms) <= MAX_INSTANT
    ? new Date(ms)
        .toISOString()
        .replace('T00:00:00.000Z', '')
        .replace('T', ' ')
        .replace(/(:00)?(\.000)?Z$/, ' UTC')
    : number(ms);

/** A text of the host's, as it is. */
export const quoted = (text: string): string => `“${text}”`;

/** A name of the host's without its underscores: feature used. */
export const spaced = (name: string): string => name.replace(/([^_])_+(?=[^_])/g, '$1 ');

/** The same in quotes. */
export const named = (name: string): string => quoted(spaced(name));

/** A word of the language in words: `notFollowedBy` is "not followed by". */
export const plain = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** "a, b or c"; of many, the first few and "12 others". */
export const list = (items: readonly string[], word: string, most = 8, others = 'others'): string =>
  items.length > most
    ? list([...items.slice(0, most - 1), `${number(items.length - most + 1)} ${others}`], word)
    : items.length < 2
      ? items.join()
      : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;

/** The first of two amounts without its unit, where the second says it: "12.5" of "30 days". */
export const unitless = (first: string, second: string): string => {
  const unit = / [a-z%]+$/i.exec(first)?.[0] ?? '';
  return second.endsWith(unit) || second.endsWith(`${unit}s`)
    ? first.slice(0, first.length - unit.length)
    : first;
};
