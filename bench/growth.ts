/**
 * How the time of reading, answering and printing a definition grows with its size: `npx tsx --tsconfig test/tsconfig.json bench/growth.ts`. Each size is
 * twice the one before; a step of more than 2.2 times is marked. Ratios of one run count, not its milliseconds.
 */
import { type Defined, parseSegment, profile } from 'habitus';
import { postgres, toSQL } from 'habitus/sql';

const compare = (i: number): object => ({
  kind: 'compare',
  op: 'above',
  left: { kind: 'attribute', name: `a${i}`, as: 'number' },
  right: { kind: 'literal', value: i },
});

/** Definitions of a size, by what there is so many of. */
const grown: Readonly<
  Record<string, { readonly sizes: readonly number[]; readonly make: (size: number) => object }>
> = {
  'items of oneOf': {
    sizes: [1250, 2500, 5000, 10_000],
    make: (size) => ({
      kind: 'oneOf',
      value: { kind: 'attribute', name: 'a', as: 'text' },
      values: Array.from({ length: size }, (_, i) => `item ${i}`),
    }),
  },
  comparisons: {
    sizes: [400, 800, 1600, 3200],
    make: (size) => ({ kind: 'and', of: Array.from({ length: size }, (_, i) => compare(i)) }),
  },
  'nested nodes': {
    sizes: [7, 15, 30, 60],
    make: (size) => {
      let node = compare(0);
      for (let i = 0; i < size; i++) node = { kind: 'or', of: [compare(i), node] };
      return node;
    },
  },
};

const source = {
  customers: { table: 'c', id: 'id', attributes: { json: 'a' } },
  events: { table: 'e', customerId: 'c', at: 'at', name: 'n' },
};

/** Milliseconds that this process has worked: others on the machine do not count. */
const now = (): number => process.cpuUsage().user / 1000;

/** The least of some times in milliseconds; what is fast is done often, so that the clock can tell. */
const timeOf = (act: () => unknown): number => {
  const once = (times: number): number => {
    const before = now();
    for (let i = 0; i < times; i++) act();
    return (now() - before) / times;
  };
  once(3);
  const times = Math.max(1, Math.min(2000, Math.ceil(40 / Math.max(once(10), 0.01))));
  return Math.min(...Array.from({ length: 9 }, () => once(times)));
};

const customer = profile({ id: 'ada', attributes: { a: 'item 1' } });

for (const [what, { sizes, make }] of Object.entries(grown)) {
  const rows = sizes.map((size) => {
    const json = JSON.stringify({ format: 'habitus', version: 1, kind: 'segment', definition: make(size) });
    const read = parseSegment(json);
    const asked: Record<string, Defined> = { read };
    return {
      parse: timeOf(() => parseSegment(json)),
      // Read anew, so that the plan is prepared each time, as it is for the first customer.
      'parse and profile': timeOf(() => parseSegment(json)(customer)),
      profile: timeOf(() => read(customer)),
      toSQL: timeOf(() => toSQL(asked as never, { dialect: postgres, source, asOf: 0 })),
    };
  });
  console.log(`\n${what}: ${sizes.join(', ')}`);
  for (const step of ['parse', 'parse and profile', 'profile', 'toSQL'] as const) {
    const times = rows.map((row) => row[step]);
    const ratios = times.slice(1).map((time, i) => time / times[i]!);
    const marked = ratios.map((ratio) => `×${ratio.toFixed(2)}${ratio > 2.2 ? ' (more than 2.2)' : ''}`);
    console.log(
      `  ${step}: ${times.map((time) => `${time.toFixed(3)} ms`).join(', ')}: ${marked.join(', ')}`,
    );
  }
}
