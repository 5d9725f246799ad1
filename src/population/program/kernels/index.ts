import type { PlanNode } from '../../../plan/index.js';
import type { Maker } from '../making.js';
import * as aggregates from './aggregates.js';
import * as computed from './computed.js';
import * as rhythm from './rhythm.js';
import * as truths from './truths.js';

/** Every node kind with what makes its kernel. There is no other way: what has none cannot be asked. */
export const KERNELS: { readonly [K in PlanNode['kind']]: Maker<K> } = {
  ...aggregates,
  ...computed,
  ...rhythm,
  ...truths,
};
