/** The table of cases as JSON: `{ cases, parts }`, with `{ $ref }`, `{ $number }` and `{ $date }` in it. The build puts it here: scripts/sql-cases.mjs. */
export const TABLE: string = '';
