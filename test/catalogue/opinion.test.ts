import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  feedbackGiver,
  latestCes,
  latestCsat,
  latestNps,
  npsGroup,
  quietDetractor,
} from '../../src/catalogue/index.js';
import type { Event, Metric } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, did, old, who, young } from './customers.js';
import { nps } from './histories.js';

/** A latest answer on its scale. */
const latest = (
  metric: Metric<'number'>,
  survey: 'nps' | 'csat' | 'ces',
  least: number,
  most: number,
): [Metric<'number'>, readonly Case<number | null>[]] => {
  const said = (score: number | string, day = 5): Event => nps(score, day, survey);
  return [
    metric,
    [
      [`the least, ${least}`, who(old, [said(least)]), least],
      [`the most, ${most}`, who(old, [said(most)]), most],
      ['the latest counts, however old', who(old, [said(most, 900), said(least, 800)]), least],
      ['off the scale is no answer', who(old, [said(most, 9), said(least - 1, 2), said(most + 1, 1)]), most],
      ['a text is none', who(old, [said(String(most))]), null],
      ['another survey', who(old, [nps(most, 1, survey === 'nps' ? 'csat' : 'nps')]), null],
      ['no events', who(old), null],
      ['a new customer without attributes', who({}, [said(most, 1)]), most],
    ],
  ];
};

const said = (...days: number[]): Event[] => days.map((day) => did('feedback_submitted', day));
const csat = (score: number, day = 5): Event => nps(score, day, 'csat');

answering([
  latest(latestNps, 'nps', 0, 10),
  latest(latestCsat, 'csat', 1, 5),
  latest(latestCes, 'ces', 1, 7),
  [
    feedbackGiver,
    [
      ['2 are enough', who(old, said(1, 2)), true],
      ['1 is not', who(old, said(1)), false],
      ['a survey counts', who(old, [...said(1), csat(1)]), true],
      ['a review does not', who(old, [...said(1), did('review_written', 1)]), false],
      [
        'the second just less than 180 days ago',
        who(old, [...said(1), did('feedback_submitted', 180, {}, -1)]),
        true,
      ],
      ['the second exactly 180 days ago', who(old, said(1, 180)), false],
      ['no events', who(old), false],
      ['a new customer', who(young, said(0, 1)), true],
      ['no attributes are needed', who({}, said(0, 1)), true],
    ],
  ],
  [
    quietDetractor,
    [
      ['an NPS score of 6', who(old, [nps(6)]), true],
      ['of 7', who(old, [nps(7)]), false],
      ['a CSAT score of 2', who(old, [csat(2)]), true],
      ['of 3', who(old, [csat(3)]), false],
      ['one low score is enough', who(old, [nps(10), csat(1)]), true],
      ['the latest answer counts', who(old, [nps(2, 9), nps(9, 1)]), false],
      [
        'answered just less than 90 days ago',
        who(old, [did('survey_answered', 90, { survey: 'nps', score: 0 }, -1)]),
        true,
      ],
      ['answered exactly 90 days ago', who(old, [nps(0, 90)]), false],
      ['wrote a ticket', who(old, [nps(0), did('support_ticket', 80)]), false],
      ['said why', who(old, [nps(0), did('feedback_submitted', 3)]), false],
      ['a ticket exactly 90 days ago', who(old, [nps(0), did('support_ticket', 90)]), true],
      ['off the scale', who(old, [nps(-1), csat(0)]), false],
      ['no events', who(old), false],
      ['a new customer', who(young, [nps(3, 1)]), true],
      ['no attributes are needed', who({}, [nps(3)]), true],
    ],
  ],
]);

describe('nps-group', () => {
  it.each<Case<string | null>>([
    ['10: promoter', who(old, [nps(10)]), 'promoter'],
    ['9: promoter', who(old, [nps(9)]), 'promoter'],
    ['8: passive', who(old, [nps(8)]), 'passive'],
    ['7: passive', who(old, [nps(7)]), 'passive'],
    ['6: detractor', who(old, [nps(6)]), 'detractor'],
    ['0: detractor', who(old, [nps(0)]), 'detractor'],
    ['off the scale: no answer', who(old, [nps(11), nps(-1, 4)]), null],
    ['a text: no answer', who(old, [nps('9')]), null],
    ['an answer off the scale does not hide the one before', who(old, [nps(9, 9), nps(11, 1)]), 'promoter'],
    ['the latest answer counts', who(old, [nps(9, 9), nps(7, 1)]), 'passive'],
    ['no events', who(old), null],
    ['a new customer without attributes', who({}, [nps(9)]), 'promoter'],
  ])('%s', (_, customer, expected) => {
    expect(npsGroup(customer)).toBe(expected);
  });

  it('gives every customer with an answer on the scale exactly one label, and nobody else one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 4 }), (scores) => {
        const customer = who(
          {},
          scores.map((score, i) => nps(score, i)),
        );
        const answered = scores.some((score) => score >= 0 && score <= 10);
        const matching = npsGroup.labels.filter((label) => npsGroup.is(label)(customer));
        expect(matching).toHaveLength(answered ? 1 : 0);
      }),
    );
  });
});
