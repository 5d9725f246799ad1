/**
 * Packs the built package, installs the tarball in empty projects outside this repository, one a kind of consumer,
 * and has each evaluate a real segment; then once with nothing else, and with DuckDB before and after it. A line a
 * consumer; a non-zero exit when one of them answers otherwise.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { aloneIn } from './consumers/alone.mjs';
import { installOrders } from './consumers/orders.mjs';
import { run } from './consumers/run.mjs';

const root = resolve(import.meta.dirname, '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** The version of a development dependency as it is installed here: consumers use the same. */
const installed = (name) => {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return `${name}@${version}`;
};

const PROGRAM = `
const asOf = '2026-11-22T00:00:00Z';
const features = ['export', 'import', 'share', 'report', 'search'];
const events = Array.from({ length: 20 * 5 }, (_, index) => ({
  name: 'feature_used',
  at: new Date(Date.parse(asOf) - (Math.floor(index / 5) * 24 + 12) * 3600000).toISOString(),
  properties: { feature: features[index % 5] ?? 'export' },
}));
const attributes = { plan: 'pro', seats: 12, seatsUsed: 11, signedUpAt: '2025-03-01T00:00:00Z' };
const ada = profile({ id: 'ada', attributes }, events, { asOf });
const bob = profile({ id: 'bob', attributes }, events.slice(0, 3), { asOf });
const explanation = explain(powerUser, ada);
console.log(JSON.stringify({
  members: [ada, bob].filter(powerUser).map(({ id }) => id),
  before: powerUser(at(ada, '2026-10-01T00:00:00Z')),
  id: powerUser.id,
  days: events.length / 5,
  described: describe(powerUser).length > 0,
  explained: String(explanation).length > 0,
  changes: (nextChange(powerUser, ada) ?? 0) > Date.parse(asOf),
}));
`;

const EXPECTED = {
  members: ['ada'],
  before: false,
  id: 'power-user',
  days: 20,
  described: true,
  explained: true,
  changes: true,
};

const NAMES = 'at, describe, explain, nextChange, powerUser, profile';
const AS_MODULE = `import { ${NAMES} } from 'habitus';\n${PROGRAM}`;
const AS_COMMONJS = `const { ${NAMES} } = require('habitus');
if (require('habitus/package.json').name !== 'habitus') throw new Error('package.json is not exported');
if (typeof require('habitus/schema.json') !== 'object') throw new Error('schema.json is not exported');
${PROGRAM}`;

const tsconfig = (compilerOptions) =>
  JSON.stringify({ compilerOptions: { strict: true, ...compilerOptions } });

/** Each consumer: its files, what it installs besides the tarball, and the commands of which the last one prints. */
const consumers = [
  {
    name: 'Node, ES modules',
    files: { 'main.mjs': AS_MODULE },
    run: [['node', 'main.mjs']],
  },
  {
    name: 'Node, CommonJS',
    files: { 'main.cjs': AS_COMMONJS },
    run: [['node', 'main.cjs']],
  },
  {
    name: 'ts-node, NodeNext, not a module folder',
    install: [installed('ts-node'), installed('typescript'), installed('@types/node')],
    files: {
      'main.ts': AS_MODULE,
      'tsconfig.json': tsconfig({
        target: 'ES2022',
        module: 'NodeNext',
        moduleResolution: 'NodeNext',
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
      }),
    },
    run: [['node_modules/.bin/ts-node', 'main.ts']],
  },
  {
    name: 'tsx',
    install: [installed('tsx')],
    files: { 'main.ts': AS_MODULE },
    run: [['node_modules/.bin/tsx', 'main.ts']],
  },
  {
    name: 'Vite, a build for the browser',
    install: [installed('vite')],
    files: {
      'main.js': AS_MODULE,
      'vite.config.mjs': `export default {
  logLevel: 'error',
  build: { rollupOptions: { input: 'main.js', output: { entryFileNames: 'built.mjs' } } },
};`,
    },
    run: [
      ['node_modules/.bin/vite', 'build'],
      ['node', 'dist/built.mjs'],
    ],
  },
  {
    name: 'TypeScript 5.0 declarations, node10 resolution',
    install: ['typescript@5.0.4', installed('@types/node')],
    files: {
      'main.ts': AS_MODULE,
      'tsconfig.json': tsconfig({
        target: 'ES2022',
        lib: ['ES2022'],
        module: 'CommonJS',
        moduleResolution: 'node',
        types: ['node'],
        // Node's own declarations are newer than this compiler: ours are read through the program all the same.
        skipLibCheck: true,
      }),
    },
    run: [
      ['node_modules/.bin/tsc', '-p', '.'],
      ['node', 'main.js'],
    ],
  },
];

/** Answers by value, whatever the order of the keys. */
const same = (left, right) =>
  Object.keys(right).length === Object.keys(left).length &&
  Object.keys(right).every((key) => JSON.stringify(left[key]) === JSON.stringify(right[key]));

if (!existsSync(join(root, 'dist/index.js'))) {
  console.error('There is no dist/index.js to pack: run `npm run build` first.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'habitus-consumers-'));
let failed = 0;
try {
  const [packed] = JSON.parse(
    run(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  const tarball = join(folder, packed.filename);
  console.log(
    `${packed.filename}: ${packed.files.length} files, ${(packed.size / 1000).toFixed(1)} kB packed`,
  );

  const projectOf = (name, files = {}) => {
    const project = join(folder, name);
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
    return project;
  };

  const evaluated = consumers.map(({ name, files, install = [], run: commands }, index) => ({
    name,
    check: () => {
      const project = projectOf(String(index), files);
      run(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...install], project);
      let printed = '';
      for (const [command, ...args] of commands)
        printed = run(command === 'node' ? process.execPath : join(project, command), args, project);
      if (!same(JSON.parse(printed), EXPECTED))
        throw new Error(`expected ${JSON.stringify(EXPECTED)}, got ${printed}`);
    },
  }));

  const all = [
    ...evaluated,
    aloneIn({ npm, tarball, projectOf }),
    ...installOrders({ npm, tarball, folder, projectOf, duckdb: installed('@duckdb/node-api') }),
  ];
  for (const { name, check } of all) {
    const started = Date.now();
    try {
      check();
      console.log(`passed  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}`);
      console.log([error.message, error.stdout, error.stderr].filter(Boolean).join('\n'));
    }
  }
  console.log(`${all.length - failed} of ${all.length} consumers answered as expected`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;
