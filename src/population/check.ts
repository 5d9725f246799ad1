import {
  type Definitions,
  type Finding,
  type Findings,
  findingsAgainst,
  findingsOf,
  type Judged,
  type NeededAt,
  namedOf,
  namesOf,
  placeOf,
  type Reads,
  readsOf,
} from '../check/index.js';
import { AGGREGATES, type Expression, phrase } from '../expression/index.js';
import { fitsName, prepare } from '../plan/index.js';
import { aligned, number, percent } from '../print/index.js';
import { timeFindings } from './check-times.js';
import { columnOf } from './column.js';
import type { Runner } from './runner.js';
import { seenIn } from './seen.js';
import type { Store } from './store/store.js';

/** What definitions read, held against a population: its names, its columns, and who can be judged. */
export const checkPopulation = (runner: Runner, asOf: number, given: Definitions): Findings => {
  const named = namedOf(given, 'check');
  const found = readsOf(named);
  const findings = findingsAgainst(found, seenIn(runner.store));
  // Of what nobody has it is said that nobody has it.
  const absent = new Set(findings.flatMap((each) => (each.absent ? each.where.map(keyOf) : [])));
  const isNews = ({ share, where }: Finding): boolean =>
    share !== 1 || !where.every((each) => absent.has(keyOf(each)));
  return findingsOf(
    named.map(({ name }) => name),
    [
      ...findings,
      ...timeFindings(runner.store, asOf, found),
      ...notJudged(runner, asOf, found.tests).filter(isNews),
    ],
    countedIn(runner.store, found),
  );
};

/** The names of events that are taken although no definition names them. */
const countedIn = ({ tables }: Store, { reads }: Reads): readonly string[] => {
  const open = reads.flatMap((read) =>
    read.kind === 'events' && read.events.names === undefined && read.events.anyOf === undefined
      ? [read.events]
      : [],
  );
  return tables
    .filter(({ name, times }) => times.length > 0 && open.some((filter) => fitsName(filter, name)))
    .map(({ name }) => name);
};

const keyOf = ({ definition, words }: NeededAt): string => JSON.stringify([definition, words]);

const absentIn = (store: Store, asOf: number, given: Definitions): readonly Finding[] => {
  const found = readsOf(namedOf(given, 'evaluate'));
  const absent = timeFindings(store, asOf, found).filter((finding) => finding.absent);
  return findingsOf([], [...absent, ...findingsAgainst(found, seenIn(store), true)]).findings;
};

/** What definitions read and is not there at all, in words. */
export const absentFor = (store: Store, asOf: number, given: Definitions): readonly string[] =>
  absentIn(store, asOf, given).map(({ message }) => message);

/** The same with the definitions that read it, a line each; nothing where all is there. */
export const absentLines = (store: Store, asOf: number, given: Definitions): readonly string[] => {
  const findings = absentIn(store, asOf, given);
  const lines = findings.slice(0, LINES).map((finding) => [finding.message, namesOf(finding)]);
  const more = findings.length - lines.length;
  return aligned(more > 0 ? [...lines, [`and ${number(more)} more: see check`]] : lines);
};

/** So many lines stand below a table. */
const LINES = 12;

/** Tests that find no value for some customers: all that they need is asked in one pass. */
const notJudged = (
  { people, answer }: Runner,
  asOf: number,
  tests: readonly Judged[],
): readonly Finding[] => {
  const asked: Expression[] = [];
  const indices = new Map<string, number>();
  const indexOf = (of: Expression): number => {
    const key = JSON.stringify(of);
    const index = indices.get(key) ?? asked.push(of) - 1;
    indices.set(key, index);
    return index;
  };
  const groups = new Map<string, { readonly of: readonly number[]; readonly tests: Judged[] }>();
  for (const test of tests) {
    const of = test.of
      .filter(canBeMissing)
      .map((each) => indexOf(test.shift === 0 ? each : { kind: 'ago', length: test.shift, of: each }));
    if (of.length === 0) continue;
    const key = JSON.stringify([test.around, test.shift]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { of, tests: [test] });
    else group.tests.push(test);
  }
  const size = people.ids.length;
  if (asked.length === 0 || size === 0) return [];
  const prepared = prepare(asked);
  const columns = answer(prepared, prepared.roots, asOf).map((answers) => [...columnOf(people, answers)]);
  return [...groups.values()].flatMap(({ of, tests }): readonly Finding[] => {
    let missing = 0;
    for (let i = 0; i < size; i++) if (of.some((index) => columns[index]![i] === null)) missing++;
    if (missing === 0) return [];
    const [{ around }] = tests as [Judged];
    const customers = `${number(missing)} of ${number(size)} customers`;
    return [
      {
        code: 'not-judged',
        absent: false,
        share: missing / size,
        message: `${phrase(around)}: no value for ${customers} (${percent(missing / size, 1)})`,
        where: tests.map(placeOf),
      },
    ];
  });
};

/** Whether a value may be missing: counts and sums never are (S14). */
const canBeMissing = (node: Expression): boolean => {
  switch (node.kind) {
    case 'literal':
    case 'howMany':
      return false;
    case 'named':
    case 'ago':
      return canBeMissing(node.of);
    case 'orElse':
      return canBeMissing(node.value) && canBeMissing(node.otherwise);
    default:
      return (
        (AGGREGATES as Readonly<Record<string, { readonly ofNothing: 0 | null }>>)[node.kind]?.ofNothing !== 0
      );
  }
};
