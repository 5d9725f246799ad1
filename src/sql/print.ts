import type { Dialect, Values } from './dialects/dialect.js';
import type { Parameter, Sql } from './fragment.js';

/** A statement as the engine's own client takes it. */
export interface Statement {
  readonly text: string;
  readonly values: Values;
}

/** Prints SQL: names quoted, values as parameters in the order of the text. */
export const print = (piece: Sql, dialect: Dialect): Statement => {
  const parameters: Parameter[] = [];
  const known = new Map<string, number>();
  const indexOf = (parameter: Parameter): number => {
    const key = `${parameter.type} ${parameter.value}`;
    const index = dialect.parameter.shared ? known.get(key) : undefined;
    if (index !== undefined) return index;
    parameters.push(parameter);
    known.set(key, parameters.length);
    return parameters.length;
  };
  const text = piece.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('name' in part) return `${dialect.quote}${part.name}${dialect.quote}`;
      return dialect.parameter.write(indexOf(part), part.type);
    })
    .join('');
  return { text, values: dialect.parameter.values(parameters) };
};
