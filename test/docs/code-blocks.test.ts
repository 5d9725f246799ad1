import { readdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import * as habitus from 'habitus';
import { describe, expect, it } from 'vitest';

interface Block {
  readonly title: string;
  readonly code: string;
}

/** The files below a folder with an ending. */
const files = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();

const fenced = (text: string): readonly string[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1] as string);

/** Comments of the sources without their stars, so that the fences in them stand at the start of a line. */
const docComments = (text: string): string =>
  [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((match) => match[0].replace(/^\s*\* ?/gm, '')).join('\n');

const blocks: readonly Block[] = [
  ...['README.md', ...files('docs', '.md')].flatMap((file) =>
    fenced(readFileSync(file, 'utf8')).map((code, i) => ({ title: `${file}, block ${i + 1}`, code })),
  ),
  ...files('src', '.ts').flatMap((file) =>
    fenced(docComments(readFileSync(file, 'utf8'))).map((code, i) => ({
      title: `${file}, example ${i + 1}`,
      code,
    })),
  ),
];

/** `expression; //=> value` becomes a check; imports of the package become its exports. */
const runnable = (code: string): string =>
  transformSync(
    code
      .replace(
        /^import (?:type )?\{([^}]*)\} from 'habitus(?:\/[\w/]+)?';$/gm,
        (_, names: string) =>
          `const {${names.replaceAll(' as ', ': ').replace(/\btype \w+,?/g, '')}} = habitus;`,
      )
      .replace(/^(const|let) (\w+)(.*);\s*\/\/=>\s*(.*)$/gm, '$1 $2$3;\ncheck($2, ($4));')
      .replace(/^(?!const |let |check\()(.*?);?\s*\/\/=>\s*(.*)$/gm, 'check(($1), ($2));'),
    { loader: 'ts' },
  ).code;

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<void>;

describe('the code in the documents and doc comments', () => {
  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(30);
  });

  it.each(blocks)('runs and gives what it says: $title', async ({ code }) => {
    let checks = 0;
    const check = (actual: unknown, expected: unknown): void => {
      checks++;
      expect(actual).toEqual(expected);
    };
    await new AsyncFunction('habitus', 'check', 'console', runnable(code))(habitus, check, { log: () => {} });
    expect(checks, 'a block without a //=> line shows nothing').toBeGreaterThan(0);
  });
});
