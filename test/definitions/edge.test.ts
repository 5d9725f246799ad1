import {
  ago,
  and,
  attribute,
  calendarDays,
  contains,
  days,
  events,
  following,
  HabitusError,
  inBucket,
  metric,
  milliseconds,
  not,
  parseClassification,
  parseMetric,
  parseSegment,
  profile,
  type Segment,
  segment,
  sequence,
} from 'habitus';
import { population } from 'habitus/population';
import { duckdb, toSQL } from 'habitus/sql';
import { describe, expect, it } from 'vitest';

/** The error that something throws; fails where it throws none, or one of another class. */
const refused = (act: () => unknown): HabitusError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(HabitusError);
    return error as HabitusError;
  }
  throw new Error('expected a refusal, got none');
};

const stored = (definition: unknown, kind = 'segment', more: object = {}): object => ({
  format: 'habitus',
  version: 1,
  kind,
  ...more,
  definition,
});
const literal = (value: unknown, as?: string) => ({ kind: 'literal', value, ...(as && { as }) });
const selection = { kind: 'events' };
const counted = { kind: 'count', of: selection };
const yes = { kind: 'exists', value: counted };
const x = { kind: 'attribute', name: 'x', as: 'number' };
const HALF = '\ud83d';

describe('the kind of a node', () => {
  it('is a text: a list of one, or an object that says it is one, is no kind', () => {
    const rank = { kind: ['rank'], value: x, end: 'top', percent: 50 };
    const others = [
      ['and'],
      { toString: () => 'and' },
      { toString: 1 },
      { toString: null },
      5,
      null,
      ['__proto__'],
    ];
    for (const kind of [...others, '__proto__', 'constructor', 'toString']) {
      for (const definition of [rank, { kind, of: [yes] }, { kind: 'not', of: { kind, of: [yes] } }]) {
        expect(refused(() => parseSegment(stored(definition))).code).toBe('unknown-kind');
      }
    }
    expect(refused(() => parseMetric(stored({ kind: ['count'], of: selection }, 'metric'))).path).toBe(
      'definition.kind',
    );
  });

  it('is not a literal where an event is asked: what is tested of it is a reading', () => {
    const where = (test: object) => () =>
      parseSegment(stored({ kind: 'exists', value: { kind: 'count', of: { ...selection, where: [test] } } }));
    const one = literal(1);
    for (const test of [
      { kind: 'exists', value: one },
      { kind: 'not', of: { kind: 'exists', value: one } },
      { kind: 'oneOf', value: one, values: [1] },
      { kind: 'text', how: 'contains', value: literal('a'), text: 'a' },
      { kind: 'compare', op: 'above', left: one, right: one },
    ]) {
      const error = refused(where(test));
      expect(error.code).toBe('unknown-kind');
      expect(error.message).toMatch(
        /expected a value of one event \(property, actor, hourOfDay, dayOfWeek\)/,
      );
    }
    expect(
      where({ kind: 'compare', op: 'above', left: { kind: 'property', name: 'a' }, right: one })().kind,
    ).toBe('segment');
  });
});

describe('a literal', () => {
  it('is of the type that it declares: an instant is a whole number of milliseconds', () => {
    const above = (right: object) => () =>
      parseSegment(
        stored({
          kind: 'compare',
          op: 'below',
          left: { kind: 'attribute', name: 'since', as: 'instant' },
          right,
        }),
      );
    for (const value of ['text', true, 0.5, 8.64e15 + 2, '2026-11-22T00:00:00Z']) {
      expect(refused(above(literal(value, 'instant'))).message).toMatch(
        /^definition\.right\.value: expected an instant in whole milliseconds since the epoch, got /,
      );
    }
    expect(refused(() => parseMetric(stored(literal(true, 'instant'), 'metric'))).code).toBe('bad-value');
    expect(above(literal(-8.64e15, 'instant'))().kind).toBe('segment');
  });
});

