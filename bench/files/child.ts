/** Reads a file in a process of its own, round by round as it is told, so that memory is known of each reader. */
import { READERS } from './peers.js';

const [kind, name, file] = process.argv.slice(2) as ['csv' | 'ndjson', string, string];
const read = READERS[kind][name]!;

process.on('message', async (message) => {
  if (message === 'end') process.exit(0);
  globalThis.gc?.();
  const start = performance.now();
  const made = await read(file);
  const took = made.took ?? performance.now() - start;
  const found = message === 'check' ? await made.find() : undefined;
  process.send!({ took, found, peak: process.resourceUsage().maxRSS / 1024 });
});
