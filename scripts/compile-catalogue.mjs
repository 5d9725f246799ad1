import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Ships the segments of the catalogue as what they are: data. The source is written with the builders, to be read aloud;
 * in the build each segment becomes its finished definition, with its parameters in their places, and imports only the
 * evaluators of the node kinds that occur in it. So a front end that imports `powerUser` pays for neither the builders, nor
 * their checks, nor the rest of the engine. A test compares every entry of the build with its source.
 *
 * @returns {import('esbuild').Plugin}
 */
export const compileCatalogue = () => ({
  name: 'compile-catalogue',
  setup(esbuild) {
    const written = /** the module as it was written, for what is not compiled */ '?written';
    esbuild.onResolve({ filter: /\?written$/ }, ({ path }) => ({
      path: path.slice(0, -written.length),
      namespace: 'written',
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'written' }, async ({ path }) => ({
      contents: await readFile(resolve(root, path), 'utf8'),
      loader: 'ts',
      resolveDir: dirname(resolve(root, path)),
    }));
    esbuild.onLoad({ filter: /src[\\/]catalogue[\\/][\w-]+\.ts$/, namespace: 'file' }, async ({ path }) =>
      // The door only passes on what the dimensions export.
      path.endsWith('index.ts')
        ? undefined
        : {
            contents: await compiledModule(path, relative(root, path) + written),
            loader: 'ts',
            resolveDir: dirname(path),
          },
    );
  },
});

/** The text of a catalogue module with its segments compiled and everything else taken from the module as written. */
const compiledModule = async (path, writtenPath) => {
  const exported = Object.entries(await load(path));
  print ??= await load(resolve(root, 'src/print/index.ts'));
  const compiled = exported.flatMap(([name, value]) => {
    const text = compiledSegment(value);
    return text === undefined ? [] : [{ name, ...text }];
  });
  const kept = exported.map(([name]) => name).filter((name) => !compiled.some((each) => each.name === name));
  const kinds = [...new Set(compiled.flatMap((each) => each.kinds))].sort();
  const forms = [...new Set(compiled.flatMap((each) => each.forms))].sort();
  return [
    compiled.length > 0 && `import { callable } from '../definitions/callable.js';`,
    kinds.length > 0 && `import { ${kinds.join(', ')} } from '../evaluate/evaluators/index.js';`,
    compiled.some(({ accepts }) => accepts) && `import { parameter } from '../definitions/parameters.js';`,
    compiled.some(({ forms }) => forms.length > 0) && `import { stored } from '../definitions/trace.js';`,
    compiled.some(({ zones }) => zones) && `import { zone } from '../time/index.js';`,
    forms.length > 0 && `import { ${forms.join(', ')} } from '../print/index.js';`,
    ...compiled.map(({ name, text }) => `export const ${name} = /* @__PURE__ */ callable(${text});`),
    kept.length > 0 && `export { ${kept.join(', ')} } from ${JSON.stringify(writtenPath)};`,
  ]
    .filter(Boolean)
    .join('\n');
};

/** Bundles a module of the library and runs it. */
const load = async (path) => {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    absWorkingDir: root,
  });
  const address = ['data:text/javascript;base64', Buffer.from(outputFiles[0].text).toString('base64')].join();
  return import(address);
};

/** How a length, a number or a share is said. */
const FORMS = ['duration', 'number', 'percent'];

/** The room that says them. */
let print;

/** Where one text says a value as the other says a probe, and in which form; undefined where they differ otherwise. */
const saidIn = (a, b, value, probe) => {
  if (typeof value !== 'number') return undefined;
  for (const form of FORMS) {
    const [said, other] = [print[form](value), print[form](probe)];
    for (let at = a.indexOf(said); at >= 0; at = a.indexOf(said, at + 1))
      if (a.slice(0, at) + other + a.slice(at + said.length) === b) return { form, at, length: said.length };
  }
  return undefined;
};

