import type { Expression, Reading, ValueType } from '../../src/expression/nodes.js';

/** The type that a value says itself, by its kind or by `as`; undefined where nothing says it. */
export const typeGiven = (node: Expression | Reading): ValueType | undefined => {
  switch (node.kind) {
    case 'literal':
      return (
        node.as ??
        (typeof node.value === 'string' ? 'text' : typeof node.value === 'boolean' ? 'boolean' : 'number')
      );
    case 'attribute':
    case 'property':
      return node.as;
    case 'actor':
    case 'firstMatch':
    case 'dominant':
      return 'text';
    case 'heldSince':
    case 'firstAt':
    case 'lastAt':
      return 'instant';
    case 'first':
    case 'last':
      return typeGiven(node.value);
    case 'mostFrequent':
      return typeGiven(node.value) ?? 'text';
    case 'min':
    case 'max':
      return typeGiven(node.value) ?? 'number';
    case 'orElse':
      return typeGiven(node.value) ?? typeGiven(node.otherwise);
    case 'choose':
      return [
        ...node.cases.map(([, value]) => value),
        ...(node.otherwise === undefined ? [] : [node.otherwise]),
      ]
        .map(typeGiven)
        .find((type) => type !== undefined);
    case 'named':
    case 'ago':
      return typeGiven(node.of);
    case 'arithmetic': {
      // An instant plus or minus a number is an instant, the difference of two a number.
      const marks = node.of.map((operand) => typeGiven(operand) === 'instant');
      if (node.op === 'plus') return marks.filter(Boolean).length === 1 ? 'instant' : 'number';
      if (node.op === 'minus') return marks[0] === true && marks[1] === false ? 'instant' : 'number';
      if (node.op === 'least' || node.op === 'greatest') return marks.every(Boolean) ? 'instant' : 'number';
      return 'number';
    }
    default:
      return 'number';
  }
};
