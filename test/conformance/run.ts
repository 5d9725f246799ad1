import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/expression/nodes.js';
import { allCases, type Case, type CaseCustomer, type CaseEvent, type CasePerson } from './cases.js';

export interface TimelineSpan {
  readonly from: number;
  readonly to: number;
  readonly member?: unknown;
  readonly label?: unknown;
}

/**
 * What an engine can be asked. A question that it leaves out is skipped where all can see it; so is an error that it cannot tell.
 * Where a case expects an error, the question must throw one with that `code`.
 */
export interface Engine {
  answer(
    definition: Expression,
    customer: CaseCustomer,
    events: readonly CaseEvent[],
    asOf: Case['asOf'],
  ): unknown;
  nextChange?(
    definition: Expression,
    customer: CaseCustomer,
    events: readonly CaseEvent[],
    asOf: Case['asOf'],
  ): number | null;
  timeline?(
    definition: Expression,
    customer: CaseCustomer,
    events: readonly CaseEvent[],
    bounds: { readonly from: Case['asOf']; readonly to: Case['asOf'] },
  ): readonly TimelineSpan[];
  members?(definition: Expression, people: readonly CasePerson[], asOf: Case['asOf']): readonly string[];
  /** The codes of the errors that it tells; all of them, all but some, or (absent) none. */
  readonly errors?: 'all' | readonly string[] | { readonly allBut: readonly string[] };
}

/** Asks an engine every case of the table; one test each, titled with its rule. */
export const runConformance = (name: string, engine: Engine): void => {
  const cases = allCases();
  for (const kind of ['answer', 'error', 'nextChange', 'timeline', 'members'] as const) {
    const asked = cases.filter((each) => each.expected.kind === kind);
    if (asked.length === 0) continue;
    describe(`${name}: ${kind}`, () => {
      if (kind !== 'answer' && kind !== 'error' && engine[kind] === undefined) {
        it.skip(`has no ${kind}: ${asked.length} cases`, () => {});
        return;
      }
      const told = asked.filter((each) => tells(engine, each));
      for (const each of told) it(`${each.rule} ${each.title} [${each.file}]`, () => check(engine, each));
      const untold = asked.length - told.length;
      if (untold > 0) it.skip(`tells no error of definitions or populations: ${untold} cases`, () => {});
    });
  }
};

const tells = (engine: Engine, { expected, people }: Case): boolean => {
  if (expected.kind !== 'error') return true;
  if (people !== undefined && engine.members === undefined) return false;
  const { errors = [] } = engine;
  if (typeof errors === 'object' && 'allBut' in errors) return !errors.allBut.includes(expected.error);
  return errors === 'all' || errors.includes(expected.error);
};

const check = (engine: Engine, each: Case): void => {
  const { customer, events, asOf, definition, expected } = each;
  switch (expected.kind) {
    case 'answer':
      expect(plain(engine.answer(definition, customer, events, asOf))).toStrictEqual(plain(expected.answer));
      return;
    case 'error':
      expect(codeOf(() => ask(engine, each))).toBe(expected.error);
      return;
    case 'nextChange':
      expect(engine.nextChange?.(definition, customer, events, asOf)).toBe(
        expected.nextChange === null ? null : milliseconds(expected.nextChange),
      );
      return;
    case 'timeline': {
      const { from, to, spans } = expected.timeline;
      const wanted = spans.map((span) => ({
        ...span,
        from: milliseconds(span.from),
        to: milliseconds(span.to),
      }));
      expect(engine.timeline?.(definition, customer, events, { from, to })).toEqual(wanted);
      return;
    }
    case 'members':
      expect([...(engine.members?.(definition, each.people ?? [], asOf) ?? [])].sort()).toEqual(
        [...expected.members].sort(),
      );
  }
};

const ask = (engine: Engine, { definition, customer, events, people, asOf }: Case): unknown =>
  people === undefined
    ? engine.answer(definition, customer, events, asOf)
    : engine.members?.(definition, people, asOf);

/** The literal code of the error that is thrown, or a sentence that says what happened instead. */
const codeOf = (question: () => unknown): unknown => {
  try {
    return `no error, but ${JSON.stringify(question())}`;
  } catch (error) {
    return (error as { code?: unknown }).code ?? `no code, but ${String(error)}`;
  }
};

/** −0 is 0; everything else is compared by `Object.is`, lists item by item. */
const plain = (value: unknown): unknown => (Object.is(value, -0) ? 0 : value);

const milliseconds = (instant: number | string): number =>
  typeof instant === 'number' ? instant : Date.parse(instant);
