import { atLeast, attribute, events, powerUser, segment } from 'habitus';
import { catalogue } from 'habitus/catalogue';
import { defineModel, saas } from 'habitus/model';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const app = defineModel({
  attributes: { plan: ['free', 'pro'], seats: 'number', anything: z.unknown() },
  events: { purchase: { amount: 'number', due: 'instant' }, used: z.object({ feature: z.string() }) },
});

const found = (definition: Parameters<typeof app.check>[0]) =>
  app.check(definition).findings.map(({ code, message }) => `${code}: ${message}`);

describe('a check of definitions against a model', () => {
  it('says nothing of what the model has', () => {
    expect(saas.check([...catalogue]).findings).toEqual([]);
    const fine = {
      a: events('purchase')
        .where({ amount: atLeast(3) })
        .any(),
      b: events('purchase').max('due', { as: 'instant' }),
      c: attribute('anything').is('x'),
      d: attribute('seats', { as: 'instant' }),
    };
    expect(found(fine)).toEqual([]);
  });

  it('says all at once what parsing refuses at the first', () => {
    const mine = segment('mine', {
      where: () => events('purchas').where({ amounts: 1 }).any(),
    });
    expect(found(mine)).toEqual(['no-event: the model has no event “purchas”; did you mean “purchase”?']);
    expect(found(powerUser)).toEqual(['no-event: the model has no event “feature_used”']);
    expect(found(events('purchase').sum('amounts'))).toEqual([
      'no-property: “purchase” has no property “amounts” in the model; did you mean “amount”?',
    ]);
    expect(found(attribute('plann').exists())).toEqual([
      'no-attribute: the model has no attribute “plann”; did you mean “plan”?',
    ]);
    expect(found(events('purchase').where({ amount: 'x' }).any())).toEqual([
      'other-type: “amount” of “purchase” is, in the model, a number; it is read as a text',
    ]);
    expect(found(attribute('plan').oneOf('Pro', 'free'))).toEqual([
      'no-value: “plan” is never, in the model, “Pro”; there is “pro”, which nothing here asks for: did you mean that?',
    ]);
    expect(found(attribute('plan').is('PRO', { ignoreCase: true }))).toEqual([]);
    expect(
      found(
        events('purchase')
          .within(30 as never)
          .any(),
      )[0],
    ).toMatch(/^short-time: 30 milliseconds/);
  });
});
