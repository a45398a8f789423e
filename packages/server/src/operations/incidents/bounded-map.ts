/**
 * A map that holds so much and no more: what was set longest ago goes when others come. So whoever asks for
 * what nobody else asks for takes room from others, and none from the process.
 */
export class BoundedMap<Key, Value> {
  readonly #values = new Map<Key, Value>();
  readonly #most: number;
  readonly #sizeOf: (value: Value, key: Key) => number;
  #size = 0;

  /**
   * @param most of all sizes together
   * @param sizeOf what a value takes, the same each time: characters, say
   */
  constructor(most: number, sizeOf: (value: Value, key: Key) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  get size(): number {
    return this.#size;
  }

  get(key: Key): Value | undefined {
    return this.#values.get(key);
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    const size = this.#sizeOf(value, key);
    if (size > this.#most) return;
    this.#values.set(key, value);
    this.#size += size;
    for (const oldest of this.#values.keys()) {
      if (this.#size <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(key: Key): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#size -= this.#sizeOf(value, key);
    this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
    this.#size = 0;
  }
}
