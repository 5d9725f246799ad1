import { and, events, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { duration } from '../print/index.js';
import { type Duration, days } from '../time/index.js';

/** How many different messages something happened to in a window; what has no `message` is not counted. */
const messagesOf = (event: string, window: Duration): Metric<'number'> =>
  events(event).within(window).distinct('message');

/**
 * The share of the messages of the last 90 days that were opened, 0 to 1: by the customer, or by the mail program.
 *
 * Parameters: `window` 90 days (different messages opened ÷ different messages delivered, both in it).
 * Edge cases: an open is no proof that somebody read it: since 2021 mail programs load the pictures of a message by
 * themselves (Mail Privacy Protection). Ask {@link messageClickRate} about a customer, and this one about deliveries.
 * Missing where none was delivered, so for most new customers; a message opened twice counts once, an event without
 * `message` not at all; above 1 where older messages are opened late.
 * @example
 * ```ts
 * import { messageOpenRate, profile } from 'habitus';
 * const message = (name: string, n: number) => ({
 *   name,
 *   at: `2026-11-0${n}T00:00:00Z`,
 *   properties: { message: `m${n}` },
 * });
 * const history = [1, 2, 3, 4].map((n) => message('message_delivered', n));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * messageOpenRate(profile({ id: 'ada' }, [...history, message('message_opened', 4)], at)); //=> 0.25
 * messageOpenRate(profile({ id: 'bob' })); //=> null
 * ```
 * @see Apsis, "About Apple Mail Privacy Protection (MPP)"
 * (https://help.apsis.one/en/articles/6105307-about-apple-mail-privacy-protection-mpp): since 2021 opens cannot be
 * told, while clicks can.
 */
export const messageOpenRate: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'message-open-rate',
  {
    title: 'Message open rate',
    unit: 'share',
    dimension: 'engagement',
    goal: 'Notice when messages stop to arrive',
    action:
      'Where it falls to nothing, look for a full mailbox or a spam filter before you blame the customer',
    source:
      'Apsis, "About Apple Mail Privacy Protection (MPP)" (documentation): since 2021 mail programs open mails by themselves',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) =>
      messagesOf('message_opened', window).dividedBy(messagesOf('message_delivered', window)),
  },
);

/**
 * The share of the messages of the last 90 days that a customer clicked in, 0 to 1.
 *
 * Parameters: `window` 90 days (different messages clicked ÷ different messages delivered, both in it).
 * Edge cases: missing where none was delivered, so for most new customers; a message clicked twice counts once, an
 * event without `message` not at all; above 1 where older messages are clicked late.
 * @example
 * ```ts
 * import { messageClickRate, profile } from 'habitus';
 * const message = (name: string, n: number) => ({
 *   name,
 *   at: `2026-11-0${n}T00:00:00Z`,
 *   properties: { message: `m${n}` },
 * });
 * const history = [1, 2, 3, 4].map((n) => message('message_delivered', n));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * messageClickRate(profile({ id: 'ada' }, [...history, message('message_clicked', 4)], at)); //=> 0.25
 * messageClickRate(profile({ id: 'bob' })); //=> null
 * ```
 */
export const messageClickRate: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'message-click-rate',
  {
    title: 'Message click rate',
    unit: 'share',
    dimension: 'engagement',
    goal: 'Know whom messages move',
    action: 'Write less often to those whom they do not',
    source: 'By definition: messages clicked ÷ messages delivered',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) =>
      messagesOf('message_clicked', window).dividedBy(messagesOf('message_delivered', window)),
  },
);

/**
 * Where a customer answers: the channel of most clicks in the messages of the last 180 days.
 *
 * Edge cases: missing where nothing was clicked, so for most new customers: opens do not count, for mail programs open
 * by themselves; an event without `channel` is not counted; among equals the first of the alphabet.
 * @example
 * ```ts
 * import { preferredChannel, profile } from 'habitus';
 * const click = (day: string, channel: string) => ({
 *   name: 'message_clicked',
 *   at: `2026-11-${day}T00:00:00Z`,
 *   properties: { channel },
 * });
 * const history = [click('01', 'push'), click('02', 'email'), click('03', 'push')];
 * preferredChannel(profile({ id: 'ada' }, history, { asOf: '2026-11-22T00:00:00Z' })); //=> 'push'
 * preferredChannel(profile({ id: 'bob' })); //=> null
 * ```
 * @see Rule of thumb: half a year says more than a week.
 */
export const preferredChannel: Metric<'text', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'preferred-channel',
  {
    title: 'Preferred channel',
    dimension: 'engagement',
    goal: 'Speak where one is heard',
    action: 'Send there first, and elsewhere only what must arrive',
    source: 'Rule of thumb: the channel of most clicks; opens are made by machines, too',
    parameters: { window: /* @__PURE__ */ days(180) },
    value: ({ window }) => events('message_clicked').within(window).mostFrequent('channel'),
  },
);

