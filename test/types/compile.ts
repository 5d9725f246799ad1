import { resolve } from 'node:path';
import ts from 'typescript';

/** What the compiler says of a program. */
export interface Compiled {
  /** Its complaints, by line from 0. */
  readonly messages: ReadonlyMap<number, string>;
  /** How many types it had to instantiate, which is what typing costs. */
  readonly instantiations: number;
}

/** Compiles a text as if it were a file beside this one, under the settings of the project. */
export const compiled = (source: string): Compiled => {
  const file = resolve('test/types/compiled.ts');
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version, ...rest) =>
    name === file
      ? ts.createSourceFile(name, source, version)
      : getSourceFile.call(host, name, version, ...rest);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? source : readFile.call(host, name));
  const program = ts.createProgram({ rootNames: [file], options, host });
  const messages = new Map<number, string>();
  for (const found of program.getSemanticDiagnostics(program.getSourceFile(file))) {
    const line = found.file?.getLineAndCharacterOfPosition(found.start ?? 0).line ?? -1;
    const text = ts.flattenDiagnosticMessageText(found.messageText, '\n');
    messages.set(line, `${messages.get(line) ?? ''}${text}\n`);
  }
  // Not in its types, and what `tsc --extendedDiagnostics` prints.
  const { getInstantiationCount } = program as unknown as { getInstantiationCount(): number };
  return { messages, instantiations: getInstantiationCount() };
};
