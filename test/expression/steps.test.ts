import { and, attribute, events, not, parseSegment } from 'habitus';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** How many nodes were looked at: each is held against the rules of its kind once. */
const looked = vi.hoisted(() => ({ nodes: 0 }));

vi.mock('../../src/expression/rules.js', async (original) => {
  const rules = await original<typeof import('../../src/expression/rules.js')>();
  const ruled: typeof rules.ruled = (...of) => {
    looked.nodes++;
    return rules.ruled(...of);
  };
  return { ...rules, ruled };
});

const nodesOf = (of: { readonly definition: object }): number =>
  JSON.stringify(of.definition).split('"kind"').length - 1;

beforeEach(() => {
  looked.nodes = 0;
});

describe('building a definition', () => {
  it('looks at what is new, not at the whole again with each step', () => {
    let s = events('a').any();
    const before = looked.nodes;
    const a = attribute('plan').is('pro');
    const step = looked.nodes - before + 2;
    looked.nodes = 0;
    for (let i = 0; i < 25; i++) s = and(s, not(a));
    expect(looked.nodes).toBe(25 * 2);
    expect(nodesOf(s)).toBe(25 * step + 4);
  });

  it('looks at each node of a stored one once', () => {
    const stored = JSON.stringify(and(events('a').any(), not(attribute('plan').is('pro'))));
    looked.nodes = 0;
    expect(looked.nodes + nodesOf(parseSegment(stored))).toBe(looked.nodes);
  });
});
