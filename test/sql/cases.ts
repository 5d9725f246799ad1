import { checkCases, type Report, type SqlCase } from '../../src/sql/conformance/check.js';
import { allCases } from '../conformance/cases.js';
import type { SqlEngine } from './engines.js';

/** The cases of the table that a warehouse can be asked: answers and members. */
export const sqlCases = (): readonly SqlCase[] =>
  allCases().flatMap(
    ({ file, rule, title, customer, events, people, asOf, definition, expected }): SqlCase[] => {
      const whole = { title: `${rule} ${title} [${file}]`, asOf, definition };
      if (expected.kind === 'answer')
        return [{ ...whole, people: [{ customer, events }], expected: [expected.answer] }];
      if (expected.kind !== 'members' || people === undefined) return [];
      return [
        { ...whole, people, expected: people.map((one) => expected.members.includes(one.customer.id)) },
      ];
    },
  );

export const check = (
  cases: readonly SqlCase[],
  { dialect, run }: SqlEngine,
  { together }: { readonly together?: number } = {},
): Promise<Report> => checkCases(cases, { dialect, run, together });

/** What SQL is not asked, each with the reason: values without a type, lists, texts that no database can hold. */
export const REASONS = {
  untyped: /^expected a type: attribute, first and last need one in SQL/,
  lists: /^expected a number, a text or a truth: a list has no column/,
  unheard: /^a text with NUL or half a surrogate pair$/,
} as const;

/** What was not asked for any other reason. */
export const otherwise = (skipped: Report['skipped']): Report['skipped'] =>
  skipped.filter(({ why }) => !Object.values(REASONS).some((reason) => reason.test(why)));
