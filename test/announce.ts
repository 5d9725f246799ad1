import type { TestProject } from 'vitest/node';
import { chromiumPath, hasChromium, hasClickHouse, hasData } from './machine.js';

const ABSENT: readonly (readonly [isThere: boolean, what: string])[] = [
  [
    hasChromium,
    `pages in a browser: no Chromium at ${chromiumPath} (apt-get install chromium, or set CHROMIUM_PATH)`,
  ],
  [hasClickHouse, 'SQL on ClickHouse: not installed, 543 MB (npm install --prefix bench/peers)'],
  [hasData, 'real data that is not shipped: HABITUS_DATA does not name its folder'],
];

/** The files that were asked for by name; none of a whole run. */
const asked = (vitest: object): readonly string[] =>
  (vitest as { readonly filenamePattern?: readonly string[] }).filenamePattern ?? [];

/** Says at the start of a whole run how long it takes, and what it leaves out and why. */
export default ({ vitest }: TestProject): void => {
  if (asked(vitest).length > 0) return;
  const left = ABSENT.filter(([isThere]) => !isThere).map(([, what]) => `Skipped: ${what}.`);
  console.log(
    [
      'All tests: 20 to 30 minutes on two cores. In about two, most of them: npm run test:unit.',
      ...left,
      left.length === 0 ? 'Nothing is skipped for want of something.' : '',
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );
};
