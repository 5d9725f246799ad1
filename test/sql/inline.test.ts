import fc from 'fast-check';
import { attribute, classification, days, events, inBucket, oneOf, or } from 'habitus';
import {
  bigquery,
  clickhouse,
  duckdb,
  lintSQL,
  postgres,
  type SqlSource,
  snowflake,
  spark,
  toSQL,
  trino,
} from 'habitus/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCases } from '../../src/sql/conformance/check.js';
import { booleanValue, numberValue, sql, textValue } from '../../src/sql/fragment.js';
import { print } from '../../src/sql/print.js';
import { PATIENCE, shown } from '../trials/settings.js';
import { sqlCases } from './cases.js';
import { dialects } from './dialects.js';
import { ENGINES, hasClickHouse, type SqlEngine } from './engines.js';
import { faultIn } from './parser.js';

/** Texts that end a literal, a comment or a statement somewhere, or are read as something else. */
const HOSTILE = [
  "it's",
  "''",
  "\\'; DROP TABLE users; --",
  "'; DROP TABLE users; --",
  '\\',
  '\\\\',
  'ends with a backslash \\',
  "\\' OR 1=1 --",
  '"quoted" and `ticked`',
  '/* comment */ -- comment',
  'line\nbreak',
  'carriage\r\nreturn',
  'tab\tand bell \u0007',
  '\u2028\u2029\u0085',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what Spark puts in
  '$1 $$ $tag$ ${env:HOME} ${x}',
  '? :p1 @p1 {p1:String} %s &var',
  '{{ jinja }} {% endraw %}',
  '\\u0041 \\x41 \\101 \\n \\b \\%',
  "E'\\n' U&'\\0041' x'41'",
  'é e\u0301 ﬁ 😀',
  '%_',
  '',
  ' ',
];

const sound = fc.string({ maxLength: 40, unit: 'binary' }).filter((text) => !/\0|\p{Surrogate}/u.test(text));

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  12.5,
  0.1,
  1 / 3,
  2 ** 53,
  -(2 ** 53) + 1,
  1e21,
  5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308,
  -1.5e-7,
  123456789.12345679,
];

describe.each(ENGINES)('a literal on %s', (_, open) => {
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  }, PATIENCE);
  afterAll(() => engine.close());

  /** What an engine answers of values that stand in the text. */
  const back = async (pieces: readonly ReturnType<typeof textValue>[]): Promise<readonly unknown[]> => {
    const columns = pieces.map((piece) => sql`${piece}`);
    const listed = columns.reduce((so, piece) => sql`${so}, ${piece}`);
    const { text, values } = print(sql`SELECT ${listed}`, { dialect: engine.dialect, inline: true });
    expect(Object.keys(values)).toEqual([]);
    const named = text.replace(/^SELECT /, '');
    expect(named.length).toBeGreaterThan(0);
    const [row] = await engine.run({ text: `SELECT * FROM (${text}) made`, values });
    return Object.values(row!);
  };
  const one = async (piece: ReturnType<typeof textValue>): Promise<unknown> => (await back([piece]))[0];

  it('is the text that it was, whatever stands in it', async () => {
    for (const text of HOSTILE) expect([text, await one(textValue(text))]).toEqual([text, text]);
  });

  it('is the text that it was, of any text', async () => {
    await fc.assert(
      fc.asyncProperty(sound, async (text) => {
        expect(await one(textValue(text))).toBe(text);
      }),
      { numRuns: 200, ...shown },
    );
  });

  it('is the number that it was, to the last bit; −0 is 0', async () => {
    for (const number of NUMBERS)
      expect([number, await one(numberValue(number))]).toEqual([number, number + 0]);
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (number) => {
        expect(Object.is(Number(await one(numberValue(number))), number + 0)).toBe(true);
      }),
      { numRuns: 200, ...shown },
    );
  });

  it('is the truth that it was', async () => {
    expect(
      [await one(booleanValue(true)), await one(booleanValue(false))].map(
        (each) => each === true || each === 1,
      ),
    ).toEqual([true, false]);
  });

  it(
    'gives the answers of the table of cases, as bound values do',
    async () => {
      const asked = sqlCases().filter((_, i) => i % 16 === 0);
      const report = await checkCases(asked, { dialect: engine.dialect, run: engine.run, inline: true });
      expect(report.differences).toEqual([]);
      expect(report.compared).toBeGreaterThan(120);
    },
    PATIENCE,
  );
});

if (!hasClickHouse)
  it.skip('a literal on ClickHouse: chdb is not installed (npm ci --prefix bench/peers)', () => {});

