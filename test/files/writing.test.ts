import fc from 'fast-check';
import { events, HabitusError } from 'habitus';
import { type CsvOptions, type FileRow, populationFromFiles, readCsv } from 'habitus/population/node';
import { describe, expect, it } from 'vitest';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A file that comes in pieces of so many bytes. */
function* inPieces(whole: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

const csv = async (file: string | Uint8Array | Iterable<Uint8Array>, options: CsvOptions = {}) => {
  const rows: unknown[] = [];
  const rejected: string[] = [];
  const onRejected = ({ line, issues }: FileRow): unknown => rejected.push(`${line}: ${issues[0]!.code}`);
  const given = typeof file === 'string' ? bytes(file) : file;
  for await (const row of readCsv(given, { ...options, onRejected })) rows.push(row);
  return { rows, rejected };
};

const refusal = async (options: CsvOptions): Promise<string> => {
  try {
    await csv('a,b\n1,2\n', options);
  } catch (error) {
    if (error instanceof HabitusError) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('expected an error');
};

describe('delimiters', () => {
  it.each(['\u0001', '\u001e', '\u001f', '|', '¦', '§', '‖', '🙂', '||', '~|~'])(
    'may be any text without a line break: %j',
    async (delimiter) => {
      const text = ['id,note', 'ada,"a,b"', 'bo,"say ""hi"""', ',x', 'too,many,fields', 'é,日']
        .map((line) => line.replaceAll(',', delimiter))
        .join('\n');
      const expected = {
        rows: [
          { id: 'ada', note: `a${delimiter}b` },
          { id: 'bo', note: 'say "hi"' },
          { id: null, note: 'x' },
          { id: 'é', note: '日' },
        ],
        rejected: ['5: ragged-row'],
      };
      expect(await csv(text, { delimiter })).toEqual(expected);
      for (const size of [1, 2, 3, 5])
        expect(await csv(inPieces(bytes(text), size), { delimiter })).toEqual(expected);
    },
  );

  it('that only begin like the delimiter are text', async () => {
    expect(await csv('a||b\nx|y||z|\n¦||¦', { delimiter: '||' })).toEqual({
      rows: [
        { a: 'x|y', b: 'z|' },
        { a: '¦', b: '¦' },
      ],
      rejected: [],
    });
    // The first byte of § is that of ©, too.
    expect((await csv('a§b\n©§®', { delimiter: '§' })).rows).toEqual([{ a: '©', b: '®' }]);
  });

  it.each(['', '\n', '\r', '\0', 'a\nb', '"', 'a"'])(
    'are refused where rows could not be told: %j',
    async (delimiter) => {
      expect(await refusal({ delimiter })).toContain('bad-value delimiter: expected');
    },
  );
});

describe('backslashes that escape, as PostgreSQL and MySQL write text', () => {
  const TEXT = { delimiter: '\t', quote: null, backslash: 'escape' } as const;

  it('PostgreSQL: COPY … TO in its text form', async () => {
    const file =
      'id\tnote\nada\ttab \\t, line \\n, \\\\, \\r, \\b, \\f, \\v\nbo\t\\N\ncy\t\\\\N\ndi\ta\\N\nel\t"q"\n';
    const expected = {
      rows: [
        { id: 'ada', note: 'tab \t, line \n, \\, \r, \b, \f, \v' },
        { id: 'bo', note: null },
        { id: 'cy', note: '\\N' },
        { id: 'di', note: 'aN' },
        { id: 'el', note: '"q"' },
      ],
      rejected: [],
    };
    expect(await csv(file, TEXT)).toEqual(expected);
    for (const size of [1, 2, 3]) expect(await csv(inPieces(bytes(file), size), TEXT)).toEqual(expected);
  });

  it('MySQL: SELECT … INTO OUTFILE, with delimiters and line breaks after a backslash, enclosed or not', async () => {
    const file =
      'id,note\nada,a\\,b\nbo,"two\\\nlines, \\"quoted\\" ""twice"""\ncy,\\N\ndi,"\\N"\nel,end\\\\\n';
    const expected = {
      rows: [
        { id: 'ada', note: 'a,b' },
        { id: 'bo', note: 'two\nlines, "quoted" "twice"' },
        { id: 'cy', note: null },
        { id: 'di', note: 'N' },
        { id: 'el', note: 'end\\' },
      ],
      rejected: [],
    };
    expect(await csv(file, { backslash: 'escape' })).toEqual(expected);
    for (const size of [1, 2, 3])
      expect(await csv(inPieces(bytes(file), size), { backslash: 'escape' })).toEqual(expected);
  });

  it('lines are counted over those that a backslash continues', async () => {
    const file = 'a,b\n1\\\n1,2\n3\n';
    expect(await csv(file, { backslash: 'escape' })).toEqual({
      rows: [{ a: '1\n1', b: '2' }],
      rejected: ['4: ragged-row'],
    });
  });

  it('\\0 is a byte of zero, which no text has', async () => {
    expect((await csv('a,b\n1,x\\0y\n', { backslash: 'escape' })).rejected).toEqual(['2: nul-byte']);
  });

  it('whatever is written so comes back, in pieces of any size', async () => {
    const value = fc.option(
      fc
        .array(fc.constantFrom('a', 'é', '🙂', '\\', '\t', '\n', '\r', '\b', 'N', '"', ',', ' ', '0'), {
          maxLength: 6,
        })
        .map((parts) => parts.join('')),
    );
    const rows = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 });
    const SHORT: Readonly<Record<string, string>> = {
      '\t': 't',
      '\n': 'n',
      '\r': 'r',
      '\b': 'b',
      '\\': '\\',
    };
    const written = (given: string | null): string =>
      given === null ? '\\N' : given.replace(/[\t\n\r\b\\]/g, (one) => `\\${SHORT[one]}`);
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 7 }), async (given, size) => {
        const file = `a\tb\n${given.map((row) => `${row.map(written).join('\t')}\n`).join('')}`;
        const read = await csv(inPieces(bytes(file), size), { ...TEXT, empty: 'text' });
        expect(read).toEqual({ rows: given.map(([a, b]) => ({ a, b })), rejected: [] });
      }),
    );
  });
});

