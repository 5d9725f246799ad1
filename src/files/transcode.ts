import type { Piece } from './bytes.js';
import type { FileEncoding } from './options.js';

/**
 * The characters of windows-1252 from 128 to 159, as the Encoding Standard has them; all others are those of latin1.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Of each byte of an encoding the bytes of its character in UTF-8. Some releases of Node decode windows-1252 as latin1.
 */
const tableOf = (encoding: Exclude<FileEncoding, 'utf-8'>): readonly Uint8Array[] => {
  const utf8 = new TextEncoder();
  const special = encoding === 'windows-1252' ? WINDOWS_1252 : '';
  return Array.from({ length: 256 }, (_, byte) =>
    utf8.encode(special[byte - 128] ?? String.fromCharCode(byte)),
  );
};

/** Pieces of a file in UTF-8. */
export async function* transcoded(
  pieces: AsyncIterable<Piece>,
  encoding: FileEncoding,
): AsyncGenerator<Piece> {
  if (encoding === 'utf-8') {
    yield* pieces;
    return;
  }
  const table = tableOf(encoding);
  for await (const piece of pieces) yield inUtf8(piece, table);
}

const inUtf8 = (piece: Piece, table: readonly Uint8Array[]): Piece => {
  const { bytes, from, to } = piece;
  let length = from;
  for (let i = from; i < to; i++) length += bytes[i]! < 128 ? 1 : table[bytes[i]!]!.length;
  if (length === to) return piece;
  const made = new Uint8Array(length);
  let at = from;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte < 128) made[at++] = byte;
    else {
      made.set(table[byte]!, at);
      at += table[byte]!.length;
    }
  }
  return { ...piece, bytes: made, to: length };
};
