import type { Value } from '../../../expression/index.js';
import { ranksOf } from '../../store/dictionary.js';

/** For each code its place in the order of values: codes of booleans are in order already. */
export const ordered = (values: readonly (Value | null)[]): ArrayLike<number> => {
  if (typeof values[1] === 'boolean') return [0, 1, 2];
  const known = RANKS.get(values);
  if (known !== undefined && known.length === values.length) return known;
  const ranks = ranksOf(values);
  RANKS.set(values, ranks);
  return ranks;
};

/** A memo of facts about dictionaries, which are finished when they get here. */
const RANKS = /* @__PURE__ */ new WeakMap<object, Int32Array>();
