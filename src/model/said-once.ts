/** How many names are told apart before all that are new count as said: garbage must not fill the memory. */
const TOLD = 1_000;

/** True the first time that it is told of something. */
export const saidOnce = (): ((what: string) => boolean) => {
  const said = new Set<string>();
  return (what) => said.size < TOLD && said.size !== said.add(what).size;
};
