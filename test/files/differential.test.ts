import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { vocabulary } from 'habitus/model';
import { type Population, population } from 'habitus/population';
import {
  type EventsFrom,
  type FileRow,
  populationFromFiles,
  readCsv,
  readNdjson,
} from 'habitus/population/node';
import { describe, expect, it } from 'vitest';
import { numberOf } from '../../src/files/byte-numbers.js';
import { runnerOf } from '../../src/population/population.js';
import { restore } from '../../src/population/restore.js';
import { type EventFields, eventReader, translator } from '../../src/rows/index.js';
import { instantIn, toInstant } from '../../src/time/index.js';
import type { HostVocabulary } from '../../src/vocabulary/index.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A file that comes in pieces of so many bytes, again and again. */
function* inPieces(whole: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < whole.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield whole.subarray(at, at + size);
    at += size;
  }
}

const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
};

const piece = fc.constantFrom(
  'a',
  'é',
  '日',
  '🙂',
  '"',
  ',',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '0',
  '\\',
  ';',
  '\t',
  "'",
);
const field = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

/** A table of two to four columns as text, each field quoted where it must be, and sometimes where it need not. */
const table = fc
  .record({
    width: fc.integer({ min: 2, max: 4 }),
    rows: fc.array(fc.array(fc.tuple(field, fc.boolean()), { minLength: 4, maxLength: 4 }), { maxLength: 8 }),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.boolean(),
    last: fc.boolean(),
  })
  .map(({ width, rows, end, mark, last }) => {
    const spell = ([text, quoted]: readonly [string, boolean]): string =>
      quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const lines = [
      Array.from({ length: width }, (_, i) => `column ${i}`).join(),
      ...rows.map((row) => row.slice(0, width).map(spell).join()),
    ];
    return `${mark ? '\ufeff' : ''}${lines.join(end)}${last ? end : ''}`;
  });

describe('separated values', () => {
  it('are what csv-parse reads, wherever the pieces end', async () => {
    await fc.assert(
      fc.asyncProperty(table, sizes, async (text, pieces) => {
        const expected: Record<string, string>[] = parse(text, {
          columns: true,
          bom: true,
          skip_empty_lines: true,
          record_delimiter: ['\r\n', '\n', '\r'],
        });
        const rows = await all(readCsv(inPieces(bytes(text), pieces), { empty: 'text' }));
        expect(rows).toEqual(expected);
      }),
      { numRuns: 600 },
    );
  });

  it('garbage never hangs, loses a row unsaid, or depends on where the pieces end', async () => {
    const garbage = fc.uint8Array({ maxLength: 60 }).map((some) => {
      const alphabet = bytes('a",\n\r\n"é;');
      return Uint8Array.from([...bytes('a,b\n'), ...some.map((at) => alphabet[at % alphabet.length]!)]);
    });
    await fc.assert(
      fc.asyncProperty(garbage, sizes, async (text, pieces) => {
        const read = async (file: Uint8Array | Iterable<Uint8Array>) => {
          const rejected: FileRow[] = [];
          const rows = await all(readCsv(file, { onRejected: (row) => rejected.push(row) }));
          return { rows, rejected };
        };
        const whole = await read(text);
        expect(await read(inPieces(text, pieces))).toEqual(whole);
        const numbers = whole.rejected.map(({ row }) => row);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }),
      { numRuns: 400 },
    );
  });
});

