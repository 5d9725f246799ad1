import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { textIndex } from '../../internal/index.js';
import { type Prepared, prepare } from '../../plan/index.js';
import type { Answers } from '../program/answers.js';
import { type Programs, programsOf, runChunk } from '../runner.js';
import { CHUNK, chunksOf, derive, type Store } from '../store/store.js';
import { busyPlace, CONTROL, filePlace, takeChunks } from './control.js';
import { type Job, LAYERS_KEPT, PLANS_KEPT, type Start } from './messages.js';

/** A helping thread: sleeps until there is a job, takes chunks of it until none is left, and sleeps again. */
const help = ({ control, helper, store: given }: Start, port: MessagePort): void => {
  const busy = busyPlace(helper);
  // However a thread ends, its open files are closed: that is how the asking thread can tell while it waits.
  Atomics.store(control, filePlace(helper), openSync(devNull, 'r'));
  const store: Store = { ...given, ids: [], indices: textIndex(), derived: new WeakMap() };
  const programs = programsOf(store);
  const plans = new Map<number, Prepared>();
  const layers = new Map<number, Programs>();
  const chunks = chunksOf(store.size);

  /** Keeps what a job brings along, and gives its plan. */
  const received = ({ plan, definitions, derived }: Job): Prepared => {
    for (const [key, value] of derived) derive(store, store.ids, key, () => value);
    if (definitions !== undefined) keep(plans, plan, prepare(definitions), PLANS_KEPT);
    return plans.get(plan)!;
  };

  /** The programs over the store with the attributes that a job is about. */
  const programsFor = ({ layer }: Job): Programs => {
    if (layer === undefined) return programs;
    const { number, attributes } = layer;
    if (attributes !== undefined) {
      const whole = { ...store, attributes: new Map([...store.attributes, ...attributes]) };
      keep(layers, number, programsOf(whole), LAYERS_KEPT);
    }
    return layers.get(number)!;
  };

  const work = (prepared: Prepared, over: Programs, job: Job): void => {
    const thresholds = new Map(job.thresholds.map(([node, threshold]) => [prepared.nodes[node]!, threshold]));
    const program = over(prepared, job.nodes, job.asOf, thresholds);
    const run = { program, answers: job.answers as readonly Answers[], among: job.among };
    takeChunks(control, chunks, (chunk) => runChunk(run, chunk * CHUNK, store.size));
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
        const over = programsFor(job);
        if (isOpen(job)) work(prepared, over, job);
      } catch {
        Atomics.store(control, CONTROL.failed, 1);
      }
      Atomics.store(control, busy, 0);
      Atomics.notify(control, busy);
    }
  }
};

/** Keeps the last so many things that it was told of: as many as the asking thread counts on. */
const keep = <T>(things: Map<number, T>, number: number, thing: T, most: number): void => {
  things.set(number, thing);
  const [oldest] = things.keys();
  if (things.size > most) things.delete(oldest!);
};

const { start, port } = workerData as { readonly start: Start; readonly port: MessagePort };
help(start, port);
