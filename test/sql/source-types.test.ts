import { attribute, before, events, exists, type Segment } from 'habitus';
import { vocabulary } from 'habitus/model';
import { type SourceFields, type SqlSource, toSQL } from 'habitus/sql';
import { expect, it } from 'vitest';
import { PATIENCE } from '../trials/settings.js';
import { ENGINES } from './engines.js';

const asOf = Date.parse('2026-06-01T00:00:00Z');
const edge = '2026-03-01T00:00:00Z';

/** The first of several fields, a field under another name, a constant: each read as an instant, a number, a text and a truth. */
const spoken = vocabulary(
  {
    cart: {
      event: 'cart',
      properties: { when: { firstOf: ['w', 'when'] }, what: { firstOf: ['v', { value: 'none' }] } },
    },
    login: { event: 'signin', properties: { when: 'stamp', what: { value: 3 } } },
  },
  { attributes: { since: { firstOf: ['joined', 'since'] }, code: { firstOf: ['a', { value: true }] } } },
);

const definitions: Readonly<Record<string, Segment>> = {
  early: events('cart')
    .where({ when: before(edge) })
    .any(),
  logins: events('login')
    .where({ when: before(edge) })
    .any(),
  either: events()
    .where({ when: before(edge) })
    .count()
    .atLeast(2),
  filled: events('cart').where({ when: exists() }).any(),
  large: events('cart').where({ what: 'none' }).any(),
  three: events('login').sum('what').atLeast(3),
  old: attribute('since', { as: 'instant' }).before(edge),
  known: attribute('since').exists(),
  coded: attribute('code').is('x'),
  true: attribute('code').is(true),
  high: attribute('code', { as: 'number' }).atLeast(3),
};

const sourceOf = (attributes: SourceFields, properties: SourceFields): SqlSource => ({
  customers: { table: 'typed_people', id: 'id', attributes },
  events: {
    table: 'typed_things',
    customerId: 'who',
    at: { column: 'ms', as: 'milliseconds' },
    name: 'name',
    properties,
  },
  vocabulary: spoken,
});

it.each(ENGINES)(
  'the first of several fields has the type in which it is read, on %s',
  async (_, open) => {
    const engine = await open();
    const isClickHouse = engine.dialect.name === 'clickhouse';
    const run = (text: string) => engine.run({ text, values: isClickHouse ? {} : [] });
    const end = isClickHouse ? ' ENGINE = MergeTree ORDER BY tuple()' : '';
    const text = isClickHouse ? 'Nullable(String)' : 'TEXT';
    await run(
      `CREATE TABLE typed_people (id ${text}, traits ${text}, a ${text}, joined ${text}, since ${text})${end}`,
    );
    await run(
      `CREATE TABLE typed_things (who ${text}, ms BIGINT, name ${text}, payload ${text}, w ${text}, stamp ${text}, v ${text})${end}`,
    );
    const [then, now] = ['2026-02-01T00:00:00Z', '2026-05-01T00:00:00Z'];
    const json = (of: object) => `'${JSON.stringify(of)}'`;
    await run(
      `INSERT INTO typed_people VALUES ('ada', ${json({ joined: then, a: 'x' })}, 'x', '${then}', NULL), ('bob', ${json({ since: now })}, NULL, NULL, '${now}')`,
    );
    const things: readonly (readonly [who: string, name: string, bag: Readonly<Record<string, string>>])[] = [
      ['ada', 'cart', { w: then }],
      ['ada', 'signin', { stamp: then }],
      ['bob', 'cart', { when: now, v: 'y' }],
      ['bob', 'other', { when: then }],
    ];
    for (const [who, name, bag] of things) {
      const columns = [bag.w, bag.stamp, bag.v]
        .map((each) => (each === undefined ? 'NULL' : `'${each}'`))
        .join(', ');
      await run(
        `INSERT INTO typed_things VALUES ('${who}', ${asOf - 1000}, '${name}', ${json(bag)}, ${columns})`,
      );
    }
    const ada = {
      early: true,
      logins: true,
      either: true,
      filled: true,
      large: true,
      three: true,
      old: true,
      known: true,
      coded: true,
      true: false,
      high: false,
    };
    const bob = {
      early: false,
      logins: false,
      either: false,
      filled: true,
      large: false,
      three: false,
      old: false,
      known: true,
      coded: false,
      true: true,
      high: false,
    };
    const inJson = { json: 'traits', as: 'text' } as const;
    const asText = (column: string) => ({ column, as: 'text' as const });
    const forms: readonly (readonly [SourceFields, SourceFields, { readonly filled: boolean }])[] = [
      [inJson, { json: 'payload', as: 'text' }, { filled: true }],
      [
        { columns: { joined: asText('joined'), since: asText('since'), a: asText('a'), code: null } },
        { columns: { w: asText('w'), when: null, stamp: asText('stamp'), v: asText('v'), what: null } },
        // There `when` has no column, so that nothing stands in it.
        { filled: false },
      ],
    ];
    for (const [attributes, properties, ofBob] of forms) {
      const rows = await engine.run(
        toSQL(definitions, { dialect: engine.dialect, source: sourceOf(attributes, properties), asOf }),
      );
      expect(rows.find(({ customer_id: id }) => id === 'ada')).toEqual({ customer_id: 'ada', ...ada });
      expect(rows.find(({ customer_id: id }) => id === 'bob')).toEqual({
        customer_id: 'bob',
        ...bob,
        ...ofBob,
      });
    }
    await engine.close();
  },
  PATIENCE,
);
