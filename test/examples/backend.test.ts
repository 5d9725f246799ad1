import { describe, expect, it } from 'vitest';
import { printedBy } from './run.js';

describe('examples/backend.ts', () => {
  const [acme = '', globex = '', initech = ''] = printedBy('examples/backend.ts').split(/\n\n(?=\w+: )/);

  it('an account that uses most of its seats is to be upgraded, and the numbers say why', () => {
    expect(acme).toMatch(/^acme: upgrade\n/);
    expect(acme).toContain('✓ seat utilisation is at least 80 % (91.67 %)'); // 11 of 12
    expect(acme).toContain('this changes at 2026-12-20 09:30 UTC'); // 30 days after the last use
  });

  it('one that pays and has gone quiet is to be called', () => {
    expect(globex).toMatch(/^globex: call\n/);
    expect(globex).toContain('✓ inactive');
  });

  it('for one that gives no reason nothing is done', () => {
    expect(initech.trim()).toBe('initech: nothing\nNo reason to write to them today.');
  });
});
