import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HabitusError } from 'habitus';
import { type FileInput, populationFromFiles, readCsv, readNdjson } from 'habitus/population/node';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'habitus-unreadable-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const drained = async (rows: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of rows);
};
const errorOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
};

/** All ways in which a file is read. */
const WAYS: Readonly<Record<string, (file: FileInput) => Promise<unknown>>> = {
  readCsv: (file) => drained(readCsv(file, { quote: null })),
  readNdjson: (file) => drained(readNdjson(file)),
  populationFromFiles: (file) => populationFromFiles({ events: { file, format: 'ndjson' } }),
};
const EVENT = '{"customerId":"ada","name":"a","at":1763600000000}\n';

describe.each(Object.entries(WAYS))(
  'what cannot be read is an error with the name of the file: %s',
  (_, read) => {
    const refused = async (file: string, says: string) => {
      const error = await errorOf(read(file));
      expect(error).toBeInstanceOf(HabitusError);
      expect(error).toMatchObject({ code: 'unreadable-file', path: file });
      expect((error as HabitusError).message).toContain(file);
      expect((error as HabitusError).message).toContain(says);
      return error as HabitusError;
    };

    it('a file that is not there', async () => {
      const { cause } = await refused(join(folder, 'none.csv'), 'ENOENT');
      expect(cause).toMatchObject({ code: 'ENOENT' });
    });

    it('a folder', async () => {
      await refused(folder, 'expected a file, got a folder');
    });

    it('a gzip that is cut off', async () => {
      const file = written('half.gz', gzipSync(EVENT.repeat(50)).subarray(0, 60));
      const { cause } = await refused(file, 'unexpected end of file');
      expect(cause).toMatchObject({ code: 'Z_BUF_ERROR' });
    });

    it('a gzip that is damaged', async () => {
      const bytes = gzipSync(EVENT.repeat(2000));
      bytes.fill(0xff, 30, 60);
      await refused(written('damaged.gz', bytes), 'gzip');
    });

    it('a pipe that nobody writes into, and a device without an end: neither waits, neither runs on', async () => {
      const pipe = join(folder, `pipe-${Math.random()}`);
      execFileSync('mkfifo', [pipe]);
      await refused(pipe, 'expected a file, got a pipe: give a stream of it (createReadStream) to read it');
      await refused('/dev/zero', 'expected a file, got a device');
    });
  },
);

describe('Parquet and queries', () => {
  const read = (file: string) => populationFromFiles({ events: { file, format: 'parquet' } });

  it.each([
    ['that is damaged', written('damaged.parquet', 'PAR1, and then nothing of it'), 'unreadable-file'],
    ['that is not there', join(folder, 'none.parquet'), 'unreadable-file'],
    ['that is a folder', folder, 'unreadable-file'],
  ])('a file %s is an error with its name', async (_, file, code) => {
    const error = await errorOf(read(file));
    expect(error).toBeInstanceOf(HabitusError);
    expect(error).toMatchObject({ code, path: file });
    expect((error as HabitusError).message).toContain(file);
  });

  it('a query that DuckDB refuses is an error of the engine, where it stands', async () => {
    const error = await errorOf(populationFromFiles({ events: { query: 'SELECT * FROM nowhere' } }));
    expect(error).toMatchObject({ code: 'engine-error', path: 'events.query' });
    expect((error as HabitusError).message).toContain('nowhere');
  });
});

describe('a stream', () => {
  it('is read from a pipe, too, where that is asked for', async () => {
    const pipe = join(folder, 'asked');
    execFileSync('mkfifo', [pipe]);
    const writer = execFileSync.bind(null, 'sh', ['-c', `(printf 'a\\n1\\n' > '${pipe}') >/dev/null 2>&1 &`]);
    writer();
    const rows: unknown[] = [];
    for await (const row of readCsv(createReadStream(pipe))) rows.push(row);
    expect(rows).toEqual([{ a: '1' }]);
  });

  it('throws what it throws: that is the source’s own', async () => {
    async function* broken() {
      yield new TextEncoder().encode('a\n1\n');
      throw new RangeError('mine');
    }
    expect(await errorOf(drained(readCsv(broken())))).toEqual(new RangeError('mine'));
    async function* half() {
      yield gzipSync('a\n1\n').subarray(0, 12);
      throw new RangeError('mine');
    }
    expect(await errorOf(drained(readCsv(half())))).toEqual(new RangeError('mine'));
  });

  it('that is a damaged gzip is an error at the file', async () => {
    const error = await errorOf(drained(readCsv([gzipSync('a\n1\n').subarray(0, 12)])));
    expect(error).toMatchObject({ code: 'unreadable-file', path: 'file' });
  });
});
