/**
 * Writes docs/catalogue.md and docs/vocabulary.md from the catalogue itself: `npx tsx scripts/catalogue-docs.ts`. A test
 * fails when they are stale.
 */
import { writeFileSync } from 'node:fs';
import { type CatalogueEntry, catalogueByDimension } from '../src/catalogue/index.js';
import { type NeededEvents, type NeededValue, needs } from '../src/check/index.js';
import { describe } from '../src/definitions/index.js';
import { duration, number } from '../src/print/index.js';
import { constructed } from '../test/catalogue/constructed.js';
import { camelCase, vocabularyDocs } from './vocabulary-docs.js';

const INTRODUCTION = `# The catalogue

Every behaviour that this library knows by name, generated from the code. Each entry is a definition in the built-in
vocabulary: ask it (\`powerUser(ada)\`, \`people.members(powerUser)\`), give it other numbers
(\`powerUser.with({ activeDays: 20 })\`), read it aloud (\`describe\`), store it. A number is a starting point to be
calibrated on your own customers; *source* says where it comes from, *reads* which events (with their properties) and
attributes it needs, and the types that they are read as. What these mean stands in [the vocabulary](vocabulary.md); what
any definition reads, your own too, \`needs\` says.

● is a classification (one label for each customer, or none), ▪ a metric (a value), all others are segments. *Relative*
entries compare a customer with all others: ask a population, or \`fit\` them first. To loop over all:
\`import { catalogue } from 'habitus/catalogue'\`.

## One word, one rule
A word means the same wherever it stands; what has another rule has another name.

| word | means | not to be taken for |
|---|---|---|
| new | first seen in the last 30 days: \`newUser\`, and \`new\` of \`lifecycle\` | \`newcomers\` of \`rfmSegment\`: latest and rarest orders, whenever they signed up |
| inactive | known for 30 days, and silent for them: \`inactive\`, and \`quiet\` of \`lifecycle\` | \`dormant\` |
| dormant | active once, and silent for 90 days: \`dormant\` | \`coldLead\`: silent, and never a customer who paid |
| returning | active in the last 30 days and in the 30 before: \`returning\`, and \`current\` of \`lifecycle\` | \`repeatBuyer\`: ordered again |
| resurrected | active in the last 30 days, and dormant when they began: \`resurrected\` | \`back\` of \`lifecycle\`: after 30 silent days; \`won back\` of \`journeyStage\`: after leaving as a payer or buyer |
| at risk | the health score is low, or was and has not recovered: \`atRisk\`, and \`at risk\` of \`journeyStage\` | \`slipping away\` of \`rfmSegment\`; \`overdue\`, by the own rhythm of orders; \`usageDrop\`; \`renewalRisk\` and \`downgradeRisk\`, of a contract |
| engagement | taking part in all its forms: \`engagementScore\`, and \`engagementLevel\` among all customers | \`engagementTrend\`: active days now and before; \`messageEngaged\`: clicks in messages |
| active | any sign of life (\`activity\`) for silence and return, use of the product (\`productUse\`) for how much | what the company sends, and what machines do |
`;

/** A default as it is said: lengths of time in words. */
const said = (value: unknown): string =>
  typeof value === 'number' && value >= 60_000 && value % 60_000 === 0
    ? duration(value)
    : typeof value === 'number'
      ? number(value)
      : JSON.stringify(value);

const parameters = (entry: CatalogueEntry): string =>
  Object.entries(entry.parameters)
    .map(([name, value]) => `\`${name}\` ${said(value)}`)
    .join(', ') || '—';

/** "`amount` number": a property or an attribute with the types that it is read as. */
const valueRead = (name: string, { types }: NeededValue): string =>
  [`\`${name}\``, types.join(' or ')].join(' ').trim();

const valuesRead = (values: Readonly<Record<string, NeededValue>>): string =>
  Object.entries(values)
    .map(([name, value]) => valueRead(name, value))
    .join(', ');

/** What is read of events: in brackets after their name. */
const inBrackets = ({ properties, actor }: NeededEvents): string => {
  const all = [valuesRead(properties), ...(actor ? ['who acted'] : [])].filter((each) => each !== '');
  return all.length === 0 ? '' : ` (${all.join(', ')})`;
};

const listed = (kind: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`${kind} ${items.join(', ')}`];

/** The events and attributes that an entry reads. */
const reads = (entry: CatalogueEntry): string => {
  const { events, otherEvents, attributes } = needs(entry);
  const others = otherEvents.map((each) => `any activity${inBrackets(each)}`);
  return [
    ...new Set(others),
    ...listed(
      'events',
      Object.entries(events).map(([name, each]) => `\`${name}\`${inBrackets(each)}`),
    ),
    ...listed(
      'attributes',
      Object.entries(attributes).map(([name, value]) => valueRead(name, value)),
    ),
  ].join('; ');
};

/** A paragraph in lines of at most 120 columns. */
const wrapped = (text: string): string => text.replace(/(.{1,120})(?: |$)/g, '$1\n').trimEnd();

const isRelative = (entry: CatalogueEntry): boolean => {
  const text = JSON.stringify(entry.definition);
  return text.includes('"kind":"rank"') && !text.includes('"threshold"');
};

const MARKS = { segment: '', metric: ' ▪', classification: ' ●' };

const section = (name: string, entry: CatalogueEntry): string =>
  [
    `### ${entry.title}${MARKS[entry.kind]}`,
    `\`${name}\`${isRelative(entry) ? ' · relative' : ''}`,
    `**Means** ${describe(entry as never)}.`,
    `**Parameters** ${parameters(entry)}`,
    `**Reads** ${reads(entry)}`,
    `**Goal** ${entry.goal}. **Do** ${entry.action}. **Source** ${entry.source}.`,
  ]
    .map(wrapped)
    .join('\n\n');

/** docs/catalogue.md, as it should be. */
export const catalogueDocs = (): string => {
  const groups = [...catalogueByDimension()].map(
    ([dimension, entries]) =>
      `## ${dimension[0]?.toUpperCase()}${dimension.slice(1)}\n\n${entries.map((entry) => section(camelCase(entry.id), entry)).join('\n\n')}`,
  );
  const made = Object.entries(constructed).map(([name, entry]) =>
    section(`${name}({ … })`, entry as unknown as CatalogueEntry),
  );
  return `${INTRODUCTION}\n${groups.join('\n\n')}\n\n## Made with an argument\n\nNo default can serve these; each is shown with an example of its argument.\n\n${made.join('\n\n')}\n`;
};

if (process.argv[1]?.endsWith('catalogue-docs.ts') === true) {
  writeFileSync('docs/catalogue.md', catalogueDocs());
  writeFileSync('docs/vocabulary.md', vocabularyDocs());
}