describe('a literal by the documentation of its engine', () => {
  const literal = (dialect: (typeof dialects)[number][1], text: string): string =>
    print(textValue(text), { dialect, inline: true }).text;

  it.each([
    [duckdb, "it's \\ \n", `'it''s \\ \n'`],
    [trino, "it's \\ \n", `'it''s \\ \n'`],
    [postgres, "it's", `'it''s'`],
    [postgres, "it's \\", `E'it''s \\\\'`],
    [clickhouse, "it's \\ \n", `'it\\'s \\\\ \\n'`],
    // "Quoted strings cannot contain newlines"; \uhhhh, \\, \' are escapes.
    [bigquery, "it's \\ \n\u2028", `'it\\'s \\\\ \\n\\u2028'`],
    // "To include a single quote or other special characters, use a backslash escape".
    [snowflake, "it's \\ \n\u0007", `'it\\'s \\\\ \\n\\u0007'`],
    // Two literals beside each other are one in Spark: '' is no quote. ${…} is replaced before the text is read.
    // biome-ignore lint/suspicious/noTemplateCurlyInString: likewise
    [spark, "it's \\ ${env:HOME}", `'it\\'s \\\\ \\u0024{env:HOME}'`],
  ])('of %o', (dialect, text, expected) => {
    expect(literal(dialect, text)).toBe(expected);
  });

  it.each([bigquery, snowflake, spark, clickhouse])('ends where it should: $name', (dialect) => {
    for (const text of HOSTILE) {
      const printed = literal(dialect, text);
      // No quote stands in it without an escape, and no escape is cut in two by the end.
      expect(printed).toMatch(/^'(?:[^'\\]|\\.)*'$/su);
      if (dialect !== clickhouse) expect(printed).not.toMatch(/[\n\r\u2028\u2029]/);
    }
    expect(literal(spark, HOSTILE.join(' '))).not.toContain('$');
  });

  it.each([duckdb, postgres, trino])('ends where it should: $name', (dialect) => {
    for (const text of HOSTILE) {
      const printed = literal(dialect, text);
      expect(printed).toMatch(printed.startsWith('E') ? /^E'(?:[^'\\]|\\\\|'')*'$/s : /^'(?:[^']|'')*'$/s);
      if (dialect === postgres && !printed.startsWith('E')) expect(printed).not.toContain('\\');
    }
  });
});

describe('a statement whose values are in its text', () => {
  const source: SqlSource = {
    customers: { table: 'users', id: 'id', attributes: { json: 'traits' } },
    events: { table: 'happened', customerId: 'who', at: 'at', name: 'name', properties: { json: 'payload' } },
  };
  const everywhere = (text: string) => ({
    wanted: or(
      events(text)
        .where({ [text]: oneOf(text, `${text}!`), flag: true })
        .within(days(7))
        .count()
        .atLeast(1.5),
      attribute(text).startsWith(text, { ignoreCase: true }),
      attribute(text).includes(text),
      inBucket(text, { from: 0, to: 50 }),
    ),
    label: classification('label', { labels: () => ({ [`x${text}`]: attribute(text).is(text) }) }),
  });

  it.each(dialects)(
    'has no values and no placeholders, for %s, and a parser reads it',
    async (name, dialect) => {
      for (const text of HOSTILE.filter((each) => each !== '' && each.trim() !== '')) {
        const { text: printed, values } = toSQL(everywhere(text), {
          dialect,
          source,
          asOf: 0,
          inline: true,
          comments: false,
          only: [text],
        });
        expect(Object.keys(values)).toEqual([]);
        // The others are executed; the parser does not know all of their operators.
        if (dialect.tested === 'parsed') {
          expect(await faultIn(printed, name), text).toBeUndefined();
        }
        // Without its literals nothing is left of the text, and nothing that a client would fill in.
        const bare = printed.replace(/E?'(?:[^'\\]|''|\\.)*'/gs, ' ').replace(/--.*/g, ' ');
        if (['bigquery', 'snowflake', 'spark', 'clickhouse'].includes(dialect.name)) {
          expect(bare).not.toContain('DROP');
          expect(bare).not.toMatch(/[?@]|\{p\d|\$\d/);
        }
      }
    },
  );

  it('is made of more values than can be bound', () => {
    const only = Array.from({ length: 10_001 }, (_, i) => `c${i}`);
    const pro = attribute('plan').is('pro');
    expect(() => toSQL({ pro }, { dialect: bigquery, source, only })).toThrow('at most 10,000');
    expect(toSQL({ pro }, { dialect: bigquery, source, only, inline: true }).text).toContain("'c10000'");
  });

  it('refuses a text that no database can hold', () => {
    expect(() => print(textValue('a\0b'), { dialect: duckdb, inline: true })).toThrow(
      'texts without NUL and without lone surrogates where values are inline',
    );
  });

  it('is a lint, too', () => {
    const { text, values } = lintSQL(source, { dialect: duckdb, inline: true });
    expect(values).toEqual([]);
    expect(text).toContain('\'unknown-customer\' AS "fault"');
    expect(text).not.toContain('$1');
  });
});
