/**
 * What a population of some customers costs beside one of all and one that is built of them alone, and what it costs to add attributes: `npm run build`, then
 * `npx tsx --expose-gc --tsconfig bench/tsconfig.json bench/views.ts [customers]`. Time is the processor's; ratios of one run count.
 */
import { type AnySegment, and, attribute, inBucket, type Segment } from 'habitus';
import {
  type CodedTexts,
  type ColumnInput,
  diff,
  inherit,
  type Population,
  populationFromColumns,
  withAttributes,
} from 'habitus/population';
import { generate, NOW, sourceOf } from './batch/data.js';
import { segments } from './batch/definitions.js';

const customers = Number(process.argv[2] ?? 100_000);
const columns = generate(customers);
const source = sourceOf(columns);
const people = populationFromColumns({ ...source, asOf: NOW });

/** Milliseconds that this process has worked: others on the machine do not count. */
const now = (): number => process.cpuUsage().user / 1000;
/** The median of some rounds, and the least. */
const timed = (act: (round: number) => unknown, rounds = 11): string => {
  const times = Array.from({ length: rounds }, (_, round) => {
    (globalThis as { gc?: () => void }).gc?.();
    const before = now();
    act(round);
    return now() - before;
  }).sort((a, b) => a - b);
  return `${times[rounds >> 1]!.toFixed(1)} (${times[0]!.toFixed(1)})`;
};
const row = (...cells: readonly unknown[]): void =>
  console.log(cells.map((cell) => String(cell)).join(' | '));
const asked = (of: Population): string => timed((round) => of.at(NOW - round * 3_600_001).evaluate(segments));

/** A population of these customers alone, from the same columns. */
const builtOf = (view: Population): Population => {
  const placeOf = new Map(columns.ids.map((id, i) => [id, i] as const));
  const places = view.ids.map((id) => placeOf.get(id)!);
  const keep = new Uint8Array(columns.ids.length);
  for (const place of places) keep[place] = 1;
  const rows = Int32Array.from(columns.customer.keys()).filter((row) => keep[columns.customer[row]!] === 1);
  const picked = (column: ColumnInput): ColumnInput =>
    'codes' in column
      ? { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) }
      : Float64Array.from(rows, (row) => column[row] as number);
  const pickedAll = (all: Readonly<Record<string, ColumnInput>>, pick: (of: ColumnInput) => ColumnInput) =>
    Object.fromEntries(Object.entries(all).map(([name, of]) => [name, pick(of)]));
  const { customerId, name, at, properties = {} } = source.events!;
  return populationFromColumns({
    customers: {
      id: view.ids,
      attributes: pickedAll(source.customers.attributes!, (of) =>
        Float64Array.from(places, (place) => (of as Float64Array)[place]!),
      ),
    },
    events: {
      customerId: picked(customerId) as CodedTexts,
      name: picked(name) as CodedTexts,
      at: picked(at as Float64Array) as Float64Array,
      properties: pickedAll(properties, picked),
    },
    asOf: NOW,
  });
};

console.log(
  `${people.size} customers, ${people.eventCount} events, 8 segments; processor ms, median (least)`,
);
row('of whom', 'customers', 'where', 'events counted', '8 segments');
row('everybody', people.size, '', '', asked(people));
const first = attribute('i', { as: 'number' });
const numbered = withAttributes(people, { i: Float64Array.from(people.ids, (_, i) => i) });
const some: Readonly<Record<string, AnySegment>> = {
  'all of them, as a view': inBucket('v', { to: 100 }),
  'a quarter, anywhere': inBucket('v', { to: 25 }),
  'one in a hundred, anywhere': inBucket('v', { to: 1 }),
  'one in a hundred, side by side': first.below(customers / 100),
};
for (const [name, who] of Object.entries(some)) {
  const view = numbered.where(who);
  const alone = builtOf(view);
  for (const [key, members] of Object.entries(segments))
    if (
      diff(alone.members(members as Segment), view.members(members as Segment)).stayed !==
      view.count(members as Segment)
    )
      throw new Error(`another answer to ${key} in ${name}`);
  const counted = timed(() => numbered.where(who).eventCount);
  row(
    name,
    view.size,
    timed(() => numbered.where(who)),
    counted,
    asked(view),
  );
  row(
    '  built of them alone',
    alone.size,
    timed(() => builtOf(view), 3),
    '',
    asked(alone),
  );
}
const scores = Float64Array.from(people.ids, (_, i) => i % 97);
const byId = new Map(people.ids.map((id, i) => [id, `text ${i % 97}`]));
const accounts = populationFromColumns({
  customers: {
    id: people.ids.slice(0, 1000),
    attributes: { plan: people.ids.slice(0, 1000).map((_, i) => `p${i % 3}`) },
  },
  asOf: NOW,
});
const users = withAttributes(people, { account: people.ids.map((_, i) => people.ids[i % 1000]) });
row(
  'withAttributes, numbers in order',
  timed(() => withAttributes(people, { scores })),
);
row(
  'withAttributes, texts by id',
  timed(() => withAttributes(people, { byId })),
);
row(
  'inherit one text',
  timed(() => inherit(users, accounts, { by: 'account', attributes: { p: attribute('plan') } })),
);
const scored = withAttributes(people, { scores });
row('8 segments with attributes added', asked(scored));
const [before, after] = [40, 60].map((to) =>
  people.members(and(inBucket('v', { to }), inBucket('w', { to: 90 }))),
);
row(
  'diff of two memberships',
  timed(() => diff(before!, after!)),
);
