import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { bigSpender } from '../../src/catalogue/index.js';
import { catalogue } from '../../src/catalogue/list.js';
import {
  and,
  attribute,
  classification,
  days,
  type Envelope,
  events,
  HabitusError,
  describe as inWords,
  metric,
  parametersSchema,
  parseClassification,
  parseMetric,
  parseSegment,
  powerUser,
  profile,
  segment,
} from '../../src/index.js';
import * as populations from '../../src/population/index.js';
import { constructed } from '../catalogue/constructed.js';

interface Entry {
  readonly id: string;
  readonly kind: 'segment' | 'metric' | 'classification';
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly definition: object;
  with(parameters: object): Entry;
  toJSON(): Envelope;
}

const PARSE = { segment: parseSegment, metric: parseMetric, classification: parseClassification };
const parse = (json: Envelope | object): Entry => PARSE[(json as Envelope).kind](json) as unknown as Entry;
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const entries = Object.values({ ...catalogue, ...constructed }) as unknown as readonly Entry[];

/** Another value that a parameter may have, other than those that the tracing tries. */
const others = (value: number | string): readonly (number | string)[] =>
  typeof value === 'string'
    ? [`other_${value}`, 'America/Lima']
    : value >= 1000
      ? [value + days(5), value - 7]
      : [value + 3, value - 3, value * 0.8];

/** What comes of one of these values: the first that the entry takes. */
const changed = (entry: Entry, name: string): { readonly to: number | string; readonly entry: Entry } => {
  for (const to of others(entry.parameters[name] as number | string)) {
    try {
      return { to, entry: entry.with({ [name]: to }) };
    } catch (error) {
      expect(error).toBeInstanceOf(HabitusError);
    }
  }
  throw new Error(`no other value for ${entry.id}.${name}`);
};

/** The error that something throws. */
const refused = (act: () => unknown): HabitusError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(HabitusError);
    return error as HabitusError;
  }
  throw new Error('expected a refusal, got none');
};

describe('a stored definition', () => {
  it('keeps every parameter of the catalogue open', () => {
    expect(entries.filter((entry) => 'fixed' in entry.toJSON()).map(({ id }) => id)).toEqual([]);
  });

  it.each(entries.map((entry) => [entry.id, entry] as const))(
    'of %s is the same read back, and changes with its JSON as by `with`',
    (_, entry) => {
      const json = copy(entry.toJSON());
      const parsed = parse(json);
      expect(parsed.definition).toEqual(entry.definition);
      expect(copy(parsed)).toEqual(json);
      for (const name of Object.keys(entry.parameters)) {
        const { to, entry: expected } = changed(entry, name);
        const edited = parse({ ...json, parameters: { ...json.parameters, [name]: to } });
        expect(edited.definition, name).toEqual(expected.definition);
        expect(parsed.with({ [name]: to }).definition, name).toEqual(expected.definition);
        expect(inWords(edited as never)).toBe(inWords(expected as never));
      }
    },
  );

  const json = copy(powerUser.toJSON());
  const edit = (parameters: object): object => ({
    ...json,
    parameters: { ...json.parameters, ...parameters },
  });

  it('answers by the parameters that stand in it', () => {
    const asOf = '2026-11-22T00:00:00Z';
    const uses = Array.from({ length: 12 }, (_, i) => ({
      name: 'feature_used',
      at: Date.parse(asOf) - days(i),
      properties: { feature: `f${i}` },
    }));
    const ada = profile({ id: 'ada' }, uses, { asOf });
    expect(parseSegment(edit({ activeDays: 12 }))(ada)).toBe(true);
    expect(parseSegment(edit({ activeDays: 13 }))(ada)).toBe(false);
    expect(inWords(parseSegment(edit({ activeDays: 13, window: days(20) })))).toMatch(
      /at least 13 .* 20 days/,
    );
  });

  it('refuses a value that the parameter may not have, with its path', () => {
    const bad: readonly (readonly [object, string, RegExp])[] = [
      [{ window: -1 }, 'parameters.window', /expected a length of more than 0, such as days\(28\), got -1/],
      [{ window: 0.5 }, 'parameters.window', /expected a length/],
      [{ activeDays: -1 }, 'parameters.activeDays', /expected a number of 0 or more, got -1/],
      [{ activeDays: '12' }, 'parameters.activeDays', /expected a number, got "12"/],
      [{ features: [5] }, 'parameters.features', /expected a number, got a list/],
      [{ feature: 5 }, 'parameters.feature', /nothing in the definition reads this parameter/],
    ];
    for (const [change, path, words] of bad) {
      const error = refused(() => parseSegment(edit(change)));
      expect(error.path).toBe(path);
      expect(error.message).toMatch(words);
    }
    const { window: _, ...rest } = json.parameters as Record<string, number>;
    expect(refused(() => parseSegment({ ...json, parameters: rest })).message).toBe(
      'parameters.window: the definition reads a parameter of this name, but its parameters are activeDays, features',
    );
    const parsed = parseSegment(json);
    expect(refused(() => parsed.with({ window: -1 } as never)).path).toBe('parameters.window');
    expect(refused(() => parsed.with({ activeDay: 1 } as never)).message).toMatch(
      /did you mean "activeDays"/,
    );
  });

  it('says so at once where `with` breaks a definition', () => {
    expect(() => powerUser.with({ window: -1 as never })).toThrow(/a length of more than 0/);
  });

  it('of version 1 is read; its parameters are on record only', () => {
    const old = parseSegment({
      ...json,
      version: 1,
      definition: powerUser.definition,
    });
    expect(old.definition).toEqual(powerUser.definition);
    expect(old.parameters).toEqual(powerUser.parameters);
    expect(() => old.with({ activeDays: 20 } as never)).toThrow(/this parameter is on record only/);
    expect(old.toJSON()).toMatchObject({ version: 2, fixed: powerUser.parameters });
    expect(parseSegment(copy(old.toJSON())).parameters).toEqual(powerUser.parameters);
  });

  it('that was fitted keeps what it was fitted with on record', () => {
    const people = populations.population({
      customers: [{ id: 'ada' }, { id: 'bob' }],
      events: [{ customerId: 'ada', name: 'purchase', at: 0, properties: { amount: 5, order: '1' } }],
      asOf: days(1),
    });
    const stored = copy(populations.fit(bigSpender, people).toJSON());
    expect(stored.fixed).toEqual(bigSpender.parameters);
    expect(() => parseSegment(stored).with(bigSpender.parameters as never)).toThrow(/on record only/);
  });
});

