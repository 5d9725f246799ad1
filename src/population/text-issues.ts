import { looksLike } from '../customer/index.js';
import type { IssueLog } from './issues.js';
import type { AttributeColumn, Store } from './store/store.js';

/** Reports the attributes of which all texts look like something else: by their dictionaries, the first that does not ends it. */
export const reportTexts = (attributes: Store['attributes'], issues: IssueLog): void => {
  for (const [name, column] of attributes) {
    const like = likeOf(name, column);
    if (like === undefined) continue;
    const { texts } = 'rows' in column.cells ? column.cells.cells : column.cells;
    texts?.forEach((code: number, at: number) => {
      if (code === 0) return;
      const customer = 'rows' in column.cells ? column.cells.rows[at]! : at;
      issues.add(
        `${like}-as-text`,
        `customers[${customer}].attributes.${name}`,
        column.texts.values[code],
        `attribute ${name}`,
      );
    });
  }
};

const likeOf = (name: string, { texts }: AttributeColumn): ReturnType<typeof looksLike> => {
  let like: ReturnType<typeof looksLike>;
  for (const text of texts.values) {
    if (text === null) continue;
    const found = looksLike(name, text);
    if (found === undefined || (like !== undefined && found !== like)) return undefined;
    like = found;
  }
  return like;
};