describe('the texts of a definition', () => {
  const bad = ['a\0b', HALF, `a${HALF}b`, '\udc00\ud800'];

  it('have no NUL and no half of a surrogate pair, wherever they stand', () => {
    for (const text of bad) {
      const property = { kind: 'property', name: 'p' };
      const nodes = [
        { kind: 'oneOf', value: x, values: [text] },
        { kind: 'bucket', salt: text, from: 0, to: 50 },
        { kind: 'exists', value: { ...x, name: text } },
        { kind: 'exists', value: { kind: 'count', of: { ...selection, names: ['a', text] } } },
        { kind: 'exists', value: { kind: 'count', of: { ...selection, except: [text] } } },
        { kind: 'exists', value: { kind: 'distinct', of: selection, value: { ...property, name: text } } },
        {
          kind: 'exists',
          value: { kind: 'distinct', of: selection, value: { kind: 'hourOfDay', timeZone: text } },
        },
        { kind: 'text', how: 'contains', value: { ...x, as: 'text' }, text },
        { kind: 'includes', value: { ...x, as: 'list' }, text },
        { kind: 'named', id: 'a', title: text, of: yes },
        { kind: 'named', id: text, of: yes },
        { kind: 'oneOf', value: literal(text), values: ['a'] },
        {
          kind: 'exists',
          value: {
            kind: 'count',
            of: { ...selection, window: { kind: 'following', attribute: text, to: 1 } },
          },
        },
      ];
      for (const node of nodes) expect(refused(() => parseSegment(stored(node))).code).toBe('bad-value');
      const labelled = stored({ kind: 'firstMatch', labels: [[text, yes]] }, 'classification');
      expect(refused(() => parseClassification(labelled)).code).toBe('bad-value');
      for (const key of ['title', 'dimension', 'goal', 'action', 'source', 'unit', 'id']) {
        expect(refused(() => parseSegment(stored(yes, 'segment', { [key]: text }))).code).toBe('bad-value');
      }
      for (const parameters of [{ a: text }, { a: [text] }, { [text]: 1 }]) {
        expect(refused(() => parseSegment(stored(yes, 'segment', { parameters }))).code).toBe('bad-value');
        expect(refused(() => segment('s', { parameters, where: () => events().any() })).code).toBe(
          'bad-value',
        );
      }
      expect(refused(() => events(text)).code).toBe('bad-value');
      expect(refused(() => attribute('plan').is(text)).code).toBe('bad-value');
      expect(refused(() => inBucket(text)).code).toBe('bad-value');
      expect(refused(() => events().where({ [text]: 1 })).code).toBe('bad-value');
      expect(refused(() => metric('m', { title: text, value: () => events().count() })).code).toBe(
        'bad-value',
      );
      const named = segment('s', { where: () => events().any() });
      expect(refused(() => named.with({}, { title: text })).code).toBe('bad-value');
    }
    expect(
      events('😀 a\nb')
        .where({ 'ü\t': contains('\u{1f600}') })
        .count().kind,
    ).toBe('metric');
  });

  it('are at most 10,000 characters long, in the envelope too', () => {
    for (const key of ['title', 'dimension', 'goal', 'action', 'source', 'unit']) {
      const error = refused(() => parseSegment(stored(yes, 'segment', { [key]: 'a'.repeat(10_001) })));
      expect(error.code).toBe('too-large');
    }
  });
});

describe('the parameters of a definition', () => {
  const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

  it('are numbers, texts, truths, and lists of numbers or of texts', () => {
    const good = { a: 1, b: 'x', c: false, d: [], e: [1, 2], f: ['x'], ['__proto__']: 1 };
    const parsed = parseSegment(stored(yes, 'segment', { parameters: good }));
    expect(JSON.parse(JSON.stringify(parsed)).fixed).toEqual(good);
    const holes = new Array(2);
    holes[0] = 1;
    const others = [
      null,
      {},
      { x: 1 },
      [[1]],
      deep(20_000),
      deep(5000),
      [1, 'a'],
      [true],
      NaN,
      1n,
      Symbol('s'),
      holes,
    ];
    for (const a of [...others, new Date(0), () => 1, [1n], undefined, new Array(10_001).fill(1)]) {
      const error = refused(() => parseSegment(stored(yes, 'segment', { parameters: { a } })));
      expect(error.path).toBe('parameters.a');
      const parameters = { a } as never;
      expect(refused(() => segment('s', { parameters, where: () => events().any() })).path).toBe(
        'parameters.a',
      );
    }
    for (const parameters of [[], 5, 'a', null, new Map()])
      expect(refused(() => parseSegment(stored(yes, 'segment', { parameters }))).path).toBe('parameters');
  });

  it('are copied: what was given is neither frozen nor read again', () => {
    const plans = ['pro'];
    const parameters = { plans, least: 1 };
    const parsed = parseSegment(stored(yes, 'segment', { parameters }));
    const built = segment('s', { parameters, where: (p) => attribute('plan').oneOf(...p.plans) });
    const changed = built.with({ plans });
    plans.push('team');
    parameters.least = 2;
    for (const each of [parsed, built, changed] as unknown as Segment[])
      expect(each.parameters).toEqual({ plans: ['pro'], least: 1 });
    expect(refused(() => built.with({ plans: ['a', 1] as never })).path).toBe('s.plans');
  });
});