/** A text of which some parts say parameters, as a template. */
const templateOf = (value, parts) => {
  const escaped = (text) => text.replace(/[\\`$]/g, '\\$&');
  let from = 0;
  let template = '';
  for (const { name, form, at, length } of [...parts].sort((a, b) => a.at - b.at)) {
    template += `${escaped(value.slice(from, at))}\${${form}(p.${name})}`;
    from = at + length;
  }
  return `\`${template}${escaped(value.slice(from))}\``;
};

/** Probes of a parameter, each of them a right value where nothing but its own type is checked. */
const probes = (value) => {
  if (typeof value === 'number') return [value * 2 + 1, value + 86_400_000, Math.ceil(value / 2), value + 1];
  if (typeof value === 'string') return [`${value}-probe`];
  if (typeof value === 'boolean') return [!value];
  return [
    [...value, value[0]],
    [...value, 'probe'],
  ];
};

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A segment as the text of what `callable` takes, or undefined where a parameter does not stand in it as it is. */
const compiledSegment = (segment) => {
  if (typeof segment !== 'function' || segment.kind !== 'segment' || segment.id === '') return undefined;
  const holes = new Map();
  const texts = new Map();
  const wholes = [];
  for (const [name, value] of Object.entries(segment.parameters)) {
    const places = placesOf(segment, name, value);
    if (places === undefined) return undefined;
    for (const { path, whole, text } of places) {
      if (text === undefined) holes.set(path, name);
      else texts.set(path, [...(texts.get(path) ?? []), { name, ...text }]);
      if (whole && !wholes.includes(name)) wholes.push(name);
    }
  }
  const kinds = new Set();
  const source = (value, path) => {
    const hole = holes.get(path);
    if (hole !== undefined) return `p.${hole}`;
    if (texts.has(path)) return templateOf(value, texts.get(path));
    if (Array.isArray(value)) return `[${value.map((item, i) => source(item, `${path}/${i}`)).join(',')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (typeof value.kind === 'string') kinds.add(value.kind);
    return `{${Object.entries(value).map(([key, inner]) => `${key}:${source(inner, `${path}/${key}`)}`)}}`;
  };
  const definition = source(segment.definition, '');
  const used = [...kinds].filter((kind) => !NOT_EVALUATED.has(kind)).sort();
  const accepts = Object.values(segment.parameters).some(
    (value) => typeof value === 'object' || typeof value === 'string',
  );
  const zones = definition.includes('timeZone');
  const described = ['title', 'dimension', 'goal', 'action', 'source']
    .filter((key) => segment[key] !== undefined)
    .map((key) => `${key}: ${JSON.stringify(segment[key])}`);
  const forms = [...texts.values()].flat().map(({ form }) => form);
  const fields = [
    `kind: 'segment'`,
    `id: ${JSON.stringify(segment.id)}`,
    ...described,
    `parameters: ${JSON.stringify(segment.parameters)}`,
    ...(wholes.length > 0 ? [`wholes: ${JSON.stringify(wholes)}`] : []),
    `define: (p) => (${definition})`,
    `evaluators: { ${used.join(', ')} }`,
    ...(zones ? ['zoneNamed: zone'] : []),
    ...(forms.length > 0 ? ['trace: stored'] : []),
    ...(accepts ? ['accept: parameter'] : []),
  ];
  return { text: `{\n  ${fields.join(',\n  ')},\n}`, kinds: used, zones, accepts, forms };
};

/** Kinds that a plan does not keep as nodes. */
const NOT_EVALUATED = new Set([
  ...['events', 'followedBy', 'notFollowedBy', 'notYetFollowedBy', 'precededBy', 'notPrecededBy'],
  ...['rolling', 'calendar', 'period', 'since', 'following', 'named', 'ago'],
  ...['property', 'actor', 'hourOfDay', 'dayOfWeek'],
]);

/** Where a parameter stands in a definition, unchanged or said in a title; undefined where it does something else. */
const placesOf = (segment, name, value) => {
  let found;
  for (const probe of probes(value)) {
    let changed;
    try {
      changed = segment.with({ [name]: probe }).definition;
    } catch {
      // The builders check more than data can say, such as two parameters in order.
      return undefined;
    }
    const places = [];
    const alike = (a, b, path, owner) => {
      if (same(a, b)) return true;
      if (same(a, value) && same(b, probe)) {
        places.push({ path, whole: typeof value === 'number' && owner !== 'literal' });
        return true;
      }
      const text = typeof a === 'string' && typeof b === 'string' ? saidIn(a, b, value, probe) : undefined;
      if (text !== undefined) {
        places.push({ path, text });
        return true;
      }
      if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
      const keys = Object.keys(a);
      return (
        same(keys, Object.keys(b)) && keys.every((key) => alike(a[key], b[key], `${path}/${key}`, a.kind))
      );
    };
    if (!alike(segment.definition, changed, '', undefined)) return undefined;
    if (found !== undefined && !same(found, places)) return undefined;
    found = places;
  }
  return found;
};
