import { duckdb } from 'habitus/sql';
import { raw, sql } from '../../../src/sql/fragment.js';
import { type BrokenRule, swap } from './rule.js';

const millionths = /CAST\(floor\(("scaled_\d+") \+ CAST\(0\.5 AS DOUBLE\)\) AS BIGINT\)/g;

/** What is made of many events. */
export const AGGREGATES: readonly BrokenRule[] = [
  {
    title: 'sums are sums of doubles',
    dialect: { types: { ...duckdb.types, exact: 'DOUBLE' }, nearest: (exact) => sql`(${exact})` },
    text: swap(millionths, '$1'),
    caughtBy: 'S22 The numerator of a trend is an exact integer beyond 2⁵³ [series]',
  },
  {
    title: 'halves of a millionth are rounded to even',
    text: swap(millionths, 'CAST(round_even($1, 0) AS BIGINT)'),
    on: ['DuckDB'],
    caughtBy: 'S15 Half a millionth is rounded up [sums]',
  },
  {
    title: 'halves of a millionth are rounded away from 0',
    text: swap(millionths, 'CAST(round($1) AS BIGINT)'),
    on: ['DuckDB'],
    caughtBy: 'S15 Minus half a millionth is rounded up, to 0 [sums]',
  },
  {
    title: 'numbers past 2⁵³ millionths are summed',
    text: swap(/abs\("scaled_\d+"\) <= CAST\(9007199254740992 AS DOUBLE\)/g, 'TRUE'),
    caughtBy: 'S15 The next double above 2⁵³ millionths is missing [sums]',
  },
  {
    title: 'an average of whole numbers is whole',
    text: swap(
      /(CASE WHEN abs\("sum_\d+"\) (?:(?! AS ").)*? END \/ CAST\(1000000 AS DOUBLE\) \/ CAST\("count_\d+" AS DOUBLE\))/g,
      'floor($1)',
    ),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S16 An average divides by the events with a number only [aggregates]',
  },
  {
    title: 'an average divides once',
    text: swap(
      /\/ CAST\(1000000 AS DOUBLE\) \/ (CAST\("count_\d+" AS DOUBLE\))/g,
      '/ (CAST(1000000 AS DOUBLE) * $1)',
    ),
    caughtBy: 'S16 The total is divided by a million before it is divided by n [sums]',
  },
  {
    title: 'an average counts events without a value',
    text: swap(/COUNT\((CASE WHEN (?:(?!THEN).)*?) THEN "millionths_\d+" END\)/g, 'COUNT($1 THEN 1 END)'),
    caughtBy: 'S16 An average divides by the events with a number only [aggregates]',
  },
  {
    title: 'a count of nothing is missing',
    text: swap(/COALESCE\((CAST\("count_\d+" AS DOUBLE\)), CAST\(0 AS DOUBLE\)\)/g, '$1'),
    caughtBy: 'S14 The count of no events is 0 [aggregates]',
  },
  {
    title: 'a sum of nothing is missing',
    text: swap(
      /COALESCE\((CASE WHEN abs\("sum_\d+"\) .*? END \/ CAST\(1000000 AS DOUBLE\)), CAST\(0 AS DOUBLE\)\)/g,
      '$1',
    ),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S14 The sum of no events is 0 [aggregates]',
  },
  {
    title: 'an average of nothing is 0',
    text: swap(/(CASE WHEN "count_\d+" > 0 THEN .*? \/ CAST\("count_\d+" AS DOUBLE\)) END/g, '$1 ELSE 0 END'),
    caughtBy: 'S14 The average of no events is missing [aggregates]',
  },
  {
    title: 'equal values are counted each',
    text: swap(
      /COUNT\(DISTINCT CASE WHEN (.*?) THEN ("(?:value|property)_\d+") END\)/g,
      'COUNT(CASE WHEN $1 THEN $2 END)',
    ),
    caughtBy: 'S18 −0 and 0 are one distinct number [aggregates]',
  },
  {
    title: 'of equal instants any value is the last',
    dialect: {
      edge: (which, of, at) => sql`${raw(which === 'first' ? 'arg_min' : 'arg_max')}(${of}, ${at})`,
    },
    on: ['DuckDB'],
    caughtBy: 'S12 Among equal instants the last number is the greatest [aggregates]',
  },
  {
    title: 'the last value of an instant is the least',
    dialect: {
      edge: (which, of, at) =>
        sql`(list(${of} ORDER BY ${at} ${raw(which === 'first' ? 'ASC' : 'DESC')}, ${of} ASC) FILTER (${of} IS NOT NULL))[1]`,
    },
    on: ['DuckDB'],
    caughtBy: 'S12 Among equal instants the last number is the greatest [aggregates]',
  },
  {
    title: 'the last event has the last value, be it missing',
    dialect: {
      edge: (which, of, at) =>
        sql`(list(${of} ORDER BY ${at} ${raw(which === 'first' ? 'ASC' : 'DESC')}, ${of} ${raw(which === 'first' ? 'ASC' : 'DESC')}))[1]`,
    },
    on: ['DuckDB'],
    caughtBy: 'S12 The last number skips later values of other types [aggregates]',
  },
  {
    title: 'texts are ordered by a collation',
    dialect: {
      collate: ' COLLATE NOCASE',
      edge: (which, of, at, type) =>
        sql`(list(${of} ORDER BY ${at} ${raw(which === 'first' ? 'ASC' : 'DESC')}, ${of}${raw(type === 'text' ? ' COLLATE NOCASE' : '')} ${raw(which === 'first' ? 'ASC' : 'DESC')}) FILTER (${of} IS NOT NULL))[1]`,
    },
    on: ['DuckDB'],
    caughtBy: 'S12 Capitals come before small letters [aggregates]',
  },
  {
    title: 'of equally frequent values the most frequent is the greatest',
    text: swap(/("many_\d+" DESC, "key_\d+"(?: COLLATE "?\w+"?)?) ASC/g, '$1 DESC'),
    caughtBy: 'S18 The most frequent value is a text where no type is given [aggregates]',
  },
  {
    title: 'the top share is a share of values',
    text: swap(/SUM\(("many_\d+")\) AS ("\w+_top_share_of")/g, 'COUNT($1) AS $2'),
    caughtBy: 'S18 The top share divides by the events with a value of its type [aggregates]',
  },
  {
    title: 'at least k events a period means more than k',
    text: swap(/("many_\d+") >= (\d+) THEN/g, '$1 > $2 THEN'),
    caughtBy: 'S19 A period needs at least k events [aggregates]',
  },
  {
    title: 'gaps of events at one instant count',
    text: swap(
      /COUNT\(DISTINCT (CASE WHEN (?:(?!COUNT).)*? THEN "at" END)\) AS ("\w+_instants")/g,
      'COUNT($1) AS $2',
    ),
    caughtBy: 'S21 Two events at one instant have no average gap, not 0 [sessions-and-gaps]',
  },
  {
    title: 'an average gap is over the instants',
    text: swap(/\(("instants_\d+") - 1\)/g, '$1'),
    caughtBy: 'S21 The average gap is from first to last over the gaps [sessions-and-gaps]',
  },
  {
    title: 'a period without events is no low',
    text: swap(/"\w+_filled" < \d+/g, 'FALSE'),
    caughtBy: 'S22 The low is the least period, 0 where one is empty [series]',
  },
  {
    title: 'a streak goes on over a period without events',
    text: swap(/ AND "key_\d+" = \d+ - "place_\d+"/g, ''),
    caughtBy: 'S22 The streak counts back from the last period to an empty one [series]',
  },
];
