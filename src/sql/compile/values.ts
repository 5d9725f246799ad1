import { HabitusError, lowered, versionKey } from '../../internal/index.js';
import type { PlanNode, PlanNodeOf } from '../../plan/index.js';
import { DAY } from '../../time/index.js';
import {
  all,
  any,
  booleanValue,
  int,
  join,
  numberValue,
  raw,
  type Sql,
  scalarValue,
  sql,
  textValue,
  when,
} from '../fragment.js';
import { cases, instant, isOneOf } from '../layout.js';
import { calculate, safely } from './arithmetic.js';
import { largest } from './context.js';
import type { CustomerValueContext, ValueContext } from './value-context.js';
import { versionKeyOf } from './versions.js';

type Kind = PlanNode['kind'];

const certain = (test: Sql): Sql => sql`COALESCE(${test}, FALSE)`;

const COMPARISONS = { atLeast: '>=', atMost: '<=', above: '>', below: '<', is: '=' } as const;

type Truth =
  | 'compare'
  | 'oneOf'
  | 'exists'
  | 'includes'
  | 'text'
  | 'version'
  | 'within'
  | 'and'
  | 'or'
  | 'not';

type Truths = { readonly [K in Truth]: (node: PlanNodeOf<K>, context: ValueContext) => Sql };

/** Tests, of a customer or of one event: always true or false (S9). */
const TRUTHS: Truths = {
  compare: (node, { value }) =>
    certain(sql`${value(node.left)} ${raw(COMPARISONS[node.op])} ${value(node.right)}`),
  oneOf: ({ value, values, ignoreCase }, { value: of, dialect }) => {
    const found = of(value);
    if (ignoreCase === true) {
      const texts = new Set(values.map((each) => lowered(String(each))));
      return certain(isOneOf(dialect.lower(found), [...texts].map(textValue)));
    }
    const others = values.map((each) => (typeof each === 'boolean' ? booleanValue(each) : scalarValue(each)));
    return certain(isOneOf(found, others));
  },
  exists: (node, { present }) => present(node.value),
  includes: (node, { list, dialect }) => {
    const found = list(node.value);
    return found === null ? raw('FALSE') : certain(dialect.includes(found, textValue(node.text)));
  },
  text: ({ how, text, ignoreCase, value }, { value: of, dialect }) => {
    const whole = of(value);
    return certain(
      ignoreCase === true
        ? dialect[how](dialect.lower(whole), textValue(lowered(text)))
        : dialect[how](whole, textValue(text)),
    );
  },
  version: ({ op, value, version }, { value: of, called, column, dialect }) => {
    const key = versionKeyOf(of(value), (what, piece) => column(`${called}_${what}`, piece), dialect);
    return certain(sql`${key} ${raw(COMPARISONS[op])} ${textValue(versionKey(version) ?? '')}`);
  },
  within: (node, { value, asOf }) => {
    const now = asOf - node.shift;
    const [from, to] = node.side === 'last' ? [now - node.length, now] : [now, now + node.length];
    const given = value(node.value);
    return certain(sql`(${given} > ${instant(from)} AND ${given} <= ${instant(to)})`);
  },
  and: (node, { value }) => all(node.of.map(value)),
  or: (node, { value }) => any(node.of.map(value)),
  not: (node, { value }) => sql`(NOT ${value(node.of)})`,
};

const isTruth = (kind: Kind): kind is keyof Truths => Object.hasOwn(TRUTHS, kind);

/** The condition of a test: of one event, or of a customer. */
export const truthOf = (node: PlanNode, context: ValueContext): Sql => {
  if (!isTruth(node.kind))
    throw new HabitusError('unknown-kind', `expected a test of one row, got "${node.kind}"`);
  return (TRUTHS[node.kind] as (node: PlanNode, context: ValueContext) => Sql)(node, context);
};

type Computed =
  | 'literal'
  | 'arithmetic'
  | 'orElse'
  | 'choose'
  | 'howMany'
  | 'elapsed'
  | 'score'
  | 'firstMatch'
  | 'dominant'
  | 'rank'
  | 'bucket';

type Values = {
  readonly [K in Computed]: (node: PlanNodeOf<K>, context: CustomerValueContext) => Sql;
};

