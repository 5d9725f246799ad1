import { HabitusError, lowered, refuse } from '../internal/index.js';
import { checked } from './checks.js';
import type { EventTest, Expression, Node, OneOfTest, Reading, ValueType } from './nodes.js';
import { chosen, readAs, readSame, rechosen, scalarType, type Typed, typeOf } from './types.js';

/**
 * What the grammar cannot say of one node whose fields are right: how they go together. Returns the node with its
 * readings typed where the type depends on more than one field.
 */
export const ruled = (node: Node, path: string): Node => {
  const inside = (field: string): string => (path === '' ? field : `${path}.${field}`);
  const read = (child: Expression | EventTest | Reading, wanted: ValueType, field: string): never =>
    readAs(child, wanted, inside(field)) as never;

  if ('to' in node && (node.from ?? 0) >= node.to)
    refuse('bad-value', 'an end after the start', node.to, inside('to'));
  if ('events' in node && node.as !== undefined && node.same === undefined)
    refuse('bad-value', '"same" beside "as"', undefined, inside('same'));
  switch (node.kind) {
    case 'following':
      if (node.start === undefined) {
        if (node.attribute === undefined)
          throw new HabitusError('missing-key', '"following" needs "attribute" or "start"', inside('start'));
        return node;
      }
      if (node.attribute !== undefined)
        refuse('bad-value', 'either "attribute" or "start", not both', node.attribute, inside('attribute'));
      if (node.from !== undefined && node.from < 0)
        refuse('bad-value', 'a begin at the instant or after it: 0 or more', node.from, inside('from'));
      return node;
    case 'literal':
      if (node.as === 'instant') checked('instant', node.value, inside('value'));
      return node;
    case 'series':
      if (node.answer === 'trend' && node.periods < 2) {
        refuse('bad-value', 'at least 2 periods for a trend', node.periods, inside('periods'));
      }
      return node;
    case 'arithmetic':
      if ((node.op === 'minus' || node.op === 'dividedBy') && node.of.length > 2) {
        refuse('bad-value', 'exactly 2 operands', node.of.length, inside('of'));
      }
      return node;
    case 'orElse': {
      const wanted = typeOf(node.otherwise) ?? typeOf(node.value);
      if (wanted === undefined || wanted === 'truth') return node;
      // An instant may fall back to milliseconds, and milliseconds to an instant.
      const loose = wanted === 'instant' && typeOf(node.value) === 'number' ? 'number' : wanted;
      return {
        ...node,
        value: read(node.value, loose, 'value'),
        otherwise: read(node.otherwise, loose, 'otherwise'),
      };
    }
    case 'choose': {
      const wanted = chosen(node)
        .map(typeOf)
        .find((type) => type !== undefined);
      if (wanted === undefined || wanted === 'truth') return node;
      return rechosen(node, (value, field) => readSame(value, wanted, inside(field)));
    }
    case 'howMany':
      if (node.points !== undefined && node.points.length !== node.of.length)
        refuse('bad-value', `points for each of the ${node.of.length}`, node.points, inside('points'));
      return node;
    case 'compare': {
      const isInstant = (side: { readonly kind: string; readonly as?: unknown }): boolean =>
        side.kind === 'literal' && side.as === 'instant';
      const wanted = isInstant(node.left) || isInstant(node.right) ? 'instant' : 'number';
      return { ...node, left: read(node.left, wanted, 'left'), right: read(node.right, wanted, 'right') };
    }
    case 'rank':
      if (node.beyond !== undefined && node.threshold === undefined)
        refuse('bad-value', 'a threshold to be beyond', node.threshold, inside('threshold'));
      return node;
    case 'oneOf': {
      const types = [...new Set(node.values.map(scalarType))];
      if (types.length > 1) {
        throw new HabitusError(
          'wrong-type',
          `expected values of one type, got ${types.join(' and ')}`,
          inside('values'),
        );
      }
      if (node.ignoreCase === true && types[0] !== 'text') {
        throw new HabitusError(
          'wrong-type',
          `expected texts, of whose letters the case can be ignored, got ${types[0]}`,
          inside('values'),
        );
      }
      known(node, inside('values'));
      return { ...node, value: read(node.value, types[0] as ValueType, 'value') };
    }
    default:
      return node;
  }
};

/** Labels that a classification is tested for must be its own. */
const known = ({ value: of, values, ignoreCase }: OneOfTest<Typed>, path: string): void => {
  const classification = unwrapped(of);
  if (classification.kind !== 'firstMatch' && classification.kind !== 'dominant') return;
  const labels = classification.labels.map(([label]) => label);
  const same = (text: string): string => (ignoreCase === true ? lowered(text) : text);
  for (const value of values) {
    if (typeof value === 'string' && !labels.some((label) => same(label) === same(value)))
      refuse('unknown-label', `one of ${labels.join(', ')}`, value, path);
  }
};

/** What a name or a shift stands around. */
export const unwrapped = (of: Typed): Typed =>
  of.kind === 'named' || of.kind === 'ago' ? unwrapped(of.of as Expression) : of;
