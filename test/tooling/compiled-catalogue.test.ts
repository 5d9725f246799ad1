import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as source from '../../src/catalogue/index.js';

const DIST = new URL('../../dist/index.js', import.meta.url);

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  with(parameters: object): Entry;
}

const entries = Object.entries(source).filter(
  ([, value]) => typeof value === 'function' && 'kind' in value,
) as unknown as readonly (readonly [name: string, entry: Entry])[];

/** A definition as text, or the code of the error that it is. */
const written = (make: () => unknown): string => {
  try {
    return JSON.stringify(make());
  } catch (error) {
    return `error: ${(error as { code?: string }).code}`;
  }
};

/** Other values for a parameter, right ones and wrong ones. */
const values = (usual: unknown): fc.Arbitrary<unknown> =>
  typeof usual === 'number'
    ? fc.oneof(
        fc.integer({ min: 1, max: 5_000_000_000 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.constantFrom(NaN, Infinity, '7'),
      )
    : typeof usual === 'string'
      ? fc.oneof(fc.string(), fc.constant(7))
      : fc.constant(usual);

describe('the catalogue as it is built', async () => {
  it('is there: run `npm run build` first', () => {
    expect(existsSync(DIST)).toBe(true);
  });
  const built = (await import(DIST.href).catch(() => ({}))) as Readonly<Record<string, Entry>>;

  it.each(entries)('has %s as it was written', (name, entry) => {
    expect(written(() => built[name])).toBe(written(() => entry));
    expect(Object.isFrozen(built[name])).toBe(true);
  });

  it.each(entries.filter(([, { parameters }]) => Object.keys(parameters).length > 0))(
    'gives %s the same definition, or refuses it so, under other parameters',
    (name, entry) => {
      const changes = fc.record(
        Object.fromEntries(Object.entries(entry.parameters).map(([key, usual]) => [key, values(usual)])),
        { requiredKeys: [] },
      );
      fc.assert(
        fc.property(changes, (parameters) => {
          expect(written(() => built[name]?.with(parameters))).toBe(written(() => entry.with(parameters)));
        }),
        { numRuns: 60 },
      );
    },
  );
});
