import {
  type Attribute,
  and,
  atLeast,
  belowVersion,
  days,
  events,
  exists,
  explain,
  hourOfDay,
  is,
  type Metric,
  metric,
  not,
  oneOf,
  or,
  profile,
  type Segment,
  segment,
  sheet,
  startsWith,
} from 'habitus';
import { defineModel, type Parsed, type ParsedEvent, saas } from 'habitus/model';
import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';

const app = defineModel({
  attributes: {
    plan: z.enum(['free', 'pro']),
    seats: z.int(),
    signedUpAt: z.iso.datetime().optional(),
    renewsAt: z.date(),
    interests: z.array(z.string()),
    vip: z.boolean(),
    city: z.string(),
    level: [1, 2, 3],
  },
  events: {
    purchase: { amount: z.number(), category: z.string(), gift: z.boolean().optional(), due: z.date() },
    exported: z.object({ format: z.enum(['csv', 'pdf']), rows: z.int() }),
    survey: { score: z.int(), text: z.string().nullable() },
    closed: {},
  },
});
const ada = profile({ id: 'ada' });

describe('a model', () => {
  it('types what a sheet and an explanation hold of it', () => {
    const asked = { spend: app.events('purchase').sum('amount'), paying: app.attribute('plan').is('pro') };
    expectTypeOf(sheet(ada, asked).values).toEqualTypeOf<{
      readonly spend: number | null;
      readonly paying: boolean;
    }>();
    expectTypeOf(explain(app.attribute('city'), ada).value).toEqualTypeOf<string | null>();
  });

  it('types what is read by what is declared', () => {
    const purchases = app.events('purchase');
    expectTypeOf(purchases.sum('amount')).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(purchases.last('amount')).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(purchases.last('category')).toEqualTypeOf<Metric<'text'>>();
    expectTypeOf(purchases.first('gift')).toEqualTypeOf<Metric<'boolean'>>();
    expectTypeOf(purchases.max('due')).toEqualTypeOf<Metric<'instant'>>();
    expectTypeOf(purchases.mostFrequent(hourOfDay())).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(purchases.distinct('amount')).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(app.events('exported').last('format')(ada)).toEqualTypeOf<'csv' | 'pdf' | null>();
    expectTypeOf(app.events('purchase', 'exported').sum('rows')).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(app.events().sum('amount')).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(app.events.except('purchase').sum('rows')).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(app.attribute('plan')(ada)).toEqualTypeOf<'free' | 'pro' | null>();
    expectTypeOf(app.attribute('seats')).toEqualTypeOf<Attribute<'number'>>();
    expectTypeOf(app.attribute('signedUpAt')).toEqualTypeOf<Attribute<'instant'>>();
    expectTypeOf(app.attribute('renewsAt').daysUntil()).toEqualTypeOf<Metric<'number'>>();
    expectTypeOf(app.attribute('interests').includes('tea')).toEqualTypeOf<Segment>();
    expectTypeOf(app.attribute('city').contains('York')).toEqualTypeOf<Segment>();
    expectTypeOf(app.attribute('vip')).toEqualTypeOf<Attribute<'boolean'>>();
    expectTypeOf(app.attribute('level')(ada)).toEqualTypeOf<1 | 2 | 3 | null>();
  });

  it('narrows, relates and composes like the core', () => {
    const csv = app
      .events('exported')
      .where({ format: 'csv', rows: atLeast(5) })
      .within(days(28));
    expectTypeOf(csv.any()(ada)).toEqualTypeOf<boolean>();
    app
      .events('exported')
      .where({ format: oneOf('csv', 'pdf') })
      .where({ rows: exists() });
    app.events('exported').where(hourOfDay(), atLeast(9)).where(hourOfDay(), 9);
    app
      .events('exported')
      .where(or({ format: 'csv', rows: atLeast(5) }, not({ rows: exists() }), [hourOfDay(), atLeast(9)]));
    app.events.startingWith('ex').where({ format: 'csv' });
    app
      .anyOf(app.events('exported').where(and({ format: 'csv' }, { rows: 5 })), app.events('purchase'))
      .where(or({ format: 'csv' }, { amount: 5 }))
      .sum('amount');
    app.events('exported').followedBy(csv, days(1)).notPrecededBy(app.events('closed'), days(1)).count();
    app
      .events('exported')
      .notYetFollowedBy(csv)
      .followedBy(csv)
      .precededBy(csv)
      .notPrecededBy(csv)
      .sum('rows');
    app.events('exported').followedBy(csv, days(1), { same: 'format' }).followedBy(csv, { same: 'format' });
    app.events('exported').notYetFollowedBy(app.events('purchase'), { same: 'format', as: 'category' });
    app.sequence(app.events('exported'), csv, { same: 'format' }).within(days(9)).completed();
    app.sequence(app.events('purchase'), csv, events('logged_in')).within(days(9)).completed();
    segment('pros', { where: () => app.attribute('plan').is('pro') });
    expectTypeOf(metric('plan', { value: () => app.attribute('plan') })(ada)).toEqualTypeOf<string | null>();
    app.events('purchase').trend({ every: days(7), periods: 4, of: 'amount' });
    expectTypeOf(app.attribute('plan').oneOf('free', 'pro')).toEqualTypeOf<Segment>();
    expectTypeOf(app.attribute('plan').is('pro', { ignoreCase: true })).toEqualTypeOf<Segment>();
    app.attribute('plan').noneOf('free', 'pro', { ignoreCase: true });
    app.attribute('city').oneOf('york', 'bath', { ignoreCase: true });
    app.attribute('city').atLeastVersion('5.2');
    app.events('exported').where({ format: is('CSV', { ignoreCase: true }) });
    app.events('exported').where({ format: startsWith('c') });
    app.events('purchase').where({ category: belowVersion('6') });
    expectTypeOf(app.attribute('plan').orElse('none')(ada)).toEqualTypeOf<string | null>();
  });

  it('refuses what is not declared, and what does not fit', () => {
    // @ts-expect-error a misspelled event
    app.events('purchas');
    // @ts-expect-error a misspelled event among others
    app.events('purchase', 'exprted');
    // @ts-expect-error in except too
    app.events.except('purchas');
    // @ts-expect-error a misspelled property
    app.events('purchase').sum('amounts');
    // @ts-expect-error a text is not added
    app.events('purchase').sum('category');
    // @ts-expect-error a property of another event
    app.events('purchase').last('rows');
    // @ts-expect-error a truth has no least
    app.events('purchase').min('gift');
    // @ts-expect-error a misspelled condition
    app.events('exported').where({ formats: 'csv' });
    // @ts-expect-error a value that is not declared
    app.events('exported').where({ format: 'xml' });
    // @ts-expect-error nor in a test
    app.events('exported').where({ format: oneOf('csv', 'xml') });
    // @ts-expect-error a text is not at least a number
    app.events('exported').where({ format: atLeast(3) });
    // @ts-expect-error a number is no text
    app.events('purchase').where({ amount: '5' });
    // @ts-expect-error a misspelled attribute
    app.attribute('plann');
    // @ts-expect-error a value that is not declared
    app.attribute('plan').is('enterprise');
    // @ts-expect-error nor one of several
    app.attribute('plan').oneOf('free', 'enterprise');
    // @ts-expect-error nor in any case
    app.attribute('plan').oneOf('free', 'Enterprise', { ignoreCase: true });
    // @ts-expect-error numbers have no case
    app.attribute('seats').is(5, { ignoreCase: true });
    // @ts-expect-error nor have declared ones
    app.attribute('level').is(1, { ignoreCase: true });
    // @ts-expect-error a number is no version
    app.attribute('seats').isVersion('5');
    // @ts-expect-error a text has no average
    app.attribute('plan').atLeast(3);
    // @ts-expect-error a number is no instant
    app.attribute('seats').daysSince();
    // @ts-expect-error a list: includes looks into it
    app.attribute('interests').contains('tea');
    // @ts-expect-error the last answers a declared value
    app.events('exported').last('format').is('xml');
    // @ts-expect-error a series sums numbers
    app.events('purchase').trend({ every: days(7), periods: 4, of: 'category' });
    // @ts-expect-error a misspelled property would relate everything
    app.events('exported').followedBy(app.events('exported'), days(1), { same: 'formats' });
    // @ts-expect-error the others have none of that name
    app.events('exported').notYetFollowedBy(app.events('purchase'), { same: 'format' });
    // @ts-expect-error nor of that
    app.events('exported').notYetFollowedBy(app.events('purchase'), { same: 'format', as: 'categories' });
    // @ts-expect-error not all steps have it
    app.sequence(app.events('exported'), app.events('purchase'), { same: 'format' });
    // @ts-expect-error an event without properties has none to sum
    app.events('closed').sum('amount');
  });

  it('is extended', () => {
    const more = app.extend({ events: { shared: { to: z.string() }, survey: { stars: z.int() } } });
    more.events('shared').distinct('to');
    more.events('survey').sum('stars');
    more.attribute('plan').is('pro');
    // @ts-expect-error declared anew
    more.events('survey').sum('score');
    saas.events('purchase').sum('amount');
    saas.attribute('signedUpAt').daysSince();
    // @ts-expect-error not in the built-in model
    saas.events('shared');
    // @ts-expect-error an actor of an event that is there
    defineModel({ events: { a: {} }, by: { b: 'company' } });
  });

  it('types the rows that it accepts by their event', () => {
    const parsed = app.parseEvents([]);
    const [event] = parsed.accepted;
    if (event?.name === 'purchase') {
      expectTypeOf(event.properties.amount).toEqualTypeOf<number>();
      expectTypeOf(event.properties.gift).toEqualTypeOf<boolean | undefined>();
      expectTypeOf(event.properties.due).toEqualTypeOf<number | string>();
    }
    if (event?.name === 'exported') expectTypeOf(event.properties.format).toEqualTypeOf<'csv' | 'pdf'>();
    expectTypeOf(app.parseEvents([], { mode: 'lenient' })).toEqualTypeOf<Parsed<ParsedEvent>>();
    expectTypeOf(app.parseEvents((async function* () {})())).toExtend<Promise<unknown>>();
    expectTypeOf(app.parseEvents(new ReadableStream<unknown>())).toExtend<Promise<unknown>>();
    expectTypeOf(app.parseCustomers([]).accepted[0]?.attributes.plan).toEqualTypeOf<
      'free' | 'pro' | undefined
    >();
    profile({ id: 'ada' }, parsed.accepted);
    for (const one of app.readEvents([])) expectTypeOf(one.at).toEqualTypeOf<number>();
  });

  it('takes schemas of other libraries by their type', () => {
    const other = defineModel({
      events: {
        a: {
          size: {} as import('habitus/model').StandardSchema<number>,
          at: {} as import('habitus/model').StandardSchema<Date>,
        },
      },
    });
    other.events('a').sum('size');
    expectTypeOf(other.events('a').last('at')).toEqualTypeOf<Metric<'instant'>>();
    // @ts-expect-error an instant is not added
    other.events('a').sum('at');
  });
});
