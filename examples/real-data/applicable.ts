import { type CatalogueEntry, catalogue } from 'habitus/catalogue';

/** What a definition reads: names of events and of attributes, and whether it looks at events of all names. */
interface Reads {
  readonly events: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly anything: boolean;
}

/** Everything that a definition reads, whatever is done with it. */
export const readsOf = (entry: CatalogueEntry): Reads => {
  const events = new Set<string>();
  const attributes = new Set<string>();
  let anything = false;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) visit(inner);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Readonly<Record<string, unknown>>;
    if (node.kind === 'events') {
      if (node.names === undefined) anything = true;
      else for (const name of node.names as readonly string[]) events.add(name);
    }
    if (node.kind === 'attribute') attributes.add(node.name as string);
    if (node.kind === 'following') attributes.add(node.attribute as string);
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(entry.definition);
  return { events, attributes, anything };
};

/** What an entry reads and the data does not have. */
export const absentFor = (
  entry: CatalogueEntry,
  known: { readonly events: ReadonlySet<string>; readonly attributes: ReadonlySet<string> },
): readonly string[] => {
  const { events, attributes } = readsOf(entry);
  return [
    ...[...events].filter((name) => !known.events.has(name)),
    ...[...attributes].filter((name) => !known.attributes.has(name)),
  ];
};

/** The segments and classifications that can say something about data: those that read something it has. */
export const applicableTo = (known: {
  readonly events: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
}): readonly CatalogueEntry[] =>
  catalogue.filter((entry) => {
    if (entry.kind === 'metric') return false;
    const { events, attributes, anything } = readsOf(entry);
    const specific =
      [...events].some((name) => known.events.has(name)) ||
      [...attributes].some((name) => known.attributes.has(name));
    return specific || (anything && events.size === 0);
  });
