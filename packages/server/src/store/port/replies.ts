/** Replies to commands that came with an idempotency key. */
export interface ReplyReader {
  /** As JSON; null when the key has none. */
  get(scope: string, key: string): Promise<string | null>;
}

export interface ReplyWriter extends ReplyReader {
  keep(scope: string, key: string, reply: string, at: number): Promise<void>;
  /** Forgets replies that were kept before an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}
