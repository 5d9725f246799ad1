import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printedBy } from './run.js';

const NOT_CARRIED = ['CDNOW', 'RavenStack', 'CollegeMsg'];

describe('examples/catalogue-on-real-data.ts', () => {
  const document = readFileSync('docs/catalogue-on-real-data.md', 'utf8');
  const printed = printedBy('examples/catalogue-on-real-data.ts');

  it.each(['Online Retail', 'The Complete Journey'])('prints what the document says of %s', (title) => {
    const section = printed.split(/^## /m).find((each) => each.startsWith(title));
    expect(section?.trim()).toBeTruthy();
    expect(document).toContain(section?.trim());
  });

  it('explains every segment that holds nobody or everybody', () => {
    expect(document).not.toContain('NOT EXPLAINED');
    expect(printed).not.toContain('NOT EXPLAINED');
  });

  for (const title of NOT_CARRIED) {
    const test = process.env.HABITUS_DATA === undefined ? it.skip : it;
    test(`prints what the document says of ${title}, whose data cannot be carried: name its folder in HABITUS_DATA`, () => {
      const section = printed.split(/^## /m).find((each) => each.startsWith(title));
      expect(document).toContain(section?.trim());
    });
  }
});
