import { and, events, type Metric, metric, type Segment, segment } from '../definitions/index.js';
import { type Duration, days } from '../time/index.js';

/** How many different messages something happened to in a window; what has no `message` is not counted. */
const messagesOf = (event: string, window: Duration): Metric<'number'> =>
  events(event).within(window).distinct('message');

/**
 * The share of the messages of the last 90 days that a customer opened, 0 to 1.
 *
 * Parameters: `window` 90 days (different messages opened ÷ different messages delivered, both in it).
 * Edge cases: missing where none was delivered, so for most new customers; a message opened twice counts once, an
 * event without `message` not at all; above 1 where older messages are opened late; mail programs that open by
 * themselves count too, so that the share of clicks says more.
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
 */
export const messageOpenRate: Metric<'number', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'message-open-rate',
  {
    title: 'Message open rate',
    unit: 'share',
    dimension: 'engagement',
    goal: 'Know whom messages reach',
    action: 'Try another hour, channel or subject where it falls',
    source: 'The unique open rate of mailings: messages opened ÷ messages delivered',
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
    source: 'The unique click rate of mailings: messages clicked ÷ messages delivered',
    parameters: { window: /* @__PURE__ */ days(90) },
    value: ({ window }) =>
      messagesOf('message_clicked', window).dividedBy(messagesOf('message_delivered', window)),
  },
);

/**
 * Where a customer answers: the channel of most clicks in the messages of the last 180 days, or of most opens where
 * nothing was clicked.
 *
 * Edge cases: missing where nothing was opened or clicked, so for most new customers; an event without `channel` is
 * not counted; among equals the first of the alphabet.
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
 * @see Rule of thumb: a click says more than an open, and half a year more than a week.
 */
export const preferredChannel: Metric<'text', { readonly window: Duration }> = /* @__PURE__ */ metric(
  'preferred-channel',
  {
    title: 'Preferred channel',
    dimension: 'engagement',
    goal: 'Speak where one is heard',
    action: 'Send there first, and elsewhere only what must arrive',
    source: 'Rule of thumb: a click says more than an open',
    parameters: { window: /* @__PURE__ */ days(180) },
    value: ({ window }) =>
      events('message_clicked')
        .within(window)
        .mostFrequent('channel')
        .orElse(events('message_opened').within(window).mostFrequent('channel')),
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
      events('message_delivered').within(window).distinct('message').atLeast(messages),
      messageClickRate.with({ window }).atLeast(rate),
    ),
});

/**
 * Has had enough of messages: got at least 8 in the last 30 days and neither opened nor clicked any, though some were
 * answered in the 180 days before.
 *
 * Parameters: `messages` 8 (different messages delivered, the least to judge by), `window` 30 days, `earlier` 180 days
 * before it.
 * Edge cases: a new customer does not qualify, for an answer must be older than the window; who never answered is not
 * tired, only silent; mail programs that open by themselves hide some; an event without `message` is not counted as
 * delivered.
 * @example
 * ```ts
 * import { messageFatigued, profile } from 'habitus';
 * const sent = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
 *   name: 'message_delivered',
 *   at: `2026-11-0${n}T00:00:00Z`,
 *   properties: { message: `m${n}` },
 * }));
 * const click = { name: 'message_clicked', at: '2026-09-01T00:00:00Z' };
 * messageFatigued(profile({ id: 'ada' }, [click, ...sent], { asOf: '2026-11-22T00:00:00Z' })); //=> true
 * messageFatigued(profile({ id: 'bob' }, sent, { asOf: '2026-11-22T00:00:00Z' })); //=> false
 * ```
 */
export const messageFatigued: Segment<{
  readonly messages: number;
  readonly window: Duration;
  readonly earlier: Duration;
}> = /* @__PURE__ */ segment('message-fatigued', {
  title: 'Message fatigued',
  dimension: 'engagement',
  goal: 'Keep the permission to write',
  action: 'Halve the messages, and ask what they would like to hear of',
  source: 'Rule of thumb: two messages a week for a month without any answer',
  parameters: { messages: 8, window: /* @__PURE__ */ days(30), earlier: /* @__PURE__ */ days(180) },
  where: ({ messages, window, earlier }) => {
    const answered = events('message_opened', 'message_clicked');
    return and(
      messagesOf('message_delivered', window).atLeast(messages),
      answered.within(window).none(),
      answered.within(earlier, { ago: window }).any(),
    );
  },
});
