import type { KitClient } from '../client/client.ts';

/**
 * What somebody writes about each of the things that an element shows in turn. It is there again when they come back to
 * one of them, and gone for whoever is somebody else.
 */
export class HeldDrafts<Draft> {
  readonly #all = new Map<string, Draft>();
  #kit: KitClient | undefined;

  /** Holds what is written as that identity. */
  holdFor(kit: KitClient): void {
    if (kit !== this.#kit) this.#all.clear();
    this.#kit = kit;
  }

  get(about: string): Draft | undefined {
    return this.#all.get(about);
  }

  set(about: string, draft: Draft): void {
    this.#all.set(about, draft);
  }

  drop(about: string): void {
    this.#all.delete(about);
  }
}
