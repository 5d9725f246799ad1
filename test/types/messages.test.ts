import { resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

/** What a user writes by mistake, and what the compiler must say of it. */
const mistakes: readonly (readonly [code: string, says: RegExp])[] = [
  ["events('x').count().startsWith('a');", /startsWith reads texts; this metric answers something else/],
  [
    "attribute('plan', { as: 'text' }).atLeast(3);",
    /atLeast compares numbers; this metric answers something else/,
  ],
  ["attribute('interests', { as: 'list' }).contains('a');", /contains reads texts; for a list say includes/],
  ["attribute('plan', { as: 'text' }).includes('a');", /includes reads lists; for a text say contains/],
  [
    "events('x').count().before('2026-01-01T00:00:00Z');",
    /before compares instants; say \{ as: 'instant' \} if this is one/,
  ],
  [
    "usageTier.is('nope');",
    /'"nope"' is not assignable to parameter of type '"super" \| "average" \| "light"'/,
  ],
  [
    'powerUser.with({ activeDay: 3 });',
    /'activeDay' does not exist.*Did you mean to write 'activeDays'|'activeDay' does not exist/s,
  ],
  [
    "events('purchase').count().topPercent(10)(ada);",
    /'RelativeSegment<.*has no call signatures|This expression is not callable/s,
  ],
];

const FILE = resolve('test/types/mistakes.ts');
const source = [
  "import { attribute, events, powerUser, profile, usageTier } from 'habitus';",
  "export const ada = profile({ id: 'ada' });",
  ...mistakes.map(([code]) => code),
].join('\n');

describe('a mistake is a compile error that says why', () => {
  const messages = new Map<number, string>();

  beforeAll(() => {
    const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, process.cwd());
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, readFile } = host;
    host.getSourceFile = (name, version, ...rest) =>
      name === FILE
        ? ts.createSourceFile(name, source, version)
        : getSourceFile.call(host, name, version, ...rest);
    host.fileExists = (name) => name === FILE || fileExists.call(host, name);
    host.readFile = (name) => (name === FILE ? source : readFile.call(host, name));
    const program = ts.createProgram({ rootNames: [FILE], options, host });
    for (const { file, start, messageText } of program.getSemanticDiagnostics(program.getSourceFile(FILE))) {
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? -1;
      messages.set(
        line,
        `${messages.get(line) ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`,
      );
    }
  }, 60_000);

  it.each(mistakes.map(([code, says], i) => [code, says, i + 2] as const))('%s', (_, says, line) => {
    expect(messages.get(line) ?? 'no error').toMatch(says);
  });
});
