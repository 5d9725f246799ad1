/** Places in the list of integers that the threads of a population share. */
export const CONTROL = {
  /** Counts jobs; a waiting thread is woken when it changes. */
  job: 0,
  /** The next chunk that nobody has taken. */
  next: 1,
  /** 1 while chunks may still be taken. */
  open: 2,
  /** How many helping threads are at work on a chunk. */
  active: 3,
  /** 1 when the threads shall end. */
  closed: 4,
  /** 1 when a helping thread has failed: its chunks are answered again. */
  failed: 5,
} as const;

/** How many places there are. */
export const CONTROL_SIZE = 6;

/** Takes chunks until none is left, or until the job is closed. */
export const takeChunks = (control: Int32Array, chunks: number, run: (chunk: number) => void): void => {
  for (;;) {
    const chunk = Atomics.add(control, CONTROL.next, 1);
    if (chunk >= chunks) return;
    run(chunk);
  }
};
