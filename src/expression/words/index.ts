/** Definitions in words: sentences for what is asked, and for how far an answer is off. */
import type { Expression, Value } from '../nodes.js';
import { typeOf } from '../types.js';
import { joined, type Phrase } from './joined.js';
import { phraseOf as tree } from './tests.js';
import { inUnit, unitOf } from './unit.js';
import { onCustomer, valueIn } from './values.js';

export { readingWords } from './events.js';
export { joined, type Phrase } from './joined.js';
export { parameterWords } from './parameters.js';
export { shortfall } from './shortfall.js';
export { unitOf } from './unit.js';

/** A test as a predicate of the customer; a part that has a name is called by it. */
export const phrase = (test: Expression): string => joined(phraseOf(test));

/** The same before it is joined, to be made part of a longer sentence. */
export const phraseOf = (test: Expression): Phrase => tree(test, false, onCustomer);

/** A value as the subject of a sentence; the unit says what its numbers are, where they are said in another than its own. */
export const valuePhrase = (value: Expression, unit?: string): string => valueIn(value, unit);

/**
 * Any definition as a sentence without a full stop; its own name is left out, those of its parts are used. The unit, where
 * it has one, says what its numbers are.
 */
export const describe = (expression: Expression, unit?: string): string =>
  expression.kind === 'named'
    ? describe(expression.of, expression.unit ?? unit)
    : typeOf(expression) === 'truth'
      ? phrase(expression)
      : valuePhrase(expression, unit);

/** An answer as text, in the unit of the value that gave it: "12.5 days", "2026-01-01", "missing". */
export const formatValue = (value: Value | null | undefined, like: Expression): string =>
  inUnit(value, unitOf(like), true);
