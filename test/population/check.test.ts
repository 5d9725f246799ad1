import { atLeast, attribute, days, events, explain, metric, powerUser, segment, weeks } from 'habitus';
import { population, populationFromColumns, withAttributes } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const AT = '2026-11-20T09:30:00Z';
const people = population({
  customers: [
    { id: 'ada', attributes: { plan: 'Business', seats: '12', quota: 12n, since: '2026-01-01' } },
    { id: 'bob', attributes: { plan: 'trial', tags: ['a'] } },
    { id: 'cid', attributes: { seats: 3 }, history: [{ at: AT, attributes: { region: 'EU' } }] },
    { id: 'dan' },
  ],
  events: [
    { customerId: 'ada', name: 'feature.used', at: AT, properties: { feature: 'export' } },
    { customerId: 'ada', name: 'purchase', at: AT, properties: { amount: '12', total: 4, code: 'A' } },
    { customerId: 'bob', name: 'purchase', at: AT, properties: { total: 5, when: '2026-11-01T00:00:00Z' } },
    { customerId: 'zoe', name: 'seen_once', at: AT },
  ],
  asOf: '2026-11-22T00:00:00Z',
});
const purchase = events('purchase');

const found = (definitions: Parameters<typeof people.check>[0]) =>
  people.check(definitions).findings.map(({ code, message }) => `${code}: ${message}`);

describe('a check of definitions against a population', () => {
  it('says nothing of what is there', () => {
    const fine = {
      bought: purchase.where({ total: atLeast(3), code: 'A' }).any(),
      late: purchase.last('when', { as: 'instant' }),
      region: metric('region', { value: () => attribute('region', { as: 'text' }) }),
      any: events().within(weeks(4)).count(),
    };
    expect(people.check(fine).findings).toEqual([]);
    expect(String(people.check(fine))).toBe(
      '4 definitions checked: nothing amiss\n  counted where all events but some are: feature.used, purchase',
    );
    expect(String(people.check(purchase.any()))).toBe('1 definition checked: nothing amiss');
  });

  it('says which events there are none of, with the name that was meant', () => {
    expect(found(powerUser)).toEqual([
      'no-event: no event is called “feature_used”; did you mean “feature.used”?',
    ]);
    expect(found(events.startingWith('order:').any())).toEqual(['no-event: no event begins with “order:”']);
    // An event of nobody who is a customer is in no table.
    expect(found(events('seen_once').any())).toEqual(['no-event: no event is called “seen_once”']);
  });

  it('says where the events are at another time than answers look at', () => {
    const at = (instants: readonly (string | number)[], asOf?: string) =>
      population({
        customers: [{ id: 'ada' }],
        events: instants.map((when) => ({ customerId: 'ada', name: 'a', at: when })),
        asOf: asOf ?? '2026-11-22T00:00:00Z',
      });
    const said = (of: ReturnType<typeof at>) =>
      of.check(events('a').any()).findings.map(({ message }) => message);
    expect(said(at([1_790_000_000, 1_790_000_100]))).toEqual([
      'all 2 events lie before 1970-01-22: are their instants seconds instead of milliseconds?',
    ]);
    expect(said(at(['2027-01-01T00:00:00Z']))).toEqual([
      'the one event lies after 2026-11-22, the instant of the answers',
    ]);
    expect(said(at(['2020-01-01T00:00:00Z', '2027-01-01T00:00:00Z']))).toEqual([
      '1 of 2 events are later than 2026-11-22: they are not looked at',
      'the newest event is 2,517 days before 2026-11-22, the instant of the answers',
    ]);
    expect(said(at(['2026-11-01T00:00:00Z']))).toEqual([]);
    expect(
      at([1_790_000_000])
        .check(attribute('plan').is('x'))
        .findings.map(({ code }) => code),
    ).toEqual(['no-attribute']);
    expect(String(at([1_790_000_000]).evaluate({ a: events('a').within(days(9)).any() }))).toContain(
      'seconds instead of milliseconds',
    );
  });

  it('says which properties and attributes there are none of', () => {
    expect(found(purchase.where({ totl: atLeast(1) }).any())).toEqual([
      'no-property: no “purchase” event has “totl”; did you mean “total”?',
    ]);
    expect(found(purchase.followedBy(purchase, days(1), { same: 'order' }).any())).toEqual([
      'no-property: no “purchase” event has “order”',
    ]);
    expect(found(events().distinct('color'))).toEqual([
      'no-property: none of the events that are read has “color”',
    ]);
    expect(found(attribute('plann').is('trial'))).toEqual([
      'no-attribute: nobody has “plann”; did you mean “plan”?',
    ]);
    expect(found(attribute('quota').atLeast(1))).toEqual([
      'no-attribute: “quota” is nothing that can be read, of anybody (see issues)',
    ]);
  });

  it('says which values are of another type than they are read as, always or in part', () => {
    expect(found(purchase.sum('amount'))).toEqual([
      'other-type: “amount” of “purchase” is always a text, such as "12"; it is read as a number',
    ]);
    expect(found(attribute('since', { as: 'instant' }))).toEqual([
      'other-type: “since” is always a text, such as "2026-01-01"; it is read as an instant',
    ]);
    expect(found(attribute('tags').startsWith('a'))[0]).toBe(
      'other-type: “tags” is always a list of texts; it is read as a text',
    );
    const [finding] = people.check(attribute('seats', { as: 'number' })).findings;
    expect(finding).toMatchObject({ code: 'other-type', absent: false, share: 0.5, attribute: 'seats' });
    expect(finding?.message).toBe(
      '“seats” is a text in 50 % of its values, such as "12"; it is read as a number',
    );
  });

  it('says which values are asked for and never occur, and which nothing asks for', () => {
    const [finding] = people.check({ business: attribute('plan').is('business') }).findings;
    expect(finding).toMatchObject({ code: 'no-value', value: 'business', didYouMean: ['Business'] });
    expect(finding?.message).toBe(
      '“plan” is never “business”; there is “Business”, which nothing here asks for: did you mean that?',
    );
    expect(found([attribute('plan').is('business'), attribute('plan').is('Business')])[0]).toBe(
      'no-value: “plan” is never “business”',
    );
    expect(
      found(attribute('plan').is('business', { ignoreCase: true })).filter((each) => !each.startsWith('not')),
    ).toEqual([]);
    expect(found(purchase.where({ total: 7 }).any())).toEqual(['no-value: “total” of “purchase” is never 7']);
    expect(found(purchase.where({ code: 'export' }).any())).toEqual([
      'no-value: “code” of “purchase” is never “export”',
    ]);
  });

  it('says how many customers a test finds no value for', () => {
    const [finding] = people.check(attribute('plan').is('trial')).findings;
    expect(finding).toMatchObject({ code: 'not-judged', share: 0.5 });
    expect(finding?.message).toBe('“plan” is “trial”: no value for 2 of 4 customers (50 %)');
    expect(found(purchase.count().atLeast(1))).toEqual([]);
    expect(found(purchase.average('total').atLeast(1))).toEqual([
      'not-judged: an average “total” of at least 1 in “purchase” events: no value for 2 of 4 customers (50 %)',
    ]);
    const narrow = people.where(attribute('plan').exists());
    expect(narrow.check(attribute('plan').is('trial')).findings).toEqual([]);
  });

  it('says lengths of time that were probably meant in another unit', () => {
    expect(found(purchase.within(30 as never).any())).toEqual([
      'short-time: 30 milliseconds is a very short time: lengths are milliseconds, so say days(30) where you mean days',
    ]);
    expect(found(attribute('region').exists())).toEqual([]);
  });

  it('prints what is absent first, with the definitions that read it', () => {
    const text = String(people.check({ seats: attribute('seats').atLeast(3), powerUser }));
    expect(text.split('\n')).toEqual([
      '2 definitions checked: 3 findings',
      '  no event is called “feature_used”; did you mean “feature.used”?                (powerUser)',
      '  “seats” is a text in 50 % of its values, such as "12"; it is read as a number  (seats)',
      '  “seats” is at least 3: no value for 3 of 4 customers (75 %)                    (seats)',
      '  counted where all events but some are: feature.used, purchase',
    ]);
  });

  it('looks at attributes that were added, and at columns as at rows', () => {
    const more = withAttributes(people, { score: [1, 2, 3, 4] });
    expect(more.check(attribute('score').atLeast(2)).findings).toEqual([]);
    const columns = populationFromColumns({
      customers: { id: ['a', 'b'], attributes: { plan: { codes: [0, 0], values: ['Pro', 'pro'] } } },
      asOf: AT,
    });
    expect(columns.check(attribute('plan').is('pro')).findings.map(({ didYouMean }) => didYouMean)).toEqual([
      ['Pro'],
    ]);
  });

  it('refuses what is no definition', () => {
    expect(() => people.check({ x: 1 } as never)).toThrow(
      'check.x: expected a segment, a metric or a classification',
    );
  });
});

