import { describe, expect, it } from 'vitest';
import * as catalogue from '../../src/catalogue/index.js';
import { type AnySegment, describe as inWords, type Parameters } from '../../src/index.js';
import { constructed } from './constructed.js';

interface Entry {
  readonly parameters: Parameters;
  with(parameters: Parameters): Entry;
}

/** The entries of which every parameter can be heard. */
const HEARD = [
  'basketTrend',
  'bigSpender',
  'buyingStyle',
  'cadence',
  'cadenceAround',
  'cartAbandoner',
  'categoryVariety',
  'checkoutAbandoner',
  'engagementLevel',
  'engagementTrend',
  'frequencyScore',
  'heaviestUsers',
  'highValue',
  'launchCandidate',
  'likelyToBuy',
  'messageFatigued',
  'monetaryScore',
  'monthlyBuyer',
  'nextOrderExpectedAt',
  'openCart',
  'overdue',
  'preferredChannel',
  'promotionResponsive',
  'purchaseTiming',
  'recencyScore',
  'rfmSegment',
  'supportHeavy',
  'topInterest',
  'upsellResponsive',
  'usageDrop',
  'wishlister',
] as const;

const entries = { ...catalogue, ...constructed } as unknown as Readonly<Record<string, Entry>>;

/** Another value that the parameter can have. */
const other = (name: string, value: unknown): unknown =>
  typeof value === 'string'
    ? `${value} of another kind`
    : /percent$/i.test(name)
      ? (value as number) / 2
      : Number(value) < 1
        ? Number(value) / 2
        : Number(value) >= 60_000
          ? Number(value) * 2
          : Number(value) + 1;

describe('the words of an entry', () => {
  it.each(HEARD)('%s change with each of its parameters', (name) => {
    const entry = entries[name]!;
    const said = inWords(entry as unknown as AnySegment);
    for (const [parameter, value] of Object.entries(entry.parameters)) {
      const changed = entry.with({ [parameter]: other(parameter, value) } as Parameters);
      expect(inWords(changed as unknown as AnySegment), parameter).not.toBe(said);
    }
  });
});
