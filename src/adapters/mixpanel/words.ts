import type { Words } from '../words.js';

/** The name under which a charge of the older revenue tracking is looked up. */
export const CHARGE = '$transactions';

/** The names that Mixpanel gives by itself. */
export const MIXPANEL_WORDS: Words = {
  events: {
    content_viewed: {
      event: ['$mp_web_page_view'],
      properties: { content: ['url_path', 'current_url_path', 'current_page_title', '$current_url'] },
    },
    purchase: { event: [CHARGE], properties: { amount: ['$amount'] } },
  },
  attributes: {
    $created: 'signedUpAt',
    $city: 'city',
    $region: 'region',
    $country_code: 'country',
    $timezone: 'timeZone',
  },
};
