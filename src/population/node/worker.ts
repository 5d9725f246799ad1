import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { textIndex } from '../../internal/index.js';
import { type Prepared, prepare } from '../../plan/index.js';
import type { Answers } from '../program/answers.js';
import { programsOf, runChunk } from '../runner.js';
import { CHUNK, chunksOf, type Store } from '../store/store.js';
import { busyPlace, CONTROL, filePlace, takeChunks } from './control.js';
import { type Job, PLANS_KEPT, type Start } from './messages.js';

/** A helping thread: sleeps until there is a job, takes chunks of it until none is left, and sleeps again. */
const help = ({ control, helper, store: given }: Start, port: MessagePort): void => {
  const busy = busyPlace(helper);
  // However a thread ends, its open files are closed: that is how the asking thread can tell while it waits.
  Atomics.store(control, filePlace(helper), openSync(devNull, 'r'));
  const store: Store = { ...given, ids: [], indices: textIndex(), derived: new Map() };
  const programs = programsOf(store);
  const plans = new Map<number, Prepared>();
  const chunks = chunksOf(store.size);

  /** Keeps what a job brings along, and gives its plan. */
  const received = ({ plan, definitions, derived }: Job): Prepared => {
    for (const [key, value] of derived) store.derived.set(key, value);
    if (definitions !== undefined) {
      plans.set(plan, prepare(definitions));
      const [oldest] = plans.keys();
      if (plans.size > PLANS_KEPT) plans.delete(oldest!);
    }
    return plans.get(plan)!;
  };

  const work = (prepared: Prepared, job: Job): void => {
    const thresholds = new Map(job.thresholds.map(([node, threshold]) => [prepared.nodes[node]!, threshold]));
    const program = programs(prepared, job.nodes, job.asOf, thresholds);
    takeChunks(control, chunks, (chunk) =>
      runChunk(program, chunk * CHUNK, store.size, job.answers as readonly Answers[]),
    );
  };

  /** Whether a job is still open: while a thread is busy no other one is opened. */
  const isOpen = ({ number }: Job): boolean =>
    Atomics.load(control, CONTROL.open) === 1 && Atomics.load(control, CONTROL.job) === number;

  for (let seen = 0; ; seen = Atomics.load(control, CONTROL.job)) {
    Atomics.wait(control, CONTROL.job, seen);
    if (Atomics.load(control, CONTROL.closed) === 1) return;
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      const job = next.message as Job;
      Atomics.store(control, busy, 1);
      try {
        const prepared = received(job);
        if (isOpen(job)) work(prepared, job);
      } catch {
        Atomics.store(control, CONTROL.failed, 1);
      }
      Atomics.store(control, busy, 0);
      Atomics.notify(control, busy);
    }
  }
};

const { start, port } = workerData as { readonly start: Start; readonly port: MessagePort };
help(start, port);
