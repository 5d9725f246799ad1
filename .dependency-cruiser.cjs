/**
 * The layer table of docs/architecture.md, as data: what each room (folder of src) may import besides `internal`.
 * `types` are rooms of which only types may be imported; `packages` are the npm packages the room may use;
 * `node` is the folder of the room in which Node's own modules may be used, with what that folder may import besides,
 * or `true` where the whole room is for Node.
 */
const rooms = {
  internal: { rooms: [] },
  time: { rooms: [], packages: ['date-fns', '@date-fns/tz'] },
  print: { rooms: ['time'] },
  stats: { rooms: [] },
  expression: { rooms: ['time', 'print'] },
  customer: { rooms: ['time'], types: ['expression'] },
  plan: { rooms: ['time', 'expression'] },
  evaluate: { rooms: ['time', 'print', 'stats', 'expression', 'customer', 'plan'] },
  definitions: { rooms: ['time', 'print', 'expression', 'plan', 'evaluate'] },
  check: { rooms: ['time', 'print', 'expression', 'plan', 'evaluate'] },
  vocabulary: { rooms: [], types: ['expression'] },
  rows: { rooms: ['time', 'vocabulary'] },
  files: {
    rooms: ['time', 'customer', 'vocabulary', 'rows'],
    node: true,
    packages: ['@duckdb/node-api'],
  },
  catalogue: { rooms: ['definitions', 'print', 'time'], types: ['vocabulary'] },
  model: { rooms: ['vocabulary', 'rows', 'definitions', 'expression', 'time', 'check'] },
  adapters: { rooms: ['model', 'vocabulary', 'rows', 'time'], types: ['customer'], packages: ['zod'] },
  population: {
    rooms: ['time', 'print', 'stats', 'expression', 'customer', 'plan', 'evaluate', 'check'],
    types: ['definitions'],
    node: { folder: 'node', rooms: ['rows', 'files'] },
  },
  live: { rooms: ['time', 'stats', 'expression', 'customer', 'plan', 'evaluate'], types: ['definitions'] },
  sql: { rooms: ['time', 'print', 'expression', 'plan', 'vocabulary'], types: ['definitions'] },
  analysis: { rooms: ['stats', 'time', 'print', 'expression', 'evaluate', 'definitions', 'population'] },
  predict: { rooms: ['stats', 'time'], types: ['population'] },
  actions: { rooms: ['time', 'definitions', 'evaluate'] },
  charts: { rooms: ['print', 'stats'], types: ['analysis', 'predict'], packages: ['d3-scale', 'd3-shape'] },
};

const names = Object.keys(rooms);
const either = (list) => `(?:${list.join('|')})`;
const literally = (text) => text.replace(/[/.\-@]/g, '\\$&');

/** A room's own folder, `internal`, and the rooms it may import, for values or for types. */
const allowed = (name) => [name, 'internal', ...rooms[name].rooms, ...(rooms[name].types ?? [])];

/** A room without its folder for Node. */
const outOfNode = (name) => ({
  path: `^src/${name}/`,
  ...(rooms[name].node?.folder ? { pathNot: `^src/${name}/${rooms[name].node.folder}/` } : {}),
});

/** Node's own modules, where the whole room is for Node. */
const nodeModules = (name) => (rooms[name].node === true ? { dependencyTypesNot: ['core'] } : {});

const layer = names.map((name) => ({
  name: `layer-${name}`,
  comment: `${name} may import only: ${allowed(name).slice(1).join(', ')}`,
  severity: 'error',
  from: outOfNode(name),
  to: { path: '^src/', pathNot: `^src/${either(allowed(name))}/` },
}));

const typesOnly = names
  .filter((name) => rooms[name].types)
  .map((name) => ({
    name: `types-only-${name}`,
    comment: `${name} may import only types of: ${rooms[name].types.join(', ')}`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: { path: `^src/${either(rooms[name].types)}/`, dependencyTypesNot: ['type-only'] },
  }));

const packagePaths = (packages = []) =>
  packages.map((each) => `(?:^|node_modules/)${literally(each)}(?:/|$)`);

const builtIn = names.map((name) => ({
  name: `packages-${name}`,
  comment: `${name} may use only the packages: ${(rooms[name].packages ?? []).join(', ') || 'none'}`,
  severity: 'error',
  from: outOfNode(name),
  to: { path: '.', pathNot: ['^src/', ...packagePaths(rooms[name].packages)], ...nodeModules(name) },
}));

const nodeFolders = names
  .filter((name) => rooms[name].node?.folder)
  .flatMap((name) => {
    const { folder, rooms: more = [], packages } = rooms[name].node;
    const from = { path: `^src/${name}/${folder}/` };
    return [
      {
        name: `layer-${name}-${folder}`,
        comment: `the folder ${folder} of ${name} may import what ${name} may, and: ${more.join(', ')}`,
        severity: 'error',
        from,
        to: { path: '^src/', pathNot: `^src/${either([...allowed(name), ...more])}/` },
      },
      {
        name: `packages-${name}-${folder}`,
        comment: `the folder ${folder} of ${name} may use Node's own modules, and the packages: ${(packages ?? []).join(', ') || 'none'}`,
        severity: 'error',
        from,
        to: { path: '.', pathNot: ['^src/', ...packagePaths(packages)], dependencyTypesNot: ['core'] },
      },
    ];
  });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layer,
    ...typesOnly,
    ...builtIn,
    ...nodeFolders,
    {
      name: 'door',
      comment: "another room is imported through its index.ts only: nothing reaches past a room's door",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'entry-door',
      comment: 'an entry (a file at the root of src) re-exports doors and holds nothing else',
      severity: 'error',
      from: { path: '^src/[^/]+$' },
      to: { path: '.', pathNot: [`^src/${either(names)}/index\\.ts$`] },
    },
    {
      name: 'known-room',
      comment: 'every folder of src is a room of the table above',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/${either(names)}/` },
    },
    {
      name: 'known-room-from',
      comment: 'every folder of src is a room of the table above',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/${either(names)}/` },
      to: {},
    },
    {
      name: 'engines-apart',
      comment: 'engines do not know each other: a population asks a profile nothing but to be made',
      severity: 'error',
      from: { path: '^src/(population|sql|live)/' },
      to: { path: '^src/(population|sql|live)/', pathNot: '^src/$1/' },
    },
    {
      name: 'no-cycle',
      comment: 'no cycles, not even of types',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'an import that resolves to nothing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
