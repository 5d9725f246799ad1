import type { AggregateKind, Reading } from '../../expression/index.js';
import { ownRange, type PlanNode, type PlanNodeOf } from '../../plan/index.js';
import { DAY } from '../../time/index.js';
import type { ColumnType } from '../dialects/dialect.js';
import { all, int, raw, type Sql, sql, when } from '../fragment.js';
import { cases } from '../layout.js';
import type { Context } from './context.js';
import { periodIndex, periodOf } from './periods.js';
import type { Rows } from './rows.js';

/** One aggregate of a GROUP BY customer: a column of it, called by what it means. */
export type Aggregate = (meaning: string, piece: Sql) => Sql;

/**
 * An answer out of aggregates. `aggregate` names a column of the grouped rows and answers how it is read afterwards; what comes back
 * is the value of the customer, given that the columns are NULL for one without rows.
 */
interface Making<K extends AggregateKind> {
  readonly node: PlanNodeOf<K>;
  readonly rows: Rows;
  readonly context: Context;
  readonly aggregate: Aggregate;
  /** What the answer means. */
  readonly words: string;
}

type Makers = { readonly [K in Simple]: (making: Making<K>) => Sql };

/** Those that one GROUP BY customer answers; the others group twice. */
type Simple = Exclude<AggregateKind, 'mostFrequent' | 'topShare'>;

const double = ({ dialect }: Context, piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;

const orZero = (context: Context, piece: Sql): Sql =>
  sql`COALESCE(${double(context, piece)}, ${double(context, int(0))})`;

const MILLION = int(1_000_000);

/** The type of a reading's column. */
export const readingType = (reading: Reading): ColumnType => {
  switch (reading.kind) {
    case 'actor':
      return 'text';
    case 'hourOfDay':
    case 'dayOfWeek':
      return 'integer';
    case 'property':
      return reading.as === 'number'
        ? 'double'
        : reading.as === 'instant'
          ? 'integer'
          : reading.as === undefined
            ? 'boolean'
            : reading.as;
  }
};

/** A reading where the event is in the selection. */
const valueIn = ({
  node,
  rows,
}: {
  readonly node: { readonly of: number; readonly value: number };
  readonly rows: Rows;
}): Sql => when(rows.member(node.of), rows.reading(node.value));

/** A number in whole millionths (S15): exact however many are added. */
export const millionths = (context: Context, rows: Rows, reading: number): Sql => {
  const { dialect, meaning } = context;
  const number = rows.reading(reading);
  const words = meaning.reading(reading);
  // What is past 2⁵³ millionths is missing; it is left out before an engine can say that it overflows.
  const scaled = rows.chain.column(
    `${words}_millionths_raw`,
    when(
      sql`abs(${number}) <= ${int(9_007_199_255)}`,
      sql`${double(context, number)} * ${double(context, MILLION)}`,
    ),
  );
  return rows.chain.column(
    `${words}_millionths`,
    when(
      sql`abs(${scaled}) <= ${double(context, raw('9007199254740992'))}`,
      sql`CAST(${dialect.floor(sql`${scaled} + ${double(context, raw('0.5'))}`)} AS ${raw(dialect.types.integer)})`,
    ),
  );
};

const exact = ({ dialect }: Context, piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.exact)})`;

const nearest = ({ dialect }: Context, piece: Sql): Sql => dialect.nearest(piece);

const edge =
  (which: 'first' | 'last') =>
  (making: Making<'first' | 'last'>): Sql => {
    const { node, rows, context, aggregate, words } = making;
    const reading = context.bound.prepared.readings[node.value] as Reading;
    if (reading.kind === 'property' && reading.as === undefined) {
      // Untyped, only whether there is one can be asked.
      return sql`COALESCE(${aggregate(words, sql`COUNT(${when(all([rows.member(node.of), rows.reading(node.value)]), int(1))})`)} > 0, FALSE)`;
    }
    const type = readingType(reading);
    const value = rows.chain.column(`${words}_candidate`, valueIn(making));
    const found = aggregate(words, context.dialect.edge(which, value, rows.at, type));
    return type === 'integer' ? double(context, found) : found;
  };

const extreme =
  (which: 'MIN' | 'MAX') =>
  (making: Making<'min' | 'max'>): Sql =>
    double(making.context, making.aggregate(making.words, sql`${raw(which)}(${valueIn(making)})`));

/**
 * How long sessions were (S36): every event knows the start of the session that it is in, and the last start that lies
 * in the window; where these are the same it counts. Events of one instant are one.
 */
const timeInSessions = (
  { node, rows, context, aggregate, words }: Making<'sessions'>,
  {
    any,
    before,
    start,
    count,
  }: { readonly any: Sql; readonly before: Sql; readonly start: Sql; readonly count: () => Sql },
): Sql => {
  const { customer, at, chain } = rows;
  const begins = all([any, sql`(${before} IS NULL OR ${at} - ${before} >= ${int(node.gap)})`]);
  const latest = (meaning: string, of: Sql): Sql =>
    chain.column(
      meaning,
      sql`MAX(${when(of, at)}) OVER (PARTITION BY ${customer} ORDER BY ${at} ASC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
    );
  const [opened, counted] = [latest('session_began_at', begins), latest('counted_session_began_at', start)];
  const inside = all([any, sql`COALESCE(${opened} = ${counted}, FALSE)`]);
  if (node.measure === 'longest')
    return double(context, aggregate(words, sql`MAX(${when(inside, sql`${at} - ${opened}`)})`));
  const copy = chain.column(
    'nth_at_that_instant',
    sql`ROW_NUMBER() OVER (PARTITION BY ${customer}, ${at}, CASE WHEN ${any} THEN 1 ELSE 0 END ORDER BY ${at} ASC)`,
  );
  const passed = all([inside, sql`${copy} = 1`, sql`COALESCE(${at} - ${before} < ${int(node.gap)}, FALSE)`]);
  const total = orZero(context, aggregate(`${words}_ms`, sql`SUM(${when(passed, sql`${at} - ${before}`)})`));
  if (node.measure === 'total') return total;
  const sessions = count();
  return when(sql`${sessions} > 0`, sql`${total} / ${double(context, sessions)}`);
};

