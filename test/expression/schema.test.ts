import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { definitionSchema } from '../../scripts/definition-schema.js';
import * as catalogue from '../../src/catalogue/index.js';
import { typeOf } from '../../src/expression/index.js';
import { allCases } from '../conformance/cases.js';

const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(definitionSchema());

const envelope = (definition: unknown): object => {
  let kind = 'metric';
  try {
    if (typeOf(definition as Parameters<typeof typeOf>[0]) === 'truth') kind = 'segment';
  } catch {
    // What has no type is no metric either.
  }
  return { format: 'habitus', version: 1, kind, definition };
};

describe('the published JSON Schema', () => {
  it('is up to date: run `npx tsx scripts/definition-schema.ts`', () => {
    expect(JSON.parse(readFileSync('docs/definition.schema.json', 'utf8'))).toEqual(definitionSchema());
  });

  it('accepts every definition of the table of cases that is right', () => {
    const refused = allCases().filter(
      ({ expected, definition }) =>
        expected.kind !== 'error' && !valid(JSON.parse(JSON.stringify(envelope(definition)))),
    );
    expect(refused.map(({ title }) => title)).toEqual([]);
  });

  it('accepts the whole catalogue', () => {
    for (const entry of Object.values(catalogue)) {
      if ('kind' in entry) expect(valid(JSON.parse(JSON.stringify(entry))), entry.id).toBe(true);
    }
  });

  it('refuses every definition with an unknown or a missing key, or an unknown kind', () => {
    const accepted = allCases().filter(
      ({ expected, definition }) =>
        expected.kind === 'error' &&
        ['unknown-key', 'missing-key', 'unknown-kind'].includes(expected.error) &&
        valid(JSON.parse(JSON.stringify(envelope(definition)))),
    );
    expect(accepted.map(({ title }) => title)).toEqual([]);
  });

  it('refuses another version, and keys that an envelope does not have', () => {
    const right = envelope({ kind: 'literal', value: 1 });
    expect(valid(right)).toBe(true);
    expect(valid({ ...right, version: 2 })).toBe(true);
    expect(valid({ ...right, version: 3 })).toBe(false);
    expect(valid({ ...right, owner: 'me' })).toBe(false);
  });
});
