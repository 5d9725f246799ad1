import { attribute } from 'habitus';
import { toSQL } from 'habitus/sql';
import { expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { ENGINES } from './engines.js';
import { testTable, withTables } from './source-tables.js';

const LISTS = [['a/b', 'é'], ['\u{1f600}'], ['"', '\\', '\u0001'], []];

it.each(ENGINES)(
  'a list is the same however it is written, in a column or in JSON, on %s',
  async (_, open) => {
    const engine = await open();
    // Slashes, letters and blanks may be written in several ways in JSON.
    const written = (list: readonly string[]): string =>
      JSON.stringify(list)
        .replaceAll('/', '\\/')
        .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replaceAll(',', ' , ');
    const people = LISTS.map((tags, i) => ({ id: `c${i}`, tags }));
    const changes = people.flatMap(({ id, tags }) => [
      { id, at: 10, json: written(tags) },
      { id, at: 20, json: '["other"]' },
      { id, at: 30, json: written(tags) },
      { id, at: 40, json: JSON.stringify(tags) },
    ]);
    const tables = [
      testTable<(typeof people)[number]>(
        'listed_people',
        [
          ['id', 'text', ({ id }) => id],
          ['tags', 'list', ({ tags }) => tags],
        ],
        people,
      ),
      testTable<(typeof changes)[number]>(
        'listed_changes',
        [
          ['who', 'text', ({ id }) => id],
          ['at_ms', 'integer64', ({ at }) => at],
          ['said', 'text', ({ json }) => `{"tags":${json}}`],
        ],
        changes,
      ),
    ];
    const ask = (asOf: number) =>
      toSQL(
        { typed: attribute('tags', { as: 'list' }).heldSince(), any: attribute('tags').heldSince() },
        {
          dialect: engine.dialect,
          asOf,
          source: {
            customers: {
              table: 'listed_people',
              id: 'id',
              attributes: { columns: { tags: { column: 'tags', as: 'list' } } },
              history: {
                table: 'listed_changes',
                id: 'who',
                at: { column: 'at_ms', as: 'milliseconds' },
                attributes: { json: 'said', as: 'text' },
              },
            },
          },
        },
      );
    await withTables(engine, tables, async () => {
      // The first entry says what the column had anyway; the last one what the one before it says.
      for (const [asOf, since] of [
        [10, null],
        [20, 20],
        [40, 30],
      ] as const)
        for (const row of await engine.run(ask(asOf)))
          expect({ asOf, ...row }).toEqual({ asOf, customer_id: row.customer_id, typed: since, any: since });
    });
    await engine.close();
  },
  PATIENCE,
);
