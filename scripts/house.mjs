/**
 * The state of the house in figures: long files and functions, type names declared twice, lines that stand twice, wide
 * lines, and the rooms with what they import. `node scripts/house.mjs [folder]`; by default `src`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const LIMITS = { file: 300, function: 60, line: 120, duplicate: 6 };

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'src'));

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .map((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    return {
      name,
      lines: text.split('\n'),
      source: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true),
    };
  });

const room = (name) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : '(entry)');

/** Calls back for each node of a file. */
const walk = (node, visit) => {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
};

const lineOf = (source, position) => source.getLineAndCharacterOfPosition(position).line + 1;

const nameOfFunction = (node) =>
  node.name?.getText() ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : undefined);

const longFunctions = files.flatMap(({ name, source }) => {
  const found = [];
  walk(source, (node) => {
    if (!ts.isFunctionLike(node) || node.body === undefined) return;
    const lines = lineOf(source, node.end) - lineOf(source, node.getStart()) + 1;
    if (lines > LIMITS.function)
      found.push({ lines, text: `${name}:${lineOf(source, node.getStart())} ${nameOfFunction(node) ?? ''}` });
  });
  return found;
});

/** Names of types with the files that declare one. */
const types = new Map();
for (const { name, source } of files)
  walk(source, (node) => {
    if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return;
    const places = types.get(node.name.text) ?? new Set();
    types.set(node.name.text, places.add(name));
  });
const twice = [...types].filter(([, places]) => places.size > 1);

/** Runs of equal lines in two places, imports and lone brackets left out. */
const runs = () => {
  const seen = new Map();
  let count = 0;
  for (const { name, lines } of files) {
    const kept = lines
      .map((line) => line.trim())
      .filter((line) => !/^(import|export) .*from |^[\])}({[;,]*$|^(\/\*\*|\*|\/\/)/.test(line));
    let end = -1;
    for (let i = 0; i + LIMITS.duplicate <= kept.length; i++) {
      const run = kept.slice(i, i + LIMITS.duplicate).join('\n');
      const first = seen.get(run);
      if (first === undefined) seen.set(run, `${name}:${i}`);
      else if (i > end) {
        count++;
        end = i + LIMITS.duplicate - 1;
      }
    }
  }
  return count;
};

/** Which rooms import which. */
const arrows = new Map();
for (const { name, source } of files)
  walk(source, (node) => {
    const specifier = node.moduleSpecifier?.text;
    if (specifier === undefined || !specifier.startsWith('.')) return;
    const target = room(relative(root, resolve(root, name, '..', specifier)));
    if (target === room(name) || room(name) === '(entry)') return;
    arrows.set(room(name), (arrows.get(room(name)) ?? new Set()).add(target));
  });

const circles = () => {
  const found = [];
  const visit = (at, path) => {
    if (path.includes(at)) return void found.push([...path.slice(path.indexOf(at)), at].join(' → '));
    for (const next of arrows.get(at) ?? []) visit(next, [...path, at]);
  };
  for (const each of arrows.keys()) visit(each, []);
  return [...new Set(found)];
};

const longFiles = files.filter(({ lines }) => lines.length - 1 > LIMITS.file);
const wide = files.flatMap(({ name, lines }) =>
  lines.filter((line) => line.length > LIMITS.line).map(() => name),
);

const rows = [
  ['files', files.length],
  ['lines', files.reduce((sum, { lines }) => sum + lines.length - 1, 0)],
  [`files over ${LIMITS.file} lines`, longFiles.length],
  [`functions over ${LIMITS.function} lines`, longFunctions.length],
  ['type names declared in more than one file', twice.length],
  [`runs of ${LIMITS.duplicate} or more lines that stand elsewhere too`, runs()],
  [`lines over ${LIMITS.line} columns`, wide.length],
  ['rooms', arrows.size],
  ['arrows between rooms', [...arrows.values()].reduce((sum, to) => sum + to.size, 0)],
  ['circles of rooms', circles().length],
];
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, count] of rows) console.log(`${what.padEnd(width)}  ${count}`);

const listed = (title, items) => {
  if (items.length > 0) console.log(`\n${title}\n${items.map((item) => `  ${item}`).join('\n')}`);
};
listed(
  'Long files',
  longFiles.map(({ name, lines }) => `${lines.length - 1} ${name}`),
);
listed(
  'Long functions',
  longFunctions.sort((a, b) => b.lines - a.lines).map(({ lines, text }) => `${lines} ${text}`),
);
listed(
  'Type names declared more than once',
  twice.sort((a, b) => b[1].size - a[1].size).map(([name, places]) => `${name} ×${places.size}`),
);
listed('Circles', circles());
