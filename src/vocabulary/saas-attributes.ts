import type { Vocabulary } from './types.js';

/** The attributes of the built-in model, with the type that each is read as. */
export const saasAttributes = {
  // The course of the relationship.
  signedUpAt: 'instant',
  subscribedAt: 'instant',
  trialEndsAt: 'instant',
  renewsAt: 'instant',
  accountId: 'text',

  // The contract. `planRank` orders the plans: a greater one is a greater plan.
  plan: 'text',
  planRank: 'number',
  mrr: 'number',
  seats: 'number',
  seatsUsed: 'number',
  quota: 'number',
  quotaUsed: 'number',
  costToServe: 'number',

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
} as const satisfies Vocabulary['attributes'];
