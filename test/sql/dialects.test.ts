import { existsSync, readFileSync } from 'node:fs';
import { attribute, events, HabitusError } from 'habitus';
import * as door from 'habitus/sql';
import {
  type Dialect,
  defineDialect,
  postgres,
  raw,
  type SqlSource,
  sql,
  textValue,
  toSQL,
} from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { check, sqlCases } from './cases.js';
import { dialects } from './dialects.js';
import { openPostgres } from './engines.js';

const isDialect = (value: unknown): value is Dialect =>
  typeof value === 'object' && value !== null && 'parameter' in value && 'quote' in value;

const file = (path: string): URL => new URL(path, import.meta.url);

describe('every dialect that is exported', () => {
  const exported = Object.entries(door).filter(([, value]) => isDialect(value));

  it('is in the list that the tests go through, under its own name', () => {
    expect(exported.length).toBeGreaterThan(6);
    expect(exported.map(([name]) => name).sort()).toEqual(dialects.map(([name]) => name).sort());
    for (const [name, dialect] of exported) expect((dialect as Dialect).name).toBe(name);
  });

  it.each(exported)('%s: has a statement in golden, and is in the documents', (name) => {
    expect(existsSync(file(`golden/${name}.sql`))).toBe(true);
    for (const path of ['README.md', 'engines.md'])
      expect(readFileSync(file(`../../docs/warehouse/${path}`), 'utf8').toLowerCase()).toContain(name);
  });
});

const source: SqlSource = {
  customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } },
  events: { table: 'things', customerId: 'who', at: 'at', name: 'name', properties: { json: 'payload' } },
};

/** PostgreSQL said in other words: what is meant is the same, and so are the answers. */
const elephant = defineDialect(postgres, {
  name: 'elephant',
  parameter: {
    write: (index, type) =>
      `CAST($${index} AS ${type === 'number' ? 'FLOAT8' : type === 'boolean' ? 'BOOL' : 'VARCHAR'})`,
    shared: true,
    atMost: 500,
    values: (parameters) =>
      parameters.map(({ value }) => (typeof value === 'number' ? String(value) : value)),
  },
  startsWith: (text, start) => sql`(left(${text}, length(${start})) = ${start})`,
  contains: (text, part) => sql`(position(${part} IN ${text}) > 0)`,
  jsonHas: (json, key) => sql`jsonb_exists(${json}, ${textValue(key)})`,
  hash: (text) => sql`${raw("CAST(CAST('x' || left(md5(")}${text}${raw('), 8) AS BIT(32)) AS BIGINT)')}`,
});

describe('a dialect of one\u2019s own', () => {
  it(
    'is made from one that is there, and gives the answers of the table of cases',
    async () => {
      const engine = await openPostgres();
      const asked = sqlCases().filter((_, i) => i % 3 === 0);
      const report = await check(asked, { ...engine, dialect: elephant }, { together: 20 });
      await engine.close();
      expect(report.differences).toEqual([]);
      expect(report.compared).toBeGreaterThan(600);
    },
    PATIENCE,
  );

  it('prints what it says, and the rest as the one that it is made from', () => {
    const definitions = { pro: attribute('plan').contains('pro'), n: events('a').count() };
    const options = { source, asOf: 0, comments: false } as const;
    const [own, base] = [elephant, postgres].map(
      (dialect) => toSQL(definitions, { dialect, ...options }).text,
    );
    expect(own).toContain('(position(CAST($2 AS VARCHAR) IN "plan") > 0)');
    const said = own!.replaceAll(/CAST\(\$(\d+) AS VARCHAR\)/g, '$$$1::text');
    expect(said.replace('(position($2::text IN "plan") > 0)', '(strpos("plan", $2::text) > 0)')).toBe(base);
    expect(elephant.tested).toBe('own');
    expect(Object.isFrozen(elephant)).toBe(true);
  });

  it('takes no more values than it says', () => {
    const only = Array.from({ length: 501 }, (_, i) => `c${i}`);
    const pro = attribute('plan').is('pro');
    expect(() => toSQL({ pro }, { dialect: elephant, source, only })).toThrow(
      'elephant takes at most 500 bound values',
    );
  });

  it.each([
    ['no name', { lower: postgres.lower }, 'name: expected a name of small letters'],
    ['a name with blanks', { name: 'my own' }, 'name: expected a name of small letters'],
    ['an unknown primitive', { name: 'own', lowerCase: postgres.lower }, 'own: expected one of quote, '],
    ['a text where a function is due', { name: 'own', lower: 'lower' }, 'own.lower: expected a function'],
    [
      'a primitive taken away that has to be there',
      { name: 'own', lower: undefined },
      'own.lower: expected a function',
    ],
    ['that it is tested', { name: 'own', tested: 'executed' }, 'own: expected one of quote, '],
  ])('with %s is refused', (_, differences, sentence) => {
    expect(() => defineDialect(postgres, differences as never)).toThrow(sentence);
    expect(() => defineDialect(postgres, differences as never)).toThrow(HabitusError);
  });

  it('may leave away what a dialect need not have', () => {
    expect(defineDialect(postgres, { name: 'own', fence: undefined }).fence).toBeUndefined();
  });

  it.each([['a text'], [3], [null], [undefined], [{}]])('SQL takes no %j between its texts', (value) => {
    expect(() => sql`SELECT ${value as never}`).toThrow('expected SQL that');
  });
});