describe('lines of JSON', () => {
  it('are what JSON.parse reads, wherever the pieces end', async () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(object, { maxLength: 6 }), sizes, async (objects, pieces) => {
        const lines = objects.map((one) => JSON.stringify(one));
        const rows = await all(readNdjson(inPieces(bytes(lines.join('\n')), pieces)));
        expect(rows).toEqual(lines.map((line) => JSON.parse(line)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is read from bytes', () => {
  it('numbers are those of Number, or left to it', () => {
    const digits = fc.stringMatching(/^[+-]?\d{0,18}(\.\d{0,18})?$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.double().map(String)), (text) => {
        const given = bytes(text);
        const read = numberOf(given, 0, given.length);
        if (!Number.isNaN(read)) expect(read).toBe(Number(text) + 0);
      }),
      { numRuns: 5000 },
    );
  });

  it('instants are those of toInstant, or left to it', () => {
    const pad = (value: number, width: number): string => String(value).padStart(width, '0');
    const instant = fc
      .tuple(
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.integer({ min: 0, max: 25 }),
        fc.integer({ min: 0, max: 61 }),
        fc.constantFrom('', ':07', ':60', ':59.9', ':01.1239', ':01.', ':1'),
        fc.constantFrom('Z', '+01:30', '-0930', '+05', '', 'z', '+1', '+24:00', '+01:60', 'Z ', '+01:'),
        fc.constantFrom('T', ' ', 't'),
      )
      .map(
        ([y, m, d, h, minute, s, zone, t]) =>
          `${pad(y, 4)}-${pad(m, 2)}-${pad(d, 2)}${t}${pad(h, 2)}:${pad(minute, 2)}${s}${zone}`,
      );
    fc.assert(
      fc.property(instant, (text) => {
        const given = bytes(text);
        const read = instantIn(given, 0, given.length);
        expect(Number.isNaN(read) ? null : read).toBe(toInstant(text));
      }),
      { numRuns: 20_000 },
    );
  });
});

/** The same rows read as objects, translated, and given to `population`. */
const fromObjects = (rows: readonly unknown[], fields: EventFields, host: HostVocabulary | undefined) => {
  const reader = eventReader(fields);
  const translate = host && translator(host);
  const faults: unknown[] = [];
  const issues: unknown[] = [];
  const events = rows.flatMap((row, i) => {
    const read = reader.read(row);
    if ('faults' in read) {
      faults.push([i, read.faults]);
      return [];
    }
    const translated = translate?.event(read.name, read.properties, read.at);
    const found = [...read.issues, ...(translated?.issues ?? [])];
    if (found.length > 0) issues.push([i, found]);
    const { name, properties } = translated ?? read;
    return [
      {
        customerId: read.customerId as string,
        name,
        at: read.at,
        id: read.id,
        actor: read.actor,
        properties,
      },
    ];
  });
  const ids = [...new Set(events.map(({ customerId }) => customerId))];
  return {
    people: population({ customers: ids.map((id) => ({ id })), events, asOf: AS_OF } as never),
    faults,
    issues,
  };
};

const AS_OF = '2026-11-23T00:00:00Z';

const byMessage = ({ issues }: Population) =>
  issues.toSorted((a, b) => (a.message < b.message ? -1 : Number(a.message > b.message)));

/** All that a population holds. */
const stored = (people: Population) => {
  const { store } = runnerOf(people);
  return people.ids.map((_, customer) => restore(store, customer));
};

const same = async (
  from: EventsFrom,
  fields: EventFields,
  rows: readonly unknown[],
  host?: HostVocabulary,
) => {
  const faults: unknown[] = [];
  const issues: unknown[] = [];
  const made = await populationFromFiles(
    { events: from, asOf: AS_OF, vocabulary: host },
    {
      onRejected: (one) => faults.push([one.row, one.issues]),
      onNoted: (one) => {
        const found = one.issues.filter(({ code }) => code !== 'duplicate-id');
        if (found.length > 0) issues.push([one.row, found]);
      },
    },
  );
  const expected = fromObjects(rows, fields, host);
  expect(faults).toEqual(expected.faults);
  expect(issues).toEqual(expected.issues);
  expect(made.ids).toEqual(expected.people.ids);
  expect(made.copies).toBe(expected.people.copies);
  expect(byMessage(made)).toEqual(byMessage(expected.people));
  expect(stored(made)).toEqual(stored(expected.people));
};

const cell = fc.constantFrom(
  '',
  'ada',
  'bob',
  '1',
  '0',
  '-0',
  '12.50',
  '1e3',
  '1,5',
  ' 2',
  '2.675',
  '12345678901234567890',
  'true',
  'FALSE',
  'é"x"',
  '2026-11-20T09:30:00Z',
  '2026-11-20T09:30:00.5+01:00',
  '2026-03-29 02:30',
  '2026-11-20',
  '1763600000',
  '20/11/2026',
  'EUR',
  '🙂',
);
const when = fc.constantFrom(
  '2026-11-20T09:30:00Z',
  '2026-11-20T10:30:00',
  '2026-10-25 02:30:00',
  '2026-03-29T02:30',
  'x',
  '',
  '2026-11-21',
);
const FIELDS = [
  'number',
  'boolean',
  'text',
  'instant',
  'seconds',
  'milliseconds',
  'microseconds',
  undefined,
] as const;

const HOST = vocabulary(
  {
    purchase: {
      event: ['bob', 'bought'],
      properties: {
        amount: { from: 'b', dividedBy: 100 },
        first: { firstOf: ['c', 'a', { value: 'none' }] },
        a: 'c',
      },
    },
    refund: { event: 'ada', properties: { amount: { from: 'b', currency: 'a' }, kind: { value: true } } },
  },
  { money: { currency: 'EUR', rates: { USD: 0.9, ada: 2 } } },
);

describe('a population from files is that of the same rows as objects', () => {
  it('separated values, however their columns are read', async () => {
    const row = fc.record({ who: cell, when, what: cell, a: cell, b: cell, c: cell, key: cell });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.tuple(...['a', 'b', 'c'].map(() => fc.constantFrom(...FIELDS))),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('UTC', 'Europe/Paris', undefined),
        async (rows, kinds, rest, translated, timeZone) => {
          const spell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const text = [
            'who,when,what,a,b,c,key',
            ...rows.map((one) => Object.values(one).map(spell).join()),
          ].join('\n');
          const columns = Object.fromEntries(
            ['a', 'b', 'c'].map((column, i) => [
              column,
              kinds[i] === undefined ? column : { column, as: kinds[i] },
            ]),
          );
          const fields: EventFields = {
            customerId: 'who',
            at: { column: 'when', as: 'instant', timeZone },
            name: 'what',
            id: 'key',
            properties: rest ? 'rest' : { columns },
          };
          const given = rows.map((one) =>
            Object.fromEntries(Object.entries(one).filter(([, value]) => value !== '')),
          );
          await same(
            { file: bytes(text), format: 'csv', ...fields },
            fields,
            given,
            translated ? HOST : undefined,
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it('lines of JSON, with any values at all', async () => {
    const any = fc.oneof(
      cell,
      fc.constantFrom(
        null,
        true,
        false,
        0,
        1,
        -1,
        2.5,
        1e21,
        1763600000000,
        [],
        ['a'],
        {},
        { a: 1 },
        'a\nb',
        '\ud800',
      ),
    );
    const row = fc.record(
      {
        who: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('ada', 'bob') }, any),
        when: fc.oneof({ weight: 4, arbitrary: when }, any),
        what: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('ada', 'bob') }, any),
        key: any,
        by: any,
        props: fc.oneof(
          fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'é'), any, { maxKeys: 4 }),
          any,
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        fc.constantFrom<EventFields['properties'][]>('props', 'rest', {
          columns: { x: { column: 'props', as: 'text' }, y: 'by' },
        }),
        async (rows, translated, properties) => {
          const lines = rows.map((one) => JSON.stringify(one));
          const fields: EventFields = {
            customerId: 'who',
            at: 'when',
            name: 'what',
            id: 'key',
            actor: 'by',
            properties,
          };
          const given = lines.map((line) => JSON.parse(line));
          await same(
            { file: bytes(lines.join('\n')), format: 'ndjson', ...fields },
            fields,
            given,
            translated ? HOST : undefined,
          );
        },
      ),
      { numRuns: 600 },
    );
  });
});
