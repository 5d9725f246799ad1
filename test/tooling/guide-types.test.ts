import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const FOLDER = 'docs/guides';

/** Each block of the guides as a file that is not on disk. */
const sources = new Map(
  readdirSync(resolve(root, FOLDER)).flatMap((name) =>
    [...readFileSync(resolve(root, FOLDER, name), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
      ([, code = ''], i) => [resolve(root, FOLDER, `${name}-block-${i + 1}.ts`), code] as const,
    ),
  ),
);

/** What the compiler says, a line a fault. */
const faultsOf = (files: ReadonlyMap<string, string>): readonly string[] => {
  const { config } = ts.readConfigFile(resolve(root, 'examples/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve(root, 'examples'));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = files.get(file);
    return code === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, code, version, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const checked = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  return checked.map((fault) => {
    const { line = 0 } = fault.file?.getLineAndCharacterOfPosition(fault.start ?? 0) ?? {};
    return `${fault.file?.fileName}:${line + 1} ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`;
  });
};

it('the code of the guides is what a strict compiler takes, and a fault in it would be found', () => {
  const wrong = "import { powerUser } from 'habitus';\nexport const wrong: number = powerUser;\n";
  expect(sources.size).toBeGreaterThan(10);
  expect(faultsOf(new Map([...sources, [resolve(root, FOLDER, 'wrong.ts'), wrong]]))).toEqual([
    expect.stringMatching(/guides\/wrong\.ts:2 Type 'Segment/),
  ]);
});
