import {
  aboveVersion,
  atLeastVersion,
  atMostVersion,
  attribute,
  belowVersion,
  events,
  explain,
  is,
  isNot,
  isVersion,
  noneOf,
  oneOf,
  parseSegment,
  profile,
  usageTier,
  describe as words,
} from 'habitus';
import { population } from 'habitus/population';
import { describe, expect, it } from 'vitest';

const person = (id: string, attributes: object) => profile({ id, attributes: { ...attributes } });

describe('a test for texts in any case', () => {
  it('takes ASCII letters of either case as equal, in every test for values', () => {
    const plan = attribute('plan');
    const acme = person('acme', { plan: 'PRO' });
    expect(plan.is('pro', { ignoreCase: true })(acme)).toBe(true);
    expect(plan.isNot('pro', { ignoreCase: true })(acme)).toBe(false);
    expect(plan.oneOf('free', 'pro', { ignoreCase: true })(acme)).toBe(true);
    expect(plan.noneOf('free', 'pro', { ignoreCase: true })(acme)).toBe(false);
    expect(plan.is('pro', { ignoreCase: false })(acme)).toBe(false);
    expect(plan.is('pro', { ignoreCase: undefined })(acme)).toBe(false);
  });

  it('is asked of events, too', () => {
    const bought = [{ name: 'bought', at: 0, properties: { brand: 'Acme' } }];
    const of = (brand: ReturnType<typeof oneOf>) =>
      events('bought').where({ brand }).any()(profile({ id: 'ada' }, bought, { asOf: 1 }));
    expect(of(is('ACME', { ignoreCase: true }))).toBe(true);
    expect(of(isNot('ACME', { ignoreCase: true }))).toBe(false);
    expect(of(oneOf('x', 'ACME', { ignoreCase: true }))).toBe(true);
    expect(of(noneOf('x', 'ACME', { ignoreCase: true }))).toBe(false);
    expect(of(is('ACME'))).toBe(false);
  });

  it('knows the labels of a classification in any case', () => {
    const loudly = (...labels: readonly unknown[]) => usageTier.oneOf(...(labels as ['super']));
    expect(loudly('SUPER', { ignoreCase: true })(person('ada', {}))).toBe(
      usageTier.is('super')(person('ada', {})),
    );
    expect(() => loudly('SUPER')).toThrow(/expected one of super, average, light/);
    expect(() => loudly('SUPERB', { ignoreCase: true })).toThrow(/expected one of super, average, light/);
  });

  it('says exact values as before, and goes through JSON', () => {
    expect(JSON.stringify(attribute('plan').is('pro', { ignoreCase: false }))).toBe(
      JSON.stringify(attribute('plan').is('pro')),
    );
    const stored = attribute('plan').noneOf('Pro', 'Team', { ignoreCase: true });
    expect(JSON.stringify(parseSegment(JSON.stringify(stored)))).toBe(JSON.stringify(stored));
    expect(words(stored)).toBe('“plan” is not “Pro” or “Team” in upper or lower case');
  });

  it('refuses values without a case with a sentence', () => {
    const loosely = (...values: readonly unknown[]) => attribute('a').oneOf(...(values as ['a']));
    expect(() => loosely(1, 2, { ignoreCase: true })).toThrow(
      'values: expected texts, of whose letters the case can be ignored, got number',
    );
    expect(() => loosely(true, { ignoreCase: true })).toThrow(/got boolean$/);
    expect(() => loosely('a', { ignoreCase: 'yes' })).toThrow(
      'ignoreCase: expected true or false, got "yes"',
    );
    expect(() => attribute('a').is('a', 'b' as never)).toThrow('is: expected options, got "b"');
  });
});

describe('a test for versions', () => {
  const app = attribute('app');

  it('compares numbers part by part', () => {
    const ada = person('ada', { app: '5.10.0-rc.1' });
    expect(app.atLeastVersion('5.9')(ada)).toBe(true);
    expect(app.atMostVersion('5.10')(ada)).toBe(true);
    expect(app.aboveVersion('5.10')(ada)).toBe(false);
    expect(app.belowVersion('v5.10.0')(ada)).toBe(true);
    expect(app.isVersion('5.10-rc.1+build.7')(ada)).toBe(true);
  });

  it('is asked of events, too', () => {
    const opened = [{ name: 'opened', at: 0, properties: { app: 'v5.2' } }];
    const of = (test: ReturnType<typeof isVersion>) =>
      events('opened').where({ app: test }).any()(profile({ id: 'ada' }, opened, { asOf: 1 }));
    expect([atLeastVersion('5.2'), atMostVersion('5.2'), isVersion('5.2.0')].map(of)).toEqual([
      true,
      true,
      true,
    ]);
    expect([aboveVersion('5.2'), belowVersion('5.2')].map(of)).toEqual([false, false]);
  });

  it('refuses what is no version with a sentence', () => {
    expect(() => app.atLeastVersion('five')).toThrow(
      'version: expected a version such as "5.2" or "v2.0.0-beta.1", got "five"',
    );
    expect(() => app.atLeastVersion(5.2 as never)).toThrow(
      /^version: expected a version such as .*, got 5\.2/,
    );
    expect(() => events('a').count().plus(1).orElse(0).is(1)).not.toThrow();
    expect(() => (events('a').count() as never as typeof app).isVersion('5')).toThrow(
      'value: expected a text here, but this answers a number',
    );
  });

  it('is explained by the version that was found', () => {
    const text = String(explain(app.atLeastVersion('5.2'), person('ada', { app: '5.1.9' })));
    expect(text).toContain('“app” is at least version 5.2: is “5.1.9”');
  });

  it('is answered of a population as of a profile, by its texts', () => {
    const customers = Array.from({ length: 3000 }, (_, i) => ({
      id: `c${i}`,
      attributes: { app: ['5.1', '5.2', '5.10', 'none'][i % 4] },
    }));
    const people = population({ customers, asOf: 0 });
    expect(people.count(app.atLeastVersion('5.2'))).toBe(1500);
    expect(people.count(app.belowVersion('5.2'))).toBe(750);
  });
});
