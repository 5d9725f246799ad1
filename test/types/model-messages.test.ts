import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compiled } from './compile.js';

/** What a user writes by mistake, and the sentence that the compiler must say of it. */
const mistakes: readonly (readonly [code: string, says: string])[] = [
  ["app.events('purchas');", 'the model has no event "purchas": use one that it declares, or declare it'],
  [
    "app.events('purchase', 'exprted');",
    'the model has no event "exprted": use one that it declares, or declare it',
  ],
  [
    "app.events('purchase').sum('amounts');",
    'there is no property "amounts" here: use one that the model declares, or declare it',
  ],
  [
    "app.events('purchase').sum('category');",
    '"category" is a text: sum reads numbers; of texts say distinct, mostFrequent or topShare',
  ],
  ["app.events('purchase').max('gift');", '"gift" is true or false: max compares numbers and instants'],
  [
    "app.events('purchase').last('format');",
    'there is no property "format" here: use one that the model declares, or declare it',
  ],
  [
    "app.events('exported').where({ fromat: 'csv' });",
    'there is no property "fromat" here: use one that the model declares, or declare it',
  ],
  [
    "app.events('exported').where({ format: 'xml' });",
    '"format" is a text, and "xml" is no value that the model declares of it',
  ],
  [
    "app.events('exported').where({ format: atLeast(3) });",
    'this test does not fit "format", which is a text: use a test of that type and of values that the model declares',
  ],
  [
    "app.events('purchase').where({ amount: '5' });",
    '"amount" is a number, and "5" is no value that the model declares of it',
  ],
  [
    "app.events('exported').where(or({ fromat: 'csv' }, { format: 'pdf' }));",
    'there is no property "fromat" here: use one that the model declares, or declare it',
  ],
  [
    "app.events('exported').where(and({ format: 'csv' }, not({ rows: 5 })));",
    'there is no property "rows" here: use one that the model declares, or declare it',
  ],
  [
    "app.events.startingWith('purhc');",
    'no event of the model begins with "purhc": use the beginning of one that it declares',
  ],
  [
    "app.anyOf(app.events('purchase').where({ amount: 5 }), app.events('exported')).where({ rows: 5 });",
    'there is no property "rows" here: use one that the model declares, or declare it',
  ],
  [
    "app.events('purchase').trend({ every: days(7), periods: 4, of: 'category' });",
    '"category" is a text: a series sums numbers',
  ],
  ["app.attribute('plann');", 'the model has no attribute "plann": use one that it declares, or declare it'],
  [
    "app.attribute('plan').is('enterprise');",
    '"enterprise" is no value that the model declares here: use one that it does, or declare it',
  ],
  [
    "app.attribute('plan').is('Enterprise', { ignoreCase: true });",
    '"Enterprise" is no value that the model declares here: use one that it does, or declare it',
  ],
  ["app.attribute('seats').isVersion('5');", 'isVersion reads texts; this metric answers something else'],
  [
    "app.events('purchase').where({ amount: atLeastVersion('5') });",
    'this test does not fit "amount", which is a number: use a test of that type and of values that the model declares',
  ],
  ["app.attribute('plan').atLeast(3);", 'atLeast compares numbers; this metric answers something else'],
  [
    "app.attribute('seats').before('2026-01-01T00:00:00Z');",
    "before compares instants; say { as: 'instant' } if this is one",
  ],
];

const model = `
import * as z from 'zod';
import { and, atLeast, atLeastVersion, days, not, or } from 'habitus';
import { defineModel } from 'habitus/model';
export const app = defineModel({
  attributes: { plan: z.enum(['free', 'pro']), seats: z.int() },
  events: {
    purchase: { amount: z.number(), category: z.string(), gift: z.boolean() },
    exported: { format: z.enum(['csv', 'pdf']) },
  },
});
export const used = [and, atLeast, atLeastVersion, days, not, or];
`;
const first = model.split('\n').length - 1;

describe('a mistake against a model is a compile error that says what to do', () => {
  let found: Compiled;

  beforeAll(() => {
    found = compiled(model + mistakes.map(([code]) => code).join('\n'));
  });

  it.each(mistakes.map(([code, says], i) => [code, says, i + first] as const))('%s', (_, says, line) => {
    const said = (found.messages.get(line) ?? 'no error').replaceAll('\\"', '"');
    expect(said).toContain(says);
    expect(said, 'the sentence is not buried').not.toContain('No overload');
  });

  it('and nothing else is', () => {
    expect([...found.messages.keys()].filter((line) => line < first)).toEqual([]);
  });

  it('is quoted in the guide as the compiler says it', () => {
    const guide = readFileSync('docs/model.md', 'utf8');
    const quoted = [...guide.matchAll(/^\| `(app\..*?;)` \| (.*) \|$/gm)].map(([, code, says]) => [
      code,
      says,
    ]);
    expect(quoted.length).toBeGreaterThan(8);
    for (const [code, says] of quoted)
      expect(mistakes.map((each) => [each[0], each[1].replaceAll('|', '\\|')])).toContainEqual([code, says]);
  });
});

describe('what typing a model costs', () => {
  const events = 100;
  const uses = 200;
  const schema = Array.from(
    { length: events },
    (_, i) =>
      `event_${i}: { amount_${i}: z.number(), kind: z.enum(['a', 'b', 'c_${i}']), at: z.date(), note: z.string().optional() },`,
  ).join('\n');
  const head = `import * as z from 'zod'; import { days, atLeast } from 'habitus'; import { defineModel } from 'habitus/model';
const app = defineModel({ attributes: { plan: z.enum(['free', 'pro']) }, events: {\n${schema}\n} });\n`;
  const use = (i: number): string => {
    const n = i % events;
    return [
      `app.events('event_${n}').within(days(${i + 1})).where({ kind: 'c_${n}' }).sum('amount_${n}').atLeast(1);`,
      `app.events('event_${n}').where({ amount_${n}: atLeast(3) }).last('kind').is('a');`,
    ][i < events ? 0 : 1]!;
  };

  it(`of ${events} events in ${uses} uses is held`, () => {
    const empty = compiled(`${head}export const used = [days, atLeast];`);
    const full = compiled(head + Array.from({ length: uses }, (_, i) => use(i)).join('\n'));
    expect([...full.messages.values()]).toEqual([]);
    const each = (full.instantiations - empty.instantiations) / uses;
    // Measured: 118,316 and 524. Growth past a tenth is a change of the types that someone should want.
    expect(full.instantiations).toBeLessThan(130_000);
    expect(each).toBeLessThan(580);
  });
});
