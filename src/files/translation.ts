import { type EventRow, type RowIssue, type Translated, translator } from '../rows/index.js';
import { type HostVocabulary, hostNames, hostSources } from '../vocabulary/index.js';
import type { EventColumns } from './event-columns.js';

/** Brings events from a host's names to the model's: rows one by one, and columns where they stand. */
export interface EventTranslation {
  /** A row with the model's properties; its name stays the host's until the end. */
  row(event: EventRow): Pick<Translated, 'properties' | 'issues'>;
  /** The properties of the events from `base` on, but those that are to be passed over. */
  columns(
    into: EventColumns,
    base: number,
    rows: number,
    passOver: (row: number) => boolean,
    note: (row: number, issues: readonly RowIssue[]) => void,
  ): void;
  /** The model's name. */
  name(host: string): string;
}

/** What a host's event needs: the properties that are written, and those of the host's that they are made of. */
interface Plan {
  readonly written: readonly string[];
  readonly needed: readonly string[];
}

/** The translation of a vocabulary. */
export const eventTranslation = (vocabulary: HostVocabulary): EventTranslation => {
  const { event } = translator(vocabulary);
  const plans = new Map<string, Plan>();
  const names = new Map<string, string>();
  for (const [name, host] of Object.entries(vocabulary.events)) {
    const fields = Object.entries(host.properties ?? {});
    const written = fields.map(([property]) => property);
    const needed = [...new Set(fields.flatMap(([, field]) => hostSources(field)))];
    for (const hostName of hostNames(host)) {
      names.set(hostName, name);
      if (written.length > 0) plans.set(hostName, { written, needed });
    }
  }
  return {
    row: ({ name, properties, at }) => event(name, properties, at),
    name: (host) => names.get(host) ?? host,
    columns: (into, base, rows, passOver, note) => {
      if (plans.size === 0) return;
      const codes = into.names.codes();
      const times = into.times();
      const byCode = into.names.texts.values.map((name) => (name === null ? undefined : plans.get(name)));
      for (let row = 0; row < rows; row++) {
        const code = codes[base + row]!;
        const plan = byCode[code];
        if (plan === undefined || passOver(row)) continue;
        const at = base + row;
        const given: Record<string, unknown> = Object.create(null);
        for (const name of plan.needed) given[name] = into.properties.get(name)?.read(at);
        const { properties, issues } = event(into.names.texts.values[code]!, given, times[at]!);
        note(row, issues);
        for (const name of plan.written) {
          const column = into.property(name);
          column.clear(at);
          column.write(at, properties[name]);
        }
      }
    },
  };
};
