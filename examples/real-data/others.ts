import { pathToFileURL } from 'node:url';
import type { Event } from 'habitus';
import { readRetail } from '../online-retail/read.js';
import { toShop } from '../online-retail/shop.js';
import { type DataSet, numberOf, placeOf, rowsOf, tables } from './data-set.js';

/** Every order of a UK wholesaler of gifts: the data of `npm start`. */
export const onlineRetail = async (): Promise<DataSet | null> => {
  const place = placeOf('online_retail.csv.gz');
  if (place === null) return null;
  return {
    title: 'Online Retail (Chen 2015, CC BY 4.0): a UK wholesaler of gifts, a year of orders',
    ...toShop((await readRetail(pathToFileURL(place))).lines),
    asOf: '2011-12-10T00:00:00Z',
    mapping:
      'As in `npm start`: an order is a `purchase` with its lines as `item_purchased`, a cancellation a `refund`; the first line is the day of signing up; the country may change.',
  };
};

/** Orders of a shop for CDs (Fader and Hardie's teaching data). */
export const cdnow = async (): Promise<DataSet | null> => {
  const rows = await rowsOf('cdnow/CDNOW_master.txt', { delimiter: 'blanks' });
  if (rows === null) return null;
  return {
    title: 'CDNOW: an early web shop for CDs, everybody who first bought in the first quarter of 1997',
    customers: [...new Set(rows.map((row) => row.customer_id as string))].map((id) => ({ id })),
    events: rows.map(({ customer_id: customerId = '', date: day = '', ...row }) => ({
      customerId,
      name: 'purchase',
      at: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T12:00:00Z`,
      properties: {
        amount: numberOf(row.dollar_value),
        items: numberOf(row.number_of_cds),
        category: 'music',
      },
    })),
    asOf: '1998-07-01T00:00:00Z',
    mapping: 'A row is a `purchase`, at noon UTC for want of a time; several on one day stay several.',
  };
};

/** Accounts of a made-up SaaS company. */
export const ravenstack = async (): Promise<DataSet | null> => {
  const table = (name: string): string => `ravenstack/ravenstack_${name}.csv`;
  const read = await tables({
    accounts: table('accounts'),
    subscriptions: table('subscriptions'),
    uses: table('feature_usage'),
    tickets: table('support_tickets'),
    churns: table('churn_events'),
  });
  if (read === null) return null;
  const owner = new Map(read.subscriptions.map((one) => [one.subscription_id, one.account_id as string]));
  const noon = (day: string | undefined): string => `${day}T12:00:00Z`;
  const events: Event[] = [
    ...read.subscriptions.flatMap((one) => {
      const subscription = one.subscription_id as string;
      const step = (name: string, at: string, properties: Event['properties']) => ({
        customerId: one.account_id as string,
        id: `${subscription} ${name}`,
        name,
        at,
        properties,
      });
      if (one.is_trial === 'True')
        return [step('trial_started', noon(one.start_date), { plan: one.plan_tier })];
      const start = { subscription, plan: one.plan_tier, mrr: numberOf(one.mrr_amount) };
      return [
        step('subscription_started', noon(one.start_date), start),
        ...(one.end_date === ''
          ? []
          : [step('subscription_cancelled', `${one.end_date}T13:00:00Z`, { subscription })]),
      ];
    }),
    ...read.uses.map((use) => ({
      customerId: owner.get(use.subscription_id) ?? '',
      id: use.usage_id,
      name: 'feature_used',
      at: noon(use.usage_date),
      properties: { feature: use.feature_name, seconds: numberOf(use.usage_duration_secs) },
    })),
    ...read.tickets.flatMap((ticket) => [
      {
        customerId: ticket.account_id as string,
        id: ticket.ticket_id,
        name: 'support_ticket',
        at: noon(ticket.submitted_at),
        properties: { ticket: ticket.ticket_id, priority: ticket.priority },
      },
      {
        customerId: ticket.account_id as string,
        id: ticket.ticket_id,
        name: 'support_resolved',
        at: `${ticket.closed_at?.replace(' ', 'T')}Z`,
        properties: { ticket: ticket.ticket_id, hours: numberOf(ticket.resolution_time_hours) },
      },
      ...(ticket.satisfaction_score === ''
        ? []
        : [
            {
              customerId: ticket.account_id as string,
              id: ticket.ticket_id,
              name: 'survey_answered',
              at: `${ticket.closed_at?.replace(' ', 'T')}Z`,
              properties: { survey: 'csat', score: numberOf(ticket.satisfaction_score) },
            },
          ]),
    ]),
    ...read.churns
      .filter((churn) => churn.is_reactivation !== 'True')
      .map((churn) => ({
        customerId: churn.account_id as string,
        id: churn.churn_event_id,
        name: 'cancellation_requested',
        at: noon(churn.churn_date),
        properties: { reason: churn.reason_code },
      })),
  ];
  return {
    title: 'RavenStack (synthetic): 500 accounts of a SaaS company, 2023 and 2024',
    customers: read.accounts.map((account) => ({
      id: account.account_id as string,
      attributes: {
        signedUpAt: noon(account.signup_date),
        plan: account.plan_tier,
        seats: numberOf(account.seats),
        industry: account.industry,
        country: account.country,
      },
    })),
    events,
    asOf: '2025-01-01T00:00:00Z',
    mapping:
      'Subscriptions (each with its start, and its end where it has one), trials, uses, tickets (with their resolution and CSAT) of each account; its churn events are requests to cancel, for most of their subscriptions run on. Uses that are dated before their subscription are kept: they happened, whatever the dates say. Uses under one id twice are copies only where their day is the same.',
  };
};

/** Messages in a network of students. */
export const collegeMessages = async (): Promise<DataSet | null> => {
  const rows = await rowsOf('college_msg/CollegeMsg.txt.gz', {
    delimiter: ' ',
    columns: ['from', 'to', 'seconds'],
  });
  if (rows === null) return null;
  return {
    title: 'CollegeMsg (SNAP): messages in an online network of students, 2004',
    customers: [...new Set(['from', 'to'].flatMap((who) => rows.map((row) => row[who] as string)))].map(
      (id) => ({ id }),
    ),
    events: rows.flatMap(({ from = '', to = '', seconds }) => [
      {
        customerId: from,
        name: 'feature_used',
        at: Number(seconds) * 1000,
        properties: { feature: 'message' },
      },
      {
        customerId: to,
        name: 'message_delivered',
        at: Number(seconds) * 1000,
        properties: { message: `from ${from}`, channel: 'network' },
      },
    ]),
    asOf: '2004-10-27T00:00:00Z',
    mapping:
      'A message is a use of the feature `message` by who sends it and a `message_delivered` to who gets it: to get one is no activity.',
  };
};
