import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { events } from 'habitus';
import { type EventsFrom, populationFromFiles, readCsv } from 'habitus/population/node';
import { describe, expect, it } from 'vitest';

const folder = process.env.HABITUS_DATA ?? '';
/** Data that cannot be carried is read from the folder that HABITUS_DATA names. */
const where = (name: string) => join(folder, name);
const withData = folder !== '' && existsSync(where('ravenstack')) ? it : it.skip;
const AS_OF = '2025-01-01T00:00:00Z';

const read = async (from: EventsFrom) => {
  const people = await populationFromFiles({ events: from, asOf: AS_OF });
  const { given, accepted, rejected, causes } = people.files[0]!;
  expect(accepted + rejected).toBe(given);
  return { people, given, accepted, causes: causes.map(({ code, path, count }) => [code, path, count]) };
};

describe('real files', () => {
  it('a year of a wholesaler: 541,909 lines, of which 135,080 have no customer', async () => {
    const { people, given, accepted, causes } = await read({
      file: 'examples/data/online_retail.csv.gz',
      customerId: 'CustomerID',
      at: { column: 'InvoiceDate', as: 'instant', timeZone: 'Europe/London' },
      name: { value: 'item_purchased' },
      properties: {
        columns: { quantity: { column: 'Quantity', as: 'number' }, product: 'StockCode', order: 'InvoiceNo' },
      },
    });
    expect([given, accepted, people.size]).toEqual([541_909, 406_829, 4372]);
    expect(causes).toEqual([['missing', 'CustomerID', 135_080]]);
    expect(people.values(events('item_purchased').distinct('product')).get('17850')).toBeGreaterThan(0);
  });

  it('a sample of a grocer’s receipts: 75,000 lines', async () => {
    const { people, given, causes } = await read({
      file: 'examples/data/complete_journey_transactions_sample.csv.gz',
      customerId: 'household_id',
      at: { column: 'transaction_timestamp', as: 'instant', timeZone: 'UTC' },
      name: { value: 'item_purchased' },
      properties: { columns: { amount: { column: 'sales_value', as: 'number' } } },
    });
    expect([given, people.eventCount, causes]).toEqual([75_000, 75_000, []]);
  });

  withData('CDs: 69,659 rows parted by blanks, days without a separator', async () => {
    const { people, given, causes } = await read({
      file: where('cdnow/CDNOW_master.txt'),
      format: 'csv',
      delimiter: 'blanks',
      customerId: 'customer_id',
      at: { column: 'date', as: 'instant', format: 'yyyyMMdd', timeZone: 'UTC' },
      name: { value: 'purchase' },
      properties: { columns: { amount: { column: 'dollar_value', as: 'number' } } },
    });
    expect([given, people.size, people.eventCount, causes]).toEqual([69_659, 23_570, 69_659, []]);
    expect(people.values(events('purchase').sum('amount')).get('00002')).toBe(89);
  });

  withData('messages of students: 59,835 rows without a header, in seconds', async () => {
    const { people, given, causes } = await read({
      file: where('college_msg/CollegeMsg.txt.gz'),
      format: 'csv',
      delimiter: ' ',
      columns: ['from', 'to', 'seconds'],
      customerId: 'from',
      at: { column: 'seconds', as: 'seconds' },
      name: { value: 'community_post' },
    });
    expect([given, people.size, people.eventCount, causes]).toEqual([59_835, 1350, 59_835, []]);
  });

  withData('a shop’s clickstream: 17,435 rows with blanks in the times', async () => {
    const header: string[] = [];
    for await (const row of readCsv(where('rees46/events_2019-10-01.csv.gz'))) {
      header.push(...Object.keys(row));
      break;
    }
    expect(header).toContain('event_time');
  });

  withData(
    'uses of a made-up product: 19,142 before their subscription, 21 under an id that came before',
    async () => {
      const table = (name: string) => where(`ravenstack/ravenstack_${name}.csv`);
      const started = new Map<unknown, string>();
      for await (const one of readCsv(table('subscriptions')))
        started.set(one.subscription_id, one.start_date!);
      const people = await populationFromFiles({
        customers: {
          file: table('subscriptions'),
          id: 'subscription_id',
          attributes: { columns: { plan: 'plan_tier' } },
        },
        events: {
          file: table('feature_usage'),
          customerId: 'subscription_id',
          at: { column: 'usage_date', as: 'instant', timeZone: 'UTC' },
          name: { value: 'feature_used' },
          id: 'usage_id',
          properties: { columns: { feature: 'feature_name' } },
          checks: {
            'used-before-subscribed': ({ subscription_id, usage_date }) =>
              (usage_date as string) < started.get(subscription_id)!,
          },
        },
        asOf: AS_OF,
      });
      const [subscriptions, uses] = people.files;
      expect(subscriptions).toMatchObject({ given: 5000, accepted: 5000, rejected: 0 });
      expect(uses).toMatchObject({ given: 25_000, accepted: 25_000, rejected: 0 });
      expect(uses!.causes.map(({ code, count, rejected }) => [code, count, rejected])).toEqual([
        ['used-before-subscribed', 19_142, false],
        ['duplicate-id', 21, false],
      ]);
      expect(people.issues).toEqual([]);
    },
  );
});
