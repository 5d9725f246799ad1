/**
 * Texts of instants read: ours, `Date.parse`, and a pattern whose groups go through `Date.parse`; from texts and from bytes. All must
 * give the same instants first. Run by hand on a quiet machine: `npx tsx bench/instants.ts`; ratios are of one run, in which the
 * ways take turns, so that what else the machine does falls on all of them.
 */
import { cpus } from 'node:os';
import { instantIn, toInstant } from '../src/time/index.js';

const TEXTS = 5000;
const ROUNDS = 400;

/** A small generator of repeatable numbers (Lehmer, 1951). */
let state = 42;
const random = (): number => {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
};

/** As they come out of a file: none is a view of another, or two that wait to be put together. */
const asRead = (list: readonly string[]): readonly string[] => JSON.parse(JSON.stringify(list));

const instants = Array.from({ length: TEXTS }, () => Math.floor(random() * 2e12));
const iso = asRead(instants.map((instant) => new Date(instant).toISOString()));
/** As PostgreSQL and DuckDB write them; without milliseconds, as most of theirs are. */
const database = asRead(iso.map((text) => `${text.slice(0, 10)} ${text.slice(11, 19)}+00`));
/** Four forms in turn, which no processor can foresee. */
const mixed = asRead(
  iso.map((text, i) => [text, database[i]!, `${text.slice(0, 19)}Z`, `${text.slice(0, 19)}+05:30`][i % 4]!),
);
const bytes = new TextEncoder().encode(iso.join(''));
const LENGTH = iso[0]!.length;

const PATTERN =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)? ?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;

const byPattern = (text: string): number => {
  const [, date, minute, second = '00', fraction = '', sign, hours = 0, minutes = 0] =
    PATTERN.exec(text) ?? [];
  const local = `${date}T${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const ms = Date.parse(local);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== local) return NaN;
  return ms - (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
};

const sumOf = (texts: readonly string[], read: (text: string) => number | null) => (): number => {
  let sum = 0;
  for (const text of texts) sum += read(text)!;
  return sum;
};

const sumOfBytes = (): number => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += LENGTH) sum += instantIn(bytes, at, at + LENGTH);
  return sum;
};

const ways: readonly (readonly [form: string, way: string, run: () => number])[] = [
  ['2026-11-20T09:30:00.123Z', 'Date.parse', sumOf(iso, Date.parse)],
  ['2026-11-20T09:30:00.123Z', 'ours', sumOf(iso, toInstant)],
  ['2026-11-20T09:30:00.123Z', 'ours, of bytes', sumOfBytes],
  ['2026-11-20T09:30:00.123Z', 'a pattern', sumOf(iso, byPattern)],
  ['2026-11-20 09:30:00+00', 'Date.parse', sumOf(database, Date.parse)],
  ['2026-11-20 09:30:00+00', 'ours', sumOf(database, toInstant)],
  ['2026-11-20 09:30:00+00', 'a pattern', sumOf(database, byPattern)],
  ['four forms in turn', 'ours', sumOf(mixed, toInstant)],
  ['four forms in turn', 'a pattern', sumOf(mixed, byPattern)],
];

for (const texts of [iso, database, mixed])
  for (const text of texts)
    if (toInstant(text) !== byPattern(text))
      throw new Error(`${text}: ${toInstant(text)} and ${byPattern(text)}`);
iso.forEach((text, i) => {
  const read = instantIn(bytes, i * LENGTH, (i + 1) * LENGTH);
  if (read !== instants[i] || toInstant(text) !== read || Date.parse(text) !== read) throw new Error(text);
});

const least = ways.map(() => Infinity);
let checked = 0;
for (let round = 0; round < ROUNDS; round++)
  ways.forEach(([, , run], i) => {
    const start = performance.now();
    checked += run();
    least[i] = Math.min(least[i]!, ((performance.now() - start) * 1e6) / TEXTS);
  });

if (!Number.isFinite(checked)) throw new Error('a text was not read');
console.log(
  `${TEXTS} texts, the least of ${ROUNDS} rounds; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`,
);
ways.forEach(([form, way], i) => {
  const ratio = (least[i]! / least[0]!).toFixed(2);
  console.log(
    `${form.padEnd(26)}${way.padEnd(16)}${least[i]!.toFixed(0).padStart(6)} ns   ${ratio} × Date.parse of the first`,
  );
});
