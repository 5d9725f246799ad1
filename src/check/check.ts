import { ENGINE, type Engine } from '../evaluate/index.js';
import { HabitusError, refuse } from '../internal/index.js';
import { type Definable, isDefinable } from './asked.js';

/**
 * Builds definitions, which otherwise happens when they are first asked, and answers them: for the start of a program,
 * where a mistake should be seen. What is wrong with them comes as one `HabitusError`: its sentence and its `faults` have
 * each definition that cannot be built, with its id and the path; its code is that of the first.
 * @example
 * ```ts
 * import { atLeast, check, events, powerUser, segment } from 'habitus';
 * const spender = segment('spender', { where: () => events('purchase').sum('amount').atLeast(100) });
 * const [regulars] = check(powerUser, spender);
 * regulars.id; //=> 'power-user'
 * const wrong = segment('wrong', { where: () => events('purchase').where({ amount: atLeast(Number.NaN) }).any() });
 * try {
 *   check(powerUser, wrong);
 * } catch (error) {
 *   console.log((error as Error).message);
 * }
 * ```
 */
export const check = <const D extends readonly Definable[]>(...definitions: D): D => {
  const faults: { readonly id: string; readonly error: HabitusError }[] = [];
  definitions.forEach((each: unknown, i) => {
    if (!isDefinable(each))
      refuse('bad-value', 'a segment, a metric or a classification', each, `check[${i}]`);
    const { id, [ENGINE]: engine } = each as Definable & { readonly [ENGINE]: Engine };
    try {
      engine.plan();
    } catch (error) {
      faults.push({ id: id || `definition ${i + 1}`, error: asFault(error) });
    }
  });
  const [first] = faults;
  if (first === undefined) return definitions;
  throw new HabitusError(
    first.error.code,
    faults.map(({ id, error }) => `${id}: ${error.message}`).join('; '),
    '',
    {
      cause: first.error,
      faults: faults.map(({ id, error: { code, path, message } }) => ({ id, code, path, message })),
    },
  );
};

const asFault = (error: unknown): HabitusError =>
  error instanceof HabitusError
    ? error
    : new HabitusError(
        'bad-value',
        `it throws ${error instanceof Error ? error.message : String(error)}`,
        '',
        {
          cause: error,
        },
      );
