/**
 * One event of the model in a tool's names: the names that mean it, and of each property the names to look under,
 * in that order, or a constant.
 */
export interface Word {
  readonly event: readonly string[];
  readonly properties?: Readonly<Record<string, readonly string[] | { readonly value: string }>> | undefined;
}

/** What a tool calls things. */
export interface Words {
  readonly events: Readonly<Record<string, Word>>;
  /** The tool's names of attributes, each with the model's. */
  readonly attributes: Readonly<Record<string, string>>;
}
