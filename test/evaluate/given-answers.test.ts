import { attribute, days, events, profile } from 'habitus';
import { describe, expect, it } from 'vitest';
import { dataOf, EVALUATORS, flipsOf, movingNodes, startRun } from '../../src/evaluate/index.js';
import { bind, prepare } from '../../src/plan/index.js';

const DAY = 86_400_000;

/** Nobody's data: whoever asks holds the answers. */
const nothing = dataOf(profile({ id: 'ada' }, [], { asOf: 0 }));

describe('a run whose other answers are given', () => {
  const away = events('purchase').lastAt().daysSince().atLeast(30);
  const plan = prepare([away.definition]);
  const kinds = plan.nodes.map(({ kind }) => kind);
  const given = kinds.map((kind) => (kind === 'lastAt' ? 5 * DAY : undefined));

  it('tells what moves with time alone', () => {
    expect(kinds.filter((_, i) => movingNodes(plan)[i])).toEqual(['elapsed', 'compare']);
  });

  it('finds the instant at which a test flips, from the answers and no event', () => {
    const run = startRun(bind(plan, 6 * DAY), nothing, EVALUATORS, given);
    expect(flipsOf(run, movingNodes(plan), 100 * DAY)).toEqual([35 * DAY]);
  });

  it('finds none where the answers are such that none comes', () => {
    const run = startRun(bind(plan, 40 * DAY), nothing, EVALUATORS, given);
    expect(flipsOf(run, movingNodes(plan), 100 * DAY)).toEqual([]);
  });

  it('works out what is not given', () => {
    const both = prepare([attribute('since', { as: 'instant' }).withinLast(days(7)).definition]);
    const known = both.nodes.map(({ kind }) => (kind === 'attribute' ? 2 * DAY : undefined));
    const run = startRun(bind(both, 3 * DAY), nothing, EVALUATORS, known);
    expect(flipsOf(run, movingNodes(both), 100 * DAY)).toEqual([9 * DAY]);
  });
});
