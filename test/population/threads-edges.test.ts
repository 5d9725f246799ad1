import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const DIST = resolve(import.meta.dirname, '../../dist');
const entry = (path: string): string => `${DIST}/${path}index.js`;
const isBuilt = existsSync(entry('population/node/'));

/** Threads load the built package, so everything here comes from it. */
const load = async (path: string) => (isBuilt ? import(entry(path)) : {});
const { and, attribute, days, events, inBucket, not, segment }: typeof import('habitus') = await load('');
const {
  fit: fitTo,
  population,
  withAttributes,
}: typeof import('habitus/population') = await load('population/');
const { threadedPopulation }: typeof import('habitus/population/node') = await load('population/node/');

const ASOF = 1_700_000_000_000;
const DAY = 86_400_000;
const rows = (customers: number, each = 3) => ({
  customers: Array.from({ length: customers }, (_, i) => ({
    id: `c${i}`,
    attributes: { n: (i * 7919) % 1000, plan: `p${i % 5}`, tags: [`t${i % 3}`] },
    history: i % 4 === 0 ? [{ at: ASOF - 5 * DAY, attributes: { plan: 'old' } }] : undefined,
  })),
  events: Array.from({ length: customers * each }, (_, i) => ({
    customerId: `c${(i * 31) % customers}`,
    name: `e${i % 4}`,
    at: ASOF - ((i * 104_729) % (20 * DAY)),
    properties: { amount: (i % 100) / 7, topic: `t${i % 11}` },
  })),
  asOf: ASOF,
});
/** Runs with a population that is closed in any case. */
const withThreads = <T>(
  source: Parameters<typeof threadedPopulation>[0],
  run: (people: ReturnType<typeof threadedPopulation>) => T,
): T => {
  const people = threadedPopulation(source);
  try {
    return run(people);
  } finally {
    people.close();
  }
};

