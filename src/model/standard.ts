/**
 * What any schema of the Standard Schema specification offers, whichever library made it.
 * @see https://standardschema.dev
 */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    /** The value, or what is wrong with it. */
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What validating answers. */
export type StandardResult<Output = unknown> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that a schema found wrong. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What asking a schema comes to: its answer, that it answers later, or what it threw. */
export type Asked =
  | { readonly result: StandardResult }
  | { readonly late: true }
  | { readonly threw: unknown };

/** Asks a schema. One of zod that throws seems to answer later: it is asked again in a way that tells the two apart. */
export const ask = (schema: StandardSchema, value: unknown): Asked => {
  try {
    const result = schema['~standard'].validate(value);
    if (!isPromise(result)) return { result };
    // Nobody waits for it: what it throws later is no concern of the program.
    result.then(undefined, () => {});
    const again = (schema as ZodSchema)._zod?.run?.({ value, issues: [] }, { async: false });
    if (isPromise(again)) again.then(undefined, () => {});
    return { late: true };
  } catch (error) {
    return error instanceof Error && error.constructor.name === '$ZodAsyncError'
      ? { late: true }
      : { threw: error };
  }
};

interface ZodSchema extends StandardSchema {
  readonly _zod?: { readonly run?: (payload: object, context: object) => unknown };
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

/** True of a schema of any library. */
export const isStandardSchema = (value: unknown): value is StandardSchema =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  '~standard' in value &&
  typeof (value as StandardSchema)['~standard']?.validate === 'function';
