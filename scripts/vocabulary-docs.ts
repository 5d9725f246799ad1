import { type CatalogueEntry, catalogue } from '../src/catalogue/index.js';
import { type NeededEvents, needs } from '../src/check/index.js';
import { saas, type Vocabulary } from '../src/vocabulary/index.js';
import { constructed } from '../test/catalogue/constructed.js';
import { ATTRIBUTES, EVENTS, type Meaning } from './vocabulary-meanings.js';

const INTRODUCTION = `# The vocabulary

The events, properties and attributes that the [catalogue](catalogue.md) is written in, generated from the code: what
each means, its type, and which entries read it. Nothing here is required: an entry needs what its *reads* line says,
and \`needs(entry)\` says it as data. Where your own names or units differ, map them with
[\`vocabulary\`](model.md#your-own-names); what you record and it lacks, add with \`saas.extend\`.

*By* says who makes an event happen. What the company sends, and what befalls a customer, is no use of the product, and
does not count as activity. "Activity" in the last column: entries that read any activity (active days, recency, …) and
do not name the event. Every property may be missing. An instant is a \`Date\`, milliseconds, or ISO 8601 text with an
offset; a list holds texts.
`;

/** The name under which an entry is imported. */
export const camelCase = (id: string): string =>
  id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** All entries, and those that are made with an argument, under the names by which they are imported. */
const entries: readonly (readonly [string, CatalogueEntry])[] = [
  ...[...catalogue].map((entry) => [camelCase(entry.id), entry] as const),
  ...Object.entries(constructed).map(
    ([name, entry]) => [`${name}()`, entry as unknown as CatalogueEntry] as const,
  ),
];

const read = entries.map(([name, entry]) => [name, needs(entry)] as const);

type Needed = (typeof read)[number][1];

/** The entries of which something is true, by name. */
const thatRead = (is: (needed: Needed) => boolean): string =>
  read
    .filter(([, needed]) => is(needed))
    .map(([name]) => `\`${name}\``)
    .join(', ');

const typeWords = (declared: unknown): string =>
  Array.isArray(declared) ? declared.map((value) => `\`${value}\``).join(', ') : String(declared);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Whether "any activity" includes an event: the entries leave out those that are no use of the product. */
const isActivity = (name: string, needed: Needed): boolean =>
  needed.otherEvents.some(
    ({ except, startingWith }) =>
      !except.includes(name) &&
      (startingWith.length === 0 || startingWith.some((start) => name.startsWith(start))),
  );

const eventSection = (name: string, { by, properties }: Vocabulary['events'][string]): string => {
  const meaning = (EVENTS as Readonly<Record<string, Meaning>>)[name]!;
  const readers = thatRead(({ events }) => Object.hasOwn(events, name));
  const asActivity = read.some(([, needed]) => isActivity(name, needed));
  const reading = [readers, ...(asActivity ? ['activity'] : [])].filter((each) => each !== '').join('; ');
  const rows = Object.entries(properties).map(([property, type]) => [
    `\`${property}\``,
    typeWords(type),
    meaning.properties[property]!,
    thatRead(({ events, otherEvents }) =>
      [events[name], ...otherEvents].some((each?: NeededEvents) =>
        Object.hasOwn(each?.properties ?? {}, property),
      ),
    ) || '—',
  ]);
  return [
    `### \`${name}\``,
    `${meaning.event[0]!.toUpperCase()}${meaning.event.slice(1)}. *By* the ${by}. *Read by* ${reading || 'no entry'}.`,
    ...(rows.length === 0 ? [] : [table(['property', 'type', 'meaning', 'read by'], rows)]),
  ].join('\n\n');
};

/** docs/vocabulary.md, as it should be. */
export const vocabularyDocs = (): string => {
  const attributes = Object.entries(saas.attributes).map(([name, type]) => [
    `\`${name}\``,
    typeWords(type),
    ATTRIBUTES[name as keyof typeof ATTRIBUTES],
    thatRead((needed) => Object.hasOwn(needed.attributes, name)) || '—',
  ]);
  const events = Object.entries(saas.events as Vocabulary['events']).map(([name, of]) =>
    eventSection(name, of),
  );
  return [
    INTRODUCTION,
    `## Attributes\n\n${table(['attribute', 'type', 'meaning', 'read by'], attributes)}`,
    `## Events\n\n${events.join('\n\n')}`,
  ]
    .join('\n')
    .replace(/\n## /g, '\n\n## ')
    .replace(/\n{3,}/g, '\n\n')
    .concat('\n');
};
