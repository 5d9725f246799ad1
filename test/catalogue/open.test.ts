import { openDeal, openTicket, openTickets } from '../../src/catalogue/index.js';
import type { Event } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who } from './customers.js';

const ticket = (name: string, day: number, id?: string): Event =>
  did(name, day, id === undefined ? {} : { ticket: id });
const deal = (name: string, day: number, id?: string): Event =>
  did(name, day, id === undefined ? {} : { deal: id });

answering([
  [
    openTickets,
    [
      ['written', who(old, [ticket('support_ticket', 9, 'a'), ticket('support_ticket', 8, 'b')]), 2],
      [
        'one resolved',
        who(old, [
          ticket('support_ticket', 9, 'a'),
          ticket('support_ticket', 8, 'b'),
          ticket('support_resolved', 3, 'a'),
        ]),
        1,
      ],
      [
        'opened again',
        who(old, [
          ticket('support_ticket', 9, 'a'),
          ticket('support_resolved', 8, 'a'),
          ticket('support_ticket', 3, 'a'),
        ]),
        1,
      ],
      [
        'without ids all are one',
        who(old, [ticket('support_ticket', 9), ticket('support_ticket', 8), ticket('support_resolved', 3)]),
        0,
      ],
      ['no events', who(old), 0],
    ],
  ],
  [
    openTicket,
    [
      ['written', who(old, [ticket('support_ticket', 9, 'a')]), true],
      ['resolved', who(old, [ticket('support_ticket', 9, 'a'), ticket('support_resolved', 3, 'a')]), false],
      [
        'another one resolved',
        who(old, [ticket('support_ticket', 9, 'a'), ticket('support_resolved', 3, 'b')]),
        true,
      ],
      ['a new customer', who({}, [ticket('support_ticket', 1, 'a')]), true],
      ['no events', who(old), false],
    ],
  ],
  [
    openDeal,
    [
      ['created', who(old, [deal('deal_created', 9, 'a')]), true],
      ['in a stage', who(old, [deal('stage_entered', 9, 'a')]), true],
      [
        'won',
        who(old, [deal('deal_created', 9, 'a'), deal('stage_entered', 8, 'a'), deal('deal_won', 3, 'a')]),
        false,
      ],
      ['lost', who(old, [deal('deal_created', 9, 'a'), deal('deal_lost', 3, 'a')]), false],
      ['another one won', who(old, [deal('deal_created', 9, 'a'), deal('deal_won', 3, 'b')]), true],
      ['no events', who(old), false],
    ],
  ],
]);
