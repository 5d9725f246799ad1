import { attribute, powerUser, segment } from 'habitus';
import { defineModel, saas, vocabulary } from 'habitus/model';
import { populationFromFiles, readCsv } from 'habitus/population/node';
import { describe, expect, it } from 'vitest';

const bytes = (text: string) => new TextEncoder().encode(text);
const CUSTOMERS = 'id,plan,seats\nada,Business,3\nbob,pro,many\ncid,free,7\n';
const EVENTS = `user,at,name,amount,feature
ada,2026-11-20T09:30:00Z,purchase,12.50,
ada,2026-11-20T09:30:00Z,purchase,much,
bob,2026-11-21T09:30:00Z,wishes,,
cid,2026-11-21T09:30:00Z,used,,export
`;
const app = defineModel({
  attributes: { plan: ['free', 'pro', 'business'], seats: 'number' },
  events: { purchase: { amount: 'number' }, used: { feature: ['export', 'import'] } },
});
const source = {
  customers: { file: bytes(CUSTOMERS), format: 'csv', attributes: 'rest' },
  events: { file: bytes(EVENTS), format: 'csv', customerId: 'user', properties: 'rest' },
  asOf: '2026-11-22T00:00:00Z',
} as const;
const coerce = { numbers: true } as const;

/** The rows as `parse…` reads them. */
const rowsOf = async (text: string) => {
  const rows: Record<string, unknown>[] = [];
  for await (const row of readCsv(bytes(text))) rows.push(row);
  return rows;
};

describe('files that are read against a model', () => {
  it('lose the same rows for the same reasons as parsing does', async () => {
    const rejected: (readonly [
      number,
      readonly { readonly path: string; readonly code: string; readonly message: string }[],
    ])[] = [];
    const people = await populationFromFiles(
      { ...source, model: app, coerce },
      { onRejected: ({ row, issues }) => rejected.push([row, issues]) },
    );
    const customers = app.parseCustomers(await rowsOf(CUSTOMERS), { fields: { attributes: 'rest' }, coerce });
    const happened = app.parseEvents(await rowsOf(EVENTS), {
      fields: { customerId: 'user', properties: 'rest' },
      coerce,
    });
    const parsed = [...customers.rejected, ...happened.rejected].map(({ row, issues }) => [row, issues]);
    expect(parsed.length).toBe(4);
    const isStranger = ([, [issue]]: (typeof rejected)[number]) => issue?.code === 'unknown-customer';
    expect(rejected.filter((each) => !isStranger(each))).toEqual(parsed);
    // The event of somebody who was left out is of nobody.
    expect(rejected.filter(isStranger).map(([row]) => row)).toEqual([0]);
    expect(people.ids).toEqual(customers.accepted.map(({ id }) => id));
    expect(people.profile('cid').eventCount).toBe(1);
    expect(people.values(attribute('seats', { as: 'number' })).toArray()).toEqual([7]);
  });

  it('keep what can be kept where that is said', async () => {
    const people = await populationFromFiles({ ...source, model: app, coerce, mode: 'lenient' });
    expect(people.ids).toEqual(['ada', 'bob', 'cid']);
    expect(people.eventCount).toBe(4);
    expect(people.files.map(({ rejected }) => rejected)).toEqual([0, 0]);
    expect(people.values(attribute('seats', { as: 'number' })).toArray()).toEqual([3, null, 7]);
    expect(people.files[0]?.causes.map(({ code, count }) => [code, count])).toEqual([
      ['unknown-value', 1],
      ['wrong-type', 1],
    ]);
  });

  it('speak the host’s words, values too', async () => {
    const words = vocabulary({}, { attributes: { plan: { from: 'plan', lower: true } } });
    const business = attribute('plan').is('business');
    const plain = await populationFromFiles({ ...source, vocabulary: words });
    const checked = await populationFromFiles({ ...source, vocabulary: words, model: app, coerce });
    expect(plain.members(business).ids()).toEqual(['ada']);
    expect(checked.members(business).ids()).toEqual(['ada']);
    const uses = vocabulary({
      feature_used: {
        event: 'used',
        properties: { feature: { from: 'feature', values: { export: 'Export' } } },
      },
    });
    const used = await populationFromFiles({ ...source, vocabulary: uses });
    expect(used.profile('cid').eventCount).toBe(1);
    expect(used.check(powerUser).findings).toEqual([]);
  });

  it('say what is no model, and options that need one', async () => {
    await expect(populationFromFiles({ ...source, model: {} as never })).rejects.toThrow(
      'model: expected a model: saas, or what defineModel makes',
    );
    await expect(populationFromFiles({ ...source, coerce })).rejects.toThrow(
      'coerce: expected a model beside coerce',
    );
    await expect(populationFromFiles({ ...source, model: saas, mode: 'lax' as never })).rejects.toThrow(
      "mode: expected 'strict' or 'lenient'",
    );
  });
});

describe('files without a word about their names', () => {
  it('make no quiet zero: the table says which event was never there, and which plan was meant', async () => {
    const people = await populationFromFiles({
      customers: {
        file: bytes(['id,plan', ...Array.from({ length: 2000 }, (_, i) => `c${i},Business`)].join('\n')),
        format: 'csv',
        attributes: 'rest',
      },
      events: {
        file: bytes(
          [
            'user,at,name,feature',
            ...Array.from(
              { length: 4000 },
              (_, i) => `c${i % 2000},2026-11-20T09:30:00Z,feature.used,f${i % 7}`,
            ),
          ].join('\n'),
        ),
        format: 'csv',
        customerId: 'user',
        properties: 'rest',
      },
      asOf: '2026-11-22T00:00:00Z',
    });
    const business = segment('business', { where: () => attribute('plan').is('business') });
    const text = String(people.evaluate([powerUser, business]));
    expect(text).toContain('power-user  0 (0 %)');
    expect(text).toContain('no event is called “feature_used”; did you mean “feature.used”?');
    expect(text).toContain('“plan” is never “business”; there is “Business”');
    expect(String(people.members(powerUser))).toContain(
      '0 of 2,000 customers\n  no event is called “feature_used”',
    );
  });
});
