/** A node of a definition before it is known to be one. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Visits every object of a definition that has a kind; `ago` is how far back it is answered as of (S29). */
export const walk = (json: unknown, visit: (node: Json, ago: number) => void, ago = 0): void => {
  if (Array.isArray(json)) for (const item of json) walk(item, visit, ago);
  if (!isObject(json)) return;
  if (typeof json.kind === 'string') visit(json, ago);
  const inside = json.kind === 'ago' ? ago + Number(json.length) : ago;
  for (const value of Object.values(json)) walk(value, visit, inside);
};
