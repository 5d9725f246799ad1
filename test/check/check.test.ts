import { atLeast, check, events, HabitusError, powerUser, segment } from 'habitus';
import { describe, expect, it } from 'vitest';

const broken = segment('broken', {
  where: () =>
    events('purchase')
      .where({ amount: atLeast(Number.NaN) })
      .any(),
});
const late = segment('late', {
  where: () =>
    events('purchase')
      .within('30d' as never)
      .any(),
});

const thrown = (run: () => unknown): HabitusError => {
  try {
    run();
  } catch (error) {
    if (error instanceof HabitusError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('definitions checked at the start', () => {
  it('are answered as they are', () => {
    const other = segment('other', { where: () => events('x').any() });
    const [first, second] = check(powerUser, other);
    expect(first).toBe(powerUser);
    expect(second).toBe(other);
  });

  it('are refused together, each with its id, its path and its sentence', () => {
    const error = thrown(() => check(broken, powerUser, late));
    expect(error.code).toBe('bad-value');
    expect(error.message).toContain('broken: atLeast: expected a finite number or a metric, got NaN');
    expect(error.message).toContain('late: within: expected a window');
    expect(error.faults).toMatchObject([
      { id: 'broken', code: 'bad-value', path: 'atLeast' },
      { id: 'late', code: 'bad-value' },
    ]);
  });

  it('say a fault of other code too, and what is no definition at once', () => {
    const throws = segment('throws', {
      where: () => {
        throw new TypeError('no such thing');
      },
    });
    expect(thrown(() => check(throws)).message).toBe('throws: it throws no such thing');
    expect(thrown(() => check(powerUser, 'x' as never)).message).toBe(
      'check[1]: expected a segment, a metric or a classification, got "x"',
    );
  });

  it('are the only ones with faults: other errors have none', () => {
    expect(
      'faults' in
        thrown(
          () =>
            events('a')
              .within('x' as never)
              .count().definition,
        ),
    ).toBe(false);
  });
});
