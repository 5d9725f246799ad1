import { populationFromFiles } from 'habitus/population/node';
import { afterEach, describe, expect, it, vi } from 'vitest';

const PACKAGE = '@duckdb/node-api';

/** What is said where the package is as `make` makes it. */
const saidOf = async (make: () => object): Promise<string> => {
  vi.doMock(PACKAGE, make);
  vi.resetModules();
  const { loadDuckDB } = await import('../../src/files/duckdb-package.js');
  return loadDuckDB().then(
    () => 'nothing',
    ({ message }: Error) => message,
  );
};

/** The package in a version, with nothing else in it. */
const versioned = (version: string) => (): object => ({ version: () => version });

afterEach(() => {
  vi.doUnmock(PACKAGE);
  vi.resetModules();
});

describe('@duckdb/node-api is held against what is needed when it is loaded', () => {
  it.each(['v1.2.2', 'v0.10.3', '1.0.0'])('%s is too old, and the command is said', async (version) => {
    expect(await saidOf(versioned(version))).toBe(
      `expected @duckdb/node-api 1.3 or later, which reads Parquet and queries, found ${version.replace('v', '')}: npm install @duckdb/node-api@latest`,
    );
  });

  it.each(['v1.3.0', 'v1.10.0', 'v2.0.0', 'v1.5.6-dev12', 'a build of one’s own'])(
    '%s is taken',
    async (version) => {
      expect(await saidOf(versioned(version))).toBe('nothing');
    },
  );

  it('the one installed here is taken', async () => {
    const people = await populationFromFiles({
      customers: { query: "SELECT 'ada' AS id", id: 'id' },
      asOf: '2026-11-22T00:00:00Z',
    });
    expect(people.ids).toEqual(['ada']);
  });
});
