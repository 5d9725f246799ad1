import { isPlainObject, onlyKeys, refuse } from '../internal/index.js';
import { vocabulary as checkedVocabulary } from '../vocabulary/index.js';
import type { AdapterOptions, GroupOptions } from './types.js';

const SHARED = ['by', 'vocabulary', 'money', 'anonymous'];

/** Refuses options that are unknown or out of their domain; `more` are the tool's own. */
export const checkOptions = (options: AdapterOptions, more: readonly string[] = []): void => {
  onlyKeys(options, [...SHARED, ...more], 'options');
  const { by, vocabulary, money, anonymous } = options;
  if (by !== undefined && by !== 'user' && by !== 'account')
    refuse('bad-value', '"user" or "account"', by, 'options.by');
  if (anonymous !== undefined && typeof anonymous !== 'boolean')
    refuse('bad-value', 'true or false', anonymous, 'options.anonymous');
  if (vocabulary !== undefined && !(isPlainObject(vocabulary) && isPlainObject(vocabulary.events)))
    refuse('bad-value', 'what vocabulary(…) makes', vocabulary, 'options.vocabulary');
  if (money !== undefined) checkedVocabulary({}, { money });
};

/** A text, or nothing. */
export const checkText = (value: unknown, path: string, what: string): void => {
  if (value !== undefined && (typeof value !== 'string' || value === ''))
    refuse('bad-value', what, value, path);
};

/** The same, of tools that know several kinds of groups. */
export const checkGroupOptions = (options: GroupOptions, more: readonly string[] = []): void => {
  checkOptions(options, ['group', ...more]);
  checkText(options.group, 'options.group', 'the kind of group that is the account');
  if (options.by === 'account' && options.group === undefined)
    refuse(
      'bad-value',
      'the kind of group that is the account, with by: "account"',
      undefined,
      'options.group',
    );
};