/**
 * Reads what the company writes: clicked at least 10 % of the messages of the last 90 days, of which there were at
 * least 5.
 *
 * Parameters: `rate` 0.1 (different messages clicked ÷ different messages delivered), `messages` 5 (the least to judge
 * by), `window` 90 days.
 * Edge cases: a new customer does not qualify before the fifth message; without messages nobody qualifies; an event
 * without `message` is not counted, and a message clicked twice counts once; opens do not count, for mail programs
 * open by themselves.
 * @example
 * ```ts
 * import { messageEngaged, profile } from 'habitus';
 * const message = (name: string, n: number) => ({
 *   name,
 *   at: `2026-11-0${n}T00:00:00Z`,
 *   properties: { message: `m${n}` },
 * });
 * const sent = [1, 2, 3, 4, 5].map((n) => message('message_delivered', n));
 * const at = { asOf: '2026-11-22T00:00:00Z' };
 * messageEngaged(profile({ id: 'ada' }, [...sent, message('message_clicked', 5)], at)); //=> true
 * messageEngaged(profile({ id: 'bob' }, sent, at)); //=> false
 * ```
 */
export const messageEngaged: Segment<{
  readonly rate: number;
  readonly messages: number;
  readonly window: Duration;
}> = /* @__PURE__ */ segment('message-engaged', {
  title: 'Message engaged',
  dimension: 'engagement',
  goal: 'Speak where one is heard',
  action: 'Tell them the news first, and by message',
  source: 'Rule of thumb: several times what a mailing usually gets',
  parameters: { rate: 0.1, messages: 5, window: /* @__PURE__ */ days(90) },
  where: ({ rate, messages, window }) =>
    and(
      metric('messages-delivered', {
        title: `Messages delivered in the last ${duration(window)}`,
        unit: 'messages',
        value: () => messagesOf('message_delivered', window),
      }).atLeast(messages),
      messageClickRate.with({ window }).atLeast(rate),
    ),
});

/**
 * Has had enough of messages: clicked in none of the last 30 days, though at the rate of the 180 days before it would
 * have been at least 4.
 *
 * Parameters: `clicks` 4 (to be expected: different messages delivered, times the share clicked before), `window` 30
 * days, `earlier` 180 days before it.
 * Edge cases: who never clicked is not tired, only silent, so a new customer does not qualify; nor does who got too few
 * messages to click in 4 of them; opens do not count, for mail programs open by themselves; an event without `message`
 * is not counted. Of customers whose habits do not change it holds at most 1 % where each message is a new chance, and
 * 5 % where they have moods.
 * @example
 * ```ts
 * import { messageFatigued, profile } from 'habitus';
 * const asOf = Date.parse('2026-11-22T00:00:00Z');
 * const event = (name: string) => (day: number) => ({
 *   name,
 *   at: asOf - day * 86_400_000,
 *   properties: { message: `m${day}` },
 * });
 * const sent = Array.from({ length: 60 }, (_, i) => event('message_delivered')(i * 3 + 1));
 * const clicked = Array.from({ length: 25 }, (_, i) => event('message_clicked')(i * 6 + 31));
 * messageFatigued(profile({ id: 'ada' }, [...sent, ...clicked], { asOf })); //=> true
 * messageFatigued(profile({ id: 'bob' }, sent, { asOf })); //=> false
 * ```
 * @see Rule of thumb, set by simulation: customers whose habits do not change are rarely among them.
 */
export const messageFatigued: Segment<{
  readonly clicks: number;
  readonly window: Duration;
  readonly earlier: Duration;
}> = /* @__PURE__ */ segment('message-fatigued', {
  title: 'Message fatigued',
  dimension: 'engagement',
  goal: 'Keep the permission to write',
  action: 'Halve the messages, and ask what they would like to hear of',
  source: 'Rule of thumb, set by simulation: of customers who do not change it holds at most a tenth',
  parameters: { clicks: 4, window: /* @__PURE__ */ days(30), earlier: /* @__PURE__ */ days(180) },
  where: ({ clicks, window, earlier }) => {
    const before = (name: string): Metric<'number'> =>
      events(name).within(earlier, { ago: window }).distinct('message');
    const expected = metric('clicks-expected', {
      title: `Clicks to be expected in the messages of the last ${duration(window)}, at the rate of the ${duration(earlier)} before`,
      unit: 'clicks',
      value: () =>
        messagesOf('message_delivered', window)
          .times(before('message_clicked'))
          .dividedBy(before('message_delivered')),
    });
    return and(expected.atLeast(clicks), events('message_clicked').within(window).none());
  },
});
