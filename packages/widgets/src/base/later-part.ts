import { Retry } from '../client/retry.ts';

/**
 * A part of an element that is loaded when it is first drawn. What did not come, without a network, is tried
 * again by itself.
 */
export class LaterPart<Part> {
  /** Whether the last try failed. */
  hasFailed = false;

  readonly #load: () => Promise<Part>;
  readonly #changed: () => void;
  readonly #retry: Retry = new Retry(() => this.#begin());
  readonly #whenCome = Promise.withResolvers<void>();
  #part: Part | undefined;
  #isLoading = false;

  /** @param changed - called when it has come, or has failed to come */
  constructor(load: () => Promise<Part>, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
  }

  /** The part; undefined until it has come. */
  get(): Part | undefined {
    if (!this.#part && !this.#isLoading) void this.#begin();
    return this.#part;
  }

  /** Resolves once it has come; begins to load it. */
  come(): Promise<void> {
    this.get();
    return this.#whenCome.promise;
  }

  async #begin(): Promise<void> {
    this.#isLoading = true;
    try {
      this.#part = await this.#load();
      this.hasFailed = false;
      this.#retry.reset();
      this.#whenCome.resolve();
    } catch {
      // Still "loading": it is the next try that begins anew, and not each drawing.
      this.hasFailed = true;
      this.#retry.later();
    }
    this.#changed();
  }
}
