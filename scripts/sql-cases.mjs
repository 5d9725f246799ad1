import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../test/conformance');

/**
 * Puts the table of cases into the package: those of test/conformance/*.json that a warehouse can be asked (answers, and members of
 * a population), as one text of JSON that is parsed when somebody asks for it. What is shared stands in each place; what JSON
 * cannot say (`$number`, `$date`) stays as it is written.
 *
 * @returns {import('esbuild').Plugin}
 */
export const sqlCases = () => ({
  name: 'sql-cases',
  setup(esbuild) {
    // As a text, not as a module: what is no code has no place in source maps.
    esbuild.onLoad({ filter: /src[\\/]sql[\\/]conformance[\\/]table\.ts$/ }, () => ({
      contents: `export { default as TABLE } from 'table-of-cases';`,
      loader: 'ts',
    }));
    esbuild.onResolve({ filter: /^table-of-cases$/ }, () => ({ path: 'table', namespace: 'cases' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'cases' }, async () => ({
      contents: JSON.stringify(shared(await tableOfCases())),
      loader: 'text',
    }));
  },
});

/** The cases of all files, in their order. */
const tableOfCases = async () => {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
  const files = names.map((name) => name.slice(0, -'.json'.length)).sort();
  const cases = await Promise.all(
    files.map(async (file) => {
      const { shared = {}, cases } = JSON.parse(await readFile(join(FOLDER, `${file}.json`), 'utf8'));
      return cases.map((one) => caseOf(resolved(one, shared), file));
    }),
  );
  return cases.flat().filter((one) => one !== undefined);
};

const caseOf = ({ rule, title, customer, events, people, asOf, definition, ...expected }, file) => {
  const whole = { title: `${rule} ${title} [${file}]`, asOf, definition };
  const person = ({ customer = { id: 'c' }, events = [] }) => ({ customer, events });
  if ('answer' in expected)
    return { ...whole, people: [person({ customer, events })], expected: [expected.answer] };
  if (!('members' in expected)) return undefined;
  return {
    ...whole,
    people: people.map(person),
    expected: people.map((one) => expected.members.includes(one.customer.id)),
  };
};

/** Puts what is shared in the place of `{ "$ref": name }`. Keys are copied one by one: `__proto__` stays a key. */
const resolved = (json, shared) => {
  if (Array.isArray(json)) return json.map((item) => resolved(item, shared));
  // 1e400 and -0 are written as numbers, but no JSON comes of them again.
  if (Object.is(json, -0)) return { $number: '-0' };
  if (typeof json === 'number' && !Number.isFinite(json)) return { $number: String(json) };
  if (typeof json !== 'object' || json === null) return json;
  if (typeof json.$ref === 'string') return resolved(shared[json.$ref], shared);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, resolved(value, shared)]));
};

/** Whatever is there more than once stands in `parts`, and `{ "$ref": index }` in its places. */
const shared = (cases) => {
  const seen = new Map();
  const count = (json) => {
    if (typeof json !== 'object' || json === null) return;
    const text = JSON.stringify(json);
    const known = seen.get(text);
    seen.set(text, { times: (known?.times ?? 0) + 1, index: undefined });
    if (known === undefined) for (const inner of Object.values(json)) count(inner);
  };
  count(cases);
  const parts = [];
  const packed = (json) => {
    if (typeof json !== 'object' || json === null) return json;
    const text = JSON.stringify(json);
    const part = seen.get(text);
    const inside = () =>
      Array.isArray(json)
        ? json.map(packed)
        : Object.fromEntries(Object.entries(json).map(([key, value]) => [key, packed(value)]));
    if (part.times < 2 || text.length < 24) return inside();
    part.index ??= parts.push(inside()) - 1;
    return { $ref: part.index };
  };
  return { cases: packed(cases), parts };
};
