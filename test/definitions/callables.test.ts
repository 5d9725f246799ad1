import {
  and,
  classification,
  days,
  dominant,
  events,
  describe as inWords,
  metric,
  parseClassification,
  parseMetric,
  parseSegment,
  profile,
  score,
  segment,
} from 'habitus';
import { describe, expect, it } from 'vitest';

const spend = metric('spend', {
  unit: 'EUR',
  value: () => events('purchase').within(days(365)).sum('amount'),
});
const big = segment('big-spender', {
  title: 'Big spender',
  dimension: 'purchase',
  goal: 'Grow revenue',
  action: 'Offer the annual plan',
  source: 'rule of thumb',
  parameters: { least: 1000 },
  where: ({ least }) => spend.atLeast(least),
});
const tier = classification('tier', { labels: () => ({ gold: big, silver: spend.atLeast(10) }) });
const ada = profile({ id: 'ada' }, [{ name: 'purchase', at: 0, properties: { amount: 100 } }], { asOf: 1 });

describe('what is defined', () => {
  it('is built at first use, and once', () => {
    let built = 0;
    const lazy = segment('lazy', {
      where: () => {
        built++;
        return events().any();
      },
    });
    expect(built).toBe(0);
    const { definition } = lazy;
    expect([lazy(ada), lazy(ada), lazy.definition === definition]).toEqual([true, true, true]);
    expect(built).toBe(1);
  });

  it('is a function and frozen data', () => {
    expect(typeof big).toBe('function');
    expect([big.name, big.kind, big.id, big.title]).toEqual([
      'big-spender',
      'segment',
      'big-spender',
      'Big spender',
    ]);
    expect([Object.isFrozen(big), Object.isFrozen(big.parameters), Object.isFrozen(big.definition)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(tier.labels).toEqual(['gold', 'silver']);
  });

  it('has one shape as JSON, and is the same when it is read back', () => {
    expect(JSON.parse(JSON.stringify(big))).toEqual({
      format: 'habitus',
      version: 2,
      kind: 'segment',
      id: 'big-spender',
      title: 'Big spender',
      dimension: 'purchase',
      goal: 'Grow revenue',
      action: 'Offer the annual plan',
      source: 'rule of thumb',
      parameters: { least: 1000 },
      definition: JSON.parse(
        JSON.stringify(big.definition).replace('"value":1000', '"value":{"parameter":"least"}'),
      ),
    });
    const same = [
      [big, parseSegment(JSON.stringify(big))],
      [spend, parseMetric(JSON.stringify(spend))],
      [tier, parseClassification(JSON.stringify(tier))],
    ] as const;
    for (const [written, read] of same) {
      expect(JSON.stringify(read)).toBe(JSON.stringify(written));
      expect(read(ada)).toBe(written(ada));
    }
    expect(JSON.parse(JSON.stringify(events().count()))).not.toHaveProperty('id');
  });

  it('carries its name into what it is part of', () => {
    expect(and(big, events().any()).definition).toMatchObject({
      kind: 'and',
      of: [{ kind: 'named', id: 'big-spender', title: 'Big spender' }, { kind: 'compare' }],
    });
  });

  it('changes with its parameters, its id and its title', () => {
    const bigger = big.with({ least: 5000 }, { id: 'bigger-spender', title: 'Bigger spender' });
    expect([bigger.id, bigger.title, bigger.parameters, big.parameters]).toEqual([
      'bigger-spender',
      'Bigger spender',
      { least: 5000 },
      { least: 1000 },
    ]);
    expect(inWords(and(bigger, events().any()))).toMatch(/^bigger spender and /);
    expect([big.with({ least: 100 })(ada), big(ada)]).toEqual([true, false]);
    expect(big.with(parseSegment(JSON.stringify(bigger)).parameters).parameters).toEqual({ least: 5000 });
  });

  it('takes its least share from a parameter', () => {
    const made = dominant('most', {
      parameters: { share: 0.5 },
      atLeast: ({ share }) => share,
      labels: () => ({ a: events('a').count(), b: events('b').count() }),
    });
    expect(made.definition).toMatchObject({ kind: 'dominant', atLeast: 0.5 });
    expect(made.with({ share: 2 }).definition).toMatchObject({ atLeast: 2 });
    expect(dominant('all', { labels: () => ({ a: spend }) }).definition).not.toHaveProperty('atLeast');
  });

  it('leaves missing parts of a score out where nothing is said', () => {
    expect(
      score('s', { parts: () => [{ metric: spend, weight: 1, from: 0, to: 9 }] }).definition,
    ).toMatchObject({ missing: 'renormalise' });
  });
});
