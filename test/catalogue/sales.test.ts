import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysInStage, daysToClose, salesCycle, stuckInStage } from '../../src/catalogue/index.js';
import { days, type Event, describe as inWords, not } from '../../src/index.js';
import { answering } from './cases.js';
import { did, old, who, young } from './customers.js';

const entered = (day: number, stage = 'proposal', later = 0): Event =>
  did('stage_entered', day, { deal: 'a', stage }, -later);
const created = (day: number): Event => did('deal_created', day, { deal: 'a' });
const won = (day: number, took?: number): Event =>
  did('deal_won', day, took === undefined ? {} : { days: took });
const stuckInProposal = stuckInStage({ stage: 'proposal' });

answering([
  [
    daysInStage,
    [
      ['since the last stage', who(old, [entered(9, 'demo'), entered(3.5)]), 3.5],
      ['no stage', who(old, [created(5)]), null],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}, [entered(1)]), 1],
    ],
  ],
  [
    stuckInProposal,
    [
      ['exactly 30 days', who(old, [entered(30)]), true],
      ['just less', who(old, [entered(30, 'proposal', 1)]), false],
      ['in another stage', who(old, [entered(40, 'demo')]), false],
      ['has moved on', who(old, [entered(60), entered(40, 'contract')]), false],
      ['has come back to it', who(old, [entered(60, 'contract'), entered(40)]), true],
      ['won since', who(old, [entered(40), won(5)]), false],
      ['lost since', who(old, [entered(40), did('deal_lost', 5)]), false],
      ['won before', who(old, [won(50), entered(40)]), true],
      ['no events', who(old), false],
      ['a new customer', who(young, [entered(1)]), false],
      ['no attributes are needed', who({}, [entered(40)]), true],
    ],
  ],
  [
    daysToClose,
    [
      ['what the event says', who(old, [created(50), won(9, 17)]), 17],
      ['from created to won', who(old, [created(50), won(9)]), 41],
      ['the last won deal', who(old, [won(90, 100), won(9, 17)]), 17],
      ['another deal was lost since', who(old, [created(90), won(60), created(30), did('deal_lost', 5)]), 30],
      ['created at the instant it was won: not before it', who(old, [created(9), won(9)]), null],
      ['not yet won', who(old, [created(50)]), null],
      ['lost', who(old, [created(50), did('deal_lost', 5, { days: 45 })]), null],
      ['nobody knows since when', who(old, [won(9)]), null],
      ['no events', who({}), null],
    ],
  ],
  [
    salesCycle,
    [
      ['30 days', who(old, [created(40), won(10)]), 'fast'],
      ['just more', who(old, [created(40.1), won(10)]), 'typical'],
      ['90 days', who(old, [created(99), won(9, 90)]), 'typical'],
      ['91 days', who(old, [created(99), won(9, 91)]), 'slow'],
      ['neither won nor lost', who(old, [created(400)]), 'open'],
      ['a stage is enough to be open', who(old, [entered(3)]), 'open'],
      ['another deal is open', who(old, [created(60), won(50), created(5)]), 'open'],
      ['lost', who(old, [created(60), did('deal_lost', 5)]), null],
      ['lost after one was won', who(old, [won(60, 20), created(30), did('deal_lost', 5)]), 'fast'],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}, [created(1)]), 'open'],
    ],
  ],
]);

describe('stuck-in-stage', () => {
  it('takes its limit from the constructor or from with', () => {
    const customer = who(old, [entered(10)]);
    expect(stuckInStage({ stage: 'proposal', limit: days(10) })(customer)).toBe(true);
    expect(stuckInProposal.with({ limit: days(10) })(customer)).toBe(true);
    expect(stuckInProposal(customer)).toBe(false);
  });

  it('is called by its stage', () => {
    expect(inWords(not(stuckInProposal))).toBe('not stuck in proposal');
  });
});

describe('sales-cycle', () => {
  it('gives everybody with an open deal, or a won one of known length, exactly one label', () => {
    const history = fc.array(
      fc.record({ name: fc.constantFrom('deal_created', 'deal_won', 'deal_lost'), day: fc.nat(200) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(history, (events) => {
        const customer = who(
          {},
          events.map(({ name, day }) => did(name, day, { days: day })),
        );
        const last = (...names: string[]): number =>
          Math.min(...events.flatMap(({ name, day }) => (names.includes(name) ? [day] : [])));
        const open = last('deal_created') < last('deal_won', 'deal_lost');
        const known = open || last('deal_won') < Infinity;
        expect(salesCycle(customer) !== null).toBe(known);
        expect(salesCycle(customer) === 'open').toBe(open);
      }),
    );
  });
});
