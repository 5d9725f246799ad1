import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { events, HabitusError } from 'habitus';
import {
  type CsvOptions,
  type FileRow,
  type FileSource,
  populationFromFiles,
  readCsv,
  readNdjson,
} from 'habitus/population/node';
import { afterAll, describe, expect, it } from 'vitest';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The rows of a text, and what was said of those that are none: number, line and code. */
const csv = async (text: string | Uint8Array, options: CsvOptions = {}) => {
  const rows: unknown[] = [];
  const rejected: [number, number, string][] = [];
  const file = typeof text === 'string' ? bytes(text) : text;
  const onRejected = ({ row, line, issues }: FileRow): unknown => rejected.push([row, line, issues[0]!.code]);
  for await (const row of readCsv(file, { ...options, onRejected })) rows.push(row);
  return { rows, rejected };
};

const errorOf = async (work: () => Promise<unknown>): Promise<HabitusError> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof HabitusError) return error;
    throw error;
  }
  throw new Error('expected an error');
};

describe('rows of separated values', () => {
  it('are objects of texts by the names of the columns; a field of no characters is null', async () => {
    expect((await csv('id,note\n1, a \n2,\n3,""\n')).rows).toEqual([
      { id: '1', note: ' a ' },
      { id: '2', note: null },
      { id: '3', note: null },
    ]);
    expect((await csv('id,note\n2,\n3,""', { empty: 'text' })).rows).toEqual([
      { id: '2', note: '' },
      { id: '3', note: '' },
    ]);
  });

  it('a quoted field holds delimiters, line breaks and doubled quotes', async () => {
    expect((await csv('a,b\n"x,y","say ""hi""\r\nthere"\n"""",""""""\n')).rows).toEqual([
      { a: 'x,y', b: 'say "hi"\r\nthere' },
      { a: '"', b: '""' },
    ]);
  });

  it('lines end with LF, CRLF, CR or the file; a mark of UTF-8 and empty lines are passed over', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      for (const last of [end, ''])
        expect((await csv(`\ufeffa,b${end}${end}1,2${end}${end}3,4${last}`)).rows).toEqual([
          { a: '1', b: '2' },
          { a: '3', b: '4' },
        ]);
  });

  it('too many or too few fields are rejected with row and line; short rows may be asked for', async () => {
    const text = 'a,b\n1,2\n3\n"4\n4",5\n6,7,8\n9,9\n';
    expect(await csv(text)).toEqual({
      rows: [
        { a: '1', b: '2' },
        { a: '4\n4', b: '5' },
        { a: '9', b: '9' },
      ],
      rejected: [
        [1, 3, 'ragged-row'],
        [3, 6, 'ragged-row'],
      ],
    });
    expect((await csv(text, { shortRows: 'missing' })).rows[1]).toEqual({ a: '3', b: null });
  });

  it('a stray quote rejects its row and no other', async () => {
    expect(await csv('a,b\n1,2"3\n"4"5,6\n7,8\n')).toEqual({
      rows: [{ a: '7', b: '8' }],
      rejected: [
        [0, 2, 'stray-quote'],
        [1, 3, 'stray-quote'],
      ],
    });
    expect((await csv('a,b\n1,2"3\n', { quote: null })).rows).toEqual([{ a: '1', b: '2"3' }]);
  });

  it('a quote that is never closed rejects its line, and reading goes on with the next', async () => {
    expect(await csv('a,b\n1,2\n"3,4\n5,6\n7,8')).toEqual({
      rows: [
        { a: '1', b: '2' },
        { a: '5', b: '6' },
        { a: '7', b: '8' },
      ],
      rejected: [[1, 3, 'unclosed-quote']],
    });
  });

  it('bytes that are no UTF-8, and bytes of zero, reject their row', async () => {
    const text = Uint8Array.from([...bytes('a,b\n1,é\n2,'), 0xe9, ...bytes('\n3,\0\n"4""",ü\n')]);
    expect(await csv(text)).toEqual({
      rows: [
        { a: '1', b: 'é' },
        { a: '4"', b: 'ü' },
      ],
      rejected: [
        [1, 3, 'invalid-utf-8'],
        [2, 4, 'nul-byte'],
      ],
    });
  });

  it('runs of blanks part fields where that is said; columns may be named without a header', async () => {
    expect((await csv(' a  b\n 1\t 2 \n3 4', { delimiter: 'blanks' })).rows).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
    expect((await csv('1;2', { delimiter: ';', columns: ['x', 'y'] })).rows).toEqual([{ x: '1', y: '2' }]);
    expect((await csv('a;b\n1;2', { delimiter: ';', columns: ['x', 'y'], header: true })).rows).toEqual([
      { x: '1', y: '2' },
    ]);
  });

  it('a backslash escapes quotes where that is said', async () => {
    expect((await csv('a,b\n"x\\"y","\\\\"\n', { escape: '\\' })).rows).toEqual([{ a: 'x"y', b: '\\' }]);
  });

  it('columns of one name, no header, UTF-16 and bad options are errors', async () => {
    expect((await errorOf(() => csv('a,a\n1,2'))).message).toContain('each column once');
    expect((await errorOf(() => csv(''))).message).toContain('a row with the names of the columns');
    expect((await errorOf(() => csv(Uint8Array.from([255, 254, 97, 0])))).message).toContain('UTF-8');
    expect((await errorOf(() => csv('a', { delimiter: '\n' }))).path).toBe('delimiter');
    expect((await errorOf(() => csv('a', { delimiter: '"' }))).path).toBe('delimiter');
    expect((await errorOf(() => csv('a,b\n1,2', { columns: ['x'], header: true }))).message).toContain(
      '2 names',
    );
    expect((await errorOf(() => csv('a', { header: false }))).message).toContain('names of the columns');
  });
});

