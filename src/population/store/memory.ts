/** Where the columns of a store lie: memory of this thread, or shared by several. */
export type Allocate = (bytes: number) => ArrayBufferLike;

/** Memory of this thread alone. */
export const ownMemory: Allocate = (bytes) => new ArrayBuffer(bytes);

/** Codes of a dictionary, as narrow as it allows. */
export type Codes = Uint8Array | Uint16Array | Int32Array;

/** Zeros, wide enough for the codes below `size`. */
export const codesFor = (size: number, length: number, allocate: Allocate): Codes => {
  if (size <= 1 << 8) return new Uint8Array(allocate(length));
  return size <= 1 << 16 ? new Uint16Array(allocate(length * 2)) : new Int32Array(allocate(length * 4));
};

/** Zeros. */
export const integers = (length: number, allocate: Allocate): Int32Array =>
  new Int32Array(allocate(length * 4));

/** Zeros. */
export const doubles = (length: number, allocate: Allocate): Float64Array =>
  new Float64Array(allocate(length * 8));
