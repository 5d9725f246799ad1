/** How two versions compare. */
export type VersionOrder = 'atLeast' | 'atMost' | 'above' | 'below' | 'is';

/** How many numbers a version has; those that are not said are 0. */
export const VERSION_NUMBERS = 8;

/** Where a version without `-pre` stands among those with: behind all numbers (`0…`) and texts (`1…`). */
export const RELEASED = '2';

/** What a text has to be, as a whole, for a version (S38); without `?`, which clients of databases take for a parameter. */
export const VERSION = /* @__PURE__ */ (() =>
  `v{0,1}[0-9]{1,9}([.][0-9]{1,9}){0,${VERSION_NUMBERS - 1}}(-[0-9A-Za-z.-]+){0,1}([+][0-9A-Za-z.-]+){0,1}`)();

/**
 * A version as a text that is ordered as versions are, byte by byte; null of a text that is none (S38). Its numbers have nine
 * digits each; what follows them are the parts of `-pre`, whole numbers with their length in front, between blanks, which
 * come before all that a part can hold.
 */
export const versionKey = (text: string): string | null => {
  if (!new RegExp(`^${VERSION}$`).test(text)) return null;
  const [bare = ''] = text.replace(/^v/, '').split('+');
  const [numbers = ''] = bare.split('-');
  const given = numbers.split('.');
  const padded = Array.from({ length: VERSION_NUMBERS }, (_, i) => nineDigits(given[i] ?? ''));
  const pre =
    bare === numbers
      ? [RELEASED]
      : bare
          .slice(numbers.length + 1)
          .split('.')
          .map(partOfPre);
  return [...padded, ...pre].join(' ');
};

const partOfPre = (part: string): string => {
  if (!/^[0-9]+$/.test(part)) return `1${part}`;
  const digits = part.replace(/^0+/, '');
  return `0${nineDigits(String(digits.length))}${digits}`;
};

const nineDigits = (digits: string): string => digits.padStart(9, '0');

/** Whether what is asked is a version that stands so to another; false of all that is none. */
export const versionTest = (order: VersionOrder, version: string): ((value: unknown) => boolean) => {
  const bound = versionKey(version) ?? '';
  return (value) => {
    const key = typeof value === 'string' ? versionKey(value) : null;
    if (key === null) return false;
    if (key === bound) return order === 'atLeast' || order === 'atMost' || order === 'is';
    return order !== 'is' && key > bound === (order === 'atLeast' || order === 'above');
  };
};
