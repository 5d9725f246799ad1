import { raw, sql } from '../../../src/sql/fragment.js';
import { type BrokenRule, swap } from './rule.js';

const zone = /\("at" \+ CASE (?:WHEN "at" >= (?:\(-\d+\)|\d+) THEN \d+ )+ELSE (\d+) END\)/g;

/** Windows, instants and calendars. */
export const TIME: readonly BrokenRule[] = [
  {
    title: 'an entry that says the same again begins anew',
    text: swap(/ AND \(("nth_\d+") = 1 OR NOT /g, ' AND ($1 >= 1 OR NOT '),
    caughtBy: 'S40 An entry that says the same again does not interrupt [held-since]',
  },
  {
    title: 'entries that were overwritten at once have held',
    text: swap(/("speaks_\d+") AND "place_\d+" = 1\)/g, '$1)'),
    caughtBy: 'S40 Of entries at one instant the last has held [held-since]',
  },
  {
    title: 'what nobody knows the begin of began with the history',
    text: swap(/ AND "held_\d+" > \(-8640000000000001\)/g, ''),
    caughtBy: 'S40 As long as is known: the plain attribute had it already [held-since]',
  },
  {
    title: 'a rolling window has its open edge in',
    text: swap(/"at" >= (\(-\d+\)|\d+\b)(?! THEN)/g, '"at" >= $1 - 1'),
    caughtBy: 'S14 Events after asOf and events at the open edge leave a window empty [aggregates]',
  },
  {
    title: 'a window is a millisecond short at its start',
    text: swap(/"at" >= (\(-\d+\)|\d+\b)(?! THEN)/g, '"at" >= $1 + 1'),
    caughtBy: 'S19 Only the events of the window make a period active [aggregates]',
  },
  {
    title: 'asOf itself is outside',
    text: swap(/"at" < (\(-\d+\)|\d+\b)/g, '"at" < $1 - 1'),
    caughtBy: 'S17 A ratio of counts without a numerator is 0 [arithmetic]',
  },
  {
    title: 'what happens a millisecond after asOf has happened',
    text: swap(/"at" < (\(-\d+\)|\d+\b)/g, '"at" < $1 + 1'),
    caughtBy: 'S14 Events after asOf and events at the open edge leave a window empty [aggregates]',
  },
  {
    title: 'what comes after asOf has happened',
    text: swap(/(?:e\.)?"at" < (?:\(-\d+\)|\d+\b)/g, 'TRUE'),
    caughtBy: 'S31 lastAt does not take an event after asOf [instants]',
  },
  {
    title: 'a window that follows an attribute begins after it',
    text: swap(/"at" >= ("start_\d+")/g, '"at" > $1'),
    caughtBy: 'S4 A window that follows an attribute takes its instant and not its end [instants]',
  },
  {
    title: 'a window that follows an attribute has its end in',
    text: swap(/"at" < ("start_\d+")/g, '"at" <= $1'),
    caughtBy: 'S4 A window that follows an attribute takes its instant and not its end [instants]',
  },
  {
    title: 'withinLast has its open edge in',
    text: swap(/(CAST\("\w+" AS DOUBLE\)|"\w+") > (\d+|\(-\d+\)) AND \1 <= /g, '$1 >= $2 AND $1 <= '),
    caughtBy: 'S31 lastAt 7 days ago does not lie in the last 7 days [instants]',
  },
  {
    title: 'time since is in whole days',
    text: swap(
      /(\(CAST\((?:\(-\d+\)|\d+) AS DOUBLE\) - (?:CAST\("\w+" AS DOUBLE\)|"\w+")\)) \/ CAST\(86400000 AS DOUBLE\)/g,
      'floor($1 / CAST(86400000 AS DOUBLE))',
    ),
    caughtBy: 'S1 The days since the epoch [instants]',
  },
  {
    title: 'numbers before 1970 are cut towards 0',
    dialect: { floor: (number) => sql`trunc(${number})` },
    caughtBy: 'S7 A reading of an instant floors −0.5 to −1 [aggregates]',
  },
  {
    title: 'the sign of an offset is not looked at',
    text: swap(/CASE WHEN "field_\d+" < 0 THEN -1 ELSE 1 END/g, '1'),
    caughtBy: 'S1 The days since an ISO text with a negative offset [instants]',
  },
  {
    title: 'a 30 February is a date',
    text: swap(/BETWEEN 1 AND CASE WHEN "field_\d+" = 2 .*? ELSE 31 END/g, 'BETWEEN 1 AND 31'),
    caughtBy: 'S1 A day that does not exist is no instant [instants]',
  },
  {
    title: 'every fourth year is a leap year',
    text: swap(/ AND \(NOT \("field_\d+" % 100\) = 0 OR \("field_\d+" % 400\) = 0\)/g, ''),
    caughtBy: 'S1 The attribute text "1900-02-29T00:00:00Z" is no instant [time]',
  },
  {
    title: 'a text without an offset is an instant',
    dialect: {
      matches: (text, pattern) =>
        sql`regexp_full_match(${text}, ${raw(`'${pattern.startsWith('([0-9]{4}|') ? `${pattern}{0,1}` : pattern}'`)})`,
    },
    on: ['DuckDB'],
    caughtBy: 'S1 A text without an offset is no instant [instants]',
  },
  {
    title: 'one digit of a fraction is milliseconds',
    text: swap(/ \* 100 ELSE 0 END/g, ' ELSE 0 END'),
    caughtBy: 'S1 The text 2026-11-20 09:30:00.5 UTC is an instant [instant-texts]',
  },
  {
    title: 'a text without seconds has those of its offset',
    text: swap(/ \|\| ':00' \|\| /g, ' || '),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S1 The text 2026-11-20 09:30Z is an instant [instant-texts]',
  },
  {
    title: 'years before 0 are those after it',
    text: swap(/THEN -"field_\d+"/g, (found) => found.replace('-', '')),
    caughtBy: 'S1 The text -000004-02-29T00:00Z is an instant [instant-texts]',
  },
  {
    title: 'there is a year −0',
    text: swap(/ AND NOT \(substr\("iso_\d+", 1, 1\) = '-' AND "field_\d+" = 0\)/g, ''),
    on: ['DuckDB'],
    caughtBy: 'S1 The text -000000-01-01T00:00:00Z is no instant [instant-texts]',
  },
  {
    title: 'an instant may lie beyond what a Date can hold',
    text: swap(/"field_\d+" BETWEEN \(-8640000000000000\) AND 8640000000000000/g, 'TRUE'),
    caughtBy: 'S1 The text +275760-09-13T00:00:00.001Z is no instant [instant-texts]',
  },

  {
    title: 'weeks begin on Sunday',
    text: swap(/\("day" \+ 3\)( \/\/? 7|, 7)/g, '("day" + 4)$1'),
    caughtBy: 'S19 Weeks start on Monday [aggregates]',
  },
  {
    title: 'Sunday is the first day',
    text: swap(/\("day" \+ 3\) % 7/g, '("day" + 4) % 7'),
    caughtBy: 'S18 Sunday is day 7 [aggregates]',
  },
  {
    title: 'local time is UTC',
    text: swap(
      /\("at" \+ (?:CASE (?:WHEN "at" >= (?:\(-\d+\)|\d+) THEN \d+ )+ELSE \d+ END|\d+)\)/g,
      '("at" + 8646604848000000)',
    ),
    caughtBy: 'S6 Half-hour offsets move the hour: 18:29 UTC is 23 in Kolkata [aggregates]',
  },
  {
    title: 'every local day has 24 hours',
    text: swap(zone, '("at" + $1)'),
    caughtBy: 'S6 Half-hour offsets move the hour: 18:29 UTC is 23 in Kolkata [aggregates]',
  },
  {
    title: 'a month has 30 days',
    text: swap(/"month_\d+" \+ CASE WHEN \(("day_\d+") .*? ELSE 0 END/g, 'CAST(floor($1 / 30.0) AS BIGINT)'),
    caughtBy: 'S22 Calendar months of the zone: the last millisecond of January [series]',
  },
];
