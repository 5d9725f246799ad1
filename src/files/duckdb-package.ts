import { HabitusError } from '../internal/index.js';

type DuckDB = typeof import('@duckdb/node-api');

/** The first version of which all is there that is asked of it. */
const NEEDED = [1, 3] as const;

const WANTED = `expected @duckdb/node-api ${NEEDED.join('.')} or later, which reads Parquet and queries`;

/**
 * The optional package, loaded only where it is needed. A `bad-value` error with the command where it is absent, does
 * not load, or is too old: all of its versions are pre-releases to npm, which therefore cannot be asked to check them.
 */
export const loadDuckDB = async (): Promise<DuckDB> => {
  const api = await import('@duckdb/node-api').catch((cause: unknown) => {
    throw new HabitusError('bad-value', `${WANTED}, ${whyNot(cause)}`, '', { cause });
  });
  const found = /^v?((\d+)\.(\d+)\.\d+)/.exec(api.version());
  if (found !== null && isOlder(Number(found[2]), Number(found[3])))
    throw new HabitusError('bad-value', `${WANTED}, found ${found[1]}: npm install @duckdb/node-api@latest`);
  return api;
};

const isOlder = (major: number, minor: number): boolean =>
  major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]);

const whyNot = (cause: unknown): string => {
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown };
  const isAbsent =
    (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') &&
    String(message).includes("'@duckdb/node-api'");
  return isAbsent
    ? 'found none: npm install @duckdb/node-api'
    : `found one that does not load: ${String(message)}`;
};
