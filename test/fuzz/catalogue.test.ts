import { describe, expect, it } from 'vitest';
import { fuzz, seed } from './run.js';
import { catalogued, invented } from './world.js';

describe('a changed entry of the catalogue from an untrusted source', () => {
  it('is refused in a sentence, or answered alike by everybody and printed by the dialects', () => {
    const all = [...catalogued(), ...invented(seed)];
    const { trials, outcomes, violations } = fuzz(catalogued(), all);
    expect(violations.join('\n\n')).toBe('');
    // Were everything refused, nothing would be tried.
    expect(outcomes.answered).toBeGreaterThan(trials / 20);
  }, 36_000_000);
});
