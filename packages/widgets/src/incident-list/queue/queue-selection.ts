/** Which rows are selected. It is kept by incident: what moves stays selected. */
export class QueueSelection {
  readonly #all = new Set<string>();
  /** From where Shift extends. */
  #anchor: string | undefined;
  /** What the last extension selected, which the next one replaces. */
  #extended: readonly string[] = [];

  get size(): number {
    return this.#all.size;
  }

  get all(): string[] {
    return [...this.#all];
  }

  has(incident: string): boolean {
    return this.#all.has(incident);
  }

  toggle(incident: string): void {
    if (!this.#all.delete(incident)) this.#all.add(incident);
    this.#anchor = incident;
    this.#extended = [];
  }

  /** Selects from where the last was selected, or else from the row that had the focus, to another one. */
  extend(order: readonly string[], from: string | undefined, to: string): void {
    this.#anchor ??= from ?? to;
    const [a, b] = [order.indexOf(this.#anchor), order.indexOf(to)];
    for (const each of this.#extended) this.#all.delete(each);
    this.#extended = order.slice(Math.max(0, Math.min(a, b)), Math.max(a, b) + 1);
    for (const each of this.#extended) this.#all.add(each);
  }

  /** Selects just those. */
  set(incidents: Iterable<string>): void {
    this.clear();
    for (const each of incidents) this.#all.add(each);
  }

  remove(incidents: Iterable<string>): void {
    for (const each of incidents) this.#all.delete(each);
  }

  clear(): void {
    this.#all.clear();
    this.#anchor = undefined;
    this.#extended = [];
  }
}
