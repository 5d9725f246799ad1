import { compareText } from '../internal/index.js';
import type { Contract, FactOfRow } from './facts.js';
import type { DatedChanges } from './history.js';

type ContractFact = Extract<FactOfRow, { readonly kind: 'contract' }>;

/**
 * The attributes of somebody with any number of subscriptions, from what was said of each in any order: the MRR of
 * all together; plan, seats, renewal and end of the trial of the one that brings most (the least id among equals);
 * since when any was paid for. Within one instant a start comes before a change and a change before an end; among
 * equals the greatest id of the message counts.
 */
export const contractChanges = (facts: readonly ContractFact[]): readonly DatedChanges[] => {
  const inOrder = [...facts].sort((a, b) => a.at - b.at || a.step - b.step || compareText(a.id, b.id));
  const contracts = new Map<string, Contract>();
  const changes: { at: number; id: string; row: number; changes: { set: Record<string, unknown> } }[] = [];
  for (const { at, id, row, contract, state } of inOrder) {
    contracts.set(contract, state);
    // What several messages of one instant say together is said once: the state after the last of them.
    if (changes.at(-1)?.at === at) changes.pop();
    changes.push({ at, id, row, changes: { set: attributesOf(contracts) } });
  }
  return changes;
};

const attributesOf = (contracts: ReadonlyMap<string, Contract>): Record<string, unknown> => {
  const all = [...contracts].sort(([a], [b]) => compareText(a, b)).map(([, contract]) => contract);
  const open = all.filter((contract) => contract.open);
  const main = open.reduce<Contract | undefined>(
    (best, each) => (best === undefined || (each.mrr ?? 0) > (best.mrr ?? 0) ? each : best),
    undefined,
  );
  const starts = all.flatMap(({ subscribedAt }) => subscribedAt ?? []);
  return {
    mrr: open.some(({ mrr }) => mrr === undefined) ? null : open.reduce((sum, { mrr }) => sum + mrr!, 0),
    plan: main?.plan ?? null,
    seats: main?.seats ?? null,
    renewsAt: main?.renewsAt ?? null,
    trialEndsAt: main?.trialEndsAt ?? null,
    subscribedAt: starts.length === 0 ? null : Math.min(...starts),
  };
};
