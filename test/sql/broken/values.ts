import { type Sql, sql, textValue } from '../../../src/sql/fragment.js';
import { type BrokenRule, swap } from './rule.js';

const pointer = (key: string): Sql => textValue(`/${key}`);
const value = (json: Sql, key: string): Sql => sql`json_extract_string(${json}, ${pointer(key)})`;

/** `COALESCE(…, FALSE)` without the COALESCE, brackets counted. */
const threeValued = (text: string): string => {
  let result = text;
  for (let from = result.indexOf('COALESCE('); from >= 0; from = result.indexOf('COALESCE(', from + 1)) {
    let depth = 0;
    let end = from + 'COALESCE'.length;
    do {
      if (result[end] === '(') depth++;
      if (result[end] === ')') depth--;
      end++;
    } while (depth > 0);
    const inner = result.slice(from + 'COALESCE('.length, end - 1);
    if (!inner.endsWith(', FALSE')) continue;
    result = `${result.slice(0, from)}(${inner.slice(0, -', FALSE'.length)})${result.slice(end)}`;
  }
  return result;
};

/** Copies, logic, and what a value is. */
export const VALUES: readonly BrokenRule[] = [
  {
    title: 'one of two tests on an event is not enough',
    text: swap(' OR ', ' AND '),
    caughtBy: 'S39 One of two tests is enough [conditions]',
  },
  {
    title: 'what is not a test on an event is one where it is missing',
    text: swap('NOT COALESCE(', 'COALESCE(NOT '),
    caughtBy: 'S39 Everything but what a test is true of [conditions]',
  },
  {
    title: 'of several selections an event must be in all',
    text: swap(' OR ', ' AND '),
    caughtBy: 'S39 Events of one kind with a test, and all of another [conditions]',
  },
  {
    title: 'a name that holds a text begins with it',
    dialect: { startsWith: (text, start) => sql`(${text} LIKE '%' || ${start} || '%')` },
    caughtBy: 'S38 Names that begin with a text [beginnings]',
  },
  {
    title: 'a customer without events is left out',
    text: swap(/LEFT JOIN ("events_by_customer")/g, 'JOIN $1'),
    caughtBy: 'S14 The count of no events is 0 [aggregates]',
  },
  {
    title: 'copies are counted',
    text: swap(/"nth_copy" = 1/g, '"nth_copy" >= 1'),
    caughtBy: 'S11 A copy does not make a value more frequent [aggregates]',
  },
  {
    title: 'an empty id makes copies',
    text: swap(/"id" IS NOT NULL AND "id" <> ''/g, '"id" IS NOT NULL'),
    caughtBy: 'S11 An empty id never makes a copy [events]',
  },
  {
    title: 'a missing id makes copies',
    text: swap(/"id" IS NOT NULL AND "id" <> ''/g, "COALESCE(\"id\", '-') <> ''"),
    caughtBy: 'S12 Among equal instants the last number is the greatest [aggregates]',
  },
  {
    title: 'copies are equal by id alone',
    text: swap(/("customer", "id"), "at", "name"/g, '$1'),
    caughtBy: 'S15 A copy is added once [sums]',
  },
  {
    title: 'copies may have different names',
    text: swap(/("customer", "id", "at"), "name"/g, '$1'),
    caughtBy: 'S11 Another name is no copy [events]',
  },
  {
    title: 'logic has three values',
    text: threeValued,
    caughtBy: 'S17 A division by zero is not at least anything [arithmetic]',
  },
  {
    title: 'isNot is <>',
    text: swap(
      /\(NOT COALESCE\(("\w+") (?:IN \(((?:CAST\(\$\d+ AS \w+\)(?:, )?)+)\)|= (CAST\(\$\d+ AS \w+\))), FALSE\)\)/g,
      (_, of, many, one) => `COALESCE(${of} NOT IN (${many ?? one}), FALSE)`,
    ),
    caughtBy: 'S9 is not is true of null [logic]',
  },

  {
    title: 'texts of digits are numbers',
    dialect: { jsonNumber: (json, key) => sql`TRY_CAST(${value(json, key)} AS DOUBLE)` },
    on: ['DuckDB'],
    caughtBy: 'S7 A sum takes no texts and no booleans for numbers [aggregates]',
  },
  {
    title: 'numbers are texts of digits',
    dialect: { jsonText: (json, key) => value(json, key) },
    on: ['DuckDB'],
    caughtBy: 'S14 The last text of only missing values is missing [aggregates]',
  },
  {
    title: 'a text is a truth',
    dialect: { jsonBoolean: (json, key) => sql`(${value(json, key)} = 'true')` },
    on: ['DuckDB'],
    caughtBy: 'S12 The first boolean skips earlier numbers and texts [aggregates]',
  },
  {
    title: 'a list with a number in it is a list',
    dialect: {
      jsonList: (json, key) =>
        sql`CASE WHEN json_type(${json}, ${pointer(key)}) = 'ARRAY' THEN CAST(json_extract(${json}, ${pointer(key)}) AS VARCHAR) END`,
    },
    on: ['DuckDB'],
    caughtBy: 'S7 A list with a number in it is missing [arithmetic]',
  },
  {
    title: 'a list holds parts of its texts',
    dialect: { includes: (list, text) => sql`contains(${list}, ${text})` },
    on: ['DuckDB'],
    caughtBy: 'S9 includes: part of an element is no element [logic]',
  },
  {
    title: '−0 is another value',
    text: swap(/ \+ CAST\(0 AS DOUBLE\)/g, ''),
    on: ['DuckDB', 'ClickHouse'],
    caughtBy: 'S17 A negative product too small for a double is 0, not −0 [arithmetic]',
  },
  {
    title: 'a null of the history says nothing',
    dialect: { jsonHas: (json, key) => sql`(json_type(${json}, ${pointer(key)}) <> 'NULL')` },
    on: ['DuckDB'],
    caughtBy: 'S30 A null in an entry removes a plain attribute [time]',
  },
  {
    title: 'the history is not looked at',
    text: swap(/("past_\d+") = 1 THEN/g, '$1 = 2 THEN'),
    caughtBy: 'S30 A null in an entry removes a plain attribute [time]',
  },
  {
    title: 'a change at asOf has not happened',
    text: swap(/"when" <= /g, '"when" < '),
    caughtBy: 'S30 A null in an entry removes a plain attribute [time]',
  },
  {
    title: 'of two changes at one instant the first holds',
    text: swap('"order" DESC', '"order" ASC'),
    caughtBy: 'S30 Of two entries at one instant the later in the list holds [time]',
  },
  {
    title: 'letters beyond ASCII are folded',
    dialect: { lower: (text) => sql`lower(${text})` },
    on: ['DuckDB', 'PostgreSQL'],
    caughtBy: 'S8 startsWith: ignoreCase knows ASCII letters only [text]',
  },
  {
    title: 'contains takes a pattern',
    dialect: { contains: (text, part) => sql`(${text} LIKE '%' || ${part} || '%')` },
    caughtBy: 'S8 contains: a per cent sign is itself [text]',
  },
  {
    title: 'startsWith takes a pattern',
    dialect: { startsWith: (text, part) => sql`(${text} LIKE ${part} || '%')` },
    caughtBy: 'S8 startsWith: a per cent sign is itself [text]',
  },
  {
    title: 'endsWith takes a pattern',
    dialect: { endsWith: (text, part) => sql`(${text} LIKE '%' || ${part})` },
    caughtBy: 'S8 endsWith: a per cent sign is itself [text]',
  },
];
