import type { Vocabulary } from './types.js';

/** The attributes of the built-in model, with the type that each is read as. */
export const saasAttributes = {
  // The course of the relationship.
  signedUpAt: 'instant',
  subscribedAt: 'instant',
  trialEndsAt: 'instant',
  renewsAt: 'instant',
  accountId: 'text',
  acquisitionSource: 'text',

  // The contract. `planRank` orders the plans: a greater one is a greater plan. `mrr` is that of all subscriptions
  // together, `addressableSeats` how many people there could use the product.
  plan: 'text',
  planRank: 'number',
  mrr: 'number',
  seats: 'number',
  seatsUsed: 'number',
  addressableSeats: 'number',
  quota: 'number',
  quotaUsed: 'number',
  costToServe: 'number',
  acquisitionCost: 'number',

  // Demographic.
  ageBand: 'text',
  language: 'text',
  income: 'number',
  education: 'text',

  // Geographic. `timeZone` is an IANA name.
  country: 'text',
  region: 'text',
  city: 'text',
  timeZone: 'text',

  // Firmographic.
  industry: 'text',
  employees: 'number',
  annualRevenue: 'number',
  role: 'text',

  // Psychographic.
  values: 'list',
  interests: 'list',
  socialGroups: 'list',

  // What may be sent: channels and purposes agreed to, and those that must not be used any more.
  consents: 'list',
  suppressed: 'list',
} as const satisfies Vocabulary['attributes'];
