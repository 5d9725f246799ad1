import type { RowIssue } from '../rows/index.js';

/** Names and values. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The ids under which a row speaks of a person: the one they are known by, the one of a device or a browser, or both.
 */
export interface Person {
  readonly known?: string | undefined;
  readonly anonymous?: string | undefined;
  /** True where the tool does not say whether `anonymous` is one. */
  readonly unsure?: boolean | undefined;
}

/** Changes of traits, in the words that the tools share. Within one instant they happen in this order. */
export interface Changes {
  /** Everything that was there is gone. */
  readonly clear?: boolean | undefined;
  /** Only where nothing is there yet. */
  readonly setOnce?: Fields | undefined;
  readonly set?: Fields | undefined;
  /** Numbers to be added. */
  readonly add?: Fields | undefined;
  /** Texts at the end of a list. */
  readonly append?: Fields | undefined;
  /** Texts at the start of a list. */
  readonly prepend?: Fields | undefined;
  /** Texts at the end of a list where they are not in it yet. */
  readonly union?: Fields | undefined;
  /** Texts out of a list. */
  readonly remove?: Fields | undefined;
  readonly unset?: readonly string[] | undefined;
}

/** Something happened. */
export interface EventFact {
  readonly kind: 'event';
  readonly who: Person;
  readonly name: string;
  /** Names under which it is looked up, the most telling first. Default: its name. */
  readonly aliases?: readonly string[] | undefined;
  readonly at: number;
  readonly id?: string | undefined;
  readonly properties: Fields;
  /** The account in whose name it happened, where the row says one. */
  readonly account?: string | undefined;
  /** True where the name is the model's already. */
  readonly translated?: boolean | undefined;
}

/** A subscription as of an instant. */
export interface Contract {
  /** What it brings in a month, in the reporting currency; 0 where nothing, missing where it cannot be told. */
  readonly mrr: number | undefined;
  /** True from its start to its end: of a trial too. */
  readonly open: boolean;
  readonly plan: string | undefined;
  readonly seats: number | undefined;
  /** When it first was paid for (ms). */
  readonly subscribedAt: number | undefined;
  readonly renewsAt: number | undefined;
  readonly trialEndsAt: number | undefined;
}

/** What one row states, in words that all tools share. */
export type Fact =
  | EventFact
  /** A user's traits change; without an instant they hold for all times. */
  | {
      readonly kind: 'user';
      readonly who: Person;
      readonly at: number | undefined;
      readonly id?: string | undefined;
      readonly changes: Changes;
    }
  /** An account's traits change. */
  | {
      readonly kind: 'account';
      readonly account: string;
      readonly at: number | undefined;
      readonly id?: string | undefined;
      readonly changes: Changes;
    }
  /** From an instant on a user belongs to an account. */
  | {
      readonly kind: 'member';
      readonly who: Person;
      readonly account: string;
      readonly at: number | undefined;
    }
  /**
   * A subscription is as it is from an instant on; `step` orders what is said within one: 0 a start, 1 a change, 2
   * an end.
   */
  | {
      readonly kind: 'contract';
      readonly who: Person;
      readonly at: number;
      readonly id: string;
      readonly step: number;
      readonly contract: string;
      readonly state: Contract;
    }
  /** Two ids are one person's. */
  | {
      readonly kind: 'link';
      readonly from: string;
      readonly to: string;
      readonly at: number | undefined;
      readonly certain: boolean;
    };

/** A fact, with the row that states it. */
export type FactOfRow = Fact & { readonly row: number };

/** A row as read: what it says with what is worth a note, or why it is left out. */
export type RowReading =
  | { readonly facts: readonly Fact[]; readonly notes: readonly RowIssue[] }
  | { readonly rejected: readonly RowIssue[] };

/** Reads the rows of one tool. */
export type ReadRow = (row: Fields) => RowReading;
