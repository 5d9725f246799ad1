import type { AnyClassification, AnyMetric, AnySegment, Definition } from '../definitions/index.js';
import { growingAccount, highPotential, shrinkingAccount, unprofitable } from './accounts.js';
import {
  activeDays,
  activeMonths,
  activeWeeks,
  busiestMonthShare,
  sessions,
  stickiness,
  superUserByTime,
  timeInProduct,
  timeUsed,
  usageStreak,
  usageTrend,
} from './activity.js';
import { broadAdopter, featureBreadth, featureDepth, timeToFirstValue } from './adoption.js';
import {
  advocacyCandidate,
  advocacyScore,
  caseStudyCandidate,
  loyalAdvocate,
  referralsConverted,
  referralsSent,
  referrer,
  reviews,
  testimonialCandidate,
} from './advocacy.js';
import {
  benefitSought,
  brandImportance,
  convenienceImportance,
  deliveryImportance,
  priceImportance,
  qualityImportance,
  supportImportance,
} from './benefits.js';
import {
  buyingStyle,
  categoryVariety,
  orderLeadTime,
  purchaseEffort,
  researchDays,
  researchViews,
  topCategoryShare,
} from './buying.js';
import {
  downgradeRisk,
  expansionCandidate,
  premiumSubscriber,
  quotaUtilisation,
  seatUtilisation,
  upgradeCandidate,
} from './capacity.js';
import { cartAbandoner, checkoutAbandoner, openCart, wishlister } from './carts.js';
import { communityActions, communityParticipant, groupMember } from './community.js';
import { nextOrderExpectedAt, overdue, usageDrop } from './decline.js';
import {
  engagementLevel,
  engagementScore,
  feedback,
  preferredTime,
  resolutionHours,
  supportHeavy,
  supportTickets,
} from './engagement.js';
import { atRisk, healthScore, shopHealthScore } from './health.js';
import { impulsiveBuyer, likelyToBuy, researcher } from './intent.js';
import { ethicalLuxury, techEnthusiast, thriftyParent, topInterest } from './interests.js';
import { coldLead, journeyStage, lifecycle } from './journey.js';
import { loyalCustomer, tenure } from './loyalty.js';
import {
  messageClickRate,
  messageEngaged,
  messageFatigued,
  messageOpenRate,
  preferredChannel,
} from './messages.js';
import { crossSellCandidate, launchCandidate, promotionResponsive, upsellResponsive } from './offers.js';
import { onboardingProgress, stuckInOnboarding, trialEndingUnconverted } from './onboarding.js';
import { openDeal, openTicket, openTickets } from './open.js';
import { feedbackGiver, latestCes, latestCsat, latestNps, npsGroup, quietDetractor } from './opinion.js';
import { companySize } from './people.js';
import {
  activeMember,
  loyaltyTier,
  pointsBalance,
  pointsEarned,
  pointsRedeemed,
  pointsRedeemer,
  programCandidate,
  programMember,
} from './program.js';
import { dealSeeker, priceRealisation, priceSensitive, promotionShare } from './promotions.js';
import {
  averageOrderGap,
  averageOrderValue,
  averageOrderValueChange,
  bigSpender,
  daysSinceLastOrder,
  frequentBuyer,
  longestOrderGap,
  netRevenue,
  orders,
  repeatBuyer,
  returnsPerOrder,
  revenue,
} from './purchase.js';
import { daysToRenewal, readyToRenew, renewalRisk } from './renewal.js';
import {
  casualUser,
  engagementTrend,
  erraticUser,
  heaviestUsers,
  resurrected,
  returning,
} from './returning.js';
import { frequencyScore, monetaryScore, recencyScore, rfmSegment } from './rfm.js';
import { basketTrend, monthlyBuyer, oneAndDone, purchaseTiming, seasonalBuyer } from './rhythm.js';
import { daysInStage, daysToClose, salesCycle } from './sales.js';
import { freeUser, paidUser } from './subscription.js';
import { cadence, preferredHour, preferredWeekday } from './timing.js';
import {
  averageUser,
  dormant,
  inactive,
  lightUser,
  newUser,
  powerUser,
  superUser,
  trialUser,
  usageTier,
} from './usage.js';
import {
  contribution,
  highValue,
  lifetimeRevenue,
  monthsPaid,
  mrr,
  paybackMonths,
  revenuePotential,
} from './value.js';

/** An entry of the catalogue: a segment, a metric or a classification, with its words and parameters. */
export type CatalogueEntry = Definition & (AnySegment | AnyMetric | AnyClassification);

