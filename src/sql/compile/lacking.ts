import { refuse } from '../../internal/index.js';

/** Fields that are read and have no column, by the path of the columns that there are. */
export type Lacking = Map<string, { readonly fields: Set<string>; readonly known: readonly string[] }>;

/** Refuses a source without columns that definitions read, all of one table together. */
export const requireColumns = (lacking: Lacking): void => {
  for (const [path, { fields, known }] of lacking) {
    const names = [...fields].map((field) => JSON.stringify(field));
    const wanted =
      names.length === 1
        ? `a column for ${names[0]}, which a definition reads`
        : `columns for ${names.join(', ')}, which definitions read`;
    const there = known.join(', ') || 'none';
    refuse('bad-value', `${wanted} (there are: ${there}); null says that there is none`, undefined, path);
  }
};
