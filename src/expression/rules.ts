import { HabitusError, refuse } from '../internal/index.js';
import type { Expression, LiteralValue, Node, Reading, Selection, ValueType } from './nodes.js';
import { readAs, scalarType, type Typed, typeOf } from './types.js';

/**
 * What the grammar cannot say of one node whose children are right: how its fields go together, and which types it
 * reads. Returns the node with its readings typed.
 */
export const ruled = (node: Node, path: string): Node => {
  const bad = (expected: string, came: unknown, field: string): never =>
    refuse('bad-value', expected, came, path === '' ? field : `${path}.${field}`);
  const inside = (field: string): string => (path === '' ? field : `${path}.${field}`);
  const read = <N extends Typed>(child: N, wanted: ValueType, field = 'value'): N =>
    readAs(child, wanted, inside(field));

  switch (node.kind) {
    case 'period':
      if (node.from >= node.to) bad('an end after the start', node.to, 'to');
      return node;
    case 'following':
      if ((node.from ?? 0) >= node.to) bad('an end after the start', node.to, 'to');
      return node;
    case 'bucket':
      if (node.from >= node.to) bad('an end above the start', node.to, 'to');
      return node;

    case 'followedBy':
    case 'notFollowedBy':
    case 'precededBy':
    case 'notPrecededBy':
      windowless(
        node.events,
        inside('events.window'),
        'a relation looks at all events up to the instant of the answer',
      );
      return node;

    case 'sum':
    case 'average':
      return { ...node, value: number(read(node.value, 'number'), inside('value')) };
    case 'min':
    case 'max':
      return { ...node, value: read(node.value, 'number') };
    case 'distinct':
    case 'mostFrequent':
    case 'topShare':
      return typeOf(node.value) === undefined ? { ...node, value: read(node.value, 'text') } : node;
    case 'series':
      windowless(node.of, inside('of.window'), 'a series has its own periods');
      if (node.answer === 'trend' && node.periods < 2)
        bad('at least 2 periods for a trend', node.periods, 'periods');
      return node.value === undefined
        ? node
        : { ...node, value: number(read(node.value, 'number'), inside('value')) };

    case 'arithmetic':
      if ((node.op === 'minus' || node.op === 'dividedBy') && node.of.length !== 2)
        bad('exactly 2 operands', node.of.length, 'of');
      return { ...node, of: node.of.map((operand, i) => read(operand, 'number', `of[${i}]`)) };
    case 'orElse': {
      const wanted = typeOf(node.otherwise) ?? typeOf(node.value);
      if (wanted === undefined || wanted === 'truth') return node;
      // An instant may fall back to milliseconds, and milliseconds to an instant.
      const loose = wanted === 'instant' && typeOf(node.value) === 'number' ? 'number' : wanted;
      return { ...node, value: read(node.value, loose), otherwise: read(node.otherwise, loose, 'otherwise') };
    }
    case 'elapsed':
    case 'within':
      return { ...node, value: read(node.value as Typed, 'instant') } as Node;
    case 'score':
      return {
        ...node,
        parts: node.parts.map((part, i) => {
          if (part.from === part.to) bad('two different ends', part.to, `parts[${i}].to`);
          if (!(part.weight > 0)) bad('a weight above 0', part.weight, `parts[${i}].weight`);
          return { ...part, value: read(part.value, 'number', `parts[${i}].value`) };
        }),
      };
    case 'dominant':
      return {
        ...node,
        labels: node.labels.map(
          ([label, value], i) => [label, read(value, 'number', `labels[${i}]`)] as const,
        ),
      };

    case 'compare': {
      const sides = [node.left, node.right] as const;
      const wanted = sides.some((side) => side.kind === 'literal' && side.as === 'instant')
        ? 'instant'
        : 'number';
      return {
        ...node,
        left: read(node.left as Typed, wanted, 'left'),
        right: read(node.right as Typed, wanted, 'right'),
      } as Node;
    }
    case 'oneOf': {
      const types = [...new Set(node.values.map(scalarType))];
      if (types.length > 1) {
        throw new HabitusError(
          'wrong-type',
          `expected values of one type, got ${types.join(' and ')}`,
          inside('values'),
        );
      }
      const of = node.value as Typed;
      known(of, node.values, inside('values'));
      return { ...node, value: read(of, scalarType(node.values[0] as LiteralValue['value'])) } as Node;
    }
    case 'text':
      return { ...node, value: read(node.value as Typed, 'text') } as Node;
    case 'includes':
      return { ...node, value: read(node.value as Typed, 'list') } as Node;
    case 'rank':
      return { ...node, value: read(node.value, 'number') };
    default:
      return node;
  }
};

/** Sums add numbers: adding instants has no meaning. */
const number = (reading: Reading, path: string): Reading => {
  if (typeOf(reading) === 'instant')
    throw new HabitusError('wrong-type', 'expected a number to add up, but this answers an instant', path);
  return reading;
};

const windowless = (selection: Selection, path: string, why: string): void => {
  if (selection.window !== undefined)
    throw new HabitusError('bad-value', `expected no window here: ${why}`, path);
};

/** Labels that a classification is tested for must be its own. */
const known = (of: Typed, values: readonly unknown[], path: string): void => {
  const classification = unwrapped(of);
  if (classification.kind !== 'firstMatch' && classification.kind !== 'dominant') return;
  const labels = classification.labels.map(([label]) => label);
  for (const value of values) {
    if (typeof value === 'string' && !labels.includes(value))
      refuse('unknown-label', `one of ${labels.join(', ')}`, value, path);
  }
};

/** What a name or a shift stands around. */
const unwrapped = (of: Typed): Typed =>
  of.kind === 'named' || of.kind === 'ago' ? unwrapped(of.of as Expression) : of;
