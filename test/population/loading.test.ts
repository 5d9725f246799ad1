import type { Customer, Event } from 'habitus';
import { events } from 'habitus';
import { type LoadOptions, loadPopulation, population, populationBuilder } from 'habitus/population';
import { describe, expect, it, vi } from 'vitest';

const ASOF = Date.parse('2026-11-22T00:00:00Z');
const ada: Customer = { id: 'ada' };
const did: Event = { customerId: 'ada', name: 'x', at: ASOF - 1000 };

/** A stream of so many rows; what happens at each row and at its end is seen, and whether it was closed. */
const stream = <T>(row: T, length: number, onRow: (i: number) => void = () => {}) => {
  const state = { given: 0, closed: false };
  async function* rows(): AsyncGenerator<T> {
    try {
      for (; state.given < length; state.given++) {
        onRow(state.given);
        yield row;
      }
      onRow(length);
    } finally {
      state.closed = true;
    }
  }
  return { state, rows: rows() };
};

const load = (events: AsyncIterable<Event> | Iterable<Event>, options: LoadOptions = {}) =>
  loadPopulation({ customers: [ada], events, asOf: ASOF }, options);

describe('what can be read as rows', () => {
  const rows = [did, { ...did, at: ASOF - 2000 }];
  it.each<[string, () => Iterable<Event>]>([
    ['an array', () => rows],
    ['a set', () => new Set(rows)],
    ['the values of a map', () => new Map(rows.entries()).values()],
    [
      'a generator, read once',
      function* () {
        yield* rows;
      },
    ],
  ])('%s', async (_, make) => {
    expect(population({ customers: [ada], events: make(), asOf: ASOF }).eventCount).toBe(2);
    expect((await load(make())).eventCount).toBe(2);
  });

  it('takes a ReadableStream of customers and no events', async () => {
    const customers = new ReadableStream<Customer>({
      start(controller) {
        for (const id of ['ada', 'bob']) controller.enqueue({ id });
        controller.close();
      },
    });
    const people = await loadPopulation({
      customers: customers as unknown as AsyncIterable<Customer>,
      asOf: ASOF,
    });
    expect(people.ids).toEqual(['ada', 'bob']);
    expect(people.eventCount).toBe(0);
  });

  it('answers as population does, whichever way rows came', async () => {
    const customers = Array.from({ length: 50 }, (_, i) => ({ id: `c${i % 40}` }));
    const happened = Array.from({ length: 500 }, (_, i) => ({
      customerId: `c${(i * 7) % 60}`,
      name: `n${i % 3}`,
      at: i % 50 === 0 ? 'never' : ASOF - i * 1000,
      id: `${i % 90}`,
    }));
    const source = { customers, events: happened, asOf: ASOF };
    const builder = populationBuilder();
    for (const event of happened) builder.addEvent(event);
    for (const customer of customers) builder.addCustomer(customer);
    const [one, two, three] = [
      population(source),
      await loadPopulation(source),
      builder.build({ asOf: ASOF }),
    ];
    for (const other of [two, three]) {
      expect(other.ids).toEqual(one.ids);
      expect([other.eventCount, other.copies]).toEqual([one.eventCount, one.copies]);
      expect(other.values(events().count()).toArray()).toEqual(one.values(events().count()).toArray());
    }
    expect(two.issues).toEqual(one.issues);
    // Its customers came last, so that what is wrong with them is noticed last.
    const sorted = (issues: typeof one.issues) => [...issues].sort((a, b) => a.code.localeCompare(b.code));
    expect(sorted(three.issues)).toEqual(sorted(one.issues));
  });
});

