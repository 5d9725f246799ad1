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