const double = ({ dialect }: ValueContext): Sql => raw(dialect.types.double);

/** A finite double, −0 as 0; NULL of any other. */
const finite = (piece: Sql, context: CustomerValueContext): Sql => {
  const number = context.column(`${context.called}_raw`, piece);
  return sql`CASE WHEN abs(${number}) <= ${largest(context.dialect)} THEN ${number} + CAST(0 AS ${double(context)}) END`;
};

/** Where a value stands between the ends of a part, 0 … 1; clamped before the division, so that no engine meets a number that is not finite. */
const shareOf = (part: Sql, from: number, to: number, context: CustomerValueContext): Sql => {
  const [low, high, zero] = [numberValue(from), numberValue(to), sql`CAST(0 AS ${double(context)})`];
  const passed = safely('minus', part, low, context);
  // Ends that are further apart than the doubles go leave 0, or what is not finite and so missing.
  if (!Number.isFinite(to - from))
    return sql`CASE WHEN abs(${passed}) <= ${largest(context.dialect)} THEN ${zero} END`;
  const [below, above] = from < to ? [raw('<='), raw('>=')] : [raw('>='), raw('<=')];
  const between = safely('dividedBy', sql`(${passed})`, numberValue(to - from), context);
  const share = sql`CASE WHEN ${part} ${below} ${low} THEN ${zero} WHEN ${part} ${above} ${high} THEN CAST(1 AS ${double(context)}) ELSE ${between} END`;
  return context.dialect.arithmetic === undefined ? share : context.column(`${context.called}_share`, share);
};

