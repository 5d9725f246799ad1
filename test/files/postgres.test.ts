import { PGlite } from '@electric-sql/pglite';
import { before, events } from 'habitus';
import { defineModel } from 'habitus/model';
import { populationFromFiles, readCsv } from 'habitus/population/node';
import { expect, it } from 'vitest';
import * as z from 'zod';

const AS_OF = '2026-11-22T00:00:00Z';
const MAPPING = {
  customerId: 'customer_id',
  at: 'happened_at',
  properties: { columns: { due: 'due' } },
} as const;

const app = defineModel({ events: { purchase: { due: z.string().nullish() } } });

/** What `COPY … TO … WITH (FORMAT csv, HEADER)` writes where the session's zone is this one. */
const copied = async (engine: PGlite, timeZone: string): Promise<Uint8Array> => {
  await engine.exec(`SET TIME ZONE '${timeZone}'`);
  const { blob } = await engine.query(
    "COPY (SELECT * FROM happened ORDER BY customer_id, happened_at) TO '/dev/blob' WITH (FORMAT csv, HEADER)",
  );
  return new Uint8Array(await blob!.arrayBuffer());
};

it('a COPY … CSV of PostgreSQL is read as it is, whatever the zone of the session', async () => {
  const engine = await PGlite.create();
  try {
    await engine.exec(`
      CREATE TABLE happened (customer_id text, name text, happened_at timestamptz, due timestamptz);
      INSERT INTO happened VALUES
        ('ada', 'purchase', '2026-11-20 09:30:00+00', '2026-12-01 00:00:00+00'),
        ('ada', 'purchase', '2026-11-20 09:30:00.123456+00', NULL),
        ('bob', 'purchase', '2026-07-01 00:00:00.5+02', '2026-08-01 12:00:00+00'),
        ('bob', 'purchase', '1969-12-31 23:59:59.9999+00', NULL)`);
    for (const [timeZone, shown] of [
      ['UTC', '2026-11-20 09:30:00+00'],
      ['Europe/Paris', '2026-11-20 10:30:00+01'],
      ['Asia/Kolkata', '2026-11-20 15:00:00+05:30'],
      ['America/St_Johns', '2026-11-20 06:00:00-03:30'],
    ] as const) {
      const csv = await copied(engine, timeZone);
      expect(new TextDecoder().decode(csv)).toContain(`ada,purchase,${shown},`);
      const people = await populationFromFiles({
        events: { file: csv, format: 'csv', ...MAPPING },
        asOf: AS_OF,
      });
      expect(people.files[0]).toMatchObject({ given: 4, accepted: 4, rejected: 0 });
      expect(people.files[0]!.notedRows).toEqual([]);
      expect(people.values(events('purchase').lastAt()).toArray()).toEqual([
        Date.parse('2026-11-20T09:30:00.123Z'),
        Date.parse('2026-06-30T22:00:00.500Z'),
      ]);
      expect(people.values(events('purchase').firstAt()).toArray()).toEqual([
        Date.parse('2026-11-20T09:30:00Z'),
        -1,
      ]);
      const dueBefore = events('purchase').where({ due: before('2026-11-30 23:59:59.999+00') });
      expect(people.values(dueBefore.count()).toArray()).toEqual([0, 1]);

      const rows: number[] = [];
      for await (const { at } of app.readEvents(readCsv(csv), { fields: MAPPING })) rows.push(Number(at));
      expect(rows).toEqual([
        Date.parse('2026-11-20T09:30:00Z'),
        Date.parse('2026-11-20T09:30:00.123Z'),
        -1,
        Date.parse('2026-06-30T22:00:00.500Z'),
      ]);
    }
  } finally {
    await engine.close();
  }
});