describe('what a slot can say', () => {
  const stored = (of: { toJSON(): Envelope }): Envelope => copy(of.toJSON());

  it('is a value that is reckoned from parameters', () => {
    const bursts = metric('bursts', {
      parameters: { window: days(30), times: 3, part: 0.5 },
      value: ({ window, times, part }) =>
        events('a')
          .within((window * times) as typeof window)
          .count()
          .times(1 / 30)
          .plus(part * 2 + 1)
          .minus(window / days(2)),
    });
    expect(stored(bursts).definition).toEqual({
      kind: 'arithmetic',
      op: 'minus',
      of: [
        {
          kind: 'arithmetic',
          op: 'plus',
          of: [
            {
              kind: 'arithmetic',
              op: 'times',
              of: [
                {
                  kind: 'count',
                  of: {
                    kind: 'events',
                    names: ['a'],
                    window: { kind: 'rolling', length: { parameter: 'window', times: ['times'] } },
                  },
                },
                { kind: 'literal', value: 1 / 30 },
              ],
            },
            { kind: 'literal', value: { parameter: 'part', times: [2], plus: 1 } },
          ],
        },
        { kind: 'literal', value: { parameter: 'window', over: [days(2)] } },
      ],
    });
  });

  it('is a text, a list, and their words in a title', () => {
    const made = classification('made', {
      parameters: { plans: ['pro', 'team'], window: days(7), share: 0.25, name: 'log_in' },
      labels: ({ plans, window, share, name }) => ({
        a: segment('part', {
          title: `At least ${share * 100} of ${name.replaceAll('_', ' ')} in ${window / days(1)} days`,
          where: () =>
            and(attribute('plan').oneOf(...(plans as [string])), events(name).within(window).any()),
        }),
      }),
    });
    const json = stored(made);
    expect(json.fixed).toEqual({ share: 0.25 });
    expect(JSON.stringify(json.definition)).toContain(
      '{"template":["At least 25 of ",["name","spaced"]," in ",["window","duration"]]}',
    );
    const edited = parseClassification({
      ...json,
      parameters: { ...json.parameters, plans: ['basic'], name: 'sign_up', window: days(3) },
    });
    expect(inWords(edited)).toContain('sign up in 3 days');
    expect(JSON.stringify(edited.definition)).toContain('"values":["basic"]');
  });

  it('is not the shape of a definition: such a parameter is on record only, the others stay open', () => {
    const shaped = segment('shaped', {
      parameters: { both: true, least: 3 },
      where: ({ both, least }) =>
        both ? and(events('a').any(), events('b').count().atLeast(least)) : events('a').any(),
    });
    const json = stored(shaped);
    expect(json).toMatchObject({ parameters: { least: 3 }, fixed: { both: true } });
    expect(parseSegment(json).with({ least: 4 } as never).definition).toEqual(
      shaped.with({ least: 4 }).definition,
    );
    expect(() => parseSegment(json).with({ both: false } as never)).toThrow(/on record only/);
    expect(refused(() => parseSegment({ ...json, fixed: { least: 1 } })).path).toBe('fixed.least');
  });
});

