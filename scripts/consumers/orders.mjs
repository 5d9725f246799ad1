import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Package managers, as npm packages under names of their own, and how each adds a package to a project. */
const MANAGERS = [
  { name: 'npm 9', from: 'npm@9', script: 'bin/npm-cli.js' },
  { name: 'npm 10', from: 'npm@10', script: 'bin/npm-cli.js' },
  { name: 'npm 11', from: 'npm@11', script: 'bin/npm-cli.js' },
  { name: 'pnpm 9', from: 'pnpm@9', script: 'bin/pnpm.cjs' },
  { name: 'pnpm 10', from: 'pnpm@10', script: 'bin/pnpm.cjs' },
];

const aliasOf = (name) => name.replace(' ', '-');

const PROGRAM = `import { populationFromFiles } from 'habitus/population/node';
const people = await populationFromFiles({ customers: { query: "SELECT 'ada' AS id", id: 'id' }, asOf: 0 });
console.log(people.ids.join());
`;

/** Habitus and DuckDB into one project, one after the other, in either order, with each package manager. */
export const installOrders = ({ npm, tarball, folder, projectOf, duckdb }) => {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  const wanted = MANAGERS.map(({ name, from }) => `${aliasOf(name)}@npm:${from}`);
  run(npm, ['install', '--prefer-offline', '--no-audit', '--no-fund', '--prefix', tools, ...wanted], tools);

  return MANAGERS.flatMap(({ name, script }) => {
    const add = (project, spec) => {
      const options = name.startsWith('pnpm')
        ? ['add', '--store-dir', join(folder, 'store')]
        : ['install', '--no-audit', '--no-fund'];
      const program = join(tools, 'node_modules', aliasOf(name), script);
      run(process.execPath, [program, ...options, '--prefer-offline', spec], project);
    };
    return [
      [tarball, duckdb],
      [duckdb, tarball],
    ].map((order) => ({
      name: `${name}: ${order[0] === tarball ? 'habitus, then DuckDB' : 'DuckDB, then habitus'}`,
      check: () => {
        const project = projectOf(`${aliasOf(name)}-${order.indexOf(tarball)}`, { 'main.mjs': PROGRAM });
        for (const spec of order) add(project, spec);
        const printed = run(process.execPath, ['main.mjs'], project);
        if (printed !== 'ada\n') throw new Error(`expected ada, got ${printed}`);
      },
    }));
  });
};
