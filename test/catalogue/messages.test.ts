import {
  messageClickRate,
  messageEngaged,
  messageFatigued,
  messageOpenRate,
  preferredChannel,
} from '../../src/catalogue/index.js';
import type { Event, Metric } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, did, old, who, young } from './customers.js';
import { messages } from './histories.js';

/** A share of the messages delivered in 90 days. */
const share = (
  metric: Metric<'number'>,
  name: string,
): [Metric<'number'>, readonly Case<number | null>[]] => [
  metric,
  [
    ['1 of 4', who(old, [...messages(4, 0), did(name, 0, { message: 'm1' })]), 0.25],
    [
      'the same message twice is one',
      who(old, [...messages(4, 0), did(name, 0, { message: 'm1' }), did(name, 0.5, { message: 'm1' })]),
      0.25,
    ],
    ['none', who(old, messages(4, 0)), 0],
    ['without a message it is not counted', who(old, [...messages(4, 0), did(name, 0)]), 0],
    ['just less than 90 days ago', who(old, [...messages(4, 0), did(name, 90, { message: 'x' }, -1)]), 0.25],
    ['exactly 90 days ago', who(old, [...messages(4, 0), did(name, 90, { message: 'x' })]), 0],
    ['nothing delivered', who(old, [did(name, 1, { message: 'm1' })]), null],
    ['no events', who(old), null],
    ['a new customer without attributes', who({}, [...messages(1, 0), did(name, 0, { message: 'm0' })]), 1],
  ],
];

const on = (channel: string | null, name = 'message_clicked', day = 1): Event => did(name, day, { channel });
/** So many different messages on a day, the first of them clicked. */
const sent = (day: number, delivered: number, clicked: number): Event[] => [
  ...Array.from({ length: delivered }, (_, i) =>
    did('message_delivered', day, { message: `d${day}-${i}` }, i),
  ),
  ...Array.from({ length: clicked }, (_, i) => did('message_clicked', day, { message: `d${day}-${i}` }, i)),
];

answering([
  share(messageOpenRate, 'message_opened'),
  share(messageClickRate, 'message_clicked'),
  [
    preferredChannel,
    [
      ['the channel of most clicks', who(old, [on('push'), on('push', undefined, 2), on('email')]), 'push'],
      ['the first of the alphabet among equals', who(old, [on('push'), on('email')]), 'email'],
      ['opens do not count', who(old, [on('email', 'message_opened')]), null],
      [
        'however many',
        who(old, [on('sms'), on('email', 'message_opened'), on('email', 'message_opened', 2)]),
        'sms',
      ],
      ['a click without a channel', who(old, [on(null)]), null],
      ['just less than 180 days ago', who(old, [did('message_clicked', 180, { channel: 'sms' }, -1)]), 'sms'],
      ['exactly 180 days ago', who(old, [on('sms', undefined, 180)]), null],
      ['delivered is not answered', who(old, [on('sms', 'message_delivered')]), null],
      ['no events', who({}), null],
    ],
  ],
  [
    messageEngaged,
    [
      ['1 of 10 clicked', who(old, messages(10, 1)), true],
      ['1 of 11 clicked', who(old, messages(11, 1)), false],
      ['1 of 5 clicked', who(old, messages(5, 1)), true],
      ['4 messages are too few to judge by', who(old, messages(4, 4)), false],
      [
        'messages of exactly 90 days ago are outside',
        who(old, [...messages(4, 4), did('message_delivered', 90, { message: 'x' })]),
        false,
      ],
      [
        'of just less than 90 days ago are inside',
        who(old, [...messages(4, 4), did('message_delivered', 90, { message: 'x' }, -1)]),
        true,
      ],
      [
        'opened is not clicked',
        who(old, [...messages(5, 0), did('message_opened', 1, { message: 'm1' })]),
        false,
      ],
      [
        'twice the same message is one',
        who(old, [...messages(11, 1), did('message_clicked', 0, { message: 'm0' })]),
        false,
      ],
      [
        'an event without its message is not counted',
        who(old, [...messages(5, 0), did('message_clicked', 1)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, messages(5, 1)), true],
      ['no attributes are needed', who({}, messages(5, 1)), true],
    ],
  ],
  [
    messageFatigued,
    [
      ['4 clicks to be expected, and none', who(old, [...sent(100, 20, 10), ...sent(5, 8, 0)]), true],
      ['just fewer', who(old, [...sent(100, 20, 10), ...sent(5, 7, 0)]), false],
      ['at a lower rate', who(old, [...sent(100, 20, 9), ...sent(5, 8, 0)]), false],
      ['at that rate of more messages', who(old, [...sent(100, 20, 9), ...sent(5, 9, 0)]), true],
      ['never clicked before', who(old, [...sent(100, 20, 0), ...sent(5, 20, 0)]), false],
      ['clicked one', who(old, [...sent(100, 20, 10), ...sent(5, 8, 1)]), false],
      [
        'opened them all',
        who(old, [
          ...sent(100, 20, 10),
          ...sent(5, 8, 0),
          ...sent(5, 8, 0).map((event) => ({ ...event, name: 'message_opened' })),
        ]),
        true,
      ],
      [
        'opens before are no clicks',
        who(old, [...sent(100, 20, 0), did('message_opened', 99, { message: 'd100-1' }), ...sent(5, 20, 0)]),
        false,
      ],
      [
        'a message clicked twice is one',
        who(old, [...sent(100, 20, 9), did('message_clicked', 99, { message: 'd100-0' }), ...sent(5, 8, 0)]),
        false,
      ],
      [
        'the last click exactly 30 days ago',
        who(old, [...sent(100, 20, 9), ...sent(30, 1, 1), ...sent(5, 9, 0)]),
        true,
      ],
      [
        'just less than 30 days ago',
        who(old, [...sent(100, 20, 10), did('message_clicked', 30, { message: 'x' }, -1), ...sent(5, 8, 0)]),
        false,
      ],
      [
        'a click just less than 210 days ago',
        who(old, [...sent(100, 20, 9), did('message_clicked', 210, { message: 'x' }, -1), ...sent(5, 8, 0)]),
        true,
      ],
      [
        'one exactly 210 days ago',
        who(old, [...sent(100, 20, 9), did('message_clicked', 210, { message: 'x' }), ...sent(5, 8, 0)]),
        false,
      ],
      ['no events', who(old), false],
      ['a new customer', who(young, messages(8, 0)), false],
      ['no attributes are needed', who({}, [...sent(100, 20, 10), ...sent(5, 8, 0)]), true],
    ],
  ],
]);
