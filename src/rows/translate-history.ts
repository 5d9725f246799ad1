import type { HostVocabulary } from '../vocabulary/index.js';
import type { RowIssue } from './report.js';
import { translator } from './translate.js';

type Values = Readonly<Record<string, unknown>>;

/** Attributes from an instant (ms) on. */
export interface DatedValues {
  readonly at: number;
  readonly attributes: Values;
}

/** The attributes of somebody in the model's names, for all times and over time. */
export interface TranslatedHistory<H extends readonly DatedValues[] | undefined> {
  readonly attributes: Values;
  /** In the order in which it was given. */
  readonly history: H;
  /** What could not be brought to the model's names, each with its entry (undefined: for all times); the same is said once. */
  readonly issues: readonly { readonly entry: number | undefined; readonly issue: RowIssue }[];
}

/**
 * Brings attributes and their history from a host's names to the model's. An entry says what changed, and a field may be made of several of the
 * host's attributes: so each entry is translated together with what held before it (S30). `read` are the host's own names that
 * the model's are made of.
 */
export const historyTranslator = (vocabulary: HostVocabulary) => {
  const { attributes: translate, attributesRead } = translator(vocabulary);
  const names = Object.keys(vocabulary.attributes);
  const made = <H extends readonly DatedValues[] | undefined>(
    given: Values,
    history: H,
  ): TranslatedHistory<H> => {
    const issues: { entry: number | undefined; issue: RowIssue }[] = [];
    const said = new Set<string>();
    const translated = (values: Values, entry: number | undefined): Values => {
      const { properties, issues: found } = translate(values);
      for (const issue of found) {
        const key = JSON.stringify([issue.path, issue.message]);
        if (said.has(key)) continue;
        said.add(key);
        issues.push({ entry, issue });
      }
      return properties;
    };
    const attributes = translated(given, undefined);
    if (history === undefined || names.length === 0) return { attributes, history, issues };
    const state = new Map(Object.entries(given));
    const before = new Map(names.map((name) => [name, attributes[name]]));
    const result: DatedValues[] = [...history];
    const inOrder = history.map(({ at }, entry) => ({ at, entry })).sort((a, b) => a.at - b.at);
    for (const { at, entry } of inOrder) {
      const changed = new Map(
        Object.entries(history[entry]!.attributes).filter(([, value]) => value !== undefined),
      );
      for (const [name, value] of changed) state.set(name, value);
      const now = new Map(Object.entries(translated(Object.fromEntries(state), entry)));
      for (const name of names) {
        const value = now.get(name) ?? null;
        const isNews = textOf(value) !== textOf(before.get(name) ?? null);
        if (isNews || changed.has(name)) changed.set(name, value);
        before.set(name, value);
      }
      result[entry] = { at, attributes: Object.fromEntries(changed) };
    }
    return { attributes, history: result as readonly DatedValues[] as H, issues };
  };
  return Object.assign(made, { read: attributesRead });
};

/** What tells values apart. Dates and lists are values, too. */
const textOf = (value: unknown): string => {
  try {
    return `${typeof value}${value instanceof Date ? value.getTime() : JSON.stringify(value)}`;
  } catch {
    return String(value);
  }
};