describe('a hostile slot', () => {
  const with_ = (value: unknown, parameters: object = { a: 1, t: 'x' }): object => ({
    format: 'habitus',
    version: 2,
    kind: 'segment',
    parameters,
    definition: {
      kind: 'and',
      of: [
        {
          kind: 'compare',
          op: 'atLeast',
          left: { kind: 'count', of: { kind: 'events' } },
          right: { kind: 'literal', value },
        },
        ...['a', 't'].map((name) => ({
          kind: 'compare',
          op: 'is',
          left: { kind: 'attribute', name },
          right: { kind: 'literal', value: 1 },
        })),
      ],
    },
  });

  it.each([
    [
      { parameter: 'b' },
      /^parameters\.b: the definition reads a parameter of this name, but its parameters are a, t/,
    ],
    [{ parameter: 5 }, /expected the name of one of the parameters \(a, t\), got 5/],
    [{ parameter: '__proto__' }, /the definition reads a parameter of this name/],
    [{ parameter: 'constructor' }, /the definition reads a parameter of this name/],
    [{ parameter: 't' }, /parameters\.t: expected a number, got "x"/],
    [{ parameter: 'a', type: 'toString' }, /a slot of type number, text/],
    [{ parameter: 'a', times: ['t'] }, /parameters\.t: expected a number/],
    [{ parameter: 'a', over: [0] }, /expected a finite number/],
    [{ parameter: 'a', times: Array.from({ length: 101 }, () => 2) }, /a list of at most 100/],
    [{ parameter: 'a', plus: '1' }, /expected a number, got "1"/],
    [{ parameter: 'a', get: 1 }, /expected one of parameter, type/],
    [{ template: [['a', 'toString']] }, /expected one of plain, number/],
    [{ template: [['t', 'duration']] }, /parameters\.t: expected a number/],
    [{ template: 5 }, /a list of at most 100/],
    [{ slot: 1 }, /expected a finite number, a text, true or false/],
  ])('%j is refused', (value, words) => {
    expect(refused(() => parseSegment(with_(value))).message).toMatch(words);
  });
});

describe('the schema of the parameters', () => {
  const ajv = new Ajv2020({ strict: false });

  it.each(entries.map((entry) => [entry.id, entry] as const))(
    'of %s takes what the entry takes',
    (_, entry) => {
      const schema = parametersSchema(entry as never);
      expect(Object.keys(schema.properties)).toEqual(Object.keys(entry.parameters));
      const valid = ajv.compile(schema);
      expect(valid(entry.parameters)).toBe(true);
      for (const name of Object.keys(entry.parameters)) {
        const { to } = changed(entry, name);
        expect(valid({ [name]: to }), `${name} ${to}`).toBe(true);
        expect(valid({ [name]: {} }), name).toBe(false);
      }
      for (const [name, { minimum }] of Object.entries(schema.properties)) {
        if (minimum !== undefined && minimum > -1e15)
          expect(() => parse(entry.toJSON()).with({ [name]: minimum - 1 }), `${entry.id}.${name}`).toThrow(
            HabitusError,
          );
      }
    },
  );

  it('says what each is, in words, with its value as the default', () => {
    expect(parametersSchema(powerUser)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Power user',
      type: 'object',
      properties: {
        activeDays: { title: 'Active days', minimum: 0, type: 'number', default: 12 },
        features: { title: 'Features', minimum: 0, type: 'number', default: 5 },
        window: {
          title: 'Window',
          description: 'A length of time in milliseconds.',
          'x-unit': 'milliseconds',
          type: 'integer',
          minimum: 1,
          maximum: 315569520000000,
          default: days(28),
        },
      },
      additionalProperties: false,
    });
  });
});