/** Values that are worked out of other values of the customer; missing where an operand is (S17). */
const VALUES: Values = {
  literal: (node) => scalarValue(node.value),
  arithmetic: (node, context) => {
    const operands = node.of.map((index) => context.column(context.words(index), context.value(index)));
    const result = operands.reduce((so, operand) =>
      context.column(`${context.called}_result`, calculate(node.op, so, operand, context)),
    );
    return finite(result, context);
  },
  orElse: (node, { value }) => sql`COALESCE(${value(node.value)}, ${value(node.otherwise)})`,
  choose: ({ cases: some, otherwise }, { value }) =>
    cases(
      some.map(([when, of]) => sql`WHEN ${value(when)} THEN ${value(of)}`),
      otherwise === undefined ? undefined : value(otherwise),
    ),
  howMany: ({ of, points = of.map(() => 1) }, context) => {
    const zero = sql`CAST(0 AS ${double(context)})`;
    const parts = of.map(
      (test, i) => sql`CASE WHEN ${context.value(test)} THEN ${numberValue(points[i]!)} ELSE ${zero} END`,
    );
    const most = points.reduce((sum, each) => sum + Math.abs(each), 0);
    if (Number.isFinite(most)) return sql`(${join(parts, ' + ')})`;
    const columns = parts.map((part) => context.column(`${context.called}_part`, part));
    return finite(
      columns.reduce((so, part) =>
        context.column(`${context.called}_so_far`, calculate('plus', so, part, context)),
      ),
      context,
    );
  },
  elapsed: (node, context) => {
    const now = sql`CAST(${instant(context.asOf - node.shift)} AS ${double(context)})`;
    const then = context.value(node.value);
    const passed = node.direction === 'since' ? sql`(${now} - ${then})` : sql`(${then} - ${now})`;
    return sql`(${passed} / CAST(${int(DAY)} AS ${double(context)}) + CAST(0 AS ${double(context)}))`;
  },
  score: (node, context) => {
    const parts = node.parts.map(({ value, weight, from, to }) => {
      const part = context.column(`${context.words(value)}_part`, context.value(value));
      const zero = sql`CAST(0 AS ${double(context)})`;
      const points = sql`CASE WHEN ${part} IS NULL THEN ${zero} ELSE ${safely('times', numberValue(weight), shareOf(part, from, to, context), context)} END`;
      const counted =
        node.missing === 'zero'
          ? numberValue(weight)
          : sql`CASE WHEN ${part} IS NULL THEN CAST(0 AS ${double(context)}) ELSE ${numberValue(weight)} END`;
      return { part, points, counted };
    });
    const present = parts.map(({ part }) => sql`${part} IS NOT NULL`);
    const points = join(
      parts.map((part) => part.points),
      ' + ',
    );
    const weights = context.column(
      `${context.called}_weight`,
      sql`(${join(
        parts.map(({ counted }) => counted),
        ' + ',
      )})`,
    );
    const answered = node.missing === 'missing' ? all(present) : any(present);
    return finite(
      sql`CASE WHEN ${answered} AND ${weights} <> 0 THEN ${safely('dividedBy', sql`CAST(100 AS ${double(context)}) * (${points})`, weights, context)} END`,
      context,
    );
  },
  firstMatch: (node, { value }) =>
    cases(node.labels.map(([label, when]) => sql`WHEN ${value(when)} THEN ${textValue(label)}`)),
  dominant: (node, context) => {
    const { column, dialect, called } = context;
    const values = node.labels.map(
      ([label, index]) => [label, column(`${label}_strength`, context.value(index))] as const,
    );
    const least = sql`-${largest(dialect)}`;
    const known = values.map(([, value]) => sql`COALESCE(${value}, ${least})`);
    const greatest = column(
      `${called}_greatest`,
      known.length === 1 ? known[0]! : sql`GREATEST(${join(known, ', ')})`,
    );
    const enough =
      node.atLeast === undefined ? EMPTY_TEST : sql` AND ${greatest} >= ${numberValue(node.atLeast)}`;
    return cases(
      values.map(([label, value]) => sql`WHEN ${value} = ${greatest}${enough} THEN ${textValue(label)}`),
    );
  },
  rank: (node, context) => {
    const given = context.value(node.value);
    // Those who are not ranked have no value here, and so no place.
    const ranked = node.among === undefined ? given : when(context.value(node.among), given);
    const value = context.column(`${context.words(node.value)}_ranked`, ranked);
    if (node.threshold !== undefined) {
      const operator = `${node.end === 'top' ? '>' : '<'}${node.beyond === true ? '' : '='}`;
      return certain(sql`${value} ${raw(operator)} ${numberValue(node.threshold)}`);
    }
    // As doubles: a rank is an integer of 32 bits in some engines.
    const counted = (what: string, piece: Sql): Sql =>
      sql`CAST(${context.column(`${context.words(node.value)}_${what}`, piece)} AS ${double(context)})`;
    const order = sql`ORDER BY CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END ASC, ${value} ${raw(node.end === 'top' ? 'DESC' : 'ASC')}`;
    const best = (): Sql => counted('rank', sql`RANK() OVER (${order})`);
    const worst = (): Sql =>
      counted(
        'rank_to',
        sql`COUNT(${value}) OVER (${order} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
      );
    const all = sql`${numberValue(node.percent)} * ${counted('ranked_of', sql`COUNT(${value}) OVER ()`)}`;
    const isIn = {
      in: () => sql`(${best()} - 1) * 100 < ${all}`,
      middle: () => sql`(${best()} + ${worst()} - 1) * 50 < ${all}`,
      out: () => sql`${worst()} * 100 <= ${all}`,
    }[node.ties ?? 'in'];
    return sql`(${value} IS NOT NULL AND ${isIn()})`;
  },
  bucket: ({ salt, from, to }, { customer, dialect }) => {
    const text = sql`${textValue(`${salt}:`)} || CAST(${customer} AS ${raw(dialect.types.text)})`;
    const bucket = dialect.mod(dialect.hash(sql`(${text})`), int(10_000));
    return sql`(${bucket} BETWEEN ${int(Math.round(from * 100))} AND ${int(Math.round(to * 100) - 1)})`;
  },
};

const EMPTY_TEST = raw('');

/** The value of a node that is worked out of other values, or the truth of a test. */
export const computed = (node: PlanNode, context: CustomerValueContext): Sql | undefined => {
  if (isTruth(node.kind)) return truthOf(node, context);
  if (!Object.hasOwn(VALUES, node.kind)) return undefined;
  return (VALUES[node.kind as Computed] as (node: PlanNode, context: CustomerValueContext) => Sql)(
    node,
    context,
  );
};
