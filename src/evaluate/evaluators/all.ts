import type { PlanNode } from '../../plan/index.js';
import type { Evaluator } from '../run.js';
import * as all from './index.js';

/** Every node kind with its evaluator. */
export const EVALUATORS: { readonly [K in PlanNode['kind']]: Evaluator<K> } = all;
