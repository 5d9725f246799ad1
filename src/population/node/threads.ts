import { emitWarning } from 'node:process';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { PlanNode, Prepared } from '../../plan/index.js';
import type { Answers } from '../program/answers.js';
import type { Chunks, Run } from '../runner.js';
import { runChunk } from '../runner.js';
import { bucketsKey, bucketsOf } from '../store/buckets.js';
import type { Allocate } from '../store/memory.js';
import { CHUNK, chunksOf, type Store } from '../store/store.js';
import { CONTROL, CONTROL_SIZE, takeChunks } from './control.js';
import { type Job, PLANS_KEPT, type Start } from './messages.js';

/** Memory that threads share. */
export const sharedMemory: Allocate = (bytes) => new SharedArrayBuffer(bytes);

/** Threads that answer chunks together with this one. */
export interface Threads {
  readonly chunks: Chunks;
  close(): void;
}

/** Starts helping threads over a store in shared memory. They never keep the process alive. */
export const startThreads = (store: Store, helpers: number): Threads => {
  const control = new Int32Array(sharedMemory(CONTROL_SIZE * 4));
  const { ids: _, indices: __, derived: ___, ...shared } = store;
  const start: Start = { control, store: shared };
  const ports: MessagePort[] = [];
  const workers = Array.from({ length: helpers }, () => {
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    ports.push(port1);
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: { start, port: port2 },
      transferList: [port2],
    });
    worker.on('error', ({ message }) =>
      emitWarning(`a thread of a habitus population has ended, the others go on without it: ${message}`),
    );
    worker.unref();
    return worker;
  });
  const describeRun = jobs(store);
  let closed = false;

  const chunks: Chunks = (run) => {
    const { program, answers } = run;
    const total = chunksOf(store.size);
    const one = (chunk: number): void => runChunk(program, chunk * CHUNK, store.size, answers);
    // Values without a type are objects of one thread; a closed population still answers, alone.
    if (closed || answers.some(({ kind }) => kind === 'any')) {
      for (let chunk = 0; chunk < total; chunk++) one(chunk);
      return;
    }
    const number = Atomics.load(control, CONTROL.job) + 1;
    const job: Job = { ...describeRun(run), number };
    for (const port of ports) port.postMessage(job);
    Atomics.store(control, CONTROL.next, 0);
    Atomics.store(control, CONTROL.failed, 0);
    Atomics.store(control, CONTROL.job, number);
    Atomics.store(control, CONTROL.open, 1);
    Atomics.notify(control, CONTROL.job);
    try {
      takeChunks(control, total, one);
    } finally {
      Atomics.store(control, CONTROL.open, 0);
      for (let active = 1; active > 0; ) {
        active = Atomics.load(control, CONTROL.active);
        if (active > 0) Atomics.wait(control, CONTROL.active, active);
      }
    }
    // What a helping thread could not do is done here, where its error can be seen.
    if (Atomics.load(control, CONTROL.failed) === 1) for (let chunk = 0; chunk < total; chunk++) one(chunk);
  };

  return {
    chunks,
    close: () => {
      if (closed) return;
      closed = true;
      Atomics.store(control, CONTROL.closed, 1);
      Atomics.add(control, CONTROL.job, 1);
      Atomics.notify(control, CONTROL.job);
      for (const port of ports) port.close();
      for (const worker of workers) void worker.terminate();
    },
  };
};

/** Says of runs what a helping thread needs: what it has already is not sent again. */
const jobs = (store: Store): ((run: Run) => Omit<Job, 'number'>) => {
  const numbers = new WeakMap<Prepared, number>();
  const sent: number[] = [];
  const known = new Set<string>();
  let plans = 0;
  return ({ prepared, nodes, asOf, thresholds, answers }) => {
    const plan = numbers.get(prepared) ?? ++plans;
    numbers.set(prepared, plan);
    const isNew = !sent.includes(plan);
    if (isNew) sent.push(plan);
    if (sent.length > PLANS_KEPT) sent.shift();
    return {
      plan,
      definitions: isNew ? prepared.definitions : undefined,
      nodes,
      asOf,
      thresholds: Array.from(thresholds, ([rank, threshold]) => [
        prepared.nodes.indexOf(rank as PlanNode),
        threshold,
      ]),
      derived: prepared.nodes.flatMap((node) => {
        if (node.kind !== 'bucket' || known.has(node.salt)) return [];
        known.add(node.salt);
        return [[bucketsKey(node.salt), bucketsOf(store, node.salt)] as const];
      }),
      answers: answers.map(({ kind, data }) => ({ kind, data }) as Pick<Answers, 'kind' | 'data'>),
    };
  };
};
