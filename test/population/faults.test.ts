/** Faults that were found once, each at its smallest. */
import { inspect } from 'node:util';
import { attribute, events, profile } from 'habitus';
import { loadPopulation, type Population, population, populationFromColumns } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const rows = (customers: readonly unknown[], happened: readonly unknown[] = []): Population =>
  population({ customers, events: happened, asOf: 10 } as never);
const did = (over: object = {}) => ({ customerId: 'a', name: 'x', at: 1, ...over });
const columns = (events?: object, customers: object = { id: ['a', 'b'] }): Population =>
  populationFromColumns({
    customers,
    events: events && { customerId: ['a', 'a'], name: ['x', 'x'], at: [1, 1], ...events },
    asOf: 10,
  } as never);
const n = attribute('n', { as: 'number' });
const numbered = (...values: unknown[]) => rows(values.map((n, i) => ({ id: `${i}`, attributes: { n } })));
const refusal = expect.objectContaining({ name: 'HabitusError' });

describe('no event is lost in sorting', () => {
  // src/population/store/sort.ts counts a bucket as floor(x + 1) and fills it as floor(x): where x lies one unit below a power
  // of two, x + 1 rounds up, two events get one place, and another event is read twice. Here x = d · (1 ÷ d), as for d = 49.
  it.each([1, 1000, 60_000, 3_600_000])('where a chunk spans a multiple of 32,767 × %i ms', (unit) => {
    const wrong = Array.from({ length: 200 }, (_, i) => i + 2).filter((d) => {
      const steps = [3 * d, d + 1, d, 0, d * 32_767];
      const people = population({
        customers: [{ id: 'a' }],
        events: steps.map((step) => did({ at: step * unit, properties: { step } })),
        asOf: 8.64e15,
      });
      return people.values(events().sum('step')).get('a') !== steps.reduce((sum, step) => sum + step, 0);
    });
    expect(wrong).toEqual([]);
  });
});

describe('a table', () => {
  it('prints numbers to which nothing gives a type', () => {
    expect(String(numbered(1, 2).evaluate({ n: attribute('n') }))).toMatch(/n +\S/);
  });

  it('prints values of several types, to which nothing gives a type', () => {
    expect(String(numbered(1, 'x', 'x').evaluate({ n: attribute('n') }))).toContain('2 values: x (2), 1 (1)');
  });

  it('prints instants as dates, not as rounded milliseconds', () => {
    const table = numbered(new Date('2026-01-01T00:00:00Z')).evaluate({
      n: attribute('n', { as: 'instant' }),
    });
    expect(String(table)).toContain('2026-01-01');
  });

  it('prints a line a metric, of reasonable width, whatever texts hold', () => {
    const table = numbered(`two\nlines ${'and more '.repeat(100)}`).evaluate({
      n: attribute('n', { as: 'text' }),
    });
    const lines = String(table).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]!.length).toBeLessThan(200);
  });
});

describe('columns', () => {
  it.each(['customerId', 'name'])('refuse a code that is no whole number: %s', (name) => {
    expect(() => columns({ [name]: { codes: [0.5, 0], values: ['a', 'b'] } })).toThrow(
      new RegExp(`events\\.${name}\\.codes\\[0\\]: expected a code`),
    );
  });

  it('take 0 and −0 for the same in copies, as rows do (S7)', () => {
    expect(columns({ id: ['1', '1'], properties: { n: Float64Array.of(-0, 0) } }).issues).toEqual([]);
  });

  it('report an actor that cannot be read under a name', () => {
    const [issue] = columns({ actor: ['u', {}] }).issues;
    expect(issue!.message).toMatch(/^(actor|property actor): /);
  });

  it('report numbers as actors, which nothing can read', () => {
    expect(columns({ actor: [7, 'u'] }).issues.map(({ code }) => code)).toEqual(['unreadable-value']);
  });

  it.each<[string, () => unknown]>([
    ['codes that are a number', () => columns(undefined, { id: { codes: 5, values: ['a'] } })],
    ['codes that are null', () => columns(undefined, { id: { codes: null, values: ['a'] } })],
    ['a length below 0', () => columns(undefined, { id: { length: -1 } })],
    ['attributes that are null', () => columns(undefined, { id: ['a'], attributes: null })],
    ['events that are null', () => populationFromColumns({ customers: { id: [] }, events: null } as never)],
    ['no customers', () => populationFromColumns({} as never)],
    ['nothing', () => populationFromColumns(undefined as never)],
  ])('refuse with a sentence: %s', (_, act) => {
    expect(act).toThrow(refusal);
  });
});

