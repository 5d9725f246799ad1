import { describe, expect, it } from 'vitest';
import { HabitusError } from '../../src/index.js';
import { type LoadLimits, loadPopulation, population } from '../../src/population/index.js';
import { populationFromFiles } from '../../src/population/node/index.js';

const customers = [{ id: 'ada', attributes: { plan: 'pro' } }, { id: 'bob' }];
const events = [
  { customerId: 'ada', name: 'a', at: 0, properties: { n: 1 } },
  { customerId: 'bob', name: 'b', at: 1, properties: { m: 1, n: 2 } },
];
const csv = new TextEncoder().encode(
  'user,when,what,n,m\nada,1970-01-01T00:00:00Z,a,1,\nbob,1970-01-01T00:00:01Z,b,2,1\n',
);

/** The three ways in, each with limits. */
const WAYS: readonly (readonly [string, (limits: LoadLimits) => Promise<{ readonly size: number }>])[] = [
  ['population', async (limits) => population({ customers, events, limits })],
  ['loadPopulation', (limits) => loadPopulation({ customers, events }, { limits })],
  [
    'populationFromFiles',
    (limits) =>
      populationFromFiles(
        {
          events: {
            file: csv,
            format: 'csv',
            customerId: 'user',
            at: 'when',
            name: 'what',
            properties: { columns: { n: { column: 'n', as: 'number' }, m: { column: 'm', as: 'number' } } },
          },
        },
        { limits },
      ),
  ],
];

describe.each(WAYS)('limits of %s', (_, load) => {
  it.each([
    [{ rows: 1 }, 'limits.rows: expected at most 1 rows: load less, or raise this limit'],
    [{ names: 1 }, 'limits.names: expected at most 1 names of events: load less, or raise this limit'],
    [
      { properties: 1 },
      'limits.properties: expected at most 1 names of properties and attributes: load less, or raise this limit',
    ],
    [{ bytes: 50 }, 'limits.bytes: expected at most 50 bytes: load less, or raise this limit'],
  ])('refuse what passes one of them, and say which: %j', async (limits, message) => {
    await expect(load(limits)).rejects.toThrow(
      new HabitusError('too-large', message.split(': ').slice(1).join(': '), message.split(': ')[0]),
    );
  });

  it('take what stays within them', async () => {
    expect((await load({ rows: 4, names: 2, properties: 3, bytes: 2000 })).size).toBe(2);
    expect((await load({})).size).toBe(2);
    expect((await load({ rows: Infinity })).size).toBe(2);
  });

  it.each([{ rows: 0 }, { bytes: -1 }, { names: NaN }, { properties: '5' }, { row: 5 }])(
    'are numbers above 0, of a known name: %j',
    async (limits) => {
      await expect(load(limits as never)).rejects.toThrow(HabitusError);
    },
  );
});
