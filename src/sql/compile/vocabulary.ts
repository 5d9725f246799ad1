import { own } from '../../internal/index.js';
import {
  type HostEvent,
  type HostField,
  type HostNumber,
  type HostText,
  type HostVocabulary,
  hostNames,
  isHostText,
  type Money,
} from '../../vocabulary/index.js';
import type { Dialect } from '../dialects/dialect.js';
import { booleanValue, int, join, numberValue, raw, type Sql, sql, textValue, when } from '../fragment.js';
import { cases, isOneOf } from '../layout.js';
import { largest } from './context.js';
import type { Access, Part } from './fields.js';

/** Where the fields of a row stand in time, and what they are called. */
export interface Translation {
  /** Of properties whether all events that are read for them are mapped; absent: of none. */
  readonly isMapped?: ((field: string) => boolean) | undefined;
  readonly vocabulary: HostVocabulary | undefined;
  readonly dialect: Dialect;
  /** The host's name of the event, and its instant; absent for customers. */
  readonly event?: { readonly name: Sql; readonly at: Sql } | undefined;
}

/** The same in the model's names: what a vocabulary maps is read from where it says. */
export const modelAccess = (host: Access, { vocabulary, dialect, event, isMapped }: Translation): Access => {
  if (vocabulary === undefined) return host;
  const { money } = vocabulary;
  if (event === undefined) {
    return (field, part) => {
      const mapped = own(vocabulary.attributes, field) as HostField | undefined;
      return mapped === undefined ? host(field, part) : fieldPart(mapped, part, { host, dialect, money });
    };
  }
  return (field, part) => {
    const branches: Branch[] = [];
    for (const mapping of Object.values(vocabulary.events)) {
      const mapped = own(mapping.properties ?? {}, field) as HostField | undefined;
      if (mapped === undefined) continue;
      const value = fieldPart(mapped, part, { host, dialect, money, at: event.at });
      branches.push({ test: isOneOf(event.name, hostNames(mapping).map(textValue)), value });
    }
    return firstThat(branches, host(field, part, branches.length > 0 && isMapped?.(field) === true));
  };
};

/** A value where a test holds; null where it is missing for every row. */
interface Branch {
  readonly test: Sql;
  readonly value: Sql | null;
}

/**
 * The value of the first test that holds. Where no branch has one there is none at all: a CASE of nothing but NULL has no type, and engines
 * give it one that does not fit.
 */
const firstThat = (branches: readonly Branch[], otherwise: Sql | null): Sql | null => {
  if (branches.every(({ value }) => value === null) && otherwise === null) return null;
  if (branches.length === 0) return otherwise;
  return cases(
    branches.map(({ test, value }) => sql`WHEN ${test} THEN ${value ?? raw('NULL')}`),
    otherwise ?? undefined,
  );
};

/** What a mapped field is read with. */
interface FieldContext {
  readonly host: Access;
  readonly dialect: Dialect;
  readonly money: Money | undefined;
  readonly at?: Sql;
}

const fieldPart = (field: HostField, part: Part, context: FieldContext): Sql | null => {
  if (typeof field === 'string') return context.host(field, part);
  if ('value' in field) return constantPart(field.value, part);
  if (isHostText(field)) {
    const text = textOf(field, context);
    if (text === null || part === 'text' || part === 'sameText' || part === 'instantText') return text;
    return part === 'present' || part === 'scalar' ? sql`${text} IS NOT NULL` : null;
  }
  if ('from' in field) {
    if (part === 'number' || part === 'sameNumber' || part === 'instantNumber')
      return numberOf(field, context);
    if (part === 'present' || part === 'scalar') {
      const number = numberOf(field, context);
      return number && sql`${number} IS NOT NULL`;
    }
    return null;
  }
  const branches = field.firstOf.flatMap((one): Branch[] => {
    const test = fieldPart(one, 'present', context);
    return test === null ? [] : [{ test, value: fieldPart(one, part, context) }];
  });
  const isTest = part === 'present' || part === 'scalar';
  return firstThat(branches, isTest && branches.length > 0 ? raw('FALSE') : null);
};

const constantPart = (value: string | number | boolean, part: Part): Sql | null => {
  if (part === 'present' || part === 'scalar') return raw('TRUE');
  if (typeof value === 'string')
    return part === 'text' || part === 'sameText' || part === 'instantText' ? textValue(value) : null;
  if (typeof value === 'number')
    return part === 'number' || part === 'sameNumber' || part === 'instantNumber'
      ? numberValue(value + 0)
      : null;
  return part === 'boolean' || part === 'sameBoolean' ? booleanValue(value) : null;
};

/** A text by the table, or in lower case where the table does not have it; as it is where it is neither. */
const textOf = ({ from, values = {}, lower }: HostText, { host, dialect }: FieldContext): Sql | null => {
  const given = host(from, 'text');
  if (given === null) return null;
  const other = lower === true ? dialect.lower(given) : given;
  const branches = Object.entries(values).map(
    ([own, value]) => sql`WHEN ${given} = ${textValue(own)} THEN ${textValue(value)}`,
  );
  return branches.length === 0 ? other : cases(branches, other);
};

/** A number in its unit and the reporting currency, by the same IEEE operations in the same order as in memory. */
const numberOf = (field: HostNumber, { host, dialect, money, at }: FieldContext): Sql | null => {
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

/** Whether a vocabulary says where a property comes from, for all of these events of the model; undefined: for any. */
export const isMapped = (
  vocabulary: HostVocabulary | undefined,
  field: string,
  events: ReadonlySet<string> | undefined,
): boolean =>
  [...(events ?? [])].every((name) => {
    const mapping = own(vocabulary?.events, name) as HostEvent | undefined;
    return own(mapping?.properties, field) !== undefined;
  });

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
