/** The part of an `AbortSignal` that is looked at; every `AbortSignal` is one. */
export interface AbortLike {
  /** Throws the reason where the work shall end. */
  throwIfAborted(): void;
  /** Tells when that comes. */
  addEventListener?(type: 'abort', listener: () => void): void;
}
