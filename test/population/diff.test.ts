import { inspect } from 'node:util';
import fc from 'fast-check';
import { attribute, events, segment } from 'habitus';
import { diff, type Membership, population } from 'habitus/population';
import { describe, expect, it } from 'vitest';
import { trials } from '../trials/settings.js';

const n = attribute('n', { as: 'number' });
/** A membership of those of these ids who are chosen. */
const membersOf = (ids: readonly string[], chosen: readonly string[]): Membership =>
  population({
    customers: ids.map((id) => ({ id, attributes: { n: chosen.includes(id) ? 1 : 0 } })),
    asOf: 0,
  }).members(n.is(1));

describe('diff', () => {
  it('says whom to add in the order of after, whom to remove in the order of before, and how many stayed', () => {
    const before = membersOf(['d', 'c', 'b', 'a'], ['d', 'c', 'b']);
    const after = membersOf(['z', 'b', 'y', 'a', 'd'], ['z', 'b', 'y', 'a']);
    expect(diff(before, after)).toMatchObject({
      added: ['z', 'y', 'a'],
      removed: ['d', 'c'],
      stayed: 1,
    });
  });

  it('takes two instants of one population, and views of it', () => {
    const people = population({
      customers: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      events: [
        { customerId: 'c', name: 'x', at: 0 },
        { customerId: 'b', name: 'x', at: 10 },
      ],
      asOf: 20,
    });
    const has = segment('has', { where: () => events('x').any() });
    expect(diff(people.at(5).members(has), people.members(has))).toMatchObject({
      added: ['b'],
      removed: [],
      stayed: 1,
    });
    const view = people.where(has);
    expect(diff(people.members(has), view.members(has))).toMatchObject({ added: [], removed: [], stayed: 2 });
    expect(diff(view.members(has), people.at(5).members(has)).removed).toEqual(['b']);
  });

  it('takes lists of ids, in which a repeated one counts once', () => {
    const after = membersOf(['a', 'b'], ['a', 'b']);
    expect(diff(['b', 'x', 'b', 'x', 'constructor'], after)).toMatchObject({
      added: ['a'],
      removed: ['x', 'constructor'],
      stayed: 1,
    });
    expect(diff(new Set(['b']), new Map([['c', 1]]).keys())).toMatchObject({ added: ['c'], removed: ['b'] });
    expect(diff([], [])).toMatchObject({ added: [], removed: [], stayed: 0 });
  });

  it('prints itself, and cannot be changed', () => {
    const found = diff(
      ['a', 'b'],
      Array.from({ length: 1500 }, (_, i) => `c${i}`),
    );
    expect(String(found)).toBe('1,500 added, 2 removed, 0 stayed');
    expect(inspect(found)).toBe('1,500 added, 2 removed, 0 stayed');
    expect(JSON.parse(JSON.stringify(diff(['a'], ['b'])))).toEqual({
      added: ['b'],
      removed: ['a'],
      stayed: 0,
    });
    expect([Object.isFrozen(found), Object.isFrozen(found.added), Object.isFrozen(found.removed)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each<[string, unknown, RegExp]>([
    ['a text', 'ada', /before: expected a membership \(people.members\(…\)\) or a list of ids, got "ada"/],
    ['nothing', undefined, /before: expected a membership/],
    ['a population', population({ customers: [], asOf: 0 }), /before: expected a membership/],
    ['customers', [{ id: 'a' }], /before\[0\]: expected the id of a customer, got an object/],
    ['a number', ['a', 7], /before\[1\]: expected the id of a customer, got 7/],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => diff(wrong as never, [])).toThrow(message);
    expect(() => diff([], wrong as never)).toThrow(/^after/);
  });

  it('is what sets say, of any ids, however they are given', () => {
    const ids = fc.uniqueArray(fc.string({ maxLength: 2 }), { maxLength: 12 });
    const given = ids.chain((all) =>
      fc.record({ all: fc.constant(all), chosen: fc.subarray(all), listed: fc.boolean() }),
    );
    fc.assert(
      fc.property(given, given, (before, after) => {
        const [old, now] = [before, after].map(({ all, chosen, listed }) =>
          listed ? chosen : membersOf(all, chosen),
        ) as [string[], string[]];
        const found = diff(old, now);
        expect(found.added).toEqual(after.chosen.filter((id) => !before.chosen.includes(id)));
        expect(found.removed).toEqual(before.chosen.filter((id) => !after.chosen.includes(id)));
        expect(found.stayed).toBe(after.chosen.filter((id) => before.chosen.includes(id)).length);
        // Doing it gives what is asked for.
        const done = new Set([...before.chosen.filter((id) => !found.removed.includes(id)), ...found.added]);
        expect([...done].sort()).toEqual([...after.chosen].sort());
      }),
      trials(0.05),
    );
  });
});
