import { HabitusError, own, printed } from '../internal/index.js';
import { AGGREGATES, type AggregateKind } from './aggregates.js';
import { GRAMMAR } from './grammar.js';
import type {
  ArithmeticOperator,
  AttributeValue,
  EventTest,
  Expression,
  Kind,
  LiteralValue,
  Reading,
  ReadingAggregateKind,
  ValueType,
} from './nodes.js';

/** A node whose type can be asked: an expression, a test of one event, or a reading. */
export type Typed = Expression | EventTest | Reading;

/** What a node answers: a type of value, `truth` for a test, or undefined where nothing says it. */
export type Answers = ValueType | 'truth' | undefined;

/** What a node answers. Only `first`, `last`, `attribute` and a property can be without a type (S7). */
export const typeOf = (node: Typed): Answers => typeWith(node, typeOf, typeOf);

/**
 * What a node answers, given how what it is made of is asked: nodes hold each other in a definition, and are indices in a
 * plan, where readings are apart.
 */
export const typeWith = <C, R>(
  node: Untyped<C, R>,
  ofNode: (child: C) => Answers,
  ofReading: (reading: R) => Answers,
): Answers => {
  switch (node.kind) {
    case 'literal':
      return node.as ?? scalarType(node.value);
    case 'attribute':
    case 'property':
      return node.as;
    case 'orElse':
      return ofNode(node.value) ?? ofNode(node.otherwise);
    case 'choose':
      return chosen(node)
        .map(ofNode)
        .find((type) => type !== undefined);
    case 'arithmetic':
      return arithmeticType(node.op, node.of.map(ofNode));
    case 'named':
    case 'ago':
      return ofNode(node.of);
    default: {
      const answers = own(AGGREGATES, node.kind) as (typeof AGGREGATES)[AggregateKind] | undefined;
      if (answers?.answers === 'reading') return ofReading((node as { readonly value: R }).value);
      return (
        answers?.answers ?? ANSWERS[node.kind] ?? (GRAMMAR[node.kind][0] === 'test' ? 'truth' : 'number')
      );
    }
  }
};

/** A node whose children are `C` and whose readings are `R`. */
type Untyped<C, R> =
  | LiteralValue
  | AttributeValue
  | Reading
  | { readonly kind: 'orElse'; readonly value: C; readonly otherwise: C }
  | Cases<C>
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOperator; readonly of: readonly C[] }
  | { readonly kind: 'named' | 'ago'; readonly of: C }
  | { readonly kind: ReadingAggregateKind; readonly value: R }
  | {
      readonly kind: Exclude<
        Kind,
        'literal' | 'attribute' | 'property' | 'orElse' | 'choose' | 'arithmetic' | 'named' | 'ago'
      >;
    };

interface Cases<C> {
  readonly kind: 'choose';
  readonly cases: readonly (readonly [when: C, value: C])[];
  readonly otherwise?: C;
}

/** The values that a choice is made from. */
export const chosen = <C>({ cases, otherwise }: Cases<C>): readonly C[] => [
  ...cases.map(([, value]) => value),
  ...(otherwise === undefined ? [] : [otherwise]),
];

/** The same choice of other values, made from each of them and where it stands. */
export const rechosen = <N extends Cases<Expression>>(
  node: N,
  make: (value: Expression, field: string) => Expression,
): N => ({
  ...node,
  cases: node.cases.map(([when, value], i) => [when, make(value, `cases[${i}][1]`)] as const),
  ...(node.otherwise !== undefined && { otherwise: make(node.otherwise, 'otherwise') }),
});

/** Kinds that answer neither a number nor a truth. */
const ANSWERS: { readonly [K in Kind]?: ValueType } = {
  actor: 'text',
  heldSince: 'instant',
  firstMatch: 'text',
  dominant: 'text',
};

/** The type of a scalar of the data. */
export const scalarType = (value: LiteralValue['value']): 'number' | 'text' | 'boolean' =>
  typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');

/** An instant moved by a number is an instant; the difference of two is a number of milliseconds. */
const arithmeticType = (op: string, types: readonly Answers[]): ValueType => {
  const instants = types.filter((type) => type === 'instant').length;
  if (op === 'least' || op === 'greatest') return instants === types.length ? 'instant' : 'number';
  return instants === 1 && (op === 'plus' || (op === 'minus' && types[0] === 'instant'))
    ? 'instant'
    : 'number';
};

/** The node read as a type: a reading that has none takes it, one that has another is a `wrong-type` error. */
export const readAs = <N extends Typed>(node: N, wanted: ValueType | 'amount', path: string): N => {
  const has = typeOf(node);
  // Sums add numbers: adding instants has no meaning.
  if (wanted === 'amount' && has !== 'instant') return readAs(node, 'number', path);
  if (has === 'instant' && wanted === 'number') return node;
  return readSame(node, wanted, path);
};

/** The same where an instant is no number. */
export const readSame = <N extends Typed>(node: N, wanted: ValueType | 'amount', path: string): N => {
  const has = typeOf(node);
  if (has === undefined) return withType(node, wanted as ValueType, path) as N;
  if (has === wanted) return node;
  throw new HabitusError(
    'wrong-type',
    node.kind === 'literal' && node.as === undefined
      ? `expected ${WORDS[wanted]}, got ${printed(node.value)}`
      : `expected ${WORDS[wanted]} here, but this answers ${WORDS[has]}`,
    path,
  );
};

const WORDS: Record<ValueType | 'truth' | 'amount', string> = {
  amount: 'a number to add up',
  number: 'a number',
  text: 'a text',
  boolean: 'true or false as a value',
  instant: 'an instant',
  list: 'a list of texts',
  truth: 'a membership (a test)',
};

/** Gives its type to the untyped reading inside a node. */
const withType = (node: Typed, as: ValueType, path: string): Typed => {
  switch (node.kind) {
    case 'attribute':
      return { ...node, as };
    case 'property':
      // An event property never holds a list: it stays untyped, and `includes` finds nothing in it.
      return as === 'list' ? node : { ...node, as };
    case 'first':
    case 'last':
      if (as === 'list')
        throw new HabitusError(
          'wrong-type',
          'expected a list, but events have no lists: only attributes do',
          path,
        );
      return { ...node, value: readAs(node.value, as, path) };
    case 'named':
    case 'ago':
      return { ...node, of: readAs(node.of, as, path) };
    case 'orElse':
      return { ...node, value: readAs(node.value, as, path), otherwise: readAs(node.otherwise, as, path) };
    case 'choose':
      return rechosen(node, (value) => readAs(value, as, path));
    default:
      return node;
  }
};
