import { shown } from '../rows/index.js';
import type { EventColumns } from './event-columns.js';
import type { EventBatch } from './event-notes.js';

/** Finds events of one file that have one id and are no copies: they are taken, and each after the first is noted. */
export const duplicateIds = ({ ids, times, customers, names }: EventColumns) => {
  let instants = new Float64Array(0);
  let whose = new Int32Array(0);
  let called = new Int32Array(0);

  const widen = (size: number): void => {
    const [before, customersBefore, namesBefore] = [instants, whose, called];
    instants = new Float64Array(size);
    whose = new Int32Array(size);
    called = new Int32Array(size);
    instants.set(before);
    whose.set(customersBefore);
    called.set(namesBefore);
  };

  return ({ base, rows, gone, notes }: EventBatch): void => {
    const size = ids.texts.values.length;
    if (size === 1) return;
    if (size > whose.length) widen(size * 2);
    const [idOf, at, customer, name] = [ids.codes(), times(), customers.codes(), names.codes()];
    for (let row = 0, i = base; row < rows; row++, i++) {
      const code = idOf[i]!;
      if (code === 0 || gone[row] === 1) continue;
      if (whose[code] === 0) {
        instants[code] = at[i]!;
        whose[code] = customer[i]!;
        called[code] = name[i]!;
      } else if (instants[code] !== at[i] || whose[code] !== customer[i] || called[code] !== name[i])
        notes.add(row, [
          { path: 'id', code: 'duplicate-id', message: `the id ${shown(ids.texts.values[code])} ${BEFORE}` },
        ]);
    }
  };
};

const BEFORE =
  'came before, with another customer, instant or name: both are kept, for they are no copies (S11)';