describe('lines of JSON', () => {
  it('are what JSON.parse has; lines that are no object are rejected, empty ones are none', async () => {
    const rows: unknown[] = [];
    const rejected: [number, number, string][] = [];
    const text = '\ufeff{"a":1,"b":null}\r\n\n {"a":"\\u00e9"} \n[1]\n{"a":\n7\n{"a":[{}]}';
    for await (const row of readNdjson(bytes(text), {
      onRejected: ({ row, line, issues }) => rejected.push([row, line, issues[0]!.code]),
    }))
      rows.push(row);
    expect(rows).toEqual([{ a: 1, b: null }, { a: 'é' }, { a: [{}] }]);
    expect(rejected).toEqual([
      [2, 4, 'bad-json'],
      [3, 5, 'bad-json'],
      [4, 6, 'bad-json'],
    ]);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'habitus-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const CUSTOMERS = 'id,plan,seats\nada,pro,3\nbob,,x\nada,free,1\n,free,1\n';
const EVENTS = `user,when,what,total,message
ada,2026-11-20T09:30:00Z,purchase,12.50,m1
bob,2026-11-21T10:00:00+01:00,purchase,abc,m2
zoe,2026-11-21T10:00:00Z,purchase,1,m3
ada,yesterday,purchase,1,m4
,2026-11-21T10:00:00Z,purchase,1,m5
ada,2026-11-20T09:30:00Z,purchase,12.50,m1
bob,2026-11-22T10:00:00Z,refund,2.675,m2
`;
const AS_OF = '2026-11-23T00:00:00Z';
const MAPPING = {
  customerId: 'user',
  at: 'when',
  name: 'what',
  id: 'message',
  properties: { columns: { amount: { column: 'total', as: 'number' } } },
} as const;
const spend = events('purchase').sum('amount');

describe('a population from files', () => {
  const source = (customers: FileSource['customers'], file: string): FileSource => ({
    customers,
    events: { file, ...MAPPING },
    asOf: AS_OF,
  });

  it('says of every row what became of it, by number, line and cause', async () => {
    const told: string[] = [];
    const people = await populationFromFiles(
      source(
        {
          file: written('c.csv', CUSTOMERS),
          attributes: { columns: { plan: 'plan', seats: { column: 'seats', as: 'number' } } },
        },
        written('e.csv', EVENTS),
      ),
      {
        onRejected: ({ source: from, row, line, issues }) =>
          told.push(`${from} ${row} ${line} ${issues[0]!.code} ${issues[0]!.path}`),
      },
    );
    expect(people.ids).toEqual(['ada', 'bob']);
    expect(people.values(spend).toArray()).toEqual([12.5, 0]);
    expect(people.values(events('refund').sum('amount')).toArray()).toEqual([0, 2.675]);
    expect(people.copies).toBe(1);
    expect(told).toEqual([
      'customers 2 4 repeated-customer id',
      'customers 3 5 missing id',
      'events 2 4 unknown-customer customerId',
      'events 3 5 bad-instant when',
      'events 4 6 missing user',
    ]);
    const [customers, happened] = people.files;
    expect(customers).toMatchObject({ source: 'customers', given: 4, accepted: 2, rejected: 2 });
    expect(customers!.notedRows).toMatchObject([
      { row: 1, line: 3, issues: [{ code: 'not-a-number', path: 'seats' }] },
    ]);
    expect(happened).toMatchObject({ source: 'events', given: 7, accepted: 4, rejected: 3 });
    expect(happened!.notedRows.map(({ row, issues }) => [row, issues[0]!.code])).toEqual([
      [1, 'not-a-number'],
      [6, 'duplicate-id'],
    ]);
    expect(people.issues.map(({ code, count }) => [code, count])).toEqual([
      ['repeated-customer', 1],
      ['unknown-customer', 1],
    ]);
  });

  it('everybody who occurs is a customer where no file has customers', async () => {
    const people = await populationFromFiles(source(undefined, written('e2.csv', EVENTS)));
    expect(people.ids).toEqual(['ada', 'bob', 'zoe']);
  });

  it('reads gzip by its bytes, file URLs, streams, several files and one name for all rows', async () => {
    const path = written('e.csv.gz', gzipSync(EVENTS));
    const stream = (async function* () {
      for (const byte of bytes('user,when\nada,2026-11-22T00:00:00Z\n')) yield Uint8Array.of(byte);
    })();
    const people = await populationFromFiles({
      events: [
        { file: pathToFileURL(path), ...MAPPING },
        { file: stream, format: 'csv', customerId: 'user', at: 'when', name: { value: 'logged_in' } },
      ],
      asOf: AS_OF,
    });
    expect(people.values(events('logged_in').count()).toArray()).toEqual([1, 0, 0]);
    expect(people.values(spend).toArray()).toEqual([12.5, 0, 1]);
    expect(people.files.map(({ source: name, given }) => [name, given])).toEqual([
      ['events[0]', 7],
      ['events[1]', 1],
    ]);
  });

  it('a column that is not there is an error that names those that are', async () => {
    const file = written('x.csv', 'a,b\n1,2\n');
    const error = await errorOf(() => populationFromFiles({ events: { file, customerId: 'user' } }));
    expect(error.message).toContain('one of the columns a, b, got "user"');
  });

  it('bad sources are errors that say where', async () => {
    const failing = async (given: unknown) =>
      (await errorOf(() => populationFromFiles(given as FileSource))).message;
    expect(await failing({})).toContain('files: {');
    expect(await failing({ events: 'x.csv' })).toContain('events: expected a source');
    expect(await failing({ events: [{ file: 'x.csv', colour: 1 }] })).toContain('events[0]: expected one of');
    expect(await failing({ events: { file: 'x.bin' } })).toContain(
      'events.file: expected a file that ends in',
    );
    expect(await failing({ events: { file: '', format: 'csv' } })).toContain('a path');
    await expect(populationFromFiles({ events: { file: join(folder, 'absent.csv') } })).rejects.toThrow(
      'ENOENT',
    );
  });

  it('a truncated gzip is an error, and never half a population', async () => {
    const file = written('half.csv.gz', gzipSync(EVENTS.repeat(50)).subarray(0, 120));
    await expect(populationFromFiles({ events: { file, ...MAPPING } })).rejects.toThrow();
  });

  it('checks note rows, and reject them where they say so', async () => {
    const people = await populationFromFiles({
      events: {
        file: written(
          'k.csv',
          'user,when\nada,2026-11-20T00:00:00Z\nbob,2026-11-20T00:00:00Z\nada,2026-11-21T00:00:00Z\n',
        ),
        customerId: 'user',
        at: 'when',
        name: { value: 'logged_in' },
        checks: {
          'is-ada': ({ user }) => user === 'ada',
          'no-bob': ({ user }) => (user === 'bob' ? { message: 'nobody wants bob', reject: true } : null),
        },
      },
      asOf: AS_OF,
    });
    expect(people.ids).toEqual(['ada']);
    expect(people.files[0]).toMatchObject({ given: 3, accepted: 2, rejected: 1 });
    expect(people.files[0]!.causes.map(({ code, count, rejected }) => [code, count, rejected])).toEqual([
      ['is-ada', 2, false],
      ['no-bob', 1, true],
    ]);
  });

  it('progress is told up to the end, and a signal ends it with its reason', async () => {
    const file = written('long.csv', `user,when\n${'ada,2026-11-20T00:00:00Z\n'.repeat(60_000)}`);
    const seen: number[] = [];
    const asked: FileSource = {
      events: { file, customerId: 'user', at: 'when', name: { value: 'x' } },
      asOf: AS_OF,
    };
    await populationFromFiles(asked, {
      onProgress: ({ rows, bytes: read, totalBytes }) => {
        seen.push(rows);
        expect(read).toBeLessThanOrEqual(totalBytes!);
      },
    });
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(60_000);
    const controller = new AbortController();
    const reason = new Error('enough');
    const stopped = populationFromFiles(asked, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(stopped).rejects.toBe(reason);
  });
});
