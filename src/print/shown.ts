const INSPECT = /* @__PURE__ */ Symbol.for('nodejs.util.inspect.custom');

/** Gives something its text, in templates and in Node's console; nothing that lists its properties sees it. */
export const shownAs = <T extends object>(value: T, text: () => string): T =>
  Object.defineProperties(value, { toString: { value: text }, [INSPECT]: { value: text } });
