import type { ArithmeticOperator } from '../../expression/index.js';
import { raw, type Sql, sql } from '../fragment.js';
import type { CustomerValueContext } from './value-context.js';

const SIGNS = { plus: '+', minus: '-', times: '*', dividedBy: '/' } as const;

/** Two numbers made one; not finite, or NULL, where the result is not finite. */
export const calculate = (op: ArithmeticOperator, a: Sql, b: Sql, context: CustomerValueContext): Sql => {
  if (op === 'least' || op === 'greatest')
    return sql`CASE WHEN ${a} ${raw(op === 'least' ? '<=' : '>=')} ${b} THEN ${a} WHEN ${b} IS NOT NULL AND ${a} IS NOT NULL THEN ${b} END`;
  const { arithmetic } = context.dialect;
  if (arithmetic !== undefined) return arithmetic(op, a, b);
  return op === 'dividedBy'
    ? sql`CASE WHEN ${b} <> 0 THEN ${a} / ${b} END`
    : sql`(${a} ${raw(SIGNS[op])} ${b})`;
};

/** The same of operands that are not columns, where a dialect needs those to be safe; a divisor is not 0. */
export const safely = (
  op: 'minus' | 'times' | 'dividedBy',
  a: Sql,
  b: Sql,
  context: CustomerValueContext,
): Sql =>
  context.dialect.arithmetic === undefined
    ? sql`${a} ${raw(SIGNS[op])} ${b}`
    : calculate(op, context.column(`${context.called}_operand`, a), b, context);