describe('a text that stands for nothing', () => {
  it('is missing where it is said, in fields without quotes', async () => {
    expect((await csv('a,b\nNA,1\n"NA",NAN\n', { missing: 'NA' })).rows).toEqual([
      { a: null, b: '1' },
      { a: 'NA', b: 'NAN' },
    ]);
    expect((await csv('a\tb\n\\N\t1\n', { delimiter: '\t', missing: '\\N' })).rows).toEqual([
      { a: null, b: '1' },
    ]);
    expect((await csv('a,b\nNULL,\\N\n', { backslash: 'escape', missing: 'NULL' })).rows).toEqual([
      { a: null, b: 'N' },
    ]);
  });
});

describe('encodings', () => {
  const latin1 = Uint8Array.from([...'naïve café ÿ\u0085'].map((one) => one.charCodeAt(0)));
  const file = (field: Uint8Array): Uint8Array =>
    Uint8Array.from([...bytes('a,b\n'), ...field, ...bytes(',1\n')]);

  it('latin1 is read as it is said, in pieces of any size', async () => {
    const expected = [{ a: 'naïve café ÿ\u0085', b: '1' }];
    expect((await csv(file(latin1), { encoding: 'latin1' })).rows).toEqual(expected);
    for (const size of [1, 2, 3])
      expect((await csv(inPieces(file(latin1), size), { encoding: 'latin1' })).rows).toEqual(expected);
  });

  it('windows-1252 is as the Encoding Standard has it', async () => {
    const all = Uint8Array.from({ length: 128 }, (_, i) => i + 128);
    const rest = String.fromCharCode(...all.subarray(32));
    const { rows } = await csv(file(all), { encoding: 'windows-1252' });
    expect(rows).toEqual([{ a: `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${rest}`, b: '1' }]);
  });

  it('without it, bytes that are no UTF-8 reject their row, as ever', async () => {
    expect((await csv(file(latin1))).rejected).toEqual(['2: invalid-utf-8']);
  });

  it('a delimiter of another encoding is a character, too', async () => {
    const text = Uint8Array.from([...'a§b\né§ü\n'].map((one) => one.charCodeAt(0)));
    expect((await csv(text, { encoding: 'latin1', delimiter: '§' })).rows).toEqual([{ a: 'é', b: 'ü' }]);
  });

  it('and each new option is refused where it is none', async () => {
    expect(await refusal({ encoding: 'utf-16' as never })).toContain('encoding');
    expect(await refusal({ backslash: true as never })).toContain('backslash');
    expect(await refusal({ missing: 7 as never })).toContain('missing');
    expect(await refusal({ backslash: 'escape', quote: '\\' })).toContain('quote');
    expect(await refusal({ backslash: 'escape', delimiter: '\\' })).toContain('delimiter');
  });
});

it('a population takes the same options', async () => {
  const people = await populationFromFiles({
    events: {
      file: bytes(
        'customerId\u0001at\u0001total\nada\u00012026-11-20T09:30:00Z\u00012\nbo\u00012026-11-20T09:30:00Z\u0001\\N\n',
      ),
      format: 'csv',
      delimiter: '\u0001',
      quote: null,
      backslash: 'escape',
      encoding: 'latin1',
      name: { value: 'purchase' },
      properties: { columns: { amount: { column: 'total', as: 'number' } } },
    },
    asOf: '2026-11-22T00:00:00Z',
  });
  expect(people.values(events('purchase').sum('amount')).toArray()).toEqual([2, 0]);
  expect(people.files[0]?.notedRows).toEqual([]);
});
