import { describe, expect, it } from 'vitest';
import * as catalogue from '../../src/catalogue/index.js';
import { type Expression, describe as wordsOf } from '../../src/expression/index.js';
import { type AnySegment, describe as inWords, type Parameters } from '../../src/index.js';
import { constructed } from './constructed.js';

interface Entry {
  readonly kind: string;
  readonly title: string;
  readonly parameters: Parameters;
  readonly definition: Expression;
  with(parameters: Parameters): Entry;
}

const { activity, productUse, catalogue: _list, catalogueByDimension: _groups, ...others } = catalogue;
const exported = Object.entries(others).filter(([, value]) => 'kind' in (value as object));
const entries = [...exported, ...Object.entries(constructed)] as unknown as [name: string, entry: Entry][];
const parameters = entries.flatMap(([name, entry]) =>
  Object.entries(entry.parameters).map(([parameter, value]) => ({ name, entry, parameter, value })),
);

interface Part {
  readonly kind: 'named';
  readonly title: string;
}

const said = (entry: Entry): string => inWords(entry as unknown as AnySegment);

/** The parts with a name that the words of a definition show, not those inside of these. */
const shown = (part: unknown): readonly Part[] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.values(part).flatMap((inner) =>
        (inner as Partial<Expression> | null)?.kind === 'named' ? [inner as Part] : shown(inner),
      );

/** What a reader hears of an entry: its words, and those of the parts that they name. */
const heard = (entry: Entry): string => {
  const words = said(entry);
  const named = shown({ definition: entry.definition }).filter(({ title }) =>
    words.toLowerCase().includes(title.toLowerCase()),
  );
  return [words, ...named.map((part) => wordsOf(part as Expression))].join('\n');
};

/** Another value that the parameter can have. */
const other = (name: string, value: unknown): unknown => {
  if (name === 'timeZone') return 'Europe/Paris';
  if (typeof value === 'string') return `${value} of another kind`;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...value, 'another'];
  const number = Number(value);
  if (/percent$/i.test(name) || number < 1) return number / 2;
  return number >= 60_000 ? number * 2 : number + 1;
};

describe('the words of an entry', () => {
  it('are about all entries and constructors, and all their parameters', () => {
    expect(entries.length).toBeGreaterThanOrEqual(190);
    expect(parameters.length).toBeGreaterThanOrEqual(400);
  });

  it.each(parameters)('$name change with $parameter', ({ entry, parameter, value }) => {
    const changed = entry.with({ [parameter]: other(parameter, value) } as Parameters);
    expect(heard(changed)).not.toBe(heard(entry));
  });

  it.each(entries)('%s say everything in units of people, and nothing twice', (_, entry) => {
    const words = said(entry);
    const spoken = words.replace(/“[^”]*”/g, '“”');
    expect(spoken).not.toMatch(/undefined|NaN|\[object|\de[-+]\d|milliseconds/);
    expect(spoken, 'one of many').not.toMatch(/\b1 [a-z]+s\b(?! compared)/);
    expect(spoken, 'hours that are days').not.toMatch(/\b(\d,\d|\d{3})\d* hours/);
    expect(spoken, 'a share without %').not.toMatch(/(at least|at most|above|below) 0\.\d/);
    expect(spoken, 'two negations').not.toMatch(/\bnot (no|not|without|missing)\b/);
    expect(spoken, 'a word twice').not.toMatch(/\b([a-z]+) \1\b/);
    expect(spoken, 'a formula').not.toMatch(/ times 1\b|\b1 times\b|minus -|3,600|86,400/);
    expect(spoken).toMatch(/^([a-z(“]|[A-Z]{2})/);
  });

  it.each(entries)('%s say what is counted, and not its id', (_, entry) => {
    for (const part of shown({ definition: entry.definition })) expect(part.title).toMatch(/^[A-Z0-9]/);
  });
});
