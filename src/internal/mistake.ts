/** What is not there, and a name that says why: to use it is a compile error with this sentence. */
export interface Mistake<Sentence extends string> {
  readonly [mistake]: Sentence;
}

declare const mistake: unique symbol;
