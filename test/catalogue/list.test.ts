import { readFileSync } from 'node:fs';
import { type CatalogueEntry, catalogue, catalogueByDimension } from 'habitus/catalogue';
import { describe, expect, it } from 'vitest';
import { catalogueDocs } from '../../scripts/catalogue-docs.js';
import { vocabularyDocs } from '../../scripts/vocabulary-docs.js';
import * as door from '../../src/catalogue/index.js';

const isEntry = (value: unknown): value is CatalogueEntry =>
  typeof value === 'function' && 'definition' in value;

describe('the catalogue as a list', () => {
  it('has every entry that is exported, once', () => {
    const names = Object.values<unknown>({ ...door })
      .filter(isEntry)
      .map(({ id }) => id);
    expect(catalogue.map(({ id }) => id).sort()).toEqual([...names].sort());
  });

  it('keeps its dimensions together, and gives each its entries', () => {
    const groups = catalogueByDimension();
    expect([...groups.values()].flat()).toEqual(catalogue);
    for (const [dimension, entries] of groups)
      expect(entries.every((entry) => entry.dimension === dimension)).toBe(true);
  });

  it('has each word of one rule in one label at most: elsewhere it is called otherwise', () => {
    const labelled = (word: string): readonly string[] =>
      catalogue
        .filter((entry) => 'labels' in entry && (entry.labels as readonly string[]).includes(word))
        .map(({ id }) => id);
    expect(labelled('new')).toEqual(['lifecycle']);
    expect(labelled('at risk')).toEqual(['journey-stage']);
    for (const word of ['dormant', 'resurrected', 'inactive', 'engaged', 'returning'])
      expect(labelled(word), word).toEqual([]);
  });

  it('is counted in the README and in the changelog', () => {
    for (const file of ['README.md', 'CHANGELOG.md'])
      expect(readFileSync(file, 'utf8')).toContain(`${catalogue.length} entries`);
  });

  it('is what docs/catalogue.md says: run `npx tsx scripts/catalogue-docs.ts`', () => {
    expect(readFileSync('docs/catalogue.md', 'utf8')).toBe(catalogueDocs());
  });

  it('keeps docs/vocabulary.md as the vocabulary is, with what reads it', () => {
    expect(readFileSync('docs/vocabulary.md', 'utf8')).toBe(vocabularyDocs());
  });
});
