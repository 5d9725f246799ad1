import { type Answer, isSame, READ, readValue } from '../customer/index.js';
import type { ValueType } from '../expression/index.js';
import { own } from '../internal/index.js';
import type { ProfileData } from './data.js';

/** An attribute as of an instant: the latest entry of the history that speaks of it, or the plain attribute (S30). */
export const attributeAt = (
  data: ProfileData,
  name: string,
  as: ValueType | undefined,
  asOf: number,
): Answer => (as === undefined ? readValue : READ[as])(rawAttributeAt(data, name, asOf));

/** The same as it was given, whatever it is. */
export const rawAttributeAt = (data: ProfileData, name: string, asOf: number): unknown => {
  for (let i = data.history.length - 1; i >= 0; i--) {
    const change = data.history[i]!;
    if (change.at > asOf) continue;
    const raw = own(change.attributes, name);
    if (raw !== undefined) return raw;
  }
  return own(data.attributes, name);
};

/**
 * The instant from which an attribute has had its present value; null where that is missing, or has held for as long as is known
 * (S40). Of entries at one instant only the last one has ever held.
 */
export const heldSinceAt = (
  data: ProfileData,
  name: string,
  as: ValueType | undefined,
  asOf: number,
): number | null => {
  const read = as === undefined ? readValue : READ[as];
  let present: Answer = null;
  let since: number | null = null;
  for (let i = data.history.length - 1; i >= 0; i--) {
    const { at, attributes } = data.history[i]!;
    const raw = at > asOf || at === since ? undefined : own(attributes, name);
    if (raw === undefined) continue;
    const value = read(raw);
    if (value === null && since === null) return null;
    if (since !== null && !isSame(value, present)) return since;
    present = value;
    since = at;
  }
  return isSame(read(own(data.attributes, name)), present) ? null : since;
};
