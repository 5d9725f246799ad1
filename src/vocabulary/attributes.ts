import type { Vocabulary } from './types.js';

/** The attributes of the built-in model, with their types. */
export const saasAttributes = {
  signedUpAt: 'instant',
  subscribedAt: 'instant',
  trialEndsAt: 'instant',
  renewsAt: 'instant',

  accountId: 'text',

  plan: 'text',
  planRank: 'number',
  mrr: 'number',
  seats: 'number',
  seatsUsed: 'number',
  quota: 'number',
  quotaUsed: 'number',
  costToServe: 'number',

  // demographic
  ageBand: 'text',
  language: 'text',
  income: 'number',
  education: 'text',

  // geographic
  country: 'text',
  region: 'text',
  city: 'text',
  timeZone: 'text',

  // firmographic
  industry: 'text',
  employees: 'number',
  annualRevenue: 'number',
  role: 'text',

  // psychographic
  values: 'list',
  interests: 'list',
  socialGroups: 'list',
} as const satisfies Vocabulary['attributes'];
