import { defineModel, type HostVocabulary, saas, vocabulary } from 'habitus/model';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};

const eventWith = (properties: object) => [{ name: 'a', at: 0, properties }];
const firstIssue = (it: z.ZodType, value: unknown) =>
  defineModel({ events: { a: { it } } }).parseEvents(eventWith({ it: value })).rejected[0]?.issues[0];

describe('what a declaration leaves out', () => {
  const text = {
    '~standard': {
      version: 1,
      vendor: 'own',
      validate: (value: unknown) =>
        typeof value === 'string' ? { value } : { issues: [{ message: 'no text' }] },
    },
  } as const;
  const perhaps = {
    '~standard': { version: 1, vendor: 'own', validate: (value: unknown) => ({ value }) },
  } as const;

  it('is required where a schema of another library, or a union of several types, does not do without', () => {
    const model = defineModel({
      events: { a: { text, either: z.union([z.string(), z.number()]), perhaps } },
    });
    const { rejected } = model.parseEvents(eventWith({}));
    expect(rejected[0]?.issues.map(({ path, code }) => [path, code])).toEqual([
      ['properties.text', 'missing'],
      ['properties.either', 'missing'],
    ]);
    expect(model.parseEvents(eventWith({ text: 'x', either: 3 })).summary.accepted).toBe(1);
  });

  it('may be said by null in a union or a literal', () => {
    const model = defineModel({
      events: {
        a: { b: z.union([z.string(), z.null()]), c: z.literal(['x', null]), d: z.undefined().or(z.int()) },
      },
    });
    expect(model.vocabulary.events.a?.properties).toEqual({ b: 'text', c: ['x'], d: 'number' });
    expect(model.parseEvents(eventWith({ b: null })).accepted).toEqual(eventWith({}));
    expect(
      messageOf(() => defineModel({ events: { a: { b: z.union([z.null(), z.undefined()]) } } })),
    ).toMatch(/events\.a\.b: expected a union with a value in it/);
  });

  it('is a fault of the row where an object of zod is strict, and none where it is loose', () => {
    const given = eventWith({ x: 1, y: 2 });
    const strict = defineModel({ events: { a: z.strictObject({ x: z.number() }) } });
    expect(strict.parseEvents(given).rejected[0]?.issues[0]?.message).toBe('a: Unrecognized key: "y"');
    const loose = defineModel({ events: { a: z.looseObject({ x: z.number() }) } });
    expect(loose.parseEvents(given).summary.accepted).toBe(1);
    const others = defineModel({ events: { a: z.object({ x: z.number() }).catchall(z.string()) } });
    expect(others.parseEvents(given).rejected[0]?.issues[0]?.path).toBe('properties.y');
  });
});

describe('a schema', () => {
  it('that throws makes a rejected row, and nothing else', () => {
    const boom = z.string().refine((value) => {
      if (value === 'b') throw new Error('boom');
      return true;
    });
    expect(firstIssue(boom, 'b')).toEqual({
      path: 'properties.it',
      code: 'schema-threw',
      message: 'the schema throws: boom, got "b"',
    });
    const odd = z.string().refine((value) => {
      if (value !== '') throw { toString: null };
      return true;
    });
    expect(firstIssue(odd, 'b')?.message).toBe('the schema throws, got "b"');
  });

  it('that answers later only to what passes its first checks is found out at the first such row', () => {
    const late = z.email().refine(async () => true);
    expect(messageOf(() => firstIssue(late, 'ada@example.com'))).toMatch(/answers at once/);
  });

  it('is not told that a Date is invalid where it is none', () => {
    expect(firstIssue(z.string(), new Date(0))?.message).toBe('expected a text, got a Date');
    expect(firstIssue(z.string(), new Date(Number.NaN))?.message).toBe(
      'expected a text, got an invalid Date',
    );
  });
});