describe('bad data is reported, and does not end the building', () => {
  it.each([{}, 7, true])('a history that is no list: %j', (history) => {
    const people = rows([{ id: 'a', history }]);
    expect(people.ids).toEqual(['a']);
    expect(people.issues.map(({ code }) => code)).toEqual(['bad-history']);
  });

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['an entry of a history without attributes', [{ id: 'a', history: [{ at: 1 }] }], []],
    ['an actor that is a number', [{ id: 'a' }], [did({ actor: 7 })]],
    ['an event id that is a number, so that copies stay', [{ id: 'a' }], [did({ id: 7 }), did({ id: 7 })]],
    ['properties that are a text', [{ id: 'a' }], [did({ properties: 'amount=7' })]],
    ['attributes that are a number', [{ id: 'a', attributes: 7 }], []],
  ])('nothing is lost without an issue: %s', (_, customers, happened) => {
    expect(rows(customers, happened).issues).not.toEqual([]);
  });

  it('a list with a hole has something in it that is no text (S7), in both engines', () => {
    // biome-ignore lint/suspicious/noSparseArray: what is tried
    const customer = { id: 'a', attributes: { tags: ['x', , 'y'] } };
    const tags = attribute('tags', { as: 'list' });
    expect(rows([customer]).values(tags).get('a')).toBe(null);
    expect(tags(profile(customer as never))).toBe(null);
  });
});

describe('bad code is refused with a sentence', () => {
  const people = numbered(1, 2, 3);
  const column = people.values(n);
  it.each<[string, () => unknown]>([
    [
      'a stream for population, which is for loadPopulation',
      () =>
        population({
          customers: (async function* () {
            yield { id: 'a' };
          })(),
        } as never),
    ],
    ['population of nothing', () => population(undefined as never)],
    ['a profile of a bigint', () => people.profile(1n as never)],
    ['a histogram of null', () => column.histogram(null as never)],
    ['a histogram of a text', () => column.histogram('10' as never)],
    ['quantiles of one number', () => column.quantiles(0.5 as never)],
    ['a quantile that is a text', () => column.quantile('0.5' as never)],
    ['definitions in a Map, of which none is seen', () => people.evaluate(new Map([['n', n]]) as never)],
  ])('%s', (_, act) => {
    expect(act).toThrow(refusal);
  });

  it.each<[string, Parameters<typeof loadPopulation>]>([
    ['load of nothing', [undefined as never]],
    ['a controller for its signal', [{ customers: [] }, { signal: new AbortController() as never }]],
    ['onProgress that is no function', [{ customers: [] }, { onProgress: 7 as never }]],
  ])('%s', async (_, args) => {
    await expect(loadPopulation(...args)).rejects.toThrow(refusal);
  });

  it('says what kind came without quoting a sentence', () => {
    expect(() => people.values(attribute('n')).quantile(0.5)).not.toThrow(/got "/);
    expect(() => people.evaluate({ n }).members('n')).not.toThrow(/got "/);
  });
});

describe('numbers near the end of their range', () => {
  const column = numbered(-1.7e308, 1.7e308).values(n);
  it('have a median between them', () => {
    expect(column.quantile(0.5)).toBe(0);
  });
  it('have a histogram that counts each of them', () => {
    const bars = column.histogram(2);
    expect(bars.map(({ count }) => count)).toEqual([1, 1]);
    expect(bars.every(({ from, to }) => Number.isFinite(from) && Number.isFinite(to))).toBe(true);
  });
});

describe('a population', () => {
  it('is not changed by sorting its ids', () => {
    const people = rows([
      { id: 'b', attributes: { n: 1 } },
      { id: 'a', attributes: { n: 2 } },
    ]);
    try {
      (people.ids as string[]).sort();
    } catch {
      // Frozen: that is one way to be safe.
    }
    expect(people.members(n.is(1)).ids()).toEqual(['b']);
  });

  it('is not printed whole where one of its memberships or columns is', () => {
    const people = rows([{ id: 'secret' }], [did({ customerId: 'secret' })]);
    const members = people.members(events().any());
    expect(inspect(members)).toBe('1 of 1 customer');
  });
});

describe('loading', () => {
  it('is rejected when its signal comes, also while a stream gives nothing', async () => {
    const stop = new AbortController();
    const silent: AsyncIterable<never> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
    };
    const loading = loadPopulation({ customers: silent }, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(loading).rejects.toThrow('enough');
  });
});
