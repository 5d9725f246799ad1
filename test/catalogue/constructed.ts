import {
  benefitSoughtAmong,
  cancelled,
  featureAdopter,
  inAgeBand,
  inCountry,
  inIndustry,
  inRegion,
  inRole,
  interest,
  interestedIn,
  shares,
  speaks,
  stuckInStage,
  timeToAdopt,
  tutorialCandidate,
  upgraded,
} from '../../src/catalogue/index.js';
import { days } from '../../src/index.js';

/** One entry of each constructor of the catalogue, under the constructor's name, for the tests that go over all entries. */
export const constructed = {
  benefitSoughtAmong: benefitSoughtAmong({
    benefits: {
      'saving time': { features: ['import'], categories: ['bundle'] },
      'being sure': { features: ['export'], topics: ['security'] },
    },
  }),
  cancelled: cancelled({ after: days(365) }),
  featureAdopter: featureAdopter({ feature: 'export' }),
  inAgeBand: inAgeBand({ ageBand: '25-34' }),
  inCountry: inCountry({ country: 'DE' }),
  inIndustry: inIndustry({ industry: 'retail' }),
  inRegion: inRegion({ region: 'Bavaria' }),
  inRole: inRole({ role: 'buyer' }),
  interest: interest({ topics: ['running', 'cycling'] }),
  interestedIn: interestedIn({ topic: 'running' }),
  shares: shares({ value: 'thrift' }),
  speaks: speaks({ language: 'fr' }),
  stuckInStage: stuckInStage({ stage: 'proposal' }),
  timeToAdopt: timeToAdopt({ feature: 'export', releasedAt: '2026-11-12T00:00:00Z' }),
  tutorialCandidate: tutorialCandidate({ feature: 'export', plans: ['pro'] }),
  upgraded: upgraded({ after: days(365) }),
};
