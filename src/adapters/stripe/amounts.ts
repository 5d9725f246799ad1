import { type RowIssue, translator } from '../../rows/index.js';
import type { Money } from '../../vocabulary/index.js';

/**
 * Currencies whose amounts Stripe counts in whole units. UGX has none in use either, but Stripe counts it in
 * hundredths, as it does ISK.
 */
const WHOLE = ' BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF ';

/** Currencies whose amounts Stripe counts in thousandths. */
const THOUSANDTHS = ' BHD JOD KWD OMR TND ';

/**
 * How many of Stripe's units make one of a currency: 100, or 1, or 1000.
 * @see https://docs.stripe.com/currencies#minor-units
 */
export const unitsOf = (currency: string): number => {
  const code = ` ${currency.toUpperCase()} `;
  return WHOLE.includes(code) ? 1 : THOUSANDTHS.includes(code) ? 1000 : 100;
};

/** An amount in the reporting currency, or why there is none. */
export interface Converted {
  readonly amount: number | undefined;
  readonly issues: readonly RowIssue[];
}

/** Brings amounts of Stripe's units into the reporting currency, at the rate of an instant. */
export type Convert = (units: unknown, currency: unknown, at: number) => Converted;

/** The conversion into a currency. */
export const converter = ({ currency, rates }: Money): Convert => {
  const upper = {
    currency: currency.toUpperCase(),
    rates: Object.fromEntries(Object.entries(rates).map(([code, rate]) => [code.toUpperCase(), rate])),
  };
  const { event } = translator({
    events: { amount: { event: 'amount', properties: { amount: { from: 'amount', currency: 'currency' } } } },
    attributes: {},
    money: upper,
  });
  return (units, code, at) => {
    const known = typeof code === 'string' ? code.toUpperCase() : code;
    const amount = Number.isFinite(units)
      ? (units as number) / unitsOf(typeof known === 'string' ? known : '')
      : units;
    const { properties, issues } = event('amount', { amount, currency: known }, at);
    return { amount: properties.amount as number | undefined, issues };
  };
};
