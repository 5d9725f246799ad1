import { readFileSync, writeFileSync } from 'node:fs';
import { attribute, days, events, hours, metric, segment, sequence } from 'habitus';
import { powerUser, usageTier } from 'habitus/catalogue';
import { type SqlSource, toSQL } from 'habitus/sql';
import { expect, it } from 'vitest';
import { dialects } from './dialects.js';

/**
 * Statements that a person can read, one file a dialect: a change of the printed text is seen there. They are written anew with
 * `GOLDEN=update npx vitest run test/sql/golden.test.ts`.
 */
const definitions = {
  power_user: powerUser,
  usage_tier: usageTier,
  fast_buyer: segment('fast-buyer', {
    where: () =>
      sequence(events('product_viewed'), events('cart_added'), events('purchase'))
        .within(hours(1))
        .completed(),
  }),
  euro_spend: metric('euro-spend', {
    value: () =>
      events('purchase')
        .within(days(30))
        .where({ currency: 'EUR' })
        .sum('amount')
        .dividedBy(attribute('seats', { as: 'number' })),
  }),
  of_team: segment('of-team', { where: () => attribute('accountPlan').is('team') }),
};

const source: SqlSource = {
  customers: {
    table: 'app.users',
    id: 'id',
    attributes: { columns: { plan: 'plan', seats: { column: 'seats', as: 'number' } } },
    accounts: {
      table: 'crm.accounts',
      id: 'id',
      by: 'account_id',
      attributes: { columns: { accountPlan: 'plan' } },
    },
  },
  events: {
    table: 'app.events',
    customerId: 'user_id',
    at: 'happened_at',
    name: 'event',
    id: 'message_id',
    properties: { json: 'properties' },
  },
};

it.each(dialects)('the statement for %s is the one in golden', (name, dialect) => {
  const statement = toSQL(definitions, { dialect, asOf: '2026-11-22T00:00:00Z', source });
  const text = `${statement.text}\n`;
  const file = new URL(`golden/${name}.sql`, import.meta.url);
  if (process.env.GOLDEN === 'update') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
});
