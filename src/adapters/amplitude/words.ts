import type { Words } from '../words.js';

/** The names under which the revenue of an event is looked up. */
export const REVENUE = { purchase: 'revenue_amount', refund: 'revenue_amount: refund' } as const;

/** The names that Amplitude gives by itself. */
export const AMPLITUDE_WORDS: Words = {
  events: {
    content_viewed: {
      event: ['[Amplitude] Page Viewed', '[Amplitude] Screen Viewed'],
      properties: {
        content: ['[Amplitude] Page Path', '[Amplitude] Screen Name', '[Amplitude] Page Title'],
      },
    },
    purchase: { event: [REVENUE.purchase], properties: { amount: ['revenue'] } },
    refund: { event: [REVENUE.refund], properties: { amount: ['revenue'] } },
  },
  attributes: {},
};
