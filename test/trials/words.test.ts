import fc from 'fast-check';
import { describe as inWords } from 'habitus';
import { describe, expect, it } from 'vitest';
import { definitions } from '../arbitrary/index.js';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE, trials } from './settings.js';

describe('a random definition', () => {
  it(
    'is described by a sentence, in which nothing shows that is not language',
    () => {
      fc.assert(
        fc.property(definitions(), (definition) => {
          const words = inWords(parsed(definition));
          expect(words.trim()).not.toBe('');
          // What the definition itself says stands in quotes.
          expect(words.replace(/“[^”]*”/g, '')).not.toMatch(/undefined|\[object|\bNaN\b/);
        }),
        trials(0.5),
      );
    },
    PATIENCE,
  );
});
