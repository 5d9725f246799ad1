import { own, refuse } from '../../internal/index.js';
import type { HostField, HostNumber, HostVocabulary, Money } from '../../vocabulary/index.js';
import { hostNames } from '../../vocabulary/index.js';
import type { Dialect, InstantColumn } from '../dialects/dialect.js';
import {
  any,
  booleanValue,
  int,
  join,
  name,
  numberValue,
  raw,
  type Sql,
  sql,
  textValue,
  when,
} from '../fragment.js';
import { cases, isOneOf } from '../layout.js';
import { columnOf, type SourceFields } from '../source.js';
import { largest } from './context.js';

/**
 * What is read of a field: a value of one type, whether there is any, or what an instant may be made of (whole milliseconds, a number, or a
 * text). `has` is whether the field is spoken of at all, be it null.
 */
export type Part =
  | 'number'
  | 'text'
  | 'boolean'
  | 'list'
  | 'scalar'
  | 'present'
  | 'instantMs'
  | 'instantNumber'
  | 'instantText'
  | 'has';

/** Reads a part of a field of a row; null where that is missing for every row. */
export type Access = (field: string, part: Part) => Sql | null;

/** Reads the fields of a table as the host has them. `row` is the alias of the table; `path` is said in errors. */
export const hostAccess = (
  fields: SourceFields | undefined,
  row: Sql,
  dialect: Dialect,
  path: string,
): Access => {
  if (fields === undefined) return () => null;
  const column = (of: string): Sql => sql`${row}.${name(of)}`;
  if ('json' in fields) {
    const json = dialect.json(column(fields.json), fields.as === 'text');
    return (field, part) => jsonPart(dialect, json, field, part);
  }
  return (field, part) => {
    const given = own(fields.columns, field) as (typeof fields.columns)[string] | undefined;
    if (given === undefined) {
      const known = Object.keys(fields.columns).join(', ') || 'none';
      refuse(
        'bad-value',
        `a column for ${JSON.stringify(field)}, which a definition reads (there are: ${known}); null says that there is none`,
        undefined,
        `${path}.columns`,
      );
    }
    if (given === null || given === undefined) return null;
    const { column: of, as } = columnOf(given);
    return columnPart(dialect, column(of), as, part);
  };
};

/** The value where it is finite; −0 is 0. */
const finite = (dialect: Dialect, piece: Sql): Sql => {
  const number = sql`${piece} + CAST(0 AS ${raw(dialect.types.double)})`;
  return when(sql`abs(${number}) <= ${largest(dialect)}`, number);
};

const asDouble = (dialect: Dialect, piece: Sql): Sql => sql`CAST(${piece} AS ${raw(dialect.types.double)})`;

const jsonPart = (dialect: Dialect, json: Sql, field: string, part: Part): Sql | null => {
  switch (part) {
    case 'number':
    case 'instantNumber':
      return dialect.jsonNumber(json, field);
    case 'text':
    case 'instantText':
      return dialect.jsonText(json, field);
    case 'boolean':
      return dialect.jsonBoolean(json, field);
    case 'list':
      return dialect.jsonList(json, field);
    case 'instantMs':
      return null;
    case 'has':
      return dialect.jsonHas(json, field);
    case 'scalar':
    case 'present':
      return any(
        [
          dialect.jsonNumber(json, field),
          dialect.jsonText(json, field),
          dialect.jsonBoolean(json, field),
          ...(part === 'present' ? [dialect.jsonList(json, field)] : []),
        ].map((value) => sql`${value} IS NOT NULL`),
      );
  }
};

