import type { KitRequestError } from '../../client/errors.ts';
import type { Found } from './sources.ts';

/** How long somebody does not type before it is searched for, milliseconds. */
const restMs = 200;

/**
 * A field in which somebody types the beginning of what they mean, and what was found for it. What is meant is
 * `value` once it is chosen; until then it is what was typed.
 */
export class SearchField {
  text = '';
  value = '';
  found: readonly Found[] = [];
  /** Which of them Enter takes. */
  active = 0;
  isOpen = false;
  /** Whether what is found is what was asked for last. */
  isSearching = false;
  problem: KitRequestError | undefined;

  readonly #find: (text: string) => Promise<Found[]>;
  readonly #changed: () => void;
  #turn: object | undefined;
  /** Called once the first of what is being searched for is chosen. */
  #taken: (() => void) | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(find: (text: string) => Promise<Found[]>, changed: () => void) {
    this.#find = find;
    this.#changed = changed;
  }

  write(text: string): void {
    this.text = text;
    this.value = '';
    this.#taken = undefined;
    this.isOpen = this.isSearching = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.search(), restMs);
    this.#changed();
  }

  /** Searches at once. */
  async search(): Promise<void> {
    const turn = {};
    this.#turn = turn;
    this.isOpen = this.isSearching = true;
    let found: readonly Found[] = [];
    let problem: KitRequestError | undefined;
    try {
      found = await this.#find(this.text.trim());
    } catch (thrown) {
      problem = thrown as KitRequestError;
    }
    if (turn !== this.#turn) return;
    this.found = found;
    this.problem = problem;
    this.isSearching = false;
    this.active = 0;
    const taken = this.#taken;
    this.#taken = undefined;
    if (taken && found.length) {
      this.choose(0);
      taken();
    }
    this.#changed();
  }

  /** Chooses the one that Enter takes; who types faster than it is searched gets the first that is found. */
  take(taken: () => void): void {
    if (this.isSearching) this.#taken = taken;
    else {
      this.choose(this.active);
      taken();
    }
  }

  choose(index: number): void {
    const chosen = this.found[index];
    if (!chosen) return;
    this.text = chosen.label;
    this.value = chosen.value;
    this.close();
  }

  /** @param step - so many further; around at the ends */
  move(step: number): void {
    const count = this.found.length;
    if (!this.isOpen) this.isOpen = true;
    else if (count) this.active = (this.active + step + count) % count;
    this.#changed();
  }

  /** Searches for nothing any more: what arrives later comes too late. */
  close(): void {
    clearTimeout(this.#rest);
    this.#turn = this.#taken = undefined;
    this.isOpen = this.isSearching = false;
    this.#changed();
  }
}
