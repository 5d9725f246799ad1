import { sql } from '../../../src/sql/fragment.js';
import { type BrokenRule, swap } from './rule.js';

/** Sequences, sessions, relations, ranks, buckets, arithmetic and scores. */
export const ORDER: readonly BrokenRule[] = [
  {
    title: 'a funnel begins at its earliest start',
    text: swap(/MAX\(("start_\d+")\)/g, 'MIN($1)'),
    caughtBy: 'S23 The earliest start fails, a later one works [sequences]',
  },
  {
    title: 'a step may be at the instant of the one before',
    text: swap(/(MAX\("start_\d+"\) OVER .*? AND) 1 PRECEDING/g, '$1 CURRENT ROW'),
    caughtBy: 'S23 Events at one instant are not one after the other [sequences]',
  },
  {
    title: 'a sequence is shorter than its length',
    text: swap(/("at" - "latest_\d+") <= /g, '$1 < '),
    caughtBy: 'S23 The last step exactly W after the first is in time [sequences]',
  },
  {
    title: 'a gap of exactly the length goes on with the session',
    text: swap(/("at" - "before_\d+") >= /g, '$1 > '),
    caughtBy: 'S20 A gap of exactly 30 minutes starts a new session [sessions-and-gaps]',
  },
  {
    title: 'sessions begin anew at the window',
    text: (text) => {
      const start = /COUNT\(DISTINCT CASE WHEN \(\("is_\w+" AND "at" >= (\d+)/.exec(text)?.[1];
      return start === undefined
        ? text
        : text.replaceAll(
            /MAX\(CASE WHEN ("is_any_\w+") THEN/g,
            `MAX(CASE WHEN $1 AND "at" >= ${start} THEN`,
          );
    },
    caughtBy: 'S20 A session that started before the window is not in it [sessions-and-gaps]',
  },
  {
    title: 'a session ends with the window',
    text: swap(/("opened_\d+") = ("counted_\d+"), FALSE\)/g, '$1 = $2 AND "at" < 1773136800001, FALSE)'),
    caughtBy: 'S36 A session that starts in the window lasts past the end of it [time-in-sessions]',
  },
  {
    title: 'events of one instant lengthen a session twice',
    text: swap(/"same_\d+" = 1/g, 'TRUE'),
    caughtBy: 'S36 Events of one instant are one instant of a session [time-in-sessions]',
  },
  {
    title: 'what started before the window lengthens a session in it',
    text: swap(/COALESCE\("opened_\d+" = "counted_\d+", FALSE\)/g, 'TRUE'),
    caughtBy:
      'S36 A session that started before the window is not measured, not even what of it lies in the window [time-in-sessions]',
  },
  {
    title: 'a window that starts at an instant has its end in',
    text: swap(/"at" < ("start_\d+" \+)/g, '"at" <= $1'),
    caughtBy: 'S37 An event exactly the length after the instant is not in the window [following]',
  },
  {
    title: 'a window that starts at an instant does not have it in',
    text: swap(/"at" >= ("start_\d+" \+)/g, '"at" > $1'),
    caughtBy: 'S37 An event at the very instant that the window starts at is in it [following]',
  },
  {
    title: 'a window whose start is missing has all events',
    text: swap(/COALESCE\(("at" >= "start_\d+" [^)]*), FALSE\)/g, 'COALESCE($1, TRUE)'),
    caughtBy: 'S37 Where the start is missing there are no events [following]',
  },
  {
    title: 'a window starts at a whole millisecond',
    text: swap(/("start_\d+") \+ /g, 'FLOOR($1) + '),
    caughtBy: 'S37 A start between two milliseconds begins with the next one [following]',
  },
  {
    title: 'notFollowedBy does not wait',
    text: swap(/ AND "at" <= \d+/g, ''),
    caughtBy: 'S24 notFollowedBy: A is open as long as A + d is after asOf [relations]',
  },
  {
    title: 'what follows may be at the same instant',
    text: swap('BETWEEN 1 FOLLOWING AND', 'BETWEEN CURRENT ROW AND'),
    caughtBy: 'S24 followedBy: B at the instant of A does not follow [relations]',
  },
  {
    title: 'what precedes may be at the same instant',
    text: swap(/(MAX\(CASE WHEN "other_\d+" THEN "at" END\) OVER .*? AND) 1 PRECEDING/g, '$1 CURRENT ROW'),
    caughtBy: 'S24 precededBy: B at the instant of A does not precede [relations]',
  },
  {
    title: 'what follows after exactly the length does not',
    text: swap(/("near_\d+" - "at") <= /g, '$1 < '),
    caughtBy: 'S24 followedBy: B exactly d after A follows [relations]',
  },
  {
    title: 'what precedes by exactly the length does not',
    text: swap(/("at" - "near_\d+") <= /g, '$1 < '),
    caughtBy: 'S24 precededBy: B exactly d before A precedes [relations]',
  },
  {
    title: 'what is open waits for a day',
    text: swap(/NOT \("near_\d+" IS NOT NULL\)/g, '$& AND "at" <= 1773057600000'),
    caughtBy: 'S33 notYetFollowedBy: no time has to pass [relations-without-limit]',
  },
  {
    title: 'without a length a year is looked ahead',
    text: swap(/\(("near_\d+") IS NOT NULL\)/g, 'COALESCE(abs($1 - "at") <= 31536000000, FALSE)'),
    caughtBy: 'S33 followedBy without a length: a B years later follows [relations-without-limit]',
  },
  {
    title: 'what is open is closed at its own instant',
    text: swap('BETWEEN 1 FOLLOWING AND', 'BETWEEN CURRENT ROW AND'),
    caughtBy: 'S33 notYetFollowedBy: B at the instant of A leaves it open [relations-without-limit]',
  },
  {
    title: 'what follows may be about another thing',
    text: swap(
      /(MIN\(CASE WHEN "other_\d+" THEN "at" END\) OVER \(PARTITION BY "customer"), .*? ORDER/g,
      '$1 ORDER',
    ),
    caughtBy: 'S32 notYetFollowedBy: a purchase of another product leaves it open [same-thing]',
  },
  {
    title: 'a text and a number are the same thing',
    text: swap(
      /PARTITION BY "customer", ("\w+"), ("\w+_same_text"), "\w+_same_truth" ORDER/g,
      'PARTITION BY "customer", COALESCE(CAST(CAST($1 AS BIGINT) AS VARCHAR), $2) ORDER',
    ),
    caughtBy: 'S32 The text 9 is not the number 9 [same-thing]',
  },
  {
    title: 'events without a thing are about none',
    text: swap(/CASE WHEN "other_\d+" THEN "at" END/g, (piece) =>
      piece.replace(' THEN', ' AND "product_same_text" IS NOT NULL THEN'),
    ),
    caughtBy: 'S32 Two events without the property are about one nameless thing [same-thing]',
  },
  {
    title: 'an event is looked for by what it is about as one of the others',
    text: swap(/"side_of_relation" = 0/g, '"side_of_relation" = 1'),
    caughtBy: 'S32 as: the other events call it otherwise [same-thing]',
  },
  {
    title: 'copies are counted',
    text: swap(/"side_of_relation" = 0 AND /g, ''),
    caughtBy: 'S32 as: aggregates count each event once [same-thing]',
  },
  {
    title: 'copies are others',
    text: swap(/ AND "side_of_relation" = 0\) AS ("is_other_)/g, ') AS $1'),
    caughtBy: 'S32 A relation with as inside of a relation about anything [same-thing]',
  },
  {
    title: 'the steps of a sequence may be of several things',
    text: swap(/(MAX\("start_\d+"\) OVER \(PARTITION BY "customer"), .*? ORDER/g, '$1 ORDER'),
    caughtBy: 'S32 sequence: steps of two deals are no sequence of one [same-thing]',
  },

  {
    title: 'ranks have no holes',
    text: swap('RANK() OVER', 'DENSE_RANK() OVER'),
    caughtBy: 'S25 After a tie of two the next rank is 3 [population]',
  },
  {
    title: 'ties are cut',
    text: swap('RANK() OVER', 'ROW_NUMBER() OVER'),
    caughtBy: 'S25 Ties share the best rank and are all in [population]',
  },
  {
    title: 'a rank is a tile',
    text: swap('RANK() OVER', 'NTILE(100) OVER'),
    caughtBy: 'S25 Ties share the best rank and are all in [population]',
  },
  {
    title: 'the last rank of a percentage is in',
    text: swap(/(\(CAST\("rank_\d+" AS DOUBLE\) - 1\) \* 100) < /g, '$1 <= '),
    caughtBy: 'S25 The top 10 % of ten is one [population]',
  },
  {
    title: 'a percentage is of ranks counted from 1',
    text: swap(/\((CAST\("rank_\d+" AS DOUBLE\)) - 1\) \* 100/g, '$1 * 100'),
    caughtBy: 'S25 The top 10 % of ten is one [population]',
  },
  {
    title: 'those without a value count',
    text: swap(/COUNT\("\w+"\) OVER \(\)/g, 'COUNT(*) OVER ()'),
    caughtBy: 'S25 A missing value has no rank and is not in N [population]',
  },
  {
    title: 'those without a value rank first',
    text: swap(/(RANK\(\) OVER \(ORDER BY CASE WHEN "\w+" IS NULL THEN) 1 ELSE 0/g, '$1 0 ELSE 1'),
    caughtBy: 'S25 A missing value has no rank and is not in N [population]',
  },
  {
    title: 'those who are not ranked count',
    text: swap(
      /CASE WHEN ((?:(?!CASE WHEN|THEN).)*) THEN ("\w+") END AS ("\w+_ranked")/g,
      'CASE WHEN $1 OR TRUE THEN $2 END AS $3',
    ),
    caughtBy: 'S35 The top 25 % among four of a plan is one [ranks]',
  },
  {
    title: 'ties whose middle is at the edge are in',
    text: swap(/( - 1\) \* 50) < /g, '$1 <= '),
    caughtBy: 'S35 Ties exactly at their middle are out [ranks]',
  },
  {
    title: 'ties of which the last is at the edge are out',
    text: swap(/(CAST\("rank_to_\d+" AS DOUBLE\) \* 100) <= /g, '$1 < '),
    caughtBy: 'S35 Ties of which the last is exactly at the edge are in [ranks]',
  },
  {
    title: 'each of those who tie has a last rank of its own',
    text: swap('RANGE BETWEEN UNBOUNDED PRECEDING', 'ROWS BETWEEN UNBOUNDED PRECEDING'),
    caughtBy: 'S35 Ties of which the last is not in are out [ranks]',
  },
  {
    title: 'what has to be passed need only be reached',
    text: swap(/("\w+") > (CAST\(\$\d+ AS DOUBLE\))/g, '$1 >= $2'),
    caughtBy: 'S35 Beyond a threshold: exactly there is out [ranks]',
  },
  {
    title: 'a bucket is of the id alone',
    text: swap(
      /\((CAST\(\$\d+ AS VARCHAR\)) \|\| (CAST\("customer" AS VARCHAR\))\)/g,
      '(substr($1, 1, 0) || $2)',
    ),
    caughtBy: 'S27 The bucket of ada is at least 79.12 % [buckets]',
  },
  {
    title: 'a bucket is of another hash',
    dialect: { hash: (text) => sql`CAST(hash(${text}) % 4294967296 AS BIGINT)` },
    on: ['DuckDB'],
    caughtBy: 'S27 The bucket of ada is at least 79.12 % [buckets]',
  },
  {
    title: 'the end of a bucket is in',
    text: swap(/% 10000\) BETWEEN (\d+) AND (\d+)/g, '% 10000) BETWEEN $1 AND $2 + 1'),
    caughtBy: 'S27 Bucket 1 is not in [0, 0.01) [buckets]',
  },
  {
    title: 'division by zero is 0',
    text: swap(
      /(CASE WHEN (?:"\w+"|CAST\(\$\d+ AS DOUBLE\)) <> 0 THEN [^()]*?(?:\([^()]*\)[^()]*?)*?) END AS ("\w+_result")/g,
      '$1 ELSE 0 END AS $2',
    ),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S17 Division by zero is missing [arithmetic]',
  },
  {
    title: 'a result that is not finite is a value',
    text: swap(/abs\("(?:result|number)_\d+"\) <= CAST\('1\.7976931348623157e308' AS DOUBLE\)/g, 'TRUE'),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S17 A product that is not finite is missing [arithmetic]',
  },
  {
    title: 'the least of a number and nothing is the number',
    text: swap(
      /CASE WHEN ("\w+") <= ("\w+") THEN "\w+" WHEN "\w+" IS NOT NULL AND "\w+" IS NOT NULL THEN "\w+" END/g,
      'LEAST($1, $2)',
    ),
    caughtBy: 'S17 A number beyond the doubles is no operand [arithmetic]',
  },
  {
    title: 'a score is not held between 0 and 1',
    text: swap(
      /(CASE WHEN "\w+" [<>]= CAST\(\$\d+ AS DOUBLE\) THEN) CAST\(0 AS DOUBLE\) (WHEN "\w+" [<>]= CAST\(\$\d+ AS DOUBLE\) THEN) CAST\(1 AS DOUBLE\) ELSE (\(.*? - .*?\) \/ CAST\(\$\d+ AS DOUBLE\)) END/g,
      '$1 $3 $2 $3 ELSE $3 END',
    ),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S17 A value below from is clamped to 0 [scores]',
  },
  {
    title: 'a score divides before it is times 100',
    text: swap(
      /CAST\(100 AS DOUBLE\) \* (\(CASE (?:(?! AS ").)*?\)) \/ ("\w+") END AS ("\w+")/g,
      'CAST(100 AS DOUBLE) * ($1 / $2) END AS $3',
    ),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S17 The factor 100 comes before the division [scores]',
  },
];