describe('what is not there at all', () => {
  it('is said below a table and by a membership of nobody, and nowhere else', () => {
    const business = segment('business', { where: () => attribute('plan').is('business') });
    expect(
      String(people.evaluate([powerUser, business]))
        .split('\n')
        .slice(3),
    ).toEqual([
      '  no event is called “feature_used”; did you mean “feature.used”?                                   (power-user)',
      '  “plan” is never “business”; there is “Business”, which nothing here asks for: did you mean that?  (business)',
    ]);
    expect(String(people.members(powerUser))).toBe(
      '0 of 4 customers\n  no event is called “feature_used”; did you mean “feature.used”?  (power-user)',
    );
    expect(String(people.evaluate([segment('buyer', { where: () => purchase.any() })]))).not.toContain(
      '\n  no',
    );
  });

  it('is a dozen lines at most', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`d${i}`, events(`never${i}`).any()]),
    );
    const lines = String(people.evaluate(many)).split('\n').slice(21);
    expect(lines.length).toBe(13);
    expect(lines.at(-1)).toBe('  and 8 more: see check');
  });

  it('is said by an explanation of one of the customers', () => {
    const { notes } = explain(powerUser, people.profile('bob'));
    expect(notes).toEqual(['no event is called “feature_used”; did you mean “feature.used”?']);
    expect(explain(events('feature.used').any(), people.profile('bob')).notes).toEqual([]);
  });
});

describe('issues of a population', () => {
  it('have texts that look like numbers or dates, and big integers', () => {
    expect(people.issues.map(({ code, count, examples }) => [code, count, examples[0]?.path])).toEqual([
      ['unreadable-value', 1, 'customers[0].attributes.quota'],
      ['number-as-text', 1, 'customers[0].attributes.seats'],
      ['date-as-text', 1, 'customers[0].attributes.since'],
      ['unknown-customer', 1, 'events[3].customerId'],
    ]);
  });

  it('have none of texts of which one is no number, nor of what is a label in digits', () => {
    const fine = population({
      customers: [
        { id: 'a', attributes: { size: '10', accountId: '77', zip: '10115' } },
        { id: 'b', attributes: { size: 'ten', accountId: '78' } },
      ],
      asOf: AT,
    });
    expect(fine.issues).toEqual([]);
  });
});
