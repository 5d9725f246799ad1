import { readdirSync, readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as duckdbApi from '@duckdb/node-api';
import { transformSync } from 'esbuild';
import * as habitus from 'habitus';
import * as adapters from 'habitus/adapters';
import * as analysis from 'habitus/analysis';
import * as catalogue from 'habitus/catalogue';
import * as model from 'habitus/model';
import * as population from 'habitus/population';
import * as sql from 'habitus/sql';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod';

interface Block {
  readonly title: string;
  readonly code: string;
  /** What stands below it under "It prints". */
  readonly prints: string | undefined;
}

/** The files below a folder with an ending. */
const files = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();

const fenced = (text: string): readonly Omit<Block, 'title'>[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```\n?(?:\nIt prints\n\n```\n([\s\S]*?)^```)?/gm)].map(
    ([, code = '', prints]) => ({ code, prints }),
  );

/** Comments of the sources without their stars, so that the fences in them stand at the start of a line. */
const docComments = (text: string): string =>
  [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((match) => match[0].replace(/^\s*\* ?/gm, '')).join('\n');

const blocks: readonly Block[] = [
  ...['README.md', 'CONTRIBUTING.md', ...files('docs', '.md')].flatMap((file) =>
    fenced(readFileSync(file, 'utf8')).map((block, i) => ({ title: `${file}, block ${i + 1}`, ...block })),
  ),
  ...files('src', '.ts').flatMap((file) =>
    fenced(docComments(readFileSync(file, 'utf8'))).map((block, i) => ({
      title: `${file}, example ${i + 1}`,
      ...block,
    })),
  ),
];

/** `expression; //=> value` becomes a check; imports become what their entry offers: two entries may have one name for two things. */
const runnable = (code: string): string =>
  transformSync(
    code
      .replace(
        /^import (?:type )?\{([^}]*)\} from '(habitus(?:\/[\w/]+)?|@[\w/-]+|node:\w+|vitest)';$/gm,
        (_, names: string, entry: string) =>
          `const {${names.replaceAll(' as ', ': ').replace(/\btype \w+,?/g, '')}} = entries['${entry}'];`,
      )
      .replace(/^import \* as (\w+) from '([\w/]+)';$/gm, "const $1 = entries['$2'];")
      .replace(/^(const|let) (\w+)(.*);\s*\/\/=>\s*(.*)$/gm, '$1 $2$3;\n$$check($2, ($4));')
      .replace(/^(?!const |let |\$check\()(.*?);?\s*\/\/=>\s*(.*)$/gm, '$$check(($1), ($2));'),
    { loader: 'ts' },
  ).code;

const sources: Readonly<Record<string, object>> = {
  zod,
  habitus,
  'habitus/catalogue': catalogue,
  'habitus/model': model,
  'habitus/adapters': adapters,
  'habitus/analysis': analysis,
  'habitus/population': population,
  'habitus/sql': sql,
  '@duckdb/node-api': duckdbApi,
  'node:http': http,
};

/** What a block may import. Threads and the table of cases exist in the built package only; a block about threads gets all of it from there. */
const entriesFor = async (code: string): Promise<Readonly<Record<string, object>>> => ({
  ...sources,
  ...(code.includes("'habitus/population/node'") && {
    habitus: await import('../../dist/index.js' as string),
    'habitus/population': await import('../../dist/population/index.js' as string),
    'habitus/population/node': await import('../../dist/population/node/index.js' as string),
  }),
  ...(code.includes("'habitus/sql/conformance'") && {
    'habitus/sql/conformance': await import('../../dist/sql/conformance/index.js' as string),
  }),
});

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<void>;

describe('the code in the documents and doc comments', () => {
  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(30);
  });

  it.each(blocks)('runs and gives what it says: $title', async ({ code, prints }) => {
    let checks = 0;
    const printed: unknown[] = [];
    const check = (actual: unknown, expected: unknown): void => {
      checks++;
      expect(actual).toEqual(expected);
    };
    const log = (text: unknown): void => {
      printed.push(text);
    };
    /** A test in a block runs at once, as part of this one. */
    const tested = (_: string, test: () => void): void => {
      checks++;
      test();
    };
    const run = new AsyncFunction('entries', '$check', 'console', runnable(code));
    await run({ ...(await entriesFor(code)), vitest: { it: tested, expect } }, check, { log });
    if (prints !== undefined) expect(`${printed.join('\n')}\n`).toBe(prints);
    expect(checks, 'a block without a //=> line shows nothing').toBeGreaterThan(0);
  });
});
