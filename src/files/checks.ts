/** What a check finds: nothing, or that something is wrong, in words or not; `reject` keeps the row out. */
export type CheckAnswer =
  | boolean
  | null
  | undefined
  | string
  | { readonly message: string; readonly path?: string | undefined; readonly reject?: boolean | undefined };

/** Says of a row, as the file has it, whether something is wrong with it. */
export type RowCheck = (row: Readonly<Record<string, unknown>>) => CheckAnswer;
