import { sql } from '../../../src/sql/fragment.js';
import { type BrokenRule, swap } from './rule.js';

/** Versions, and texts in any case. */
export const TEXTS: readonly BrokenRule[] = [
  {
    title: 'a v in front of a version counts',
    text: swap('^v|[+].*', '[+].*'),
    caughtBy: 'S38 A small v may stand in front [versions]',
  },
  {
    title: 'the build of a version counts',
    text: swap('^v|[+].*', '^v'),
    caughtBy: 'S38 A build is ignored [versions]',
  },
  {
    title: 'a version without -pre is earlier than one with it',
    text: swap("'2'", "'!'"),
    caughtBy: 'S38 semver.org: 1.0.0-rc.1 < 1.0.0 [versions]',
  },
  {
    title: 'numbers of -pre are texts',
    text: swap('[0-9]+', 'x'),
    caughtBy: 'S38 semver.org: 1.0.0-beta.2 < 1.0.0-beta.11 [versions]',
  },
  {
    title: 'zeros in front of a number of -pre count',
    text: swap('^0+', '^x'),
    caughtBy: 'S38 Zeros in front of a number of -pre are read [versions]',
  },
  {
    title: 'parts of a version that are absent are not 0',
    text: swap('.0.0.0.0.0.0.0', '.1.1.1.1.1.1.1'),
    caughtBy: 'S38 Parts that are absent are 0 [versions]',
  },
  {
    title: 'any text is a version',
    text: swap('[0-9]{1,9}([.][0-9]{1,9}){0,7}', '.*'),
    caughtBy: 'S38 A word is no version [versions]',
  },
  {
    title: 'the case counts where it is to be ignored',
    dialect: { lower: (text) => text },
    caughtBy: 'S38 is: a text in capitals is the same text [ignoring-case]',
  },
  {
    title: 'letters beyond ASCII have a case',
    dialect: { lower: (text) => sql`lower(${text})` },
    on: ['DuckDB', 'PostgreSQL'],
    caughtBy: 'S38 is: only ASCII letters have a case [ignoring-case]',
  },
];
