import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/expression/nodes.js';
import { instantOf, oracle, oraclePopulation } from '../oracle/index.js';
import { walk } from '../oracle/walk.js';
import { definitions, histories, relative, relativeScenarios, scenarios } from './index.js';
import { WEEKDAYS, ZONES } from './vocabulary.js';

const SAMPLE = { seed: 1, numRuns: 4000 };

/** Every kind, and every field that may be absent or holds one of a few words: each must be seen in all its ways. */
const WAYS: { readonly [K in Kind]: Readonly<Record<string, readonly unknown[]>> } = {
  property: { as: ['number', 'text', 'boolean', 'instant', undefined] },
  actor: {},
  hourOfDay: { timeZone: [...ZONES, undefined] },
  dayOfWeek: { timeZone: [...ZONES, undefined] },
  events: {},
  rolling: { ago: [0, 86_400_000, undefined] },
  calendar: {
    unit: ['day', 'week', 'month', 'quarter', 'year'],
    skip: [0, 1, 2, undefined],
    current: [true, false, undefined],
    timeZone: [...ZONES, undefined],
    weekStart: [...WEEKDAYS, undefined],
  },
  period: {},
  since: {},
  following: { from: [0, -86_400_000, 3_600_000, undefined] },
  followedBy: {},
  notFollowedBy: {},
  notYetFollowedBy: {},
  precededBy: {},
  notPrecededBy: {},
  literal: { as: ['instant', undefined] },
  attribute: { as: ['number', 'text', 'boolean', 'instant', 'list', undefined] },
  heldSince: { as: ['number', 'text', 'boolean', 'instant', 'list', undefined] },
  count: {},
  firstAt: {},
  lastAt: {},
  sum: {},
  average: {},
  min: {},
  max: {},
  first: {},
  last: {},
  distinct: {},
  mostFrequent: {},
  topShare: {},
  periods: {
    unit: ['day', 'week', 'month'],
    timeZone: [...ZONES, undefined],
    weekStart: [...WEEKDAYS, undefined],
    atLeast: [1, 2, 3, undefined],
  },
  sessions: { measure: ['count', 'total', 'longest', 'average', undefined] },
  gap: { measure: ['longest', 'average'] },
  series: {
    every: [3_600_000, 86_400_000, 604_800_000, 'day', 'week', 'month'],
    answer: ['trend', 'peak', 'low', 'streak'],
    timeZone: [...ZONES, undefined],
    weekStart: [...WEEKDAYS, undefined],
  },
  sequence: { within: [1, 3_600_000, 86_400_000, undefined] },
  arithmetic: { op: ['plus', 'minus', 'times', 'dividedBy', 'least', 'greatest'] },
  orElse: {},
  choose: {},
  howMany: {},
  elapsed: { direction: ['since', 'until'] },
  score: { missing: ['renormalise', 'zero', 'missing'] },
  firstMatch: {},
  dominant: { atLeast: [0, 1, undefined] },
  compare: { op: ['atLeast', 'atMost', 'above', 'below'] },
  oneOf: { ignoreCase: [true, false, undefined] },
  exists: {},
  includes: {},
  text: { how: ['startsWith', 'endsWith', 'contains'], ignoreCase: [true, false, undefined] },
  version: { op: ['atLeast', 'atMost', 'above', 'below', 'is'] },
  within: { side: ['last', 'next'] },
  rank: { end: ['top', 'bottom'] },
  bucket: {},
  not: {},
  and: {},
  or: {},
  named: { title: ['A part', undefined], unit: ['days', undefined] },
  ago: { length: [0, 1, 86_400_000] },
};

