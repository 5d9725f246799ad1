/** A global of every browser and of Node, in neither of the type libraries that the core is built against. */
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** Lets everything else that waits have its turn. */
export const pause = (): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, 0);
  });
