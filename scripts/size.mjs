/**
 * What a front end pays for what it imports: bundles of the built package, minified and gzipped, and what each
 * room of src contributes. `npm run size` prints the table; test/tooling/size.test.ts holds the ceilings.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/** Texts that may not appear in a bundle of the core, and why. */
export const FORBIDDEN = [
  { what: 'zod', pattern: /\bzod\b/i },
  { what: "a module of Node's own", pattern: /["'`]node:/ },
  { what: 'new Function', pattern: /\bnew\s+Function\b|[^.\w$]Function\(/ },
  { what: 'eval', pattern: /(?<![.\w$])eval\(/ },
];

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  write: false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'silent',
  absWorkingDir: root,
};

/** Bundles a text of imports. From `dist` as a user would; from `src` to see the rooms. */
async function bundle(contents, from) {
  const result = await build({
    ...options,
    stdin: { contents, resolveDir: root, loader: 'js' },
    // Named outright: tsconfig.json gives the package's own name to its source.
    alias: { habitus: resolve(root, from === 'src' ? 'src/index.ts' : 'dist/index.js') },
  });
  return { text: result.outputFiles[0].text, output: Object.values(result.metafile.outputs)[0] };
}

/** The names of the values a module exports, without running it. */
async function exportsOf(file) {
  const result = await build({ ...options, entryPoints: [resolve(root, file)], outdir: 'unused' });
  return Object.values(result.metafile.outputs)[0].exports;
}

/** The room of src, or the package, that an input of a bundle belongs to. */
function roomOf(input) {
  const [, room] = /(?:^|\/)src\/([^/]+)\//.exec(input) ?? [];
  if (room !== undefined && !input.includes('node_modules')) return room;
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  return packageName ?? 'entry';
}

const importing = (names) => `export { ${names.join(', ')} } from 'habitus';`;

/** The scenarios that are measured; those with a ceiling (in bytes, 1 kB = 1000) are held by a test. */
export async function scenarios() {
  if (!existsSync(resolve(root, 'dist/index.js'))) {
    throw new Error('There is no dist/index.js to measure: run `npm run build` first.');
  }
  const catalogue = new Set(await exportsOf('src/catalogue/index.ts'));
  const all = await exportsOf('dist/index.js');
  const core = all.filter((name) => !catalogue.has(name));
  const one = ['powerUser', 'profile'];
  return [
    // The goals are 8 and 20 kB; docs/quality.md says what the rest buys. The ceilings keep them from growing.
    { name: 'powerUser, profile', names: one, ceiling: 10_800 },
    { name: 'the core: everything but the catalogue', names: core, ceiling: 49_000 },
    // Words come only with what says them.
    {
      name: 'the core without describe, explain, needs and sheet',
      names: core.filter((name) => !['describe', 'explain', 'needs', 'sheet'].includes(name)),
    },
    {
      name: 'a stored segment, described and explained',
      names: [...one, 'parseSegment', 'describe', 'explain'],
    },
    { name: 'powerUser, profile, explain', names: [...one, 'explain'] },
    { name: 'powerUser, profile, nextChange', names: [...one, 'nextChange'] },
    { name: 'parseSegment, profile', names: ['parseSegment', 'profile'] },
    { name: 'everything', names: all },
  ].filter(({ names }) => names.every((name) => all.includes(name)));
}

/**
 * Measures one scenario: bytes minified, bytes gzipped, forbidden texts found, minified bytes a room.
 *
 * @param {{ name: string, names: string[], ceiling?: number }} scenario
 */
export async function measure({ name, names, ceiling }) {
  const { text } = await bundle(importing(names), 'dist');
  const { output } = await bundle(importing(names), 'src');
  /** @type {Record<string, number>} */
  const rooms = {};
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    if (bytesInOutput > 0) rooms[roomOf(input)] = (rooms[roomOf(input)] ?? 0) + bytesInOutput;
  }
  return {
    name,
    ceiling,
    text,
    minified: Buffer.byteLength(text),
    gzipped: gzipSync(text, { level: 9 }).length,
    forbidden: FORBIDDEN.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what),
    rooms,
  };
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(2)} kB`;

/** The table as text: one line per scenario, then one line per room with its share of each scenario. */
export function tableOf(measures) {
  const rooms = [...new Set(measures.flatMap((each) => Object.keys(each.rooms)))];
  const total = (room) => Math.max(...measures.map((each) => each.rooms[room] ?? 0));
  rooms.sort((a, b) => total(b) - total(a));
  const cells = [
    ['', ...measures.map((_, index) => `(${index + 1})`)],
    ['min+gzip', ...measures.map((each) => kilobytes(each.gzipped))],
    ['ceiling', ...measures.map((each) => (each.ceiling === undefined ? '' : kilobytes(each.ceiling)))],
    ['minified', ...measures.map((each) => kilobytes(each.minified))],
    ...rooms.map((room) => [
      `  ${room}`,
      ...measures.map((each) => (each.rooms[room] === undefined ? '' : kilobytes(each.rooms[room]))),
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ');
  return [...measures.map((each, index) => `(${index + 1}) ${each.name}`), '', ...cells.map(line)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const measures = [];
  for (const scenario of await scenarios()) measures.push(await measure(scenario));
  console.log(tableOf(measures));
  const broken = measures.filter(
    (each) => each.forbidden.length > 0 || each.gzipped > (each.ceiling ?? Infinity),
  );
  for (const each of broken)
    console.error(`too much in: ${each.name} (${each.forbidden.join(', ') || 'size'})`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}
