import type { Value, VersionTest } from '../../src/expression/nodes.js';

/** What a text says of a version (S38): its numbers, and the parts of -pre; null of -pre where there is none. */
interface Version {
  readonly numbers: readonly number[];
  readonly pre: readonly string[] | null;
}

/** False where either is no version (S9). */
export const comparesVersion = (
  value: Value | null,
  { op, version }: Pick<VersionTest<unknown>, 'op' | 'version'>,
): boolean => {
  const left = typeof value === 'string' ? read(value) : null;
  const right = read(version);
  if (left === null || right === null) return false;
  const order = compared(left, right);
  switch (op) {
    case 'atLeast':
      return order >= 0;
    case 'atMost':
      return order <= 0;
    case 'above':
      return order > 0;
    case 'below':
      return order < 0;
    case 'is':
      return order === 0;
  }
};

const read = (text: string): Version | null => {
  const unmarked = text.startsWith('v') ? text.slice(1) : text;
  const [rest, build] = split(unmarked, '+');
  const [numbers, pre] = split(rest, '-');
  const parts = numbers.split('.');
  if (parts.length > 8 || parts.some((part) => part.length > 9 || !isWhole(part))) return null;
  if (!isTail(pre) || !isTail(build)) return null;
  return { numbers: parts.map(Number), pre: pre === null ? null : pre.split('.') };
};

/** What stands before and behind the first of a sign; behind is null without it. */
const split = (text: string, sign: string): readonly [before: string, behind: string | null] => {
  const at = text.indexOf(sign);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
};

const isTail = (text: string | null): boolean => text === null || /^[0-9A-Za-z.-]+$/.test(text);

const isWhole = (text: string): boolean =>
  text !== '' && [...text].every((sign) => sign >= '0' && sign <= '9');

const compared = (a: Version, b: Version): number => {
  for (let i = 0; i < 8; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.pre === null || b.pre === null) return Number(a.pre === null) - Number(b.pre === null);
  for (const [i, part] of a.pre.entries()) {
    const other = b.pre[i];
    if (other === undefined) return 1;
    const difference = comparedParts(part, other);
    if (difference !== 0) return difference;
  }
  return a.pre.length - b.pre.length;
};

const comparedParts = (a: string, b: string): number => {
  if (isWhole(a) !== isWhole(b)) return isWhole(a) ? -1 : 1;
  const [x, y] = isWhole(a) ? [BigInt(a), BigInt(b)] : [a, b];
  return x < y ? -1 : Number(x > y);
};
