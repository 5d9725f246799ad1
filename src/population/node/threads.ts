import { fstatSync } from 'node:fs';
import { emitWarning } from 'node:process';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { HabitusError } from '../../internal/index.js';
import type { PlanNode, Prepared } from '../../plan/index.js';
import type { Answers } from '../program/answers.js';
import type { Chunks, Run } from '../runner.js';
import { runChunk } from '../runner.js';
import { bucketsKey, bucketsOf } from '../store/buckets.js';
import type { Allocate } from '../store/memory.js';
import { CHUNK, chunksOf, type Store } from '../store/store.js';
import { busyPlace, CONTROL, controlSize, filePlace, takeChunks } from './control.js';
import { type Job, LAYERS_KEPT, type Layer, PLANS_KEPT, type Start } from './messages.js';

/** Memory that threads share. */
export const sharedMemory: Allocate = (bytes) => new SharedArrayBuffer(bytes);

/** Threads that answer chunks together with this one. */
export interface Threads {
  readonly chunks: Chunks;
  close(): void;
}

/** Starts helping threads over a store in shared memory. They never keep the process alive. */
export const startThreads = (store: Store, helpers: number): Threads => {
  const control = new Int32Array(sharedMemory(controlSize(helpers) * 4));
  const { ids: _, indices: __, derived: ___, ...shared } = store;
  let closed = false;
  const started = Array.from({ length: helpers }, (_, helper) =>
    startHelper({ control, helper, store: shared }, () => closed),
  );
  const describeRun = jobs(store);

  const chunks: Chunks = (run) => {
    const { answers } = run;
    const total = chunksOf(store.size);
    const one = (chunk: number): void => runChunk(run, chunk * CHUNK, store.size);
    // Values without a type are objects of one thread; a closed population still answers, alone.
    if (closed || answers.some(({ kind }) => kind === 'any')) {
      for (let chunk = 0; chunk < total; chunk++) one(chunk);
      return;
    }
    const number = Atomics.load(control, CONTROL.job) + 1;
    const job: Job = { ...describeRun(run), number };
    for (const { port } of started) port.postMessage(job);
    Atomics.store(control, CONTROL.next, 0);
    Atomics.store(control, CONTROL.failed, 0);
    Atomics.store(control, CONTROL.job, number);
    Atomics.store(control, CONTROL.open, 1);
    Atomics.notify(control, CONTROL.job);
    let lost = false;
    try {
      takeChunks(control, total, one);
    } finally {
      Atomics.store(control, CONTROL.open, 0);
      for (let helper = 0; helper < helpers; helper++) lost = !isDone(control, helper) || lost;
      if (lost) close();
    }
    if (lost) {
      throw new HabitusError(
        'thread-lost',
        'a helping thread ended before it had answered: ask again, from now on this thread answers alone',
      );
    }
    // What a helping thread could not do is done here, where its error can be seen.
    if (Atomics.load(control, CONTROL.failed) === 1) for (let chunk = 0; chunk < total; chunk++) one(chunk);
  };

  const close = (): void => {
    if (closed) return;
    closed = true;
    Atomics.store(control, CONTROL.closed, 1);
    Atomics.add(control, CONTROL.job, 1);
    Atomics.notify(control, CONTROL.job);
    for (const { port, worker } of started) {
      port.close();
      void worker.terminate();
    }
  };
  return { chunks, close };
};

/** A helping thread, and the way to it. One that ends unasked is told of; the others go on. */
const startHelper = (start: Start, isClosed: () => boolean): { port: MessagePort; worker: Worker } => {
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { start, port: port2 },
    transferList: [port2],
  });
  let reason = '';
  worker.on('error', (error: unknown) => {
    reason = `: ${error instanceof Error ? error.message : 'it threw what is no error'}`;
  });
  worker.on('exit', () => {
    if (!isClosed()) emitWarning(`a thread of a habitus population has ended, the others go on${reason}`);
  });
  worker.unref();
  return { port: port1, worker };
};

/** So long a wait for a helping thread may be, in milliseconds, before it is looked whether the thread still lives. */
const PATIENCE = 50;

/** Waits until a helping thread has done its part; false where it has ended instead. */
const isDone = (control: Int32Array, helper: number): boolean => {
  const busy = busyPlace(helper);
  while (Atomics.load(control, busy) === 1) {
    const waited = Atomics.wait(control, busy, 1, PATIENCE);
    if (waited === 'timed-out' && !lives(control, helper)) return Atomics.load(control, busy) === 0;
  }
  return true;
};

/** No event can tell while this thread waits; but the files of a thread that has ended are closed. */
const lives = (control: Int32Array, helper: number): boolean => {
  try {
    return fstatSync(Atomics.load(control, filePlace(helper))).isCharacterDevice();
  } catch {
    return false;
  }
};

/** Says of runs what a helping thread needs: what it has already is not sent again. */
const jobs = (store: Store): ((run: Run) => Omit<Job, 'number'>) => {
  const plans = numbering<Prepared>(PLANS_KEPT);
  const layers = numbering<Store>(LAYERS_KEPT);
  const known = new Set<string>();
  const layerOf = (of: Store): Layer | undefined => {
    if (of === store) return undefined;
    const { number, isNew } = layers(of);
    const others = [...of.attributes].filter(([name, column]) => store.attributes.get(name) !== column);
    return { number, attributes: isNew ? new Map(others) : undefined };
  };
  return ({ store: of, prepared, nodes, asOf, thresholds, answers, among }) => {
    const { number: plan, isNew } = plans(prepared);
    return {
      layer: layerOf(of),
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
      among,
    };
  };
};

/** Numbers things, and says of which a helping thread has to be told: it keeps so many of the last it was told of. */
const numbering = <T extends object>(
  kept: number,
): ((of: T) => { readonly number: number; readonly isNew: boolean }) => {
  const numbers = new WeakMap<T, number>();
  const told: number[] = [];
  let last = 0;
  return (of) => {
    const number = numbers.get(of) ?? ++last;
    numbers.set(of, number);
    const isNew = !told.includes(number);
    if (isNew) told.push(number);
    if (told.length > kept) told.shift();
    return { number, isNew };
  };
};