describe('a mistake in the code', () => {
  it('is told: a key that nothing reads', () => {
    const wrong = (value: object) => value as never;
    expect(messageOf(() => defineModel(wrong({ attribute: {} })))).toMatch(
      'model: expected one of attributes, events, by, got "attribute"',
    );
    expect(messageOf(() => saas.extend(wrong({ event: {} })))).toMatch(/^extend: .*got "event"/);
    expect(messageOf(() => saas.parseEvents([], wrong({ mod: 'lenient' })))).toMatch(/^options: .*got "mod"/);
    expect(messageOf(() => saas.parseCustomers([], wrong({ onNoted: () => {} })))).toMatch(/got "onNoted"/);
    expect([...saas.readCustomers([], { onNoted: () => {} })]).toEqual([]);
    expect(messageOf(() => saas.readEvents([], wrong({ onNote: () => {} })))).toMatch(/got "onNote"/);
    expect(messageOf(() => vocabulary({}, wrong({ attribute: {} })))).toMatch(/^options: .*got "attribute"/);
  });

  it('is told: nothing where something must be', () => {
    const nothing = null as never;
    for (const run of [
      () => defineModel(nothing),
      () => defineModel({ by: nothing }),
      () => saas.parseEvents([], nothing),
      () => vocabulary({}, nothing),
      () => saas.parseEvents([], { fields: { name: nothing } }),
      () => saas.parseEvents([], { fields: { properties: { columns: { amount: nothing } } } }),
      () => saas.parseCustomers([], { fields: { history: nothing } }),
      () => saas.parseEvents([], { vocabulary: { purchase: { event: 'x' } } as unknown as HostVocabulary }),
    ])
      expect(run).toThrow(expect.objectContaining({ name: 'HabitusError' }));
  });

  it('is told: a check that answers later, or says no in a way that nobody understands', () => {
    const signedUp = [{ name: 'signed_up', at: 0 }];
    for (const answer of [false, true, 3, Promise.resolve('x'), { text: 'x' }])
      expect(
        messageOf(() => saas.parseEvents(signedUp, { checks: { mine: () => answer as never } })),
      ).toMatch(/^checks\.mine: expected a sentence/);
    expect(messageOf(() => saas.parseEvents([], { checks: { mine: 'x' as never } }))).toMatch(/a function/);
  });
});

describe('attributes over time by a vocabulary', () => {
  const free = vocabulary({}, { attributes: { plan: { firstOf: ['plan_code', { value: 'free' }] } } });
  const parsed = (...history: object[]) =>
    saas.parseCustomers([{ id: 'ada', history }], { vocabulary: free, mode: 'lenient' }).accepted[0];

  it('are not reset by an entry that says something else', () => {
    expect(
      parsed({ at: 1, attributes: { plan_code: 'pro' } }, { at: 2, attributes: { city: 'Paris' } }),
    ).toEqual({
      id: 'ada',
      attributes: { plan: 'free' },
      history: [
        { at: 1, attributes: { plan_code: 'pro', plan: 'pro' } },
        { at: 2, attributes: { city: 'Paris' } },
      ],
    });
  });

  it('are what held before an entry together with what it says, in order of time', () => {
    expect(
      parsed({ at: 2, attributes: { plan_code: null } }, { at: 1, attributes: { plan_code: 'pro' } })
        ?.history,
    ).toEqual([
      { at: 2, attributes: { plan_code: null, plan: 'free' } },
      { at: 1, attributes: { plan_code: 'pro', plan: 'pro' } },
    ]);
    const money = { currency: 'EUR', rates: { USD: 0.5 } };
    const dollars = vocabulary({}, { attributes: { mrr: { from: 'mrr', currency: 'currency' } }, money });
    const rows = [
      {
        id: 'ada',
        attributes: { currency: 'USD' },
        history: [
          { at: 1, attributes: { mrr: 100 } },
          { at: 2, attributes: { mrr: 300 } },
          { at: 3, attributes: { currency: 'EUR' } },
        ],
      },
    ];
    const { accepted } = saas.parseCustomers(rows, { vocabulary: dollars });
    expect(accepted[0]?.history?.map(({ attributes }) => attributes.mrr)).toEqual([50, 150, 300]);
  });

  it('are missing, and said once, where they cannot be told', () => {
    const money = { currency: 'EUR', rates: {} };
    const own = vocabulary({}, { attributes: { mrr: { from: 'mrr', currency: 'currency' } }, money });
    const history = [
      { at: 1, attributes: { mrr: 100, currency: 'XXX' } },
      { at: 2, attributes: { city: 'Paris' } },
      { at: 3, attributes: { currency: 'EUR' } },
      { at: 4, attributes: { mrr: null } },
    ];
    const { accepted, noted } = saas.parseCustomers([{ id: 'ada', history }], {
      vocabulary: own,
      mode: 'lenient',
    });
    expect(accepted[0]?.history?.map(({ attributes }) => attributes.mrr)).toEqual([
      null,
      undefined,
      100,
      null,
    ]);
    expect(noted[0]?.issues.filter(({ code }) => code === 'unknown-currency')).toHaveLength(1);
  });

  it('that the model requires are missing where no entry has them', () => {
    const model = defineModel({ attributes: { plan: z.string() } });
    const own = vocabulary({}, { attributes: { plan: 'plan_code' } });
    for (const attributes of [{ city: 'Paris' }, { plan_code: null }]) {
      const rows = [{ id: 'ada', history: [{ at: 1, attributes }] }];
      expect(model.parseCustomers(rows, { vocabulary: own }).rejected[0]?.issues[0]?.code).toBe('missing');
    }
  });
});

describe('a stream', () => {
  it('that fails is let go, and its own error is told', async () => {
    let released = false;
    const stream = {
      getReader: () => ({
        read: async () => {
          throw new Error('broken');
        },
        cancel: async () => {
          throw new Error('not cancelled');
        },
        releaseLock: () => {
          released = true;
        },
      }),
    };
    await expect(saas.parseEvents(stream)).rejects.toThrow('broken');
    expect(released).toBe(true);
  });
});
