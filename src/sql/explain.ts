import { describe, type Expression, typeOf } from '../expression/index.js';
import { refuse } from '../internal/index.js';
import type { Named, SqlDefinition } from './named.js';

/** Definitions with what they are made of, each part a definition of its own after the one that it belongs to. */
export interface Explained {
  readonly named: Named;
  /** What each column of a part is, in words. */
  readonly legend: Readonly<Record<string, string>>;
}

/**
 * Adds to each segment, score and classification a column for each value that its tests look at: `key__1`, `key__2`, …, or
 * `key__name` where the part has a name. A plan has everything equal once, so the columns cost nothing but their width.
 */
export const withExplanations = (named: Named): Explained => {
  const legend: Record<string, string> = {};
  const taken = new Set(named.map(([key]) => key));
  const all = named.flatMap(([key, definition]): Named => {
    const parts = partsOf(definition.definition as Expression);
    const columns = parts.map(({ id, of }, i) => {
      const spoken = `${key}__${id}`;
      const column =
        id === undefined || taken.has(spoken) || spoken.length > LONGEST ? `${key}__${i + 1}` : spoken;
      if (taken.has(column) || column.length > LONGEST)
        refuse(
          'bad-value',
          `a shorter or another name: its parts are called "${key}__1", …, at most ${LONGEST} letters`,
          key,
        );
      taken.add(column);
      legend[column] = describe(of);
      return [column, { kind: 'metric', definition: of } as unknown as SqlDefinition] as const;
    });
    return [[key, definition], ...columns];
  });
  return { named: all, legend };
};

/** The length of a name in every engine. */
const LONGEST = 63;

interface Part {
  readonly id: string | undefined;
  readonly of: Expression;
}

/** The values that a definition is decided by, each once, in the order in which they are read aloud. */
const partsOf = (definition: Expression): readonly Part[] => [
  ...new Map(inside(definition, 0).map((part) => [JSON.stringify(part.of), part])).values(),
];

/** An expression as a part, as of the past in which it is asked. */
const part = (of: Expression, past: number): Part => ({
  id: of.kind === 'named' ? of.id : undefined,
  of: past === 0 ? of : { kind: 'ago', length: past, of },
});

/** A value that a test or a score looks at; a score among them shows its own parts as well. */
const value = (of: Expression, past: number): readonly Part[] => {
  if (of.kind === 'literal') return [];
  return typeOf(of) === 'truth' ? inside(of, past) : [part(of, past), ...inside(of, past)];
};

const inside = (node: Expression, past: number): readonly Part[] => {
  switch (node.kind) {
    case 'named':
    case 'not':
      return inside(node.of, past);
    case 'ago':
      return inside(node.of, past + node.length);
    case 'and':
    case 'or':
      return node.of.flatMap((each) => inside(each, past));
    case 'compare':
      return [...value(node.left, past), ...value(node.right, past)];
    case 'oneOf':
    case 'text':
    case 'version':
    case 'within':
      return value(node.value, past);
    case 'rank':
      return [node.value, ...(node.among === undefined ? [] : [node.among])].flatMap((of) => value(of, past));
    case 'exists': {
      // A value without a type, and a list, have no column: the test itself says whether it is there.
      const type = typeOf(node.value);
      return type === undefined || type === 'list' ? [part(node, past)] : value(node.value, past);
    }
    case 'includes':
    case 'bucket':
      return [part(node, past)];
    case 'score':
      return node.parts.flatMap((each) => value(each.value, past));
    case 'howMany':
      return node.of.flatMap((each) => inside(each, past));
    case 'choose':
      return [
        ...node.cases.flatMap(([when, each]) => [...inside(when, past), ...value(each, past)]),
        ...(node.otherwise === undefined ? [] : value(node.otherwise, past)),
      ];
    case 'firstMatch':
    case 'dominant':
      return node.labels.flatMap(([, each]) => value(each, past));
    default:
      return [];
  }
};
