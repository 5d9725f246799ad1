const DAYS_ONLY = 'it has days and no times: no session lasts';
const NO_PROMOTIONS = 'no promotion is recorded with an order';
const NO_LIST_PRICES = 'no list price is recorded with an order';
const ONE_YEAR = 'the data covers one year: nobody has bought in two';

/** By data set and entry: why a segment of the catalogue holds nobody or everybody there, where the data has what it reads. */
export const REASONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  onlineRetail: {
    'deal-seeker': NO_PROMOTIONS,
    'seasonal-buyer': ONE_YEAR,
    'price-sensitive': NO_LIST_PRICES,
    'usage-drop': 'nobody who ordered on so many days stopped',
  },
  completeJourney: {
    'seasonal-buyer': ONE_YEAR,
    'super-user': 'a sample of receipts: in it nobody shops on 16 days of 28',
  },
  cdnow: {
    'price-sensitive': NO_LIST_PRICES,
    'super-user': 'nobody buys CDs on 16 days of 28',
    'super-user-by-time': DAYS_ONLY,
    'deal-seeker': NO_PROMOTIONS,
  },
  ravenstack: {
    'usage-drop': 'its uses are made up evenly: none falls by half',
    dormant: 'its uses are made up evenly: every account had one in the last 90 days',
    resurrected: 'nobody was ever away for 90 days',
    'power-user': 'its uses are made up evenly: nobody has 12 active days of 28',
    'super-user': 'its uses are made up evenly: nobody has 16 active days of 28',
    'super-user-by-time': DAYS_ONLY,
    'paid-user': 'every account has a paid subscription that runs',
    'free-user': 'every account has a paid subscription that runs',
    'at-risk': 'its uses are made up evenly: nobody has 30 active days of 84',
    'nps-group': 'its surveys ask for satisfaction (CSAT), none is an NPS survey',
    'support-heavy': 'no account had three tickets in December 2024',
  },
  collegeMessages: {
    'broad-adopter': 'it has one feature: the message',
    'power-user': 'it has one feature: the message',
    'super-user': 'the last weeks are quiet: nobody wrote on 16 days of the last 28',
  },
};
