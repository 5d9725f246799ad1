/**
 * The whole catalogue asked of real data: every segment and classification that applies, with its size, and how many of those
 * who were in it 90 days before were there again since. What holds nobody or everybody is explained.
 *   npx tsx examples/catalogue-on-real-data.ts > docs/catalogue-on-real-data.md
 * Data sets whose licence does not allow to carry them are read from the folder that HABITUS_DATA names; those that are not there are
 * named, and left out.
 */
import { activity, attribute, days, events, or } from 'habitus';
import { type Membership, type Population, population } from 'habitus/population';
import { absentFor, applicableTo } from './real-data/applicable.js';
import { completeJourney } from './real-data/complete-journey.js';
import type { DataSet } from './real-data/data-set.js';
import { cdnow, collegeMessages, onlineRetail, ravenstack } from './real-data/others.js';
import { REASONS } from './real-data/reasons.js';

const SETS = { onlineRetail, completeJourney, cdnow, ravenstack, collegeMessages };

const count = (value: number): string => value.toLocaleString('en-GB');
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** Why a segment holds nobody or everybody; undefined where it holds some. */
const reason = (
  set: string,
  id: string,
  absent: readonly string[],
  size: number,
  all: number,
): string | undefined => {
  if (size > 0 && size < all) return undefined;
  const known = REASONS[set]?.[id];
  if (known !== undefined) return known;
  if (absent.length > 0)
    return `needs what this data does not have: ${absent.slice(0, 4).join(', ')}${absent.length > 4 ? ', …' : ''}`;
  return 'NOT EXPLAINED';
};

/** How long after a membership it is asked what has become of it. */
const HORIZON = days(90);

/** The fewest members of whom a share is said. */
const FEWEST = 30;

/**
 * Who was known 90 days before, and who of them has been active since: of a membership then, the share of those who came
 * again, beside that of everybody who could have been in it.
 */
const outcomes = (people: Population) => {
  const before = people.at(people.asOf - HORIZON);
  const then = before.where(or(events().any(), attribute('signedUpAt').daysSince().atLeast(0)));
  const again = new Set(people.members(activity().within(HORIZON).any()).ids());
  const rate = (ids: readonly string[]): number => ids.filter((id) => again.has(id)).length / ids.length;
  const all = then.size < FEWEST ? undefined : rate(then.ids);
  const said = (ids: readonly string[]): string =>
    all === undefined || ids.length < FEWEST ? '' : percent(rate(ids));
  return { then, all, of: (members: Membership): string => said(members.ids()), said };
};

const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;

const report = (key: string, set: DataSet): string => {
  const { customers, events, asOf } = set;
  const people = population({ customers, events, asOf });
  const known = {
    events: new Set(set.events.map(({ name }) => name)),
    attributes: new Set(
      set.customers.flatMap(({ attributes = {}, history = [] }) => [
        ...Object.keys(attributes),
        ...history.flatMap((change) => Object.keys(change.attributes)),
      ]),
    ),
  };
  const entries = applicableTo(known);
  const started = performance.now();
  const table = people.evaluate(entries);
  const took = performance.now() - started;
  const { then, all, of, said } = outcomes(people);
  const earlier = then.evaluate(entries);
  const rows = entries.map((entry) => {
    const absent = absentFor(entry, known);
    if (entry.kind === 'segment') {
      const { size } = table.members(entry.id);
      const why = reason(key, entry.id, absent, size, people.size) ?? '';
      const later = of(earlier.members(entry.id));
      return `| ${entry.title} | ${count(size)} | ${share(size, people.size)} | ${later} | ${why} |`;
    }
    const sizes = table.column(entry.id).counts();
    const labels = (entry as unknown as { readonly labels: readonly string[] }).labels.map(
      (label) => `${label} ${count(sizes.get(label) ?? 0)}`,
    );
    const none = table.column(entry.id).missingCount;
    const why = reason(key, entry.id, absent, people.size - none, people.size + 1) ?? '';
    const column = earlier.column(entry.id);
    const laterOf = (label: string): string => said(then.ids.filter((id) => column.get(id) === label));
    const later = (entry as unknown as { readonly labels: readonly string[] }).labels
      .flatMap((label) => (laterOf(label) === '' ? [] : [`${label} ${laterOf(label)}`]))
      .join(', ');
    return `| ${entry.title} ● | ${labels.join(', ')} | none ${count(none)} | ${later} | ${why} |`;
  });
  console.error(
    `${key}: ${entries.length} entries of ${count(people.size)} customers in ${took.toFixed(0)} ms`,
  );
  const issues = people.issues.map((issue) => `${count(issue.count)} × ${issue.message}`);
  return [
    `## ${set.title}`,
    set.mapping,
    `${count(people.size)} customers, ${count(people.eventCount)} events of ${known.events.size} names, as of ${set.asOf}; ${count(people.copies)} copies removed. ${issues.length === 0 ? 'No faults.' : `Faults: ${issues.join('; ')}.`}`,
    `| segment | customers | share | active again within 90 days${all === undefined ? '' : ` (of all ${percent(all)})`} | |\n|---|---:|---:|---:|---|\n${rows.join('\n')}`,
  ].join('\n\n');
};

console.log(`# The catalogue on real data

Every segment and classification (●) of the [catalogue](catalogue.md) that reads something the data has, with its defaults; generated by \`examples/catalogue-on-real-data.ts\`. What holds nobody or everybody says why. The fourth column looks back: of those who were in 90 days earlier, how many showed a sign of life since, beside everybody who was known by then; nothing is said of fewer than 30.
`);
for (const [key, read] of Object.entries(SETS)) {
  const set = await read();
  if (set === null)
    console.error(`${key}: its files are not here; name their folder in HABITUS_DATA. Left out.`);
  else console.log(`${report(key, set)}\n`);
}
