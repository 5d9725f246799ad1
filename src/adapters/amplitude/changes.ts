import type { Draft } from '../envelope.js';
import type { Changes, Fields } from '../facts.js';
import { isFields } from '../history.js';
import { put } from '../plain.js';
import { shown } from '../shown.js';

/**
 * Amplitude's operations on properties in the words that the tools share. An insertion is one where the value is
 * not there yet.
 */
const OPERATIONS = {
  $set: 'set',
  $setOnce: 'setOnce',
  $add: 'add',
  $append: 'append',
  $prepend: 'prepend',
  $preInsert: 'union',
  $postInsert: 'union',
  $remove: 'remove',
} as const;

/** The changes that `user_properties` or `group_properties` say; what stands outside an operation is set. */
export const changesOf = ({ note }: Draft, properties: Fields, path: string): Changes => {
  const changes: Record<string, Fields> = { set: {} };
  const plain: Record<string, unknown> = {};
  const unset: string[] = [];
  for (const [key, value] of Object.entries(properties)) {
    const operation = Object.hasOwn(OPERATIONS, key) ? OPERATIONS[key as keyof typeof OPERATIONS] : undefined;
    if (key === '$unset' && isFields(value)) unset.push(...Object.keys(value));
    else if (key === '$clearAll') continue;
    else if (operation === undefined && key !== '$unset') put(plain, key, value);
    else if (operation !== undefined && isFields(value))
      changes[operation] = { ...changes[operation], ...value };
    else
      note(
        'not-an-object',
        `${path}.${key}`,
        `expected an object of names and values, got ${shown(value)}: it is missing`,
      );
  }
  return {
    ...changes,
    set: { ...plain, ...changes.set },
    unset,
    clear: Object.hasOwn(properties, '$clearAll'),
  };
};
