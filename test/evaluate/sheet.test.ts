import { inspect } from 'node:util';
import {
  attribute,
  classification,
  days,
  events,
  explain,
  HabitusError,
  metric,
  nextChange,
  profile,
  segment,
  sheet,
} from 'habitus';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const customer = { id: 'ada', attributes: { since: '2026-01-01T00:00:00Z', plan: 'pro' } };
const bought = [
  { customerId: 'ada', name: 'purchase', at: '2026-11-01T00:00:00Z', properties: { amount: 30 } },
  { customerId: 'ada', name: 'purchase', at: '2026-11-10T09:30:00Z', properties: { amount: 12.5 } },
  { customerId: 'ada', name: 'purchase', at: '2026-11-30T00:00:00Z', properties: { amount: 99 } },
];
const asOf = '2026-11-22T00:00:00Z';
const ada = profile(customer, bought, { asOf });

const recent = (length: number) => events('purchase').within(days(length)).any();
const loyal = segment('loyal', { title: 'Loyal', where: () => events('purchase').count().atLeast(2) });
const buyer = segment('buyer', { where: () => recent(30) });
const recency = classification('recency', { labels: () => ({ hot: recent(7), warm: recent(90) }) });
const spend = metric('spend', {
  unit: 'EUR',
  value: () => events('purchase').within(days(90)).sum('amount'),
});
const tenure = attribute('since').daysSince();

describe('a sheet', () => {
  it('has everything about one customer: memberships, labels, values, and the next change of each', () => {
    const about = sheet(ada, { loyal, buyer, recency, spend });
    expect(about.values).toEqual({ loyal: true, buyer: true, recency: 'warm', spend: 42.5 });
    expect(about.rows).toEqual([
      {
        name: 'loyal',
        kind: 'segment',
        title: 'Loyal',
        value: true,
        said: 'yes',
        changesAt: null,
        changesTo: null,
      },
      {
        name: 'buyer',
        kind: 'segment',
        value: true,
        said: 'yes',
        changesAt: nextChange(buyer, ada),
        changesTo: false,
      },
      {
        name: 'recency',
        kind: 'classification',
        value: 'warm',
        said: '“warm”',
        changesAt: nextChange(recency, ada),
        changesTo: null,
      },
      {
        name: 'spend',
        kind: 'metric',
        value: 42.5,
        said: '42.5 EUR',
        changesAt: Date.parse('2027-01-30T00:00:00Z'),
        changesTo: 12.5,
      },
    ]);
  });

  it('agrees with what each answers, and with its explanation', () => {
    const asked = { loyal, buyer, recency, spend, tenure };
    const about = sheet(ada, asked);
    for (const { name, value, changesAt, changesTo } of about.rows) {
      const definition = asked[name as keyof typeof asked];
      expect(value).toEqual(definition(ada));
      expect(explain(definition, ada)).toMatchObject({ changesAt, changesTo });
    }
  });

  it('is a table for a terminal, in which values stand below each other', () => {
    const odd = tenure.times(tenure).atLeast(1e6);
    const about = sheet(ada, { loyal, buyer, recency, spend, tenure, odd, none: attribute('none') });
    const lines = String(about).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'ada as of 2026-11-22, if nothing else happens',
      '  loyal    yes       does not change',
      '  buyer    yes       until 2026-12-10 09:30 UTC, then no',
      '  recency  “warm”    until 2027-02-08 09:30 UTC, then no label',
      '  spend    42.5 EUR  until 2027-01-30, then 12.5 EUR',
      '  tenure   325 days  moves with time',
    ]);
    expect(lines[6]).toMatch(
      /^ {2}odd {6}no {8}compare: the instant of the next change cannot be told exactly/,
    );
    expect(lines[7]).toBe('  none     missing   does not change');
    expect(inspect(about)).toBe(String(about));
  });

  it('says in its row that a change cannot be told exactly', () => {
    const about = sheet(ada, { odd: tenure.times(tenure).atLeast(1e6), loyal });
    expect(about.rows[0]).toMatchObject({ value: false, changesAt: null, changesTo: null });
    expect(about.rows[0]?.uncertain).toMatch(/cannot be told exactly/);
    expect(about.rows[1]?.uncertain).toBeUndefined();
  });

  it('keeps a long value and a text of several lines on one line', () => {
    const bob = profile({ id: 'bob', attributes: { note: `${'a'.repeat(60)}\nb`, two: 'c\nd' } });
    const lines = String(sheet(bob, { note: attribute('note'), two: attribute('two') })).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(`  note  “${'a'.repeat(38)}…  does not change`);
    expect(lines[2]).toBe(`  two   “c d”${' '.repeat(37)}does not change`);
  });

  it('is data', () => {
    const about = sheet(ada, { buyer, recency });
    const { customerId, rows } = about;
    expect(JSON.parse(JSON.stringify(about))).toEqual({ customerId, asOf: ada.asOf, rows });
    expect([Object.isFrozen(about), Object.isFrozen(rows), Object.isFrozen(rows[0])]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('takes a list of named definitions, and nothing', () => {
    expect(sheet(ada, [loyal, recency]).values).toEqual({ loyal: true, recency: 'warm' });
    expect(sheet(ada, []).rows).toEqual([]);
    expect(String(sheet(ada, {}))).toBe('ada as of 2026-11-22, if nothing else happens');
  });

  it('is of the profile of a customer of a population', () => {
    const people = population({ customers: [customer], events: bought, asOf });
    const asked = { loyal, buyer, recency, spend };
    expect(sheet(people.profile('ada'), asked).toJSON()).toEqual(sheet(ada, asked).toJSON());
  });

  it('refuses what it cannot ask of one customer, and says where', () => {
    const codeOf = (act: () => unknown): string => {
      try {
        act();
      } catch (error) {
        expect(error).toBeInstanceOf(HabitusError);
        return `${(error as HabitusError).code} ${(error as HabitusError).message}`;
      }
      return 'no error';
    };
    const top = events('purchase').count().topPercent(10) as never;
    expect(codeOf(() => sheet(ada, { buyer, top }))).toMatch(/^needs-population sheet\.top: /);
    expect(codeOf(() => sheet(ada, { x: 5 as never }))).toMatch(/^bad-value sheet\.x: expected a segment/);
    expect(codeOf(() => sheet(ada, [recent(3)]))).toMatch(
      /^bad-value sheet\[0\]: expected a definition with/,
    );
    expect(codeOf(() => sheet(ada, [loyal, loyal]))).toMatch(
      /^bad-value sheet: expected definitions of diff/,
    );
    expect(codeOf(() => sheet(ada, 5 as never))).toMatch(/^bad-value sheet: expected an object or a list/);
    expect(codeOf(() => sheet({} as never, { loyal }))).toMatch(/^not-a-profile /);
  });
});
