import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { envelope, kindOf } from '../conformance/profile-engine.js';
import { PATIENCE, trials } from './settings.js';

/** Threads load the built package, so the whole test looks at it: run `npm run build` first. */
const habitus: typeof import('habitus') = await import('../../dist/index.js' as string);
const { population }: typeof import('habitus/population') = await import(
  '../../dist/population/index.js' as string
);
const { threadedPopulation }: typeof import('habitus/population/node') = await import(
  '../../dist/population/node/index.js' as string
);

type Definition = Parameters<typeof kindOf>[0];

const parsed = (definition: Definition): never => {
  const json = envelope(definition);
  const kind = kindOf(definition);
  if (kind === 'segment') return habitus.parseSegment(json) as never;
  return (kind === 'metric' ? habitus.parseMetric(json) : habitus.parseClassification(json)) as never;
};

/** The crowd many times over: enough customers for every thread to have chunks. */
const COPIES = [...'abcdefghijklm'];

describe('three threads', () => {
  it(
    'give the same answers as one, bit for bit',
    () => {
      fc.assert(
        fc.property(crowds(300), ({ definitions, people, asOf }) => {
          const source = {
            customers: COPIES.flatMap((copy) =>
              people.map(({ customer }) => ({ ...(customer as object), id: `${copy} ${customer.id}` })),
            ),
            events: COPIES.flatMap((copy) =>
              people.flatMap(({ customer, events }) =>
                events.map((event) => ({ ...event, customerId: `${copy} ${customer.id}` })),
              ),
            ) as never[],
            asOf,
          };
          const [one, many] = [population(source), threadedPopulation({ ...source, threads: 3 })];
          for (const definition of definitions) {
            const [alone, shared] = [one, many].map((each) => each.values(parsed(definition)).toArray());
            expect(shared).toStrictEqual(alone);
          }
          many.close();
        }),
        trials(0.002),
      );
    },
    PATIENCE,
  );
});