const MAKERS: Makers = {
  count: ({ node, rows, context, aggregate, words }) =>
    orZero(context, aggregate(words, sql`COUNT(${when(rows.member(node.of), int(1))})`)),
  firstAt: ({ node, rows, context, aggregate, words }) =>
    double(context, aggregate(words, sql`MIN(${when(rows.member(node.of), rows.at)})`)),
  lastAt: ({ node, rows, context, aggregate, words }) =>
    double(context, aggregate(words, sql`MAX(${when(rows.member(node.of), rows.at)})`)),
  sum: ({ node, rows, context, aggregate, words }) => {
    const part = when(rows.member(node.of), millionths(context, rows, node.value));
    const total = aggregate(`${words}_millionths`, sql`SUM(${exact(context, part)})`);
    return sql`COALESCE(${nearest(context, total)} / ${double(context, MILLION)}, ${double(context, int(0))})`;
  },
  average: ({ node, rows, context, aggregate, words }) => {
    const part = when(rows.member(node.of), millionths(context, rows, node.value));
    const total = aggregate(`${words}_sum`, sql`SUM(${exact(context, part)})`);
    const count = aggregate(`${words}_of`, sql`COUNT(${part})`);
    return when(
      sql`${count} > 0`,
      sql`${nearest(context, total)} / ${double(context, MILLION)} / ${double(context, count)}`,
    );
  },
  min: extreme('MIN'),
  max: extreme('MAX'),
  first: edge('first'),
  last: edge('last'),
  distinct: (making) =>
    orZero(making.context, making.aggregate(making.words, sql`COUNT(DISTINCT ${valueIn(making)})`)),
  periods: ({ node, rows, context, aggregate, words }) => {
    const member = rows.member(node.of);
    const period = periodOf(
      context,
      rows,
      node,
      ownRange(context.bound, context.bound.prepared.selections[node.of]!, node.of),
    );
    return orZero(context, aggregate(words, sql`COUNT(DISTINCT ${when(member, period.number)})`));
  },
  sessions: ({ node, rows, context, aggregate, words }) => {
    const any = rows.chain.column(
      `is_any_${context.meaning.source(context.bound.prepared.selections[node.of]!.source)}`,
      rows.member(node.unbounded),
    );
    const inside = rows.member(node.of);
    const before = rows.chain.column(
      'previous_at',
      sql`MAX(CASE WHEN ${any} THEN ${rows.at} END) OVER (PARTITION BY ${rows.customer} ORDER BY ${rows.at} ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
    );
    const start = all([inside, sql`(${before} IS NULL OR ${rows.at} - ${before} >= ${int(node.gap)})`]);
    const count = (): Sql =>
      aggregate(measure === 'count' ? words : `${words}_count`, sql`COUNT(DISTINCT ${when(start, rows.at)})`);
    const { measure = 'count' } = node;
    return measure === 'count'
      ? orZero(context, count())
      : timeInSessions({ node, rows, context, aggregate, words }, { any, before, start, count });
  },
  gap: ({ node, rows, context, aggregate, words }) => {
    const member = rows.member(node.of);
    const day = double(context, int(DAY));
    if (node.measure === 'average') {
      const at = when(member, rows.at);
      const [first, last] = [
        aggregate(`${words}_from`, sql`MIN(${at})`),
        aggregate(`${words}_to`, sql`MAX(${at})`),
      ];
      const instants = aggregate(`${words}_instants`, sql`COUNT(DISTINCT ${at})`);
      return when(
        sql`${instants} > 1`,
        sql`${double(context, sql`(${last} - ${first})`)} / ${day} / ${double(context, sql`(${instants} - 1)`)}`,
      );
    }
    const isIn = rows.chain.column(`is_${context.meaning.selection(node.of)}`, member);
    const before = rows.chain.column(
      'previous_at',
      sql`MAX(CASE WHEN ${isIn} THEN ${rows.at} END) OVER (PARTITION BY ${rows.customer} ORDER BY ${rows.at} ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
    );
    return sql`${double(context, aggregate(`${words}_ms`, sql`MAX(${when(isIn, sql`${rows.at} - ${before}`)})`))} / ${day}`;
  },
  series: ({ node, rows, context, aggregate, words }) => {
    // A trend needs no period apart: Σy and Σiy, and both are exact.
    const { number, inside } = periodIndex(context, rows, node);
    const n = node.periods;
    const index = when(inside, exact(context, number));
    const [sumY, sumIY] =
      node.value === undefined
        ? [
            aggregate(`${words}_y`, sql`COUNT(${when(inside, int(1))})`),
            aggregate(`${words}_xy`, sql`SUM(${index})`),
          ]
        : (() => {
            const y = millionths(context, rows, node.value);
            return [
              aggregate(`${words}_y`, sql`SUM(${exact(context, when(inside, y))})`),
              aggregate(
                `${words}_xy`,
                sql`SUM(${when(inside, sql`${exact(context, number)} * ${exact(context, y)}`)})`,
              ),
            ];
          })();
    const [y, iy] = [sumY, sumIY].map((each) => exact(context, sql`COALESCE(${each}, 0)`)) as [Sql, Sql];
    const numerator = sql`(${iy} * ${int(n)} - ${y} * ${int((n * (n - 1)) / 2)})`;
    const slope = sql`${nearest(context, numerator)} / ${double(context, raw(String((BigInt(n) * BigInt(n) * (BigInt(n) * BigInt(n) - 1n)) / 12n)))}`;
    return node.value === undefined ? sql`(${slope})` : sql`(${slope} / ${double(context, MILLION)})`;
  },
  sequence: ({ node, rows, context, aggregate }) => {
    const { meaning, bound } = context;
    const { chain, at } = rows;
    const by = node.thing < 0 ? rows.customer : rows.thing(node.thing);
    const complete: Sql[] = [];
    let before: Sql | undefined;
    for (const [i, step] of node.steps.entries()) {
      const called = `step_${i + 1}_${meaning.source(bound.prepared.selections[step]!.source)}`;
      const member = rows.member(step);
      let start: Sql;
      if (before === undefined) start = when(member, at);
      else {
        // The latest start of the steps before that ended strictly earlier: within the length if any choice is.
        const latest: Sql = chain.column(
          `start_before_step_${i + 1}`,
          sql`MAX(${before}) OVER (PARTITION BY ${by} ORDER BY ${at} ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
        );
        const length = node.within === undefined ? [] : [sql`${at} - ${latest} <= ${int(node.within)}`];
        start = when(all([member, ...length]), latest);
      }
      before = chain.column(`${called}_start`, start);
      complete.push(aggregate(`${called}_done`, sql`COUNT(${before})`));
    }
    const steps = complete.map((count, i) => sql`WHEN ${count} > 0 THEN ${int(i + 1)}`).reverse();
    return double(context, cases(steps, int(0)));
  },
};

/** The value of an aggregate that needs one GROUP BY customer. */
export const aggregated = (node: PlanNode, making: Omit<Making<Simple>, 'node'>): Sql =>
  (MAKERS[node.kind as Simple] as (making: Making<Simple>) => Sql)({ ...making, node } as Making<Simple>);
