import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type AbortLike, HabitusError, refuse } from '../internal/index.js';

/** Where bytes come from: a path, a `file:` URL, bytes that are there, or a stream of them. */
export type FileInput = string | URL | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Some of the bytes of a file, one after the other. */
export interface Piece {
  /** The bytes are those from `from` to `to`; what stands before them is room for the reader. */
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** How many bytes of the file, as it is stored, were read so far. */
  readonly read: number;
  /** How many there are; undefined where nobody knows. */
  readonly total: number | undefined;
}

/** The name of a file for messages and for its ending; `''` of bytes without one. */
export const nameOf = (file: FileInput): string =>
  typeof file === 'string' ? file : file instanceof URL ? decodeURIComponent(file.pathname) : '';

/** Bytes that are read at once. */
const PIECE = 256 * 1024;

/** Room before the bytes of each piece, so that the rest of the piece before can be put there. */
const ROOM = 64 * 1024;

/**
 * The bytes of a file, piece by piece, decompressed where it begins as gzip does. A piece stands until the next one
 * is asked for. What cannot be read is an `unreadable-file` error at the name of the file.
 */
export async function* pieces(file: FileInput, signal: AbortLike | undefined): AsyncGenerator<Piece> {
  requireFile(file);
  const raw = typeof file === 'string' || file instanceof URL ? fromDisk(file) : fromChunks(file);
  const first = await raw.next();
  signal?.throwIfAborted();
  if (first.done === true) return;
  const all = continued(first.value, raw);
  const { bytes, from, to } = first.value;
  const zipped = to - from >= 2 && bytes[from] === 0x1f && bytes[from + 1] === 0x8b;
  for await (const piece of zipped ? unzipped(all, nameOf(file)) : all) {
    signal?.throwIfAborted();
    yield piece;
  }
}

const requireFile = (file: unknown): void => {
  const readable =
    typeof file === 'string'
      ? file !== ''
      : typeof file === 'object' &&
        file !== null &&
        (file instanceof URL || Symbol.asyncIterator in file || Symbol.iterator in file);
  if (!readable) refuse('bad-value', 'a path, a file: URL, bytes, or a stream of bytes', file, 'file');
};

async function* continued(first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** What could not be read of a file, at its name. */
export const unreadable = (name: string, cause: unknown, what = ''): HabitusError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HabitusError('unreadable-file', `${what}${reason}`, name === '' ? 'file' : name, { cause });
};

/** Calls the system, whose errors do not always name the file. */
const asked = async <T>(file: string | URL, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw unreadable(nameOf(file), error);
  }
};

/**
 * Refuses what is no regular file before it is opened: opening a pipe waits until somebody writes into it, and a
 * device such as `/dev/zero` has no end.
 */
export const requireRegular = (file: string | URL, stats: Stats): void => {
  if (stats.isFile()) return;
  const kind = stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a pipe' : 'a device or a socket';
  const hint = stats.isDirectory() ? '' : ': give a stream of it (createReadStream) to read it';
  throw new HabitusError('unreadable-file', `expected a file, got ${kind}${hint}`, nameOf(file));
};

/** While one piece is being looked at, the next one is read. */
async function* fromDisk(file: string | URL): AsyncGenerator<Piece> {
  const stats = await asked(file, () => stat(file));
  requireRegular(file, stats);
  const total = stats.size > 0 ? stats.size : undefined;
  const handle = await asked(file, () => open(file, 'r'));
  try {
    const buffers = [0, 1].map(() => new Uint8Array(ROOM + PIECE));
    const fill = (turn: number) => handle.read(buffers[turn]!, ROOM, PIECE, null);
    let read = 0;
    let next = fill(0);
    for (let turn = 0; ; turn = 1 - turn) {
      const { bytesRead } = await asked(file, () => next);
      if (bytesRead === 0) return;
      next = fill(1 - turn);
      // Whoever stops reading does not wait for it.
      next.catch(() => {});
      read += bytesRead;
      yield { bytes: buffers[turn]!, from: ROOM, to: ROOM + bytesRead, read, total };
    }
  } finally {
    await handle.close();
  }
}

async function* fromChunks(
  file: Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Piece> {
  const total = file instanceof Uint8Array ? file.length : undefined;
  let read = 0;
  for await (const chunk of file instanceof Uint8Array ? slices(file) : file) {
    if (!(chunk instanceof Uint8Array)) refuse('bad-value', 'a stream of bytes', chunk, 'file');
    if (chunk.length === 0) continue;
    read += chunk.length;
    yield copied(chunk, read, total);
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

const copied = (chunk: Uint8Array, read: number, total: number | undefined): Piece => {
  const bytes = new Uint8Array(ROOM + chunk.length);
  bytes.set(chunk, ROOM);
  return { bytes, from: ROOM, to: bytes.length, read, total };
};

async function* unzipped(zipped: AsyncGenerator<Piece>, name: string): AsyncGenerator<Piece> {
  let read = 0;
  let total: number | undefined;
  async function* chunks() {
    for await (const piece of zipped) {
      ({ read, total } = piece);
      yield piece.bytes.slice(piece.from, piece.to);
    }
  }
  const source = Readable.from(chunks(), { objectMode: false });
  const gunzip = createGunzip({ chunkSize: PIECE });
  let ofSource: unknown;
  source.on('error', (error) => {
    ofSource = error;
    gunzip.destroy(error);
  });
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield copied(chunk as Uint8Array, read, total);
  } catch (error) {
    // What the source throws is its own; everything else is said by the gzip.
    throw error === ofSource ? error : unreadable(name, error, 'expected a whole gzip, got a damaged one: ');
  } finally {
    source.destroy();
  }
}