/**
 * Every entry of the catalogue that works as it is, dimension by dimension: to show them, to ask a population all of
 * them. Those that need an argument (`featureAdopter({ feature })`, `inCountry({ country })`, …) are functions, and
 * not among these. Whoever imports this pays for all of them; whoever imports one entry pays for that.
 * @example
 * ```ts
 * import { catalogue } from 'habitus/catalogue';
 * const inTime = catalogue.filter(({ dimension }) => dimension === 'time of use');
 * inTime.map(({ id }) => id); //=> ['cadence', 'preferred-hour', 'preferred-weekday']
 * ```
 */
export const catalogue: readonly CatalogueEntry[] = [
  // usage
  activeDays,
  activeMonths,
  activeWeeks,
  averageUser,
  broadAdopter,
  busiestMonthShare,
  casualUser,
  dormant,
  downgradeRisk,
  engagementTrend,
  erraticUser,
  featureBreadth,
  featureDepth,
  freeUser,
  heaviestUsers,
  inactive,
  lightUser,
  newUser,
  paidUser,
  powerUser,
  premiumSubscriber,
  quotaUtilisation,
  resurrected,
  returning,
  seatUtilisation,
  sessions,
  stickiness,
  superUser,
  superUserByTime,
  timeInProduct,
  timeToFirstValue,
  timeUsed,
  trialUser,
  upgradeCandidate,
  usageDrop,
  usageStreak,
  usageTier,
  usageTrend,
  // time of use
  cadence,
  preferredHour,
  preferredWeekday,
  // purchase
  averageOrderGap,
  averageOrderValue,
  averageOrderValueChange,
  basketTrend,
  bigSpender,
  buyingStyle,
  categoryVariety,
  crossSellCandidate,
  daysSinceLastOrder,
  dealSeeker,
  frequentBuyer,
  impulsiveBuyer,
  launchCandidate,
  likelyToBuy,
  longestOrderGap,
  monthlyBuyer,
  netRevenue,
  nextOrderExpectedAt,
  oneAndDone,
  orderLeadTime,
  orders,
  overdue,
  priceRealisation,
  priceSensitive,
  promotionResponsive,
  promotionShare,
  purchaseEffort,
  purchaseTiming,
  repeatBuyer,
  researchDays,
  researchViews,
  researcher,
  returnsPerOrder,
  revenue,
  seasonalBuyer,
  topCategoryShare,
  upsellResponsive,
  // benefit sought
  benefitSought,
  brandImportance,
  convenienceImportance,
  deliveryImportance,
  priceImportance,
  qualityImportance,
  supportImportance,
  // interest
  ethicalLuxury,
  techEnthusiast,
  thriftyParent,
  topInterest,
  // loyalty
  activeMember,
  advocacyCandidate,
  advocacyScore,
  caseStudyCandidate,
  feedbackGiver,
  latestCes,
  latestCsat,
  latestNps,
  loyalAdvocate,
  loyalCustomer,
  loyaltyTier,
  npsGroup,
  pointsBalance,
  pointsEarned,
  pointsRedeemed,
  pointsRedeemer,
  programCandidate,
  programMember,
  referralsConverted,
  referralsSent,
  referrer,
  reviews,
  tenure,
  testimonialCandidate,
  // engagement
  communityActions,
  communityParticipant,
  engagementLevel,
  engagementScore,
  feedback,
  groupMember,
  messageClickRate,
  messageEngaged,
  messageFatigued,
  messageOpenRate,
  openTicket,
  openTickets,
  preferredChannel,
  preferredTime,
  quietDetractor,
  resolutionHours,
  supportHeavy,
  supportTickets,
  // journey
  cartAbandoner,
  checkoutAbandoner,
  coldLead,
  daysInStage,
  daysToClose,
  daysToRenewal,
  journeyStage,
  lifecycle,
  onboardingProgress,
  openCart,
  openDeal,
  readyToRenew,
  renewalRisk,
  salesCycle,
  stuckInOnboarding,
  trialEndingUnconverted,
  wishlister,
  // value
  atRisk,
  contribution,
  expansionCandidate,
  frequencyScore,
  growingAccount,
  healthScore,
  highPotential,
  highValue,
  lifetimeRevenue,
  monetaryScore,
  monthsPaid,
  mrr,
  paybackMonths,
  recencyScore,
  revenuePotential,
  rfmSegment,
  shopHealthScore,
  shrinkingAccount,
  unprofitable,
  // who they are
  companySize,
];

/**
 * The entries of the catalogue under their dimensions, in the order of {@link catalogue}.
 * @example
 * ```ts
 * import { catalogueByDimension } from 'habitus/catalogue';
 * [...catalogueByDimension().keys()].slice(0, 3); //=> ['usage', 'time of use', 'purchase']
 * ```
 */
export const catalogueByDimension = (): ReadonlyMap<string, readonly CatalogueEntry[]> => {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of catalogue) {
    const group = groups.get(entry.dimension ?? '');
    if (group === undefined) groups.set(entry.dimension ?? '', [entry]);
    else group.push(entry);
  }
  return groups;
};