describe('progress', () => {
  it.each([
    ['no rows but one customer', 0, 1],
    ['fewer than 10,000', 9_998, 1],
    ['10,000 in all', 9_999, 2],
    ['more than 20,000', 20_000, 3],
  ])('is told after every 10,000 rows and once at the end: %s', async (_, length, calls) => {
    const onProgress = vi.fn();
    await load(stream(did, length).rows, { onProgress });
    expect(onProgress).toHaveBeenCalledTimes(calls);
    expect(onProgress).toHaveBeenLastCalledWith({ customers: 1, events: length });
    const told = onProgress.mock.calls.map(([{ customers, events }]) => customers + events);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('counts rows that cannot be used too', async () => {
    const onProgress = vi.fn();
    await loadPopulation(
      { customers: [ada, ada, null as never], events: [did, { ...did, at: NaN }, null as never] },
      { onProgress },
    );
    expect(onProgress.mock.calls).toEqual([[{ customers: 3, events: 3 }]]);
  });

  it('ends the loading where it throws, and closes the stream', async () => {
    const { state, rows } = stream(did, 30_000);
    const onProgress = () => {
      throw new Error('no more room on the screen');
    };
    await expect(load(rows, { onProgress })).rejects.toThrow('no more room on the screen');
    expect(state.closed).toBe(true);
    expect(state.given).toBeLessThan(10_001);
  });
});

describe('a signal', () => {
  it.each<[string, unknown]>([
    ['an error', new Error('enough')],
    ['a text', 'enough'],
    ['a number', 0],
  ])('rejects with its reason, %s, and reads nothing where it came before', async (_, reason) => {
    const { state, rows } = stream(did, 10);
    await expect(load(rows, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(state.given).toBe(0);
  });

  it.each([0, 1, 9_999, 10_000, 12_345, 15_000])(
    'in the middle, at row %i of 15,000, ends the stream and returns nothing',
    async (row) => {
      const stop = new AbortController();
      const { state, rows } = stream(did, 15_000, (i) => i === row && stop.abort());
      await expect(load(rows, { signal: stop.signal })).rejects.toThrow(
        expect.objectContaining({ name: 'AbortError' }),
      );
      expect(state.given).toBe(row);
      expect(state.closed).toBe(true);
    },
  );

  it('among the customers leaves the events untouched', async () => {
    const stop = new AbortController();
    const customers = stream(ada, 10, (i) => i === 5 && stop.abort());
    const happened = stream(did, 10);
    await expect(
      loadPopulation({ customers: customers.rows, events: happened.rows }, { signal: stop.signal }),
    ).rejects.toThrow();
    expect([customers.state.given, happened.state.given]).toEqual([5, 0]);
  });

  it('that comes when all is loaded changes nothing', async () => {
    const stop = new AbortController();
    const people = await load([did], { signal: stop.signal });
    stop.abort();
    expect(people.values(events().count()).get('ada')).toBe(1);
  });
});

describe('a stream that fails', () => {
  const fails = (): AsyncIterable<never> => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new RangeError('the line is dead')) }),
  });
  it.each<[string, () => Promise<unknown>]>([
    ['of customers', () => loadPopulation({ customers: fails() })],
    ['of events', () => load(fails())],
    [
      'that is a plain iterator',
      () =>
        load({
          [Symbol.iterator]: () => {
            throw new RangeError('the line is dead');
          },
        }),
    ],
  ])('rejects with what it throws: %s', async (_, act) => {
    await expect(act()).rejects.toThrow(new RangeError('the line is dead'));
  });

  it.each<[string, Parameters<typeof loadPopulation>[0], RegExp]>([
    ['customers that are a number', { customers: 7 as never }, /customers: expected a list of rows/],
    ['customers that are a text', { customers: 'ada' as never }, /customers: expected a list of rows/],
    ['events that are null', { customers: [], events: null as never }, /events: expected a list of rows/],
    [
      'a promise of events',
      { customers: [], events: Promise.resolve([]) as never },
      /events: expected a list of rows/,
    ],
    ['an asOf that is none', { customers: [], asOf: '2026-11-22' }, /asOf: expected a valid Date/],
  ])('rejects, and does not throw, for %s', async (_, source, message) => {
    await expect(loadPopulation(source)).rejects.toThrow(message);
  });

  it('reads no row where asOf is none', async () => {
    const { state, rows } = stream(ada, 3);
    await expect(loadPopulation({ customers: rows, asOf: NaN })).rejects.toThrow(/asOf/);
    expect(state.given).toBe(0);
  });
});

describe('populationBuilder', () => {
  const built = () => {
    const builder = populationBuilder();
    builder.addCustomer(ada);
    builder.addEvent(did);
    const people = builder.build({ asOf: ASOF });
    return { builder, people };
  };

  it.each<[string, (builder: ReturnType<typeof populationBuilder>) => unknown]>([
    ['addCustomer', (builder) => builder.addCustomer({ id: 'bob' })],
    ['addEvent', (builder) => builder.addEvent(did)],
    ['build', (builder) => builder.build()],
  ])('takes no %s after build, keeps its counts, and the population its answers', (method, act) => {
    const { builder, people } = built();
    expect(() => act(builder)).toThrow(
      expect.objectContaining({ name: 'HabitusError', code: 'bad-value', path: method }),
    );
    expect([builder.customerCount, builder.eventCount]).toEqual([1, 1]);
    expect([people.size, people.eventCount]).toEqual([1, 1]);
    expect(people.values(events().count()).get('ada')).toBe(1);
  });

  it('can build again where asOf was none', () => {
    const builder = populationBuilder();
    builder.addCustomer(ada);
    expect(() => builder.build({ asOf: 'tomorrow' })).toThrow(/asOf: expected a valid Date/);
    builder.addEvent(did);
    expect(builder.build({ asOf: ASOF }).eventCount).toBe(1);
  });

  it('is another one each time, and may be empty', () => {
    const [one, two] = [populationBuilder(), populationBuilder()];
    one.addCustomer(ada);
    expect([one.build().size, two.build().size]).toEqual([1, 0]);
  });

  it('works with its methods taken off', () => {
    const { addCustomer, addEvent, build } = populationBuilder();
    [ada].forEach(addCustomer);
    [did].forEach(addEvent);
    expect(build({ asOf: ASOF }).eventCount).toBe(1);
  });
});
