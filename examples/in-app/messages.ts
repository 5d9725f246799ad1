import {
  and,
  attribute,
  days,
  events,
  not,
  type Profile,
  type Segment,
  segment,
  upgradeCandidate,
} from 'habitus';

/** Something to say, and to whom. Everything that is tested is an event or an attribute of this visitor. */
interface Message {
  readonly key: string;
  readonly audience?: Segment;
  readonly title: string;
  readonly text: string;
}

/** In order: the first whose audience the visitor is in. The last one is for everybody else. */
const messages: readonly Message[] = [
  {
    key: 'missed',
    title: 'We have missed you',
    text: 'Your notes are where you left them. Write one line today, and the rest comes by itself.',
    audience: segment('quiet-for-a-week', {
      title: 'Quiet for a week',
      parameters: { age: 7, window: days(7) },
      where: ({ age, window }) =>
        and(attribute('signedUpAt').daysSince().atLeast(age), events().within(window).none()),
    }),
  },
  {
    key: 'upgrade',
    title: 'You have outgrown the free plan',
    text: 'Three times now there was no room for another note. Pro has no limit: try it for 14 days.',
    audience: upgradeCandidate,
  },
  {
    key: 'tutorial',
    title: 'Welcome! Take the two-minute tour',
    text: 'Write a note, search for it, share it: then you know all there is to know.',
    audience: segment('newcomer', {
      title: 'Newcomer',
      parameters: { age: 3, features: 3 },
      where: ({ age, features }) =>
        and(
          attribute('signedUpAt').daysSince().below(age),
          events('feature_used').distinct('feature').below(features),
        ),
    }),
  },
  {
    key: 'shortcuts',
    title: 'You know your way around',
    text: 'Press “/” to search and “n” for a new note, wherever you are.',
    audience: segment('explorer', {
      title: 'Explorer',
      parameters: { features: 3, window: days(7) },
      where: ({ features, window }) =>
        events('feature_used').within(window).distinct('feature').atLeast(features),
    }),
  },
  { key: 'none', title: 'Your notes', text: 'Nothing new today. Happy writing.' },
];

const audiencesOf = (some: readonly Message[]): readonly Segment[] =>
  some.flatMap(({ audience }) => (audience === undefined ? [] : [audience]));

/** A message with the segment of those who see it: its own audience, less those of the messages before it. */
const choices = messages.map((message, i) => ({
  ...message,
  seen: and(
    ...audiencesOf(messages.slice(i, i + 1)),
    ...audiencesOf(messages.slice(0, i)).map((audience) => not(audience)),
  ),
}));

/** The one message for a visitor. Between them, the choices are seen by everybody. */
export const pick = (visitor: Profile): (typeof choices)[number] =>
  choices.find(({ seen }) => seen(visitor)) as (typeof choices)[number];
