/** Numbers by text, for more texts than a `Map` can hold. */
export interface TextIndex {
  get(text: string): number | undefined;
  /** Adds a text that is not there yet. */
  add(text: string, value: number): void;
}

/** A `Map` ends at 2²⁴ entries; half of that is never doubled past it. */
const MOST = 2 ** 23;

/** An empty index. Each of its maps holds at most so many texts: when one is full, another is begun. */
export const textIndex = (most = MOST): TextIndex => {
  let newest = new Map<string, number>();
  const full: Map<string, number>[] = [];
  return {
    get: (text) => {
      let found = newest.get(text);
      for (let i = 0; found === undefined && i < full.length; i++) found = full[i]!.get(text);
      return found;
    },
    add: (text, value) => {
      if (newest.size >= most) {
        full.push(newest);
        newest = new Map();
      }
      newest.set(text, value);
    },
  };
};
