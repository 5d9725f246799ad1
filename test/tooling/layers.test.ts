import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** An analysis that sees fewer modules than this has not looked at src, whatever it says. */
const LEAST_MODULES = 20;

const root = resolve(import.meta.dirname, '../..');

interface Cruise {
  readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  readonly totalCruised: number;
  readonly modules: readonly string[];
}

/** Runs the same command and configuration as `npm run layers`, on the src of a folder. */
function cruise(folder: string): Cruise {
  let text: string;
  try {
    text = execFileSync(
      join(root, 'node_modules/.bin/depcruise'),
      ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] },
    );
  } catch (error) {
    // Violations give an exit code above zero, with the report all the same.
    text = String((error as { stdout?: unknown }).stdout);
  }
  const { modules, summary } = JSON.parse(text);
  return { ...summary, modules: modules.map((module: { source: string }) => module.source) };
}

/** A wrong import each: the rule that must name it, the file it is planted in, and the text. */
const plants = [
  {
    what: 'a room that imports a room above it',
    rule: 'layer-expression',
    file: 'src/expression/planted.ts',
    text: "import * as above from '../evaluate/index.js';\nexport default above;\n",
  },
  {
    what: 'a type of a room above it',
    rule: 'layer-time',
    file: 'src/time/planted-type.ts',
    text: "import type * as above from '../plan/index.js';\nexport type Above = typeof above;\n",
  },
  {
    what: 'evaluate importing the definitions that callers hold',
    rule: 'layer-evaluate',
    file: 'src/evaluate/planted.ts',
    text: "import * as above from '../definitions/index.js';\nexport default above;\n",
  },
  {
    what: "a reach past another room's door",
    rule: 'door',
    file: 'src/plan/planted.ts',
    text: "import * as inner from '../time/planted-inner.js';\nexport default inner;\n",
  },
  {
    what: 'a reach past a door from an entry',
    rule: 'entry-door',
    file: 'src/planted-entry.ts',
    text: "export * from './time/planted-inner.js';\n",
  },
  {
    what: 'a package in an entry',
    rule: 'entry-door',
    file: 'src/planted-entry-package.ts',
    text: "export { addDays } from 'date-fns';\n",
  },
  {
    what: 'a value where only types are allowed',
    rule: 'types-only-catalogue',
    file: 'src/catalogue/planted-value.ts',
    text: "import * as words from '../vocabulary/index.js';\nexport default words;\n",
  },
  {
    what: 'a value beside a type of the same door, where only types are allowed',
    rule: 'types-only-catalogue',
    file: 'src/catalogue/planted-both.ts',
    text: "import type * as types from '../vocabulary/index.js';\nimport * as words from '../vocabulary/index.js';\nexport type Words = typeof types;\nexport default words;\n",
  },
  {
    what: 'zod outside model and adapters',
    rule: 'packages-time',
    file: 'src/time/planted-zod.ts',
    text: "import * as z from 'zod';\nexport default z;\n",
  },
  {
    what: "Node's own module in a core room",
    rule: 'packages-evaluate',
    file: 'src/evaluate/planted-node.ts',
    text: "import { readFileSync } from 'node:fs';\nexport default readFileSync;\n",
  },
  {
    what: 'date-fns outside time',
    rule: 'packages-plan',
    file: 'src/plan/planted-date.ts',
    text: "import { addDays } from 'date-fns';\nexport default addDays;\n",
  },
  {
    what: 'a dynamic import of a room above',
    rule: 'layer-stats',
    file: 'src/stats/planted-dynamic.ts',
    text: "export default () => import('../time/index.js');\n",
  },
  {
    what: 'a cycle',
    rule: 'no-cycle',
    file: 'src/stats/planted-cycle-a.ts',
    text: "import { b } from './planted-cycle-b.js';\nexport const a = (): unknown => b;\n",
  },
  {
    what: 'a cycle of types',
    rule: 'no-cycle',
    file: 'src/stats/planted-cycle-c.ts',
    text: "import type { D } from './planted-cycle-d.js';\nexport interface C { readonly d: D }\n",
  },
  {
    what: 'a folder that is no room',
    rule: 'known-room-from',
    file: 'src/planted-room/index.ts',
    text: "export { b } from '../stats/index.js';\n",
  },
  {
    what: 'an import that resolves to nothing',
    rule: 'resolvable',
    file: 'src/plan/planted-nothing.ts',
    text: "export * from './not-there.js';\n",
  },
] as const;

const supports = {
  'src/time/planted-inner.ts': 'export const inner = 1;\n',
  'src/stats/planted-cycle-b.ts':
    "import { a } from './planted-cycle-a.js';\nexport const b = (): unknown => a;\n",
  'src/stats/planted-cycle-d.ts':
    "import type { C } from './planted-cycle-c.js';\nexport interface D { readonly c: C }\n",
};

describe('the layer table', () => {
  it('holds in src, and the analysis has seen all of src', () => {
    const { violations, totalCruised, modules } = cruise(root);
    expect(violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThanOrEqual(LEAST_MODULES);
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `src/${name}`);
    expect(files.filter((name) => !modules.includes(name))).toEqual([]);
  });

  describe('catches, planted in a copy of src,', () => {
    let copy = '';
    let found: Cruise;

    beforeAll(() => {
      copy = mkdtempSync(join(tmpdir(), 'habitus-layers-'));
      for (const name of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
        cpSync(join(root, name), join(copy, name), { recursive: true, dereference: true });
      }
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
      for (const { file, text } of plants) {
        expect(existsSync(join(copy, file))).toBe(false);
        mkdirSync(dirname(join(copy, file)), { recursive: true });
        writeFileSync(join(copy, file), text);
      }
      for (const [file, text] of Object.entries(supports)) writeFileSync(join(copy, file), text);
      appendFileSync(join(copy, 'src/stats/index.ts'), '\nexport const b = 1;\n');
      found = cruise(copy);
    });

    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    it.each(plants)('$what', ({ rule, file }) => {
      expect(found.violations.filter(({ from }) => from === file).map((each) => each.rule.name)).toContain(
        rule,
      );
    });

    it('and nothing else', () => {
      const planted: string[] = [...plants.map(({ file }) => file), ...Object.keys(supports)];
      expect(found.violations.filter(({ from }) => !planted.includes(from))).toEqual([]);
    });
  });
});
