import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AMPLITUDE_WORDS, REVENUE } from '../../src/adapters/amplitude/words.js';
import { CHARGE, MIXPANEL_WORDS } from '../../src/adapters/mixpanel/words.js';
import { POSTHOG_WORDS } from '../../src/adapters/posthog/words.js';
import { ORDERED_PRODUCT, SEGMENT_WORDS } from '../../src/adapters/segment/words.js';
import { KINDS } from '../../src/adapters/stripe/kinds.js';
import type { Words } from '../../src/adapters/words.js';
import { saas, type Vocabulary } from '../../src/vocabulary/index.js';

const text = readFileSync('docs/adapters.md', 'utf8');
const section = (title: string): string => text.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
const TOOLS: Readonly<Record<string, Words>> = {
  Segment: SEGMENT_WORDS,
  PostHog: POSTHOG_WORDS,
  Mixpanel: MIXPANEL_WORDS,
  Amplitude: AMPLITUDE_WORDS,
};
/** Names that only the library itself gives. */
const INTERNAL: readonly string[] = [ORDERED_PRODUCT, CHARGE, REVENUE.refund];
const events: Vocabulary['events'] = saas.events;

describe.each(Object.entries(TOOLS))('the words of %s', (title, words) => {
  it('stand in the document, with what they become', () => {
    const part = section(title);
    for (const [name, { event }] of Object.entries(words.events)) {
      expect(part, name).toContain(`\`${name}\``);
      for (const each of event.filter((one) => !INTERNAL.includes(one)))
        expect(part, each).toContain(`\`${each}\``);
    }
    for (const [from, to] of Object.entries(words.attributes)) {
      expect(part, from).toContain(`\`${from}\``);
      expect(part, to).toContain(`\`${to}\``);
    }
  });

  it('are those of the model', () => {
    for (const [name, { properties = {} }] of Object.entries(words.events))
      expect(Object.keys(events[name]?.properties ?? {}), name).toEqual(
        expect.arrayContaining(Object.keys(properties)),
      );
    for (const name of Object.values(words.attributes)) expect(saas.attributes).toHaveProperty(name);
  });
});

describe('the events of Stripe that mean something', () => {
  it('stand in the document', () => {
    for (const type of Object.keys(KINDS)) {
      const last = type.slice(type.lastIndexOf('.'));
      expect(
        [type, last].some((name) => section('Stripe').includes(`\`${name}\``)),
        type,
      ).toBe(true);
    }
  });
});
