import { describe, expect, it } from 'vitest';
import { allCases, caseFiles, casesOf, parseCases } from './cases.js';

describe('the table of cases', () => {
  it.each(caseFiles())('%s.json is of the format', (file) => {
    expect(casesOf(file).length).toBeGreaterThan(0);
  });

  it('holds at least 300 cases', () => {
    expect(allCases().length).toBeGreaterThanOrEqual(300);
  });

  it('names every rule that an engine can be asked about', () => {
    // S28 is about the live engine, which has tests of its own.
    const rules = Array.from({ length: 31 }, (_, index) => `S${index + 1}`).filter((rule) => rule !== 'S28');
    const named = new Set(allCases().map(({ rule }) => rule));
    expect(rules.filter((rule) => !named.has(rule))).toEqual([]);
  });

  it('says nothing twice: no two cases of a file have one title', () => {
    for (const file of caseFiles()) {
      const titles = casesOf(file).map(({ rule, title }) => `${rule} ${title}`);
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });
});

describe('the format', () => {
  const good = {
    rule: 'S1',
    title: 'A title',
    asOf: 0,
    definition: { kind: 'literal', value: 1 },
    answer: 1,
  };
  const parse = (one: object, shared?: object) =>
    parseCases('file', { description: 'Some cases.', cases: [one], ...(shared && { shared }) });

  it('gives a case its defaults: the customer c, without events', () => {
    expect(parse(good)).toEqual([
      {
        file: 'file',
        rule: 'S1',
        title: 'A title',
        customer: { id: 'c' },
        events: [],
        asOf: 0,
        definition: { kind: 'literal', value: 1 },
        expected: { kind: 'answer', answer: 1 },
      },
    ]);
  });

  it('puts in what JSON cannot say, and what is shared', () => {
    const [made] = parse(
      { ...good, customer: { $ref: 'ada' } },
      {
        ada: { id: 'ada', attributes: { $ref: 'odd' } },
        odd: {
          a: { $number: 'NaN' },
          b: { $number: '-0' },
          c: { $date: '2026-01-01T00:00:00Z' },
          $other: 'x',
        },
      },
    );
    expect(made?.customer.attributes).toStrictEqual({
      a: Number.NaN,
      b: -0,
      c: new Date('2026-01-01T00:00:00Z'),
      $other: 'x',
    });
  });

  it('keeps __proto__ as a key', () => {
    const [made] = parse({ ...good, customer: JSON.parse('{"id":"c","attributes":{"__proto__":1}}') });
    expect(Object.keys(made?.customer.attributes ?? {})).toEqual(['__proto__']);
  });

  it.each([
    ['an unknown key', { ...good, answers: 1 }, 'unknown key answers'],
    ['an unknown key of a customer', { ...good, customer: { id: 'c', plan: 'pro' } }, 'unknown key plan'],
    [
      'an unknown key of an event',
      { ...good, events: [{ name: 'a', at: 0, amount: 1 }] },
      'unknown key amount',
    ],
    ['two expectations', { ...good, error: 'bad-value' }, 'exactly one of'],
    ['an unknown rule', { ...good, rule: 'S41' }, 'expected a rule'],
    ['a reference to nothing', { ...good, events: { $ref: 'nobody' } }, 'nothing shared is called nobody'],
    ['an unknown number', { ...good, answer: { $number: '1' } }, 'unknown $number'],
    ['people beside events', { ...good, people: [], events: [] }, 'instead of customer and events'],
    ['an event without an instant', { ...good, events: [{ name: 'a' }] }, 'expected at'],
  ])('refuses %s', (_, one, message) => {
    expect(() => parse(one)).toThrow(message);
  });

  it('refuses a case without an expectation', () => {
    const { answer: _, ...without } = good;
    expect(() => parse(without)).toThrow('exactly one of');
  });

  it('refuses what refers to itself', () => {
    expect(() => parse({ ...good, events: { $ref: 'a' } }, { a: [{ $ref: 'a' }] })).toThrow(
      'refers to itself',
    );
  });
});
