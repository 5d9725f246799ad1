import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The paths of what `npm pack` puts into the tarball. */
const packed: readonly string[] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  }),
)[0].files.map(({ path }: { readonly path: string }) => path);

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A page without its code blocks and code spans, in which a bracket is no link. */
const proseOf = (path: string): string =>
  read(path)
    .replace(/^```.*?^```/gms, '')
    .replace(/`[^`\n]*`/g, 'code');

/** The names that headings of a page have as targets of links. */
const targetsOf = (path: string): ReadonlySet<string> =>
  new Set(
    [
      ...read(path)
        .replace(/^```.*?^```/gms, '')
        .matchAll(/^#+ (.+)$/gm),
    ].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );

const pages = packed.filter((path) => path.endsWith('.md'));

interface Link {
  readonly page: string;
  readonly path: string;
  readonly target: string | undefined;
}

const links: readonly Link[] = pages.flatMap((page) =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path, target] = link.split('#') as [string, string | undefined];
      return { page, path: path === '' ? page : join(dirname(page), path), target };
    }),
);

describe('the tarball', () => {
  it('has the pages that a reader starts from', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/semantics.md', 'examples/README.md']));
    expect(links.length).toBeGreaterThan(40);
  });

  it('holds whatever its pages link to', () => {
    const dead = links.filter(
      ({ path }) => !packed.includes(path) && !packed.some((file) => file.startsWith(`${path}/`)),
    );
    expect(dead).toEqual([]);
  });

  it('has a heading wherever its pages link to one', () => {
    const dead = links.filter(
      ({ path, target }) => target !== undefined && path.endsWith('.md') && !targetsOf(path).has(target),
    );
    expect(dead).toEqual([]);
  });

  it('holds neither source maps, nor data, nor what is generated for a site', () => {
    expect(packed.filter((path) => /\.map$|^docs\/api\/|\.(gz|csv|png)$/.test(path))).toEqual([]);
  });

  it('says whose code is compiled into it, under which licence', () => {
    const notices = read('THIRD-PARTY-NOTICES.md');
    expect(packed).toContain('THIRD-PARTY-NOTICES.md');
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    expect(dependencies).toBeUndefined();
    for (const [name, licence] of [
      ['zod', 'LICENSE'],
      ['date-fns', 'LICENSE.md'],
    ] as const) {
      expect(devDependencies).toHaveProperty(name);
      expect(notices).toContain(read(`node_modules/${name}/${licence}`).trim());
    }
  });
});