/** What a program prints that imports the built package, and how it ends. */
const program = (code: string): { printed: string; status: number | null } => {
  const head = `import { createRequire } from 'node:module';
    const CORE = ${JSON.stringify(`file://${entry('')}`)}, NODE = ${JSON.stringify(`file://${entry('population/node/')}`)};
    const customers = Array.from({ length: 3000 }, (_, i) => ({ id: 'c' + i, attributes: { n: i } }));`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `${head}\n${code}`],
    { encoding: 'utf8', timeout: 150_000 },
  );
  return { printed: `${stdout}${stderr}`.trim(), status };
};

if (!isBuilt) it.skip('threads need the built package: run `npm run build` first', () => {});

describe.runIf(isBuilt)('threads', () => {
  const asked = () => ({
    sum: events('e1').sum('amount'),
    share: events().topShare('topic'),
    topic: events().within(days(9)).mostFrequent('topic'),
    plan: attribute('plan', { as: 'text' }),
    tags: attribute('tags', { as: 'list' }),
    untyped: attribute('n'),
    member: and(events('e0').any(), not(inBucket('x', { to: 30 }))),
    top: events('e2').sum('amount').topPercent(7),
    sessions: events().sessions(),
  });

  it.each([0, 1, 2, 1023, 1024, 1025, 5000])('answer like one: %i customers', (size) => {
    const source = rows(size);
    const alone = population(source);
    withThreads({ ...source, threads: 3 }, (people) => {
      expect(people.issues).toEqual(alone.issues);
      const [mine, theirs] = [alone.evaluate(asked()), people.evaluate(asked())];
      for (const key of mine.keys) expect(theirs.column(key).toArray()).toEqual(mine.column(key).toArray());
      expect(
        people
          .at(ASOF - 6 * DAY)
          .values(asked().plan)
          .toArray(),
      ).toEqual(
        alone
          .at(ASOF - 6 * DAY)
          .values(asked().plan)
          .toArray(),
      );
      if (size > 1) {
        const best = segment('best', { where: () => events('e2').sum('amount').topPercent(7) });
        expect(JSON.stringify(fitTo(best, people))).toBe(JSON.stringify(fitTo(best, alone)));
        expect(people.profile('c0').eventCount).toBe(alone.profile('c0').eventCount);
      }
    });
  });

  it('answer a view like one: ranks, buckets, pauses, another instant, and after they are closed', async () => {
    const source = rows(6000);
    const some = inBucket('who', { from: 20, to: 45 });
    const few = attribute('n', { as: 'number' }).below(3);
    for (const who of [some, few]) {
      const alone = population(source).where(who);
      const people = threadedPopulation({ ...source, threads: 3 });
      const view = people.where(who);
      const same = (one: typeof alone, other: typeof alone): void => {
        const [mine, theirs] = [one.evaluate(asked()), other.evaluate(asked())];
        for (const key of mine.keys) expect(theirs.column(key).toArray()).toEqual(mine.column(key).toArray());
      };
      same(alone, view);
      same(alone.at(ASOF - 6 * DAY), view.at(ASOF - 6 * DAY));
      same(alone.where(asked().top), view.where(asked().top));
      expect((await view.paced().members(asked().top)).ids()).toEqual(alone.members(asked().top).ids());
      people.close();
      same(alone, view);
    }
  });

  it('answer added attributes like one, of more layers than a thread keeps, old ones again', () => {
    const source = rows(4000);
    const alone = population(source);
    withThreads({ ...source, threads: 3 }, (people) => {
      const columns = (of: typeof alone, layer: number) => ({
        score: Float64Array.from(of.ids, (_, i) => (i * layer) % 101),
        region: new Map(of.ids.filter((_, i) => i % 3 === 0).map((id, i) => [id, `r${i % layer}`])),
      });
      const layers = Array.from({ length: 20 }, (_, i) =>
        [alone, people].map((of) => withAttributes(of, columns(of, i + 1))),
      );
      const score = attribute('score', { as: 'number' });
      const all = {
        ...asked(),
        score,
        region: attribute('region', { as: 'text' }),
        best: and(score.topPercent(9), events('e1').any(), inBucket('y', { to: 70 })),
      };
      for (const round of [0, 1]) {
        for (const [i, [one, many]] of layers.entries()) {
          const [mine, theirs] = [one!.evaluate(all), many!.evaluate(all)];
          for (const key of mine.keys)
            expect([round, i, theirs.column(key).toArray()]).toEqual([round, i, mine.column(key).toArray()]);
        }
      }
      const [view, other] = layers[3]!.map((of) =>
        of
          .where(score.above(50))
          .at(ASOF - DAY)
          .values(all.best),
      );
      expect(other!.toArray()).toEqual(view!.toArray());
    });
  });

  it('answer a thousand questions in a row, new ones and old ones in turn', () => {
    const source = rows(3000);
    const n = attribute('n', { as: 'number' });
    const kept = n.below(500);
    withThreads(source, (people) => {
      for (let i = 0; i < 1000; i++) {
        expect([i, people.count(i % 2 === 0 ? kept : n.below(i))]).toEqual([
          i,
          source.customers.filter(({ attributes }) => attributes.n < (i % 2 === 0 ? 500 : i)).length,
        ]);
      }
    });
  });

  it('keep several populations apart that are asked in turn, and one that is closed does not touch the others', () => {
    const sizes = [1500, 2500, 3500];
    const all = sizes.map((size) => threadedPopulation({ ...rows(size), threads: 2 }));
    const any = events().none();
    for (let round = 0; round < 100; round++)
      expect(all.map((people) => people.count(not(any)))).toEqual(sizes);
    all[1]!.close();
    expect(all.map((people) => people.count(not(any)))).toEqual(sizes);
    for (const people of all) people.close();
    expect(all[0]!.members(any).equals(all[0]!.members(any))).toBe(true);
    expect(() => all[0]!.members(any).and(all[1]!.members(any))).toThrow(
      expect.objectContaining({ code: 'other-population' }),
    );
  });

  it('may be closed at once, twice, and asked afterwards: everything goes on in one thread', () => {
    const people = threadedPopulation({ ...rows(3000), threads: 4 });
    people.close();
    people.close();
    const later = people.at(ASOF - 6 * DAY);
    expect(people.evaluate(asked()).members('member').size).toBe(
      population(rows(3000)).count(asked().member),
    );
    expect(later.values(attribute('plan', { as: 'text' })).get('c0')).toBe('p0');
    expect(people.values(attribute('plan', { as: 'text' })).get('c0')).toBe('old');
    expect('close' in later).toBe(false);
  });

  it('leave answers that were given before as they were', () => {
    const people = threadedPopulation(rows(2500));
    const members = people.members(events('e0').any());
    const column = people.values(events().count());
    const before = [members.ids(), column.toArray()];
    for (let i = 0; i < 20; i++)
      people.count(
        events('e1')
          .within(days(i + 1))
          .any(),
      );
    people.close();
    expect([members.ids(), column.toArray()]).toEqual(before);
  });

  it('take columns over shared memory, which stay as they are', () => {
    const amount = new Float64Array(new SharedArrayBuffer(8 * 3));
    amount.set([1, 2, Infinity]);
    withThreads(
      {
        customers: { id: ['a', 'b'] },
        events: { customerId: ['a', 'a', 'b'], name: ['x', 'x', 'x'], at: [1, 2, 3], properties: { amount } },
        asOf: ASOF,
      },
      (people) => {
        expect(people.values(events().sum('amount')).toArray()).toEqual([3, 0]);
        expect(people.issues.map(({ code }) => code)).toEqual(['unreadable-value']);
        expect([...amount]).toEqual([1, 2, Infinity]);
      },
    );
  });

  it.each<[string, unknown]>([
    ['one', 1],
    ['none', 0],
    ['less than none', -1],
    ['a half', 2.5],
    ['NaN', NaN],
    ['endless', Infinity],
    ['more than 64', 65],
    ['a text', '4'],
    ['null', null],
    ['a bigint', 4n],
  ])('are a whole number from 2 to 64, not %s', (_, threads) => {
    expect(() => threadedPopulation({ ...rows(1), threads: threads as never })).toThrow(
      expect.objectContaining({ name: 'HabitusError', code: 'bad-value', path: 'threads' }),
    );
  });

  it.each<[string, object, RegExp]>([
    ['customers that are no list', { customers: 7 }, /customers: expected a list of rows/],
    [
      'columns that do not fit',
      { customers: { id: ['a'], attributes: { n: [] } } },
      /customers\.attributes\.n: expected 1 values/,
    ],
    ['an asOf that is none', { customers: [], asOf: 'soon' }, /asOf: expected a valid Date/],
  ])('are not started for %s', (_, source, message) => {
    expect(() => threadedPopulation(source as never)).toThrow(message);
  });
});

describe.runIf(isBuilt)('a process', () => {
  const ask = `const { events } = await import(CORE); const { threadedPopulation } = await import(NODE);`;
  it.each<[string, string, string]>([
    [
      'ends by itself before any question',
      `${ask} threadedPopulation({ customers }); console.log('made');`,
      'made',
    ],
    [
      'ends by itself after a question',
      `${ask} console.log(threadedPopulation({ customers, threads: 3 }).count(events().none()));`,
      '3000',
    ],
    [
      'ends by itself in the middle of a promise that nobody keeps',
      `${ask} const p = threadedPopulation({ customers }); p.count(events().none()); new Promise(() => {}); console.log('gone');`,
      'gone',
    ],
    [
      'ends after close',
      `${ask} const p = threadedPopulation({ customers }); p.close(); console.log(p.count(events().none()));`,
      '3000',
    ],
    [
      'answers from require as from import',
      `const require = createRequire(import.meta.url);
       const { threadedPopulation } = require(NODE.slice(7).replace(/js$/, 'cjs')); const { events } = require(CORE.slice(7).replace(/js$/, 'cjs'));
       console.log(threadedPopulation({ customers }).count(events().none()));`,
      '3000',
    ],
    [
      'is told where memory is not shared, before anything is built',
      `delete globalThis.SharedArrayBuffer; ${ask}
       try { threadedPopulation({ customers: (function* () { console.log('read'); })() }); } catch ({ name, code, message }) { console.log(name, code, /use population\\(\\)/.test(message)); }`,
      'HabitusError no-shared-memory true',
    ],
    [
      'still has populations of one thread where memory is not shared',
      `delete globalThis.SharedArrayBuffer; ${ask}
       const { population } = await import(NODE.replace('node/', '')); console.log(population({ customers }).count(events().none()));`,
      '3000',
    ],
  ])('%s', (_, code, printed) => {
    expect(program(code)).toEqual({ printed, status: 0 });
  });
});