describe('what comes from outside is read once', () => {
  it('so that what was checked is what is kept', () => {
    let asked = 0;
    const turning = {
      get kind() {
        return asked++ === 0 ? 'exists' : 'rank';
      },
      value: counted,
    };
    expect(parseSegment(stored(turning)).definition.kind).toBe('exists');
    expect(asked).toBe(1);

    const reads = new Map<PropertyKey, number>();
    const names = new Proxy(['a', 'b'], {
      get: (target, key) => {
        reads.set(key, (reads.get(key) ?? 0) + 1);
        return (reads.get(key) ?? 0) > 1 && key === '0' ? 5 : Reflect.get(target, key);
      },
    });
    const parsed = parseSegment(
      stored({ kind: 'exists', value: { kind: 'count', of: { kind: 'events', names } } }),
    );
    expect(JSON.stringify(parsed)).toContain('"names":["a","b"]');
    expect(reads.get('0')).toBe(1);
  });

  it('or refused where it cannot be read', () => {
    const breaking = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    for (const thing of [breaking, proxy]) {
      expect(refused(() => parseSegment(stored(thing))).code).toBe('bad-value');
      expect(refused(() => parseSegment(stored({ kind: 'and', of: thing }))).code).toBe('bad-value');
      expect(refused(() => parseSegment(thing)).code).toMatch(/^bad-/);
    }
  });

  it('in lists without holes', () => {
    const holed = <T>(item: T): T[] => {
      const list = new Array<T>(3);
      list[0] = item;
      list[2] = item;
      return list;
    };
    const of = (more: object) => ({
      kind: 'exists',
      value: { kind: 'count', of: { ...selection, ...more } },
    });
    for (const definition of [
      { kind: 'and', of: holed(yes) },
      of({ names: holed('a') }),
      of({ where: holed({ kind: 'exists', value: { kind: 'property', name: 'a' } }) }),
      { kind: 'oneOf', value: x, values: holed(1) },
    ])
      expect(refused(() => parseSegment(stored(definition))).code).toBe('bad-value');
    const labels = stored({ kind: 'firstMatch', labels: holed(['a', yes]) }, 'classification');
    expect(refused(() => parseClassification(labels)).code).toBe('bad-value');
  });
});

describe('the sentence of an error', () => {
  const huge = 'x'.repeat(1e6);

  it('has at most 1,000 characters and no controls, whatever came', () => {
    const hostile = `a\nb\u001b[31m\u2028\u202e${HALF}`;
    const acts = [
      ...[huge, hostile, hostile.repeat(1e4)].flatMap((text) => [
        () => parseSegment(stored({ ...yes, [text]: 1 })),
        () => parseSegment(stored({ kind: text })),
        () => parseSegment(stored({ kind: { kind: text } })),
        () => parseSegment({ ...stored(yes), [text]: 1 }),
        () => parseSegment(text),
        () => parseSegment({ format: 'habitus', version: text }),
        () => parseSegment(stored(yes, 'segment', { parameters: { [text]: { [text]: 1 } } })),
        () => parseSegment(stored({ kind: 'exists', value: { kind: 'gap', of: selection, measure: text } })),
        () =>
          segment('s', { parameters: { a: 1 }, where: () => events().any() }).with({ [text]: 1 } as never),
        () => events().where({ [text]: Symbol(text) as never }),
        () => segment(text, { where: () => events().any() }),
        () => events().within(days(1), { [text]: 1 } as never),
      ]),
      () => attribute('a').atLeast((10n ** 100_000n) as never),
    ];
    for (const act of acts) {
      const { message, path } = refused(act);
      expect(message.length).toBeLessThanOrEqual(1000);
      expect(path.length).toBeLessThanOrEqual(500);
      expect(message + path).not.toMatch(/[\p{Control}\p{Surrogate}\u2028\u202e]/u);
    }
  });

  it('keeps the beginning and the end of what is too long, and writes controls as escapes', () => {
    const error = new HabitusError('bad-value', `${huge}, got "a\nb"`, 'a\u0007');
    expect(error.message).toMatch(/^a\\u0007: x+…x+, got "a\\u000ab"$/);
    expect(error.path).toBe('a\\u0007');
  });
});

