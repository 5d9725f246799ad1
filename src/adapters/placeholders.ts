/**
 * Texts that stand where an id should be when a program had none: with them as ids, strangers would become one person.
 * Compared without case and outer blanks; a text of nothing but zeros and dashes (a nil UUID, `-1` too) is one as well.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '',
  'null',
  'nil',
  'none',
  'undefined',
  'nan',
  'n/a',
  'na',
  'unknown',
  'anonymous',
  'anon',
  'guest',
  'true',
  'false',
  'id',
  'userid',
  'user_id',
  'distinctid',
  'distinct_id',
  'not_authenticated',
  'email',
  '-1',
  '[]',
  '{}',
  '[object object]',
]);

/**
 * Whether a text stands where an id should be and is none, such as `'null'`, `''`, `'0'` or `'anonymous'`: such ids
 * never make two people one.
 * @example
 * ```ts
 * import { isPlaceholderId } from 'habitus/adapters';
 * isPlaceholderId('undefined'); //=> true
 * isPlaceholderId('ada'); //=> false
 * ```
 */
export const isPlaceholderId = (id: string): boolean =>
  PLACEHOLDERS.has(id.trim().toLowerCase()) || /^[0-]*0[0-]*$/.test(id.trim());
