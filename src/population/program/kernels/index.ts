import type { PlanNode } from '../../../plan/index.js';
import type { Maker } from '../making.js';
import {
  average,
  count,
  distinct,
  first,
  firstAt,
  last,
  lastAt,
  max,
  min,
  mostFrequent,
  sum,
  topShare,
} from './aggregates.js';
import { arithmetic, attribute, dominant, elapsed, firstMatch, literal, orElse, score } from './computed.js';
import { gap, periods, sequence, series, sessions } from './rhythm.js';
import { and, bucket, compare, exists, includes, not, oneOf, or, rank, text, within } from './truths.js';

/** Every node kind with what makes its kernel. There is no other way: what has none cannot be asked. */
export const KERNELS: { readonly [K in PlanNode['kind']]: Maker<K> } = {
  count,
  firstAt,
  lastAt,
  sum,
  average,
  min,
  max,
  first,
  last,
  distinct,
  mostFrequent,
  topShare,
  periods,
  sessions,
  gap,
  series,
  sequence,
  literal,
  attribute,
  arithmetic,
  orElse,
  elapsed,
  score,
  firstMatch,
  dominant,
  compare,
  oneOf,
  exists,
  includes,
  text,
  within,
  rank,
  bucket,
  not,
  and,
  or,
};
