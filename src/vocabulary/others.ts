/**
 * The events of the built-in model that are not the customer's doing. Activity is everything else, a host's own events included.
 * A list of its own, so that a segment of activity does not bring the whole vocabulary with it.
 */
export const eventsOfOthers = [
  'subscription_renewed',
  'payment_failed',
  'refund',
  'offer_shown',
  'referral_converted',
  'loyalty_earned',
  'support_resolved',
  'message_delivered',
  'deal_created',
  'stage_entered',
  'deal_won',
  'deal_lost',
  'outage',
] as const;
