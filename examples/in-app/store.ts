import { type Event, type Profile, profile } from 'habitus';

/** What this browser keeps of its visitor: nothing of it leaves. */
interface Kept {
  readonly signedUpAt: number;
  readonly events: readonly Event[];
  /** How far the page's clock is ahead of the real one, in milliseconds: only for trying things out. */
  readonly ahead: number;
}

const KEY = 'fieldnotes';

/** The visitor's events in localStorage, and a clock that can be moved forward. */
export const openStore = (storage: Storage) => {
  let kept: Kept = read(storage) ?? { signedUpAt: Date.now(), events: [], ahead: 0 };
  const keep = (changes: Partial<Kept>): void => {
    kept = { ...kept, ...changes };
    storage.setItem(KEY, JSON.stringify(kept));
  };
  const now = (): number => Date.now() + kept.ahead;
  keep({});
  return {
    now,
    track: (name: string, properties: Event['properties']): void =>
      keep({ events: [...kept.events, { name, at: now(), properties }] }),
    advance: (length: number): void => keep({ ahead: kept.ahead + length }),
    startOver: (): void => keep({ signedUpAt: Date.now(), events: [], ahead: 0 }),
    events: (): readonly Event[] => kept.events,
    signedUpAt: (): number => kept.signedUpAt,
    visitor: (): Profile =>
      profile({ id: 'you', attributes: { plan: 'free', signedUpAt: kept.signedUpAt } }, kept.events, {
        asOf: now(),
      }),
  };
};

/** What was kept, or nothing: never a broken page because of what is in a storage. */
const read = (storage: Storage): Kept | undefined => {
  try {
    const { signedUpAt, events, ahead } = JSON.parse(storage.getItem(KEY) ?? '') as Kept;
    profile({ id: 'you' }, events);
    return Number.isFinite(signedUpAt + ahead) ? { signedUpAt, events, ahead } : undefined;
  } catch {
    return undefined;
  }
};
