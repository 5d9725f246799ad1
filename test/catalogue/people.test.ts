import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  companySize,
  inAgeBand,
  inCountry,
  inIndustry,
  inRegion,
  inRole,
  shares,
  speaks,
} from '../../src/catalogue/index.js';
import { and, describe as inWords, type Segment } from '../../src/index.js';
import { answering } from './cases.js';
import { type Case, did, old, who, young } from './customers.js';

/** A segment of one value of an attribute. */
const exact = (segment: Segment, attribute: string, value: string): [Segment, readonly Case<boolean>[]] => [
  segment,
  [
    ['the value', who({ [attribute]: value }), true],
    ['another', who({ [attribute]: `${value}.` }), false],
    [
      'in other letters',
      who({ [attribute]: value.toUpperCase().replace('DE', 'de') }),
      value === value.toUpperCase() && value !== 'DE',
    ],
    ['a list of it is no text', who({ [attribute]: [value] }), false],
    ['no events', who({ ...old, [attribute]: value }), true],
    ['a new customer', who({ ...young, [attribute]: value }), true],
    ['the attribute is missing', who(old, [did('logged_in', 1)]), false],
  ],
];

answering([
  exact(inCountry({ country: 'DE' }), 'country', 'DE'),
  exact(inRegion({ region: 'Bavaria' }), 'region', 'Bavaria'),
  exact(inIndustry({ industry: 'retail' }), 'industry', 'retail'),
  exact(inRole({ role: 'buyer' }), 'role', 'buyer'),
  exact(inAgeBand({ ageBand: '25-34' }), 'ageBand', '25-34'),
  exact(speaks({ language: 'fr' }), 'language', 'fr'),
  [
    shares({ value: 'thrift' }),
    [
      ['in the list', who({ values: ['sustainability', 'thrift'] }), true],
      ['not in the list', who({ values: ['sustainability'] }), false],
      ['an empty list', who({ values: [] }), false],
      ['a text is no list', who({ values: 'thrift' }), false],
      ['the attribute is missing', who(old), false],
      ['a new customer', who({ ...young, values: ['thrift'] }), true],
    ],
  ],
  [
    companySize,
    [
      ['nobody but the owner', who({ employees: 0 }), 'micro'],
      ['9', who({ employees: 9 }), 'micro'],
      ['9.5: half a job', who({ employees: 9.5 }), 'small'],
      ['10', who({ employees: 10 }), 'small'],
      ['49', who({ employees: 49 }), 'small'],
      ['50', who({ employees: 50 }), 'medium'],
      ['249', who({ employees: 249 }), 'medium'],
      ['250', who({ employees: 250 }), 'large'],
      ['less than none', who({ employees: -1 }), null],
      ['a text', who({ employees: '10' }), null],
      ['a new customer', who({ ...young, employees: 12 }), 'small'],
      ['the attribute is missing', who(old), null],
    ],
  ],
]);

describe('what is constructed', () => {
  it('is called by its value, and to be joined with behaviour', () => {
    expect(
      inWords(and(inCountry({ country: 'DE' }), speaks({ language: 'fr' }), shares({ value: 'thrift' }))),
    ).toBe('in DE, speaks fr and shares the value thrift');
  });

  it('can be given another id, where several of one sort meet', () => {
    expect(inCountry({ country: 'DE' }).with({}, { id: 'in-germany' }).id).toBe('in-germany');
  });
});

describe('company-size', () => {
  it('gives every company of 0 employees and more exactly one label', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (employees) => {
        const customer = who({ employees });
        expect(companySize.labels.filter((label) => companySize.is(label)(customer))).toHaveLength(1);
      }),
    );
  });
});