describe('how far a definition looks', () => {
  const reach = milliseconds(3_652_425 * 86_400_000);
  const count = events('a').within(days(1)).count();

  it('is at most 10,000 years: lengths inside each other add up (S10)', () => {
    const day = days(1);
    const less = milliseconds(reach - day);
    const more = milliseconds(less + 1);
    const fits = (length: typeof less): readonly (() => unknown)[] => [
      () => ago(length, count),
      () => ago(milliseconds(length - 10), ago(milliseconds(10), count)),
      () => events('a').within(day, { ago: length }).count(),
      () => ago(day, events('a').within(length).count()),
      () => ago(day, sequence(events('a')).within(length).completed()),
      () => ago(day, events('a').sessions({ gap: length })),
      () => ago(day, attribute('since').withinLast(length)),
      () => ago(day, events('a').followedBy(events('b'), length).count()),
      () =>
        ago(
          milliseconds(day - 1),
          events('a')
            .within(following('since', length, { after: milliseconds(0) }))
            .any(),
        ),
      () =>
        ago(
          milliseconds(reach - 10 * Math.floor(length / 10)),
          events('a').peak({ every: milliseconds(Math.floor(length / 10)), periods: 10 }),
        ),
    ];
    for (const make of fits(less)) expect(make).not.toThrow();
    for (const make of fits(more).slice(0, 8)) {
      const error = refused(make);
      expect(error.code).toBe('too-large');
      expect(error.message).toMatch(
        /at most 10,000 years \(3652425 days\) away, got lengths that add up to /,
      );
    }
    expect(refused(() => events('a').trend({ every: days(366), periods: 10_000 })).code).toBe('too-large');
    expect(refused(() => events('a').within(milliseconds(reach + 1))).code).toBe('bad-value');
    expect(refused(() => events('a').within(calendarDays(1, { skip: 10_001 }))).code).toBe('bad-value');
  });

  it('says where it is too far', () => {
    const far = { kind: 'ago', length: reach, of: { kind: 'exists', value: count.definition } };
    expect(refused(() => parseSegment(stored({ kind: 'and', of: [yes, far] }))).path).toBe(
      'definition.of[1]',
    );
  });

  it('has one answer everywhere, at the end of the range too', () => {
    const furthest = events('a')
      .within(milliseconds(reach - 7))
      .count();
    const asked = { value: ago(milliseconds(7), furthest) };
    const event = { name: 'a', at: '2026-01-01T00:00:00Z' };
    for (const asOf of [8.64e15, -8.64e15, 1.79e12]) {
      const people = population({ customers: [{ id: 'c' }], events: [{ ...event, customerId: 'c' }], asOf });
      expect(people.values(asked.value).get('c')).toBe(asked.value(profile({ id: 'c' }, [event], { asOf })));
      const tables = {
        customers: { table: 'c', id: 'id' },
        events: { table: 'e', customerId: 'c', at: 'at', name: 'name' },
      };
      expect(toSQL(asked, { dialect: duckdb, source: tables, asOf }).text).toContain('SELECT');
    }
  });
});

describe('a definition built of others', () => {
  it('keeps them as they are: a node is made once', () => {
    const inner = and(events('a').any(), events('b').any());
    const outer = not(inner).definition as { readonly of: unknown };
    expect(outer.of).toBe(inner.definition);
  });

  it('is refused at the same sizes as one that is read: 64 nested nodes, 10,000 in all', () => {
    let nested = not(events().any());
    for (let depth = 4; depth < 64; depth++) nested = not(nested);
    expect(refused(() => not(nested)).code).toBe('too-large');
    expect(parseSegment(JSON.stringify(nested)).kind).toBe('segment');

    const four = events().any();
    const most = and(...new Array(2499).fill(four), not(not(inBucket('a'))));
    expect(JSON.stringify(most.definition).split('"kind"').length - 1).toBe(10_000);
    expect(parseSegment(JSON.stringify(most)).kind).toBe('segment');
    const tooMany = refused(() => and(...new Array(2499).fill(four), not(not(not(inBucket('a'))))));
    expect(tooMany.code).toBe('too-large');
    expect(tooMany.path).toBe('of[2499].of.of.of');
  });

  it('is refused where it stands in a place that is not for it, known or not', () => {
    const value = { kind: 'named', id: 'a', of: events().count().definition };
    expect(refused(() => parseSegment(stored(value))).path).toBe('definition.of.kind');
    expect(
      refused(() =>
        parseSegment(stored({ kind: 'not', of: parseMetric(stored(value, 'metric')).definition })),
      ).path,
    ).toBe('definition.of.of.kind');
    const test = attribute('a').is(1).definition;
    const where = { ...selection, where: [test] };
    expect(refused(() => parseMetric(stored({ kind: 'count', of: where }, 'metric'))).code).toBe(
      'unknown-kind',
    );
  });

  it('is refused soon where it doubles at each step', () => {
    let doubling = events().any();
    const error = refused(() => {
      for (let step = 0; step < 60; step++) doubling = and(doubling, doubling);
    });
    expect(error.code).toBe('too-large');
    let raw: object = yes;
    for (let step = 0; step < 60; step++) raw = { kind: 'and', of: [raw, raw] };
    expect(refused(() => parseSegment(stored(raw))).code).toBe('too-large');
  });
});