describe('random definitions', () => {
  it('hold every kind of node, with every option and without', () => {
    const seen = new Set<string>();
    for (const definition of fc.sample(definitions(), SAMPLE))
      walk(definition, (node) => {
        seen.add(`${node.kind}`);
        for (const field of Object.keys(WAYS[node.kind as Kind]))
          seen.add(way(`${node.kind}`, field, node[field]));
      });
    const expected = Object.entries(WAYS).flatMap(([kind, fields]) => [
      kind,
      ...Object.entries(fields).flatMap(([field, ways]) => ways.map((value) => way(kind, field, value))),
    ]);
    expect(expected.filter((each) => !seen.has(each))).toEqual([]);
  });

  it('are plain JSON', () => {
    // −0 is the one number that JSON does not bring back.
    for (const definition of fc.sample(definitions(), { ...SAMPLE, numRuns: 500 }))
      expect(JSON.parse(JSON.stringify(definition))).toEqual(normal(definition));
  });

  it('answer in many ways', () => {
    const answers = new Map<string, number>();
    for (const { definition, customer, events, asOf } of fc.sample(scenarios(), SAMPLE)) {
      const answer = oracle(definition, customer, events, asOf);
      const kind = answer === null ? 'missing' : typeof answer === 'boolean' ? String(answer) : typeof answer;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
    }
    for (const kind of ['missing', 'true', 'false', 'number', 'string', 'object'])
      expect(answers.get(kind) ?? 0, kind).toBeGreaterThan(SAMPLE.numRuns / 100);
  });

  it('need a population where they rank, and some of it are members', () => {
    for (const definition of fc.sample(relative(), { ...SAMPLE, numRuns: 500 }))
      expect(() => oracle(definition, { id: 'c' }, [], 0)).toThrow('needs-population');
    const all = fc
      .sample(relativeScenarios(), { ...SAMPLE, numRuns: 500 })
      .flatMap(({ definition, people, asOf }) => [...oraclePopulation(definition, people, asOf).values()]);
    const share = all.filter((answer) => answer === true).length / all.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.9);
  });
});

describe('random customers', () => {
  const sample = fc.sample(histories(), SAMPLE);

  it('have no copies that differ, but have copies', () => {
    let copies = 0;
    for (const { events } of sample) {
      const payloads = new Map<string, string>();
      for (const { id, at, name, properties, actor } of events) {
        if (id === undefined || id === '') continue;
        const key = JSON.stringify([id, instantOf(at), name]);
        const payload = JSON.stringify([properties ?? {}, actor ?? null]);
        if (payloads.has(key)) copies += 1;
        expect(payloads.get(key) ?? payload).toBe(payload);
        payloads.set(key, payload);
      }
    }
    expect(copies).toBeGreaterThan(sample.length / 10);
  });

  it('have events at asOf, 1 ms beside it and beside the edge of a window, later, and before 1970', () => {
    const distances = new Set<number>();
    let before1970 = 0;
    for (const { events, asOf } of sample)
      for (const { at } of events) {
        const instant = instantOf(at) ?? Number.NaN;
        distances.add(instant - asOf);
        if (instant < 0) before1970 += 1;
      }
    const day = 86_400_000;
    for (const distance of [0, 1, -1, -day, -day - 1, -day + 1, -28 * day, day])
      expect(distances, String(distance)).toContain(distance);
    expect(before1970).toBeGreaterThan(0);
  });

  it('have every kind of value where another was expected', () => {
    const values = sample.flatMap(({ customer }) => Object.values((customer.attributes ?? {}) as object));
    const kinds = new Set(values.map(kindOf));
    for (const kind of [
      'NaN',
      'Infinity',
      '-0',
      'null',
      'Date',
      'list',
      'object',
      'string',
      'boolean',
      'number',
    ])
      expect(kinds, kind).toContain(kind);
    const names = new Set(
      sample.flatMap(({ customer }) => Object.keys((customer.attributes ?? {}) as object)),
    );
    expect(names).toContain('__proto__');
    expect(names).toContain('constructor');
  });
});

const way = (kind: string, field: string, value: unknown): string => `${kind}.${field}: ${value}`;

const normal = (json: unknown): unknown => {
  if (typeof json === 'number') return json + 0;
  if (Array.isArray(json)) return json.map(normal);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, normal(value)]));
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : String(value).replace('-', '');
  if (Array.isArray(value)) return 'list';
  return value instanceof Date ? 'Date' : typeof value;
};
