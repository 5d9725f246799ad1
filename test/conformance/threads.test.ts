import { afterAll, describe, expect, it } from 'vitest';
import { allCases, type Case, type CasePerson } from './cases.js';
import { envelope, kindOf } from './profile-engine.js';

/** Threads load the built package, so the whole test looks at it: run `npm run build` first. */
const habitus: typeof import('habitus') = await import('../../dist/index.js' as string);
const { threadedPopulation }: typeof import('habitus/population/node') = await import(
  '../../dist/population/node/index.js' as string
);

const populationOf = (people: readonly CasePerson[], asOf: unknown) =>
  threadedPopulation({
    customers: people.map(({ customer }) => customer),
    events: people.flatMap(({ customer, events }) =>
      events.map((event) => ({ ...event, customerId: customer.id })),
    ),
    asOf: asOf as number,
    threads: 2,
  });

const parsed = (definition: Case['definition']) => {
  const json = envelope(definition);
  const kind = kindOf(definition);
  if (kind === 'segment') return habitus.parseSegment(json);
  return kind === 'metric' ? habitus.parseMetric(json) : habitus.parseClassification(json);
};

const cases = allCases();
const answered = cases.filter(({ expected }) => expected.kind === 'answer');
/** A bucket hangs on the id, so these customers keep theirs and stand alone. */
const alone = answered.filter(({ definition }) => JSON.stringify(definition).includes('"bucket"'));
const together = answered.filter((each) => !alone.includes(each));

describe('two threads', () => {
  const all = populationOf(
    together.map(({ customer, events }, i) => ({ customer: { ...customer, id: `${i}` }, events })),
    0,
  );
  afterAll(() => all.close());

  it.each(together.map((each, i) => [each.rule, each.title, each, i] as const))(
    'answer, in a population of all cases: %s %s',
    (_rule, _title, { definition, asOf, expected }, i) => {
      const answer = all
        .at(asOf)
        .values(parsed(definition) as never)
        .get(`${i}`);
      expect(plain(answer)).toStrictEqual(plain((expected as { answer: unknown }).answer));
    },
  );

  it.each(alone.map((each) => [each.rule, each.title, each] as const))(
    'answer: %s %s',
    (_rule, _title, { customer, events, definition, asOf, expected }) => {
      const people = populationOf([{ customer, events }], asOf);
      const answer = people.values(parsed(definition) as never).get(customer.id);
      people.close();
      expect(plain(answer)).toStrictEqual(plain((expected as { answer: unknown }).answer));
    },
  );

  it.each(
    cases.flatMap((each) =>
      each.expected.kind === 'members' ? [[each.rule, each.title, each, each.expected.members] as const] : [],
    ),
  )('know the members: %s %s', (_rule, _title, { people = [], definition, asOf }, members) => {
    const population = populationOf(people, asOf);
    const ids = population.members(parsed(definition) as never).ids();
    population.close();
    expect([...ids].sort()).toEqual([...members].sort());
  });
});

/** −0 is 0. */
const plain = (value: unknown): unknown => (Object.is(value, -0) ? 0 : value);