/** The parts that a column of each type can give; of a column without a type, each as if it had that type. */
const columnPart = (dialect: Dialect, column: Sql, as: string | undefined, part: Part): Sql | null => {
  const isInstant = as !== undefined && INSTANTS.includes(as);
  const milliseconds = (): Sql => dialect.milliseconds(column, (as ?? 'timestamptz') as InstantColumn);
  switch (part) {
    case 'has':
      return raw('TRUE');
    case 'number':
      if (isInstant) return asDouble(dialect, milliseconds());
      return as === undefined || as === 'number' ? finite(dialect, column) : null;
    case 'text':
      if (as === 'text') return sql`CAST(${column} AS ${raw(dialect.types.text)})`;
      return as === undefined ? column : null;
    case 'boolean':
    case 'list':
      if (as !== undefined && as !== part) return null;
      return part === 'list' ? dialect.list(column) : column;
    case 'instantMs':
      return as === undefined || isInstant ? milliseconds() : null;
    case 'instantNumber':
      return as === 'number' ? finite(dialect, column) : null;
    case 'instantText':
      return as === 'text' ? column : null;
    case 'scalar':
    case 'present':
      if (part === 'scalar' && as === 'list') return null;
      return as === 'number' ? sql`${finite(dialect, column)} IS NOT NULL` : sql`${column} IS NOT NULL`;
  }
};

const INSTANTS: readonly string[] = ['timestamptz', 'timestamp', 'milliseconds', 'seconds', 'microseconds'];

/** Where the fields of a row stand in time, and what they are called. */
export interface Translation {
  readonly vocabulary: HostVocabulary | undefined;
  readonly dialect: Dialect;
  /** The host's name of the event, and its instant; absent for customers. */
  readonly event?: { readonly name: Sql; readonly at: Sql } | undefined;
}

/** The same in the model's names: what a vocabulary maps is read from where it says. */
export const modelAccess = (host: Access, { vocabulary, dialect, event }: Translation): Access => {
  if (vocabulary === undefined) return host;
  const { money } = vocabulary;
  if (event === undefined) {
    return (field, part) => {
      const mapped = own(vocabulary.attributes, field) as HostField | undefined;
      return mapped === undefined ? host(field, part) : fieldPart(mapped, part, { host, dialect, money });
    };
  }
  return (field, part) => {
    const branches: Sql[] = [];
    for (const mapping of Object.values(vocabulary.events)) {
      const mapped = own(mapping.properties ?? {}, field) as HostField | undefined;
      if (mapped === undefined) continue;
      const value = fieldPart(mapped, part, { host, dialect, money, at: event.at });
      const names = isOneOf(event.name, hostNames(mapping).map(textValue));
      branches.push(sql`WHEN ${names} THEN ${value ?? raw('NULL')}`);
    }
    const otherwise = host(field, part);
    if (branches.length === 0) return otherwise;
    return cases(branches, otherwise ?? raw('NULL'));
  };
};

interface Reading {
  readonly host: Access;
  readonly dialect: Dialect;
  readonly money: Money | undefined;
  readonly at?: Sql;
}

const fieldPart = (field: HostField, part: Part, reading: Reading): Sql | null => {
  if (typeof field === 'string') return reading.host(field, part);
  if ('value' in field) return constantPart(field.value, part);
  if ('from' in field) {
    if (part === 'number' || part === 'instantNumber') return numberOf(field, reading);
    if (part === 'present' || part === 'scalar') {
      const number = numberOf(field, reading);
      return number && sql`${number} IS NOT NULL`;
    }
    return null;
  }
  const branches = field.firstOf.flatMap((one) => {
    const there = fieldPart(one, 'present', reading);
    return there === null ? [] : [sql`WHEN ${there} THEN ${fieldPart(one, part, reading) ?? raw('NULL')}`];
  });
  if (branches.length === 0) return null;
  const isTest = part === 'present' || part === 'scalar';
  return cases(branches, isTest ? raw('FALSE') : undefined);
};

const constantPart = (value: string | number | boolean, part: Part): Sql | null => {
  if (part === 'present' || part === 'scalar') return raw('TRUE');
  if (typeof value === 'string') return part === 'text' || part === 'instantText' ? textValue(value) : null;
  if (typeof value === 'number')
    return part === 'number' || part === 'instantNumber' ? numberValue(value + 0) : null;
  return part === 'boolean' ? booleanValue(value) : null;
};

