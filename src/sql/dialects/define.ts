import { onlyKeys, refuse } from '../../internal/index.js';
import type { Dialect } from './dialect.js';

/** What a dialect of one's own says in another way than the one that it is made from. */
export type DialectDifferences = {
  readonly [K in keyof Omit<Dialect, 'name' | 'tested'>]?: Dialect[K] | undefined;
} & {
  /** What it is called: small letters, digits and `_`. */
  readonly name: string;
};

/** Primitives that a dialect may have or not. */
const OPTIONAL: readonly string[] = [
  'tableSettings',
  'settings',
  'fence',
  'mended',
  'isJson',
  'hasNul',
  'arithmetic',
] satisfies readonly (keyof Dialect)[];

/**
 * A dialect of one's own, from the one that is most like it: what is not said is said as there, and `undefined` takes away what may be absent. Hold it
 * against the rules with `verifySQL` of `habitus/sql/conformance` before you believe it.
 *
 * @example
 * ```ts
 * import { attribute } from 'habitus';
 * import { defineDialect, postgres, sql, toSQL } from 'habitus/sql';
 * const redshift = defineDialect(postgres, {
 *   name: 'redshift',
 *   parameter: { ...postgres.parameter, atMost: 32_767 },
 *   contains: (text, part) => sql`(charindex(${part}, ${text}) > 0)`,
 * });
 * const source = { customers: { table: 'users', id: 'id', attributes: { columns: { plan: 'plan' } } } };
 * const statement = toSQL({ pro: attribute('plan').contains('pro') }, { dialect: redshift, source });
 * statement.text.includes('charindex($1::text'); //=> true
 * ```
 * @see `docs/warehouse/dialect.md`
 */
export const defineDialect = (base: Dialect, differences: DialectDifferences): Dialect => {
  const { name, ...own } = differences;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_]*$/.test(name))
    refuse('bad-value', 'a name of small letters, digits and _', name, 'name');
  const known = [...Object.keys(base), ...OPTIONAL].filter((key) => key !== 'name' && key !== 'tested');
  onlyKeys(own, [...new Set(known)], name);
  for (const [key, value] of Object.entries(own)) {
    const given = base[key as keyof Dialect];
    const isFit =
      value === undefined ? OPTIONAL.includes(key) : given === undefined || typeof value === typeof given;
    if (!isFit) refuse('bad-value', `a ${typeof given}, as ${base.name} has`, value, `${name}.${key}`);
  }
  return Object.freeze({ ...base, ...(own as Partial<Dialect>), name, tested: 'own' });
};
