import { type Answer, READ, readValue } from '../customer/index.js';
import type { ValueType } from '../expression/index.js';
import { own } from '../internal/index.js';
import type { ProfileData } from './data.js';

/** An attribute as of an instant: the latest entry of the history that speaks of it, or the plain attribute (S30). */
export const attributeAt = (
  data: ProfileData,
  name: string,
  as: ValueType | undefined,
  asOf: number,
): Answer => {
  const read = as === undefined ? readValue : READ[as];
  for (let i = data.history.length - 1; i >= 0; i--) {
    const change = data.history[i]!;
    if (change.at > asOf) continue;
    const raw = own(change.attributes, name);
    if (raw !== undefined) return read(raw);
  }
  return read(own(data.attributes, name));
};
