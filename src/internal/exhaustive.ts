/** Ends a switch over kinds: a kind that no case names does not compile. */
export const exhaustive = (none: never): never => {
  throw new TypeError(`no case for ${JSON.stringify(none)}`);
};
