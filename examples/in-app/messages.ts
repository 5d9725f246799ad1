import {
  and,
  attribute,
  classification,
  days,
  events,
  not,
  type Segment,
  segment,
  upgradeCandidate,
} from 'habitus';

/** Who may be shown which message. Everything that is tested is an event or an attribute of this visitor. */
const audiences = {
  /** Everything else would be wasted on those who have stopped. */
  missed: segment('quiet-for-a-week', {
    title: 'Quiet for a week',
    parameters: { age: 7, window: days(7) },
    where: ({ age, window }) =>
      and(attribute('signedUpAt').daysSince().atLeast(age), events().within(window).none()),
  }),
  /** The catalogue's own, as it is. */
  upgrade: upgradeCandidate,
  tutorial: segment('newcomer', {
    title: 'Newcomer',
    parameters: { age: 3, features: 3 },
    where: ({ age, features }) =>
      and(
        attribute('signedUpAt').daysSince().below(age),
        events('feature_used').distinct('feature').below(features),
      ),
  }),
  shortcuts: segment('explorer', {
    title: 'Explorer',
    parameters: { features: 3, window: days(7) },
    where: ({ features, window }) =>
      events('feature_used').within(window).distinct('feature').atLeast(features),
  }),
};

/** The key of a message; `none` where there is nothing to say. */
export type MessageKey = keyof typeof audiences | 'none';

/** Which message a visitor is shown: the first whose audience they are in. */
export const pick = classification('in-app-message', { labels: () => audiences });

/** The segment that says why a message is shown: for none, that no audience fits. */
export const audienceOf = (key: MessageKey): Segment => (key === 'none' ? nobody : audiences[key]);

const nobody = segment('nothing-to-say', {
  title: 'Nothing to say today',
  where: () =>
    and(not(audiences.missed), not(audiences.upgrade), not(audiences.tutorial), not(audiences.shortcuts)),
});

/** What is said. */
export const TEXTS: Readonly<Record<MessageKey, { readonly title: string; readonly text: string }>> = {
  missed: {
    title: 'We have missed you',
    text: 'Your notes are where you left them. Write one line today, and the rest comes by itself.',
  },
  upgrade: {
    title: 'You have outgrown the free plan',
    text: 'Three times now there was no room for another note. Pro has no limit: try it for 14 days.',
  },
  tutorial: {
    title: 'Welcome! Take the two-minute tour',
    text: 'Write a note, search for it, share it: then you know all there is to know.',
  },
  shortcuts: {
    title: 'You know your way around',
    text: 'Press “/” to search and “n” for a new note, wherever you are.',
  },
  none: { title: 'Your notes', text: 'Nothing new today. Happy writing.' },
};
