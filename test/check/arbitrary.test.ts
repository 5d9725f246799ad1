import fc from 'fast-check';
import { attribute, needs } from 'habitus';
import { describe, expect, it } from 'vitest';
import { crowds } from '../arbitrary/index.js';
import { populationOfPeople } from '../conformance/population-engine.js';
import { parsed } from '../conformance/profile-engine.js';
import { PATIENCE, trials } from '../trials/settings.js';

describe('a check of any definitions against any customers', () => {
  it(
    'finds exactly the names that are read and are not there, and who has no value',
    () => {
      let absent = 0;
      fc.assert(
        fc.property(crowds(2, 4), ({ definitions, people, asOf }) => {
          const whole = populationOfPeople(people, asOf);
          const asked = definitions.map((each) => parsed(each) as never);
          const read = needs(asked);
          const checked = whole.check(asked);
          const findings = checked.findings.filter(({ code }) => code !== 'odd-time');
          const there = new Set(people.flatMap(({ events }) => events.map(({ name }) => name)));
          const missing = Object.keys(read.events).filter((name) => !there.has(name));
          const named = findings.flatMap(({ code, event }) =>
            code === 'no-event' && event !== undefined ? [event] : [],
          );
          expect(new Set(named)).toEqual(new Set(missing));
          for (const finding of findings) {
            if (finding.code === 'no-attribute')
              expect(whole.values(attribute(finding.attribute!)).missingCount).toBe(whole.size);
            expect(finding.where.length).toBeGreaterThan(0);
          }
          absent += named.length;
          expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
          expect(String(checked).split('\n').length).toBe(
            1 + checked.findings.length + Number(checked.counted.length > 0),
          );
        }),
        trials(0.002),
      );
      expect(absent).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
