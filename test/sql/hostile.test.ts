import fc from 'fast-check';
import { attribute, classification, events, inBucket, oneOf, or } from 'habitus';
import { type Dialect, duckdb, type SqlSource, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import { plainName } from '../../src/sql/compile/names.js';
import { dialects } from './dialects.js';

const source: SqlSource = {
  customers: { table: 'app.users', id: 'id', attributes: { json: 'traits' } },
  events: {
    table: 'app.events',
    customerId: 'user_id',
    at: 'occurred_at',
    name: 'type',
    properties: { json: 'payload' },
  },
};

/** A definition with a text in every place that one can stand in. */
const everywhere = (text: string) => ({
  segment: or(
    events(text)
      .where({ [text]: oneOf(text, `${text}!`) })
      .count()
      .atLeast(1),
    attribute(text).is(text),
    attribute(text).startsWith(text, { ignoreCase: true }),
    attribute(text).includes(text),
    inBucket(text, { from: 0, to: 50 }),
  ),
  label: classification('label', { labels: () => ({ [`x${text}`]: attribute(text).is(text) }) }),
});

const HOSTILE = [
  `'; DROP TABLE users; --`,
  `"; DROP TABLE users; --`,
  '`; DROP TABLE users; --',
  '*/ DROP TABLE users /*',
  '\n; DROP TABLE users\n',
  '$1 ? @p1 {p1:String} :p1 DROP TABLE users',
  '/* DROP TABLE users */ -- DROP TABLE users\r\u2028; DROP TABLE users',
  `\\'; DROP TABLE users; --`,
  'a.b[0]/~0 DROP TABLE users',
];

/** A statement that asks all of it, of the customers with hostile ids. */
const statementOf = (text: string, dialect: Dialect, comments: boolean) =>
  toSQL(everywhere(text), { dialect, source, asOf: 0, comments, only: [text, `${text}?`] });

/** Any text that a definition can hold. */
const sound = fc
  .string({ minLength: 1, maxLength: 40, unit: 'binary' })
  .filter((text) => !/\0|\p{Surrogate}/u.test(text));

/** Names of the source: a text that is one of them gives its columns that name. */
const HOST = ['app', 'users', 'events', 'user_id', 'occurred_at', 'type', 'payload', 'traits'];

/** The text without its comments. */
const unspoken = (text: string): string => text.replace(/^--.*$/gm, '');

/** The same with its names counted: each has to be plain, and short enough for every engine. */
const unnamed = (text: string, { quote }: Dialect): string => {
  const known = new Map<string, number>();
  // What stands in single quotes is the compiler's own, and so is the collation "C".
  const pattern = new RegExp(`'(?:[^']|'')*'|${quote}C${quote}|${quote}([^${quote}]*)${quote}`, 'g');
  return unspoken(text).replace(pattern, (whole, named: string | undefined) => {
    if (named === undefined) return whole;
    expect(named).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
    if (!known.has(named)) known.set(named, known.size);
    return `${quote}${known.get(named)}${quote}`;
  });
};

describe('what a definition says never reaches the text', () => {
  it.each(dialects)('of %s: hostile names, values, labels and salts are bound', (_, dialect) => {
    for (const text of HOSTILE) {
      const statement = statementOf(text, dialect, false);
      expect(unspoken(statement.text)).not.toContain('DROP');
      expect(JSON.stringify(statement.values)).toContain('DROP TABLE users');
    }
  });

  it.each(dialects)(
    'of %s: the text is the same whatever the texts are, but for plain names',
    (_, dialect) => {
      // The order of parameters follows the texts where two of them are equal, so all are told apart.
      const plain = unnamed(statementOf('plain', dialect, false).text, dialect);
      fc.assert(
        fc.property(
          sound.filter((text) => !/^\d+$/.test(text)),
          (text) => {
            fc.pre(text !== '__proto__' && shape(text) === shape('plain') && !HOST.includes(plainName(text)));
            expect(unnamed(statementOf(text, dialect, false).text, dialect)).toBe(plain);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  const expectPlain = (printed: string): void => {
    const lines = printed.split('\n');
    const comments = lines.filter((line) => line.startsWith('--'));
    expect(comments.length).toBeGreaterThan(3);
    expect(comments[0]).toBe('-- habitus, as of 1970-01-01T00:00:00.000Z');
    for (const line of comments.slice(1))
      expect(line).toMatch(/^-- ([A-Za-z0-9_ -]+: )?[A-Za-z0-9_ .,()%+-]*$/);
  };

  it.each(dialects)('of %s: comments hold plain characters only', (_, dialect) => {
    for (const text of HOSTILE) {
      const printed = statementOf(text, dialect, true).text;
      expectPlain(printed);
      expect(printed.split('\n').filter((line) => line.includes('DROP') && !line.startsWith('--'))).toEqual(
        [],
      );
    }
    fc.assert(
      fc.property(sound, (text) => {
        fc.pre(!/^\d+$/.test(text) && text !== '__proto__');
        expectPlain(statementOf(text, dialect, true).text);
      }),
      { numRuns: 100 },
    );
  });
});

/**
 * Which of the texts of the definition are equal to others: the lower case and the pointer of a text may be the text itself. Keys that no path of
 * Spark can say are looked up in another way.
 */
const shape = (text: string): string =>
  [
    text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) === text,
    !/[~/]/.test(text),
    !/["?]/.test(text),
  ].join();

describe('a mapping', () => {
  it.each([
    ['a table', { ...source, customers: { table: 'users; DROP TABLE users', id: 'id' } }],
    ['a column', { ...source, customers: { table: 'users', id: 'id"' } }],
    ['a table of four parts', { ...source, customers: { table: 'a.b.c.d', id: 'id' } }],
    ['an empty name', { ...source, customers: { table: 'users', id: '' } }],
    ['a JSON column', { ...source, customers: { table: 'users', id: 'id', attributes: { json: "j'" } } }],
    [
      'a column of attributes',
      { ...source, customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'p lan' } } } },
    ],
  ])('with %s that is no plain name is refused', (_, bad) => {
    expect(() => toSQL({ any: events().any() }, { dialect: duckdb, source: bad, asOf: 0 })).toThrow(
      /expected a (plain name|table)/,
    );
  });

  it('with an unknown key is refused, so that nothing is ignored', () => {
    const bad = { ...source, customer: source.customers } as SqlSource;
    expect(() => toSQL({ any: events().any() }, { dialect: duckdb, source: bad, asOf: 0 })).toThrow('source');
  });

  it.each(['a b', 'a"b', '', 'customer_id', 'x'.repeat(64)])('a column called %j is refused', (key) => {
    expect(() => toSQL({ [key]: events().any() }, { dialect: duckdb, source, asOf: 0 })).toThrow();
  });
});
