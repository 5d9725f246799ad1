import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as door from '../../src/catalogue/index.js';
import { duration } from '../../src/print/index.js';
import { constructed } from './constructed.js';

interface Entry {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly source?: string;
}

const entries = { ...door, ...constructed } as unknown as Readonly<Record<string, Entry>>;

/** The doc comments of what the dimensions export, without their stars, paragraph by paragraph. */
const comments = readdirSync('src/catalogue')
  .map((file) => readFileSync(`src/catalogue/${file}`, 'utf8'))
  .flatMap((text) => [...text.matchAll(/\/\*\*\n((?: \*.*\n)*?) \*\/\nexport const (\w+)/g)])
  .map(([, comment = '', name = '']) => ({
    name,
    paragraphs: comment
      .replace(/^ \* ?/gm, '')
      .split(/\n\n|\n(?=@|Edge cases: |Parameters: )/)
      .map((paragraph) => paragraph.replaceAll('\n', ' ').trim()),
  }))
  .filter(({ name }) => entries[name]?.parameters !== undefined);

/** `window` 28 days, `share` 0.4, `zone` 'UTC': a parameter with its default as a comment says it. */
const DEFAULT = /`(\w+)` ('[^']*'|\d[\d.,]*\d|\d)(?: (days?|hours?|minutes?)\b)?/g;

/** A parameter without anything said about it. */
const BARE = /^Parameters: (none|(`\w+` ('[^']*'|[\d.,]+( (days?|hours?|minutes?))?)(, | and |\.$))+)\.?$/;

/** A length of time is in milliseconds, unless the parameter counts days itself. */
const said = (value: unknown, unit: string | undefined): string => {
  if (typeof value === 'string') return `'${value}'`;
  if (unit === undefined || Number(value) < 1000) return [String(value), unit].filter(Boolean).join(' ');
  return duration(Number(value)).replace(/^24 hours$/, unit === 'day' ? '1 day' : '24 hours');
};

describe('the doc comment of an entry', () => {
  it('is found, for nearly all of them', () => expect(comments.length).toBeGreaterThan(150));

  it('says the defaults that the entry has', () => {
    const told = comments.flatMap(({ name, paragraphs }) =>
      paragraphs
        .filter((paragraph) => /^(Parameters: |[|])/.test(paragraph))
        .flatMap((paragraph) => [...paragraph.matchAll(DEFAULT)])
        .filter(([, parameter = '']) => Object.hasOwn(entries[name]!.parameters, parameter))
        .map(([, parameter = '', value = '', unit]) => [
          `${name}.${parameter}: ${[value.replaceAll(',', ''), unit].filter(Boolean).join(' ')}`,
          `${name}.${parameter}: ${said(entries[name]!.parameters[parameter], unit)}`,
        ]),
    );
    expect(told.length).toBeGreaterThan(150);
    expect(told.map(([comment]) => comment)).toEqual(told.map(([, entry]) => entry));
  });

  it('does not repeat what the entry says itself: its parameters, its source, what it reads', () => {
    const repeated = comments.flatMap(({ name, paragraphs }) =>
      paragraphs.filter(
        (paragraph) =>
          BARE.test(paragraph) ||
          paragraph.replace(/\.$/, '') === `@see ${entries[name]!.source}` ||
          paragraph.includes('no attribute is read'),
      ),
    );
    expect(repeated).toEqual([]);
  });
});