/** A number in its unit and the reporting currency, by the same IEEE operations in the same order as in memory. */
const numberOf = (field: HostNumber, { host, dialect, money, at }: Reading): Sql | null => {
  const given = host(field.from, 'number');
  if (given === null) return null;
  const by = (op: '/' | '*', value: Sql, constant: number): Sql => scaledBy(dialect, op, value, constant);
  let value = given;
  if (field.dividedBy !== undefined) value = by('/', value, field.dividedBy);
  if (field.times !== undefined) value = by('*', value, field.times);
  if (field.currency !== undefined || field.inCurrency !== undefined) {
    const code = field.inCurrency !== undefined ? textValue(field.inCurrency) : host(field.currency!, 'text');
    if (code === null || money === undefined) return null;
    value = inReportingCurrency(value, code, money, at, (rate) => by('*', value, rate));
  }
  if (value === given || dialect.arithmetic !== undefined) return value;
  return when(sql`abs(${value}) <= ${largest(dialect)}`, value);
};

/**
 * A number times or by a constant. Where doubles that overflow end the query, the range that stays within the doubles is found here, to the
 * last bit.
 */
const scaledBy = ({ arithmetic, types }: Dialect, op: '/' | '*', value: Sql, constant: number): Sql => {
  const plain = sql`${value} ${raw(op)} ${numberValue(constant)}`;
  if (arithmetic === undefined) return sql`(${plain})`;
  const result = (x: number): number => (op === '/' ? x / constant : x * constant);
  const least = firstDouble((x) => result(x) > 0);
  const most = firstDouble((x) => !Number.isFinite(result(x)) || x === Number.MAX_VALUE);
  const greatest = Number.isFinite(result(most)) ? most : before(most);
  return sql`CASE WHEN abs(${value}) BETWEEN ${numberValue(least)} AND ${numberValue(greatest)} THEN ${plain} WHEN abs(${value}) < ${numberValue(least)} THEN CAST(0 AS ${raw(types.double)}) END`;
};

const doubleOf = (bits: bigint): number => new Float64Array(BigUint64Array.of(bits).buffer)[0]!;
const bitsOf = (x: number): bigint => new BigUint64Array(Float64Array.of(x).buffer)[0]!;
const before = (x: number): number => doubleOf(bitsOf(x) - 1n);

/** The least double above 0 that passes a test which stays true once true: doubles are in the order of their bits. */
const firstDouble = (test: (x: number) => boolean): number => {
  let [low, high] = [0n, bitsOf(Number.MAX_VALUE)];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (test(doubleOf(middle))) high = middle;
    else low = middle;
  }
  return doubleOf(high);
};

const inReportingCurrency = (
  value: Sql,
  code: Sql,
  { currency, rates }: Money,
  at: Sql | undefined,
  converted: (rate: number) => Sql,
): Sql => {
  const branches = Object.entries(rates)
    .filter(([other]) => other !== currency)
    .map(([other, rate]) => {
      if (typeof rate === 'number') return sql`WHEN ${code} = ${textValue(other)} THEN ${converted(rate)}`;
      const dated = [...rate]
        .reverse()
        .map((one) => sql`WHEN ${at ?? int(0)} >= ${int(one.from)} THEN ${converted(one.rate)}`);
      return sql`WHEN ${code} = ${textValue(other)} THEN CASE ${join(dated, ' ')} END`;
    });
  return cases([sql`WHEN ${code} = ${textValue(currency)} THEN ${value}`, ...branches]);
};

/** The host's names that mean one of these names of the model's. */
export const hostNamesOf = (
  names: readonly string[],
  vocabulary: HostVocabulary | undefined,
): readonly string[] => {
  if (vocabulary === undefined) return names;
  const hosts = new Map(
    Object.entries(vocabulary.events).flatMap(([model, mapping]) =>
      hostNames(mapping).map((host) => [host, model] as const),
    ),
  );
  const found = [...hosts].filter(([, model]) => names.includes(model)).map(([host]) => host);
  return [...new Set([...found, ...names.filter((each) => !hosts.has(each))])].sort();
};

/** The model's name of an event, in SQL: for telling copies, whose names are equal in the model. */
export const modelName = (host: Sql, vocabulary: HostVocabulary | undefined): Sql => {
  const several = Object.entries(vocabulary?.events ?? {});
  if (several.length === 0) return host;
  const branches = several.map(
    ([model, mapping]) =>
      sql`WHEN ${isOneOf(host, hostNames(mapping).map(textValue))} THEN ${textValue(model)}`,
  );
  return cases(branches, host);
};
