/** Places in the list of integers that the threads of a population share. */
export const CONTROL = {
  /** Counts jobs; a waiting thread is woken when it changes. */
  job: 0,
  /** The next chunk that nobody has taken. */
  next: 1,
  /** 1 while chunks may still be taken. */
  open: 2,
  /** 1 when the threads shall end. */
  closed: 3,
  /** 1 when a helping thread has failed: its chunks are answered again. */
  failed: 4,
} as const;

/** How many places there are for so many helping threads. */
export const controlSize = (helpers: number): number => FIRST + 2 * helpers;

/** 1 while a helping thread is at work. */
export const busyPlace = (helper: number): number => FIRST + 2 * helper;

/** The file that a helping thread holds open as long as it lives; 0 until it has one. */
export const filePlace = (helper: number): number => FIRST + 2 * helper + 1;

const FIRST = 5;

/** Takes chunks until none is left, or until the job is closed. */
export const takeChunks = (control: Int32Array, chunks: number, run: (chunk: number) => void): void => {
  for (;;) {
    const chunk = Atomics.add(control, CONTROL.next, 1);
    if (chunk >= chunks) return;
    run(chunk);
  }
};
