import { md5Prefix } from '../../internal/index.js';
import { derive, type Store } from './store.js';

/** The bucket of every customer under a salt (S27): hashed once for a store. */
export const bucketsOf = (store: Store, salt: string): Uint16Array =>
  derive(store, store.ids, bucketsKey(salt), () =>
    Uint16Array.from(store.ids, (id) => md5Prefix(`${salt}:${id}`) % 10_000),
  );

/** The key under which a store keeps them. */
export const bucketsKey = (salt: string): string => `buckets of ${salt}`;
