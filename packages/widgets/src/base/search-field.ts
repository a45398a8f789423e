import type { KitRequestError } from '../client/errors.ts';

/** Something that was found: what is sent for it, how it is called, and what tells it from others. */
export interface Found {
  value: string;
  label: string;
  detail?: string;
}

/** How long somebody does not type before it is searched for, milliseconds. */
const restMs = 200;

/**
 * A field in which somebody types the beginning of what they mean, and what was found for it. What is meant is
 * `value` once it is chosen; until then it is what was typed.
 */
export class SearchField<Option extends Found = Found> {
  text = '';
  value = '';
  /** What was chosen; undefined while nothing is. */
  chosen: Option | undefined;
  found: readonly Option[] = [];
  /** Which of them Enter takes. */
  active = 0;
  isOpen = false;
  /** Whether what is found is what was asked for last. */
  isSearching = false;
  problem: KitRequestError | undefined;

  readonly #find: (text: string) => Promise<Option[]>;
  readonly #changed: () => void;
  #turn: object | undefined;
  /** Called once the first of what is being searched for is chosen. */
  #taken: (() => void) | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(find: (text: string) => Promise<Option[]>, changed: () => void) {
    this.#find = find;
    this.#changed = changed;
  }

  write(text: string): void {
    this.text = text;
    this.value = '';
    this.chosen = undefined;
    // What is on its way answers what was asked before: nobody is to choose from that.
    this.#turn = this.#taken = undefined;
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
    let found: readonly Option[] = [];
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
    this.chosen = chosen;
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
