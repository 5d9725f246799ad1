import type { Columns } from './data.js';

/** For each customer, in order, a bit for each segment: bit 0 is the first. */
export type Answer = Uint8Array;

/** Somebody who can answer the eight segments. */
export interface Peer {
  readonly name: string;
  /** Rounds that are timed. Resident engines have the same number: who went on alone would have the machine to itself. */
  readonly rounds: number;
  answer(asOf: number): Answer | Promise<Answer>;
  /** What is timed, where that is not `answer`: all the work, but not the packing into bits. */
  timed?(asOf: number): unknown;
  close?: (() => void) | undefined;
}

/** Makes a peer ready: its data loaded and in its best order. Null where it is not installed. */
export type MakePeer = (columns: Columns) => Promise<Peer | null>;

/** A bit for each of eight truths. */
export const bits = (truths: readonly boolean[]): number =>
  truths.reduce((so, truth, i) => so | (Number(truth) << i), 0);

/** An optional package, or null where it is not there; one that is there but does not load says why. */
export const installed = async <T>(load: () => Promise<T>): Promise<T | null> => {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') console.log(`An optional package does not load: ${message}`);
    return null;
  }
};
