import type { ValueType } from '../../expression/index.js';
import { name, raw, type Sql, sql } from '../fragment.js';
import { columnOf, type SourceInstant } from '../source.js';
import type { Chain } from './chain.js';
import { type Context, nothing } from './context.js';
import { PART_TYPES, type Part } from './fields.js';
import { instantOf } from './instants.js';

/** Makes a typed value from the parts of a field: an instant of what may stand for one. */
export const typedValue = (
  as: ValueType | undefined,
  read: (part: Part) => Sql | null,
  {
    of,
    dialect,
    called,
  }: { readonly of: Chain; readonly dialect: Context['dialect']; readonly called: string },
  untyped: 'scalar' | 'present',
): Sql => {
  switch (as) {
    case undefined:
      return sql`COALESCE(${read(untyped) ?? raw('FALSE')}, FALSE)`;
    case 'instant': {
      const parts = { ms: read('instantMs'), number: read('instantNumber'), text: read('instantText') };
      return instantOf(parts, of, { dialect, called }) ?? nothing(dialect, 'integer');
    }
    default:
      return read(as) ?? nothing(dialect, PART_TYPES[as]);
  }
};

/** Milliseconds of a column of instants. */
export const instantColumn = (at: SourceInstant, row: string, dialect: Context['dialect']): Sql => {
  const { column, as } = columnOf(at);
  return dialect.milliseconds(sql`${raw(row)}.${name(column)}`, instantKind(as));
};

/** What a column of instants holds, `timestamptz` where nothing says it. */
export const instantKind = (as: string | undefined): 'timestamptz' => (as ?? 'timestamptz') as 'timestamptz';
