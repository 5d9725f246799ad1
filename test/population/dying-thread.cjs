const { isMainThread } = require('node:worker_threads');

// The only thing that threads add up atomically is which chunk is taken next: helping threads end there, and the one that asks
// takes its time, so that they come to it.
const { add } = Atomics;
const never = new Int32Array(new SharedArrayBuffer(4));
Atomics.add = (...args) => {
  if (!isMainThread) process.exit(1);
  Atomics.wait(never, 0, 0, 50);
  return add.apply(Atomics, args);
};
