import { beforeAll, describe, expect, it } from 'vitest';
import { measure, scenarios, tableOf } from '../../scripts/size.mjs';

type Measure = Awaited<ReturnType<typeof measure>>;

describe('the weight of the built package', () => {
  const measures: Measure[] = [];
  const named = (name: string): Measure => {
    const found = measures.find((each) => each.name === name);
    if (found === undefined)
      throw new Error(`no scenario "${name}": does the package export what it imports?`);
    return found;
  };

  beforeAll(async () => {
    for (const scenario of await scenarios()) measures.push(await measure(scenario));
    console.log(tableOf(measures));
  });

  it('is at most 10.8 kB, minified and gzipped, for one segment and a profile: its goal, 8 kB, is not reached', () => {
    expect(named('powerUser, profile').gzipped).toBeLessThanOrEqual(10_800);
  });

  it('is at most 49.0 kB, minified and gzipped, for the whole core: its goal, 20 kB, is not reached', () => {
    expect(named('the core: everything but the catalogue').gzipped).toBeLessThanOrEqual(49_000);
  });

  it('holds no zod, no module of Node, nothing that makes code from text', () => {
    expect(measures.map(({ name, forbidden }) => ({ name, forbidden }))).toEqual(
      measures.map(({ name }) => ({ name, forbidden: [] })),
    );
  });

  it('leaves out the segments that are not imported: their annotations survive the build', () => {
    const holds = (name: string, id: string): boolean => named(name).text.includes(id);
    expect(holds('everything', 'loyal-advocate')).toBe(true);
    expect(holds('powerUser, profile', 'power-user')).toBe(true);
    expect(holds('powerUser, profile', 'loyal-advocate')).toBe(false);
  });

  it('leaves out what definitions read, and the words for it, where nobody asks', () => {
    const SENTENCE = 'a definition, or a list or an object of definitions';
    expect(named('everything').text).toContain(SENTENCE);
    expect(named('powerUser, profile').text).not.toContain(SENTENCE);
    expect(named('powerUser, profile, explain').text).not.toContain(SENTENCE);
  });
});
