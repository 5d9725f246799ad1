import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Columns, NAMES } from './data.js';
import type { Answer } from './peer.js';

/** What the C program was asked: its bits at some instants, and the milliseconds of its rounds. */
export interface Native {
  readonly answers: readonly Answer[];
  readonly times: readonly number[];
}

const TABLES = ['feature_used', 'purchase', 'support_ticket'];

/** Rows by customer and time; of one name, or all. */
const sorted = (of: Columns, name?: string): { readonly starts: Int32Array; readonly rows: Int32Array } => {
  const wanted = name === undefined ? -1 : NAMES.indexOf(name);
  const starts = new Int32Array(of.ids.length + 1);
  const takes = (row: number): boolean => wanted < 0 || of.name[row] === wanted;
  for (let row = 0; row < of.at.length; row++) if (takes(row)) starts[of.customer[row]! + 1]!++;
  for (let i = 0; i < of.ids.length; i++) starts[i + 1]! += starts[i]!;
  const rows = new Int32Array(starts[of.ids.length]!);
  const next = starts.slice();
  for (let row = 0; row < of.at.length; row++) if (takes(row)) rows[next[of.customer[row]!]!++] = row;
  for (let i = 0; i < of.ids.length; i++)
    rows.subarray(starts[i], starts[i + 1]).sort((a, b) => of.at[a]! - of.at[b]!);
  return { starts, rows };
};

const hasCompiler = (): boolean => {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Compiles and runs the C program in a temporary folder; null where there is no compiler. */
export const native = (columns: Columns, rounds: number, instants: readonly number[]): Native | null => {
  if (!hasCompiler()) return null;
  const folder = mkdtempSync(join(tmpdir(), 'habitus-native-'));
  try {
    const [program, data, out] = ['native', 'columns', 'bits'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const source = fileURLToPath(new URL('native.c', import.meta.url));
    execFileSync('cc', ['-O3', '-march=native', '-o', program, source, '-lm'], { stdio: 'pipe' });
    const tables = TABLES.map((name) => sorted(columns, name));
    const all = sorted(columns);
    const times = (rows: Int32Array): Float64Array => Float64Array.from(rows, (row) => columns.at[row]!);
    const [used, bought, tickets] = tables as [(typeof tables)[0], (typeof tables)[0], (typeof tables)[0]];
    const parts: readonly ArrayBufferView[] = [
      Int32Array.of(columns.ids.length, columns.at.length, ...tables.map(({ rows }) => rows.length)),
      ...[used, bought, tickets].flatMap(({ starts, rows }) => [starts, times(rows)]),
      all.starts,
      times(all.rows),
      columns.signedUpAt,
      columns.seats,
      columns.seatsUsed,
      Int32Array.from(bought.rows, (row) => Math.round(columns.amount[row]! * 100)),
      Uint8Array.from(used.rows, (row) => columns.category[row]!),
      Uint8Array.from(bought.rows, (row) => columns.category[row]!),
    ];
    writeFileSync(data, '');
    for (const part of parts)
      writeFileSync(data, new Uint8Array(part.buffer, part.byteOffset, part.byteLength), { flag: 'a' });
    const printed = execFileSync(program, [data, out, String(rounds), ...instants.map(String)], {
      encoding: 'utf8',
    });
    const bits = readFileSync(out);
    const size = columns.ids.length;
    return {
      answers: instants.map((_, i) => new Uint8Array(bits.subarray(i * size, (i + 1) * size))),
      times: printed.trim().split('\n').map(Number),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
