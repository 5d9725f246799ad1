import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The cells of a table's lines, without its rule. */
const cellsOf = (text: string): string[][] =>
  [...text.matchAll(/^\|(.*)\|$/gm)]
    .map(([, line = '']) => line.split('|').map((cell) => cell.trim()))
    .filter(([first = '']) => !first.startsWith('---'));

/** Of each data set: by entry, how many were active again, and how many of all. */
const measured = readFileSync('docs/catalogue-on-real-data.md', 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((text) => {
    const [, ofAll = ''] = /\(of all (\d+ %)\)/.exec(text) ?? [];
    return new Map(
      cellsOf(text).map(([entry = '', , , again = '']) => [entry, again && `${again} of ${ofAll}`]),
    );
  });

it('the guide to churn says what was measured on real data', () => {
  const guide = readFileSync('docs/guides/churn.md', 'utf8');
  const [, ...rows] = cellsOf(guide.slice(guide.indexOf('**On real data**')));
  const [wholesaler, grocery, cds, , messages] = measured;
  expect(rows.length).toBeGreaterThan(3);
  for (const [entry = '', ...cells] of rows)
    expect(
      [wholesaler, grocery, cds, messages].map((set) => set?.get(entry) ?? ''),
      entry,
    ).toEqual(cells);
});

it('the index names every guide, and nothing else of its folder', () => {
  const index = readFileSync('docs/guides/README.md', 'utf8');
  expect([...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, name]) => name).sort()).toEqual(guides());
});

const guides = (): readonly string[] =>
  readdirSync('docs/guides')
    .filter((name) => name !== 'README.md')
    .sort();
