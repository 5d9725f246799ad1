import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCases } from '../../src/sql/conformance/check.js';
import { AGGREGATES } from './broken/aggregates.js';
import { CHOICES } from './broken/choices.js';
import { ORDER } from './broken/order.js';
import { onOneLine } from './broken/rule.js';
import { SPELLINGS } from './broken/spelling.js';
import { TEXTS } from './broken/texts.js';
import { TIME } from './broken/time.js';
import { VALUES } from './broken/values.js';
import { sqlCases } from './cases.js';
import { ENGINES, type SqlEngine } from './engines.js';

const RULES = [...TIME, ...VALUES, ...AGGREGATES, ...ORDER, ...CHOICES, ...TEXTS].map(
  (broken) => [broken.title, broken.caughtBy, broken] as const,
);

/** ClickHouse takes as long as the other two together: it is asked where somebody wants it (`HABITUS_BROKEN_CLICKHOUSE=1`). */
const engines = ENGINES.filter(
  ([name]) => name !== 'ClickHouse' || process.env.HABITUS_BROKEN_CLICKHOUSE === '1',
);

describe.each(engines)('on %s a rule broken on purpose is caught by the table of cases', (name, open) => {
  const cases = sqlCases();
  const spelling = SPELLINGS[name]!;
  let engine: SqlEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it.each(RULES.filter(([, , { on = [name] }]) => on.some((each) => each === name)))(
    '%s, caught by %s',
    async (_title, _case, broken) => {
      const { caughtBy, text: broke = (text: string) => text } = broken;
      const asked = cases.filter(({ title }) => title === caughtBy);
      expect(asked, 'the case that is named').not.toEqual([]);
      let printed = '';
      const check = (mutated: boolean) => {
        printed = '';
        return checkCases(asked, {
          dialect: { ...engine.dialect, ...(mutated ? broken.dialect : {}) },
          run: (statement) => {
            if (!statement.text.includes('WITH')) return engine.run(statement);
            const line = spelling.read(onOneLine(statement.text));
            const text = spelling.write(mutated ? broke(line) : line);
            printed += text;
            return engine.run({ ...statement, text });
          },
        });
      };
      const right = await check(false);
      const before = printed;
      expect(right.differences).toEqual([]);
      const wrong = await check(true);
      expect(printed, 'the statement is another one').not.toBe(before);
      // An answer is wrong; not the number of rows alone.
      expect(wrong.differences.some(({ customer }) => customer !== '*')).toBe(true);
    },
  );
});
