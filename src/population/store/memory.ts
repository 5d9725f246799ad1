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

/** An array of numbers that grows as it is written to. */
export interface Growing<A extends Float64Array | Int32Array | Uint8Array> {
  data: A;
  length: number;
}

/** Room for at least so many more, twice as much as before where it has to move. */
export const reserve = <A extends Float64Array | Int32Array | Uint8Array>(
  growing: Growing<A>,
  length: number,
): A => {
  if (length > growing.data.length) {
    const wider = new (growing.data.constructor as new (length: number) => A)(
      Math.max(length, growing.data.length * 2, 64),
    );
    wider.set(growing.data as never);
    growing.data = wider;
  }
  return growing.data;
};

/** Adds one number at the end. */
export const push = (growing: Growing<Float64Array | Int32Array | Uint8Array>, value: number): void => {
  const at = growing.length;
  if (at === growing.data.length) reserve(growing, at + 1);
  growing.data[at] = value;
  growing.length = at + 1;
};
