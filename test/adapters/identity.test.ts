import fc from 'fast-check';
import { events } from 'habitus';
import { fromSegment, isPlaceholderId, mergeIdentities } from 'habitus/adapters';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const link = (from: string, to: string, at = 0, certain = false) => ({ from, to, at, certain });

describe('mergeIdentities', () => {
  it('leaves ids alone that nothing links', () => {
    expect(mergeIdentities([]).customerOf('ada')).toBe('ada');
    expect(mergeIdentities([link('ada', 'ada')]).groups).toEqual([]);
  });

  it('takes the known id, whichever way the link goes', () => {
    for (const each of [link('browser', 'ada'), link('ada', 'browser')])
      expect(mergeIdentities([each], { known: ['ada'] }).customerOf('browser')).toBe('ada');
  });

  it('takes the id that goes on where nothing is known', () => {
    expect(mergeIdentities([link('z', 'y'), link('y', 'x')]).customerOf('z')).toBe('x');
  });

  it('gives an anonymous id to the first known one it was seen with, and tells the conflict', () => {
    const { customerOf, conflicts, groups } = mergeIdentities(
      [link('browser', 'bo', 2), link('browser', 'ada', 1)],
      {
        known: ['ada', 'bo'],
      },
    );
    expect(customerOf('browser')).toBe('ada');
    expect(groups).toHaveLength(1);
    expect(conflicts).toEqual([expect.objectContaining({ link: 0, code: 'identity-conflict' })]);
  });

  it('makes two known ids one where that is certain: the one that goes on', () => {
    const known = ['ada', 'ada-2', 'ada-3'];
    const links = [link('ada', 'ada-2', 1, true), link('ada-2', 'ada-3', 2, true)];
    expect(mergeIdentities(links, { known }).groups).toEqual([{ id: 'ada-3', ids: known }]);
  });

  it('does not merge two known people by a certain link of an anonymous id', () => {
    const links = [link('browser', 'ada', 1, true), link('browser', 'bo', 2, true)];
    expect(mergeIdentities(links, { known: ['ada', 'bo'] }).groups).toEqual([
      { id: 'ada', ids: ['ada', 'browser'] },
    ]);
  });

  it('takes the first seen among several that go on, then the least text', () => {
    const known = ['b', 'a', 'x'];
    expect(
      mergeIdentities([link('x', 'b', 1, true), link('x', 'a', 2, true)], { known }).customerOf('x'),
    ).toBe('b');
    expect(
      mergeIdentities([link('x', 'b', 1, true), link('x', 'a', 1, true)], { known }).customerOf('x'),
    ).toBe('a');
  });

  it('survives cycles', () => {
    const cycle = [link('a', 'b', 1, true), link('b', 'c', 2, true), link('c', 'a', 3, true)];
    expect(mergeIdentities(cycle, { known: ['a', 'b', 'c'] }).groups).toEqual([
      { id: 'a', ids: ['a', 'b', 'c'] },
    ]);
  });

  it.each([
    '',
    ' ',
    'null',
    'NULL',
    'undefined',
    '0',
    '-1',
    'anonymous',
    'N/A',
    '00000000-0000-0000-0000-000000000000',
  ])('never merges by %j, and tells it', (placeholder) => {
    const { groups, conflicts } = mergeIdentities([link(placeholder, 'ada'), link('bo', placeholder)]);
    expect(groups).toEqual([]);
    expect(conflicts.map(({ code }) => code)).toEqual(['placeholder-id', 'placeholder-id']);
  });

  it.each(['ada', '10', '100-1', 'nullable', 'a-0', '٠'])('takes %j for an id', (id) => {
    expect(isPlaceholderId(id)).toBe(false);
  });

  it('refuses ids that are no texts, and instants that are none', () => {
    expect(() => mergeIdentities([{ from: 7 as never, to: 'a' }])).toThrow(/links\[0\]\.from/);
    expect(() => mergeIdentities([{ from: 'b', to: 'a', at: 'soon' }])).toThrow(/links\[0\]\.at/);
  });

  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const links = fc.array(
    fc.record({ from: ids, to: ids, at: fc.integer({ min: 0, max: 3 }), certain: fc.boolean() }),
    {
      maxLength: 12,
    },
  );

  it('does not depend on the order of the links', () => {
    fc.assert(
      fc.property(
        links.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        fc.subarray(['a', 'b', 'c']),
        ([given, shuffled], known) => {
          expect(mergeIdentities(shuffled, { known }).groups).toEqual(
            mergeIdentities(given, { known }).groups,
          );
        },
      ),
    );
  });

  it('makes one person of ids only along links, and puts each id in one group under an id of its own', () => {
    fc.assert(
      fc.property(links, fc.subarray(['a', 'b', 'c']), (given, known) => {
        const { groups, customerOf } = mergeIdentities(given, { known });
        const all = groups.flatMap((group) => group.ids);
        expect(new Set(all).size).toBe(all.length);
        for (const { id, ids: members } of groups) {
          expect(members).toContain(id);
          const certain = given.some(
            (each) => each.certain && known.includes(each.from) && known.includes(each.to),
          );
          if (!certain)
            expect(members.filter((member) => known.includes(member)).length).toBeLessThanOrEqual(1);
        }
        for (const id of known) expect(customerOf(customerOf(id))).toBe(customerOf(id));
      }),
    );
  });
});

describe('merging before counting', () => {
  interface Ids {
    readonly userId?: string;
    readonly anonymousId?: string;
  }
  const who: fc.Arbitrary<Ids> = fc.constantFrom<Ids>(
    { anonymousId: 'b-1' },
    { anonymousId: 'b-2' },
    { userId: 'ada' },
    { userId: 'bo' },
    { userId: 'ada', anonymousId: 'b-1' },
    { userId: 'bo', anonymousId: 'b-2' },
  );
  const rows = fc.array(fc.tuple(who, fc.integer({ min: 0, max: 1e6 })), { maxLength: 20 });
  const track = (ids: Ids, timestamp: number, i: number) => ({
    ...ids,
    type: 'track',
    event: 'Order Completed',
    messageId: `m-${i}`,
    timestamp: 1_790_848_800_000 + timestamp,
    properties: { total: 1 },
  });

  it('is the same as renaming by hand', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const owner = new Map(
          given
            .map(([{ userId, anonymousId }]) => [anonymousId, userId] as const)
            .filter(([, id]) => id !== undefined),
        );
        const nameOf = ({ userId, anonymousId }: Ids): Ids => ({
          userId: userId ?? owner.get(anonymousId) ?? anonymousId!,
        });
        const merged = fromSegment(given.map(([ids, at], i) => track(ids, at, i)));
        const byHand = fromSegment(given.map(([ids, at], i) => track(nameOf(ids), at, i)));
        const [a, b] = [merged, byHand].map((answer) => population({ ...answer, asOf: 1_790_849_800_000 }));
        expect(a!.ids).toEqual(b!.ids);
        const spend = events('purchase').sum('amount');
        expect(a!.values(spend).toArray()).toEqual(b!.values(spend).toArray());
        expect(
          a!
            .values(spend)
            .toArray()
            .reduce<number>((sum, one) => sum + one!, 0),
        ).toBe(given.length);
      }),
    );
  });
});
