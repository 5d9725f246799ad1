import type { Words } from '../words.js';

/** The names that PostHog gives by itself. */
export const POSTHOG_WORDS: Words = {
  events: {
    content_viewed: {
      event: ['$pageview', '$screen'],
      properties: { content: ['$pathname', '$screen_name', '$current_url'] },
    },
  },
  attributes: {
    $geoip_country_code: 'country',
    $geoip_subdivision_1_code: 'region',
    $geoip_city_name: 'city',
    $geoip_time_zone: 'timeZone',
  },
};
