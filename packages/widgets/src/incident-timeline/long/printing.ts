/** Whether the page is being printed. */
export class Printing {
  isPrinting = false;
  readonly #changed: () => void;
  readonly #media = matchMedia('print');
  #isFollowing = false;

  /** @param changed - what it draws at once is on paper, what it draws later is not */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  follow(): void {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    this.#media.addEventListener('change', this.#onMedia);
    addEventListener('beforeprint', this.#onBefore);
    addEventListener('afterprint', this.#onAfter);
  }

  leave(): void {
    this.#isFollowing = false;
    this.#media.removeEventListener('change', this.#onMedia);
    removeEventListener('beforeprint', this.#onBefore);
    removeEventListener('afterprint', this.#onAfter);
  }

  readonly #onMedia = () => this.#set(this.#media.matches);
  readonly #onBefore = () => this.#set(true);
  readonly #onAfter = () => this.#set(false);

  #set(isPrinting: boolean): void {
    if (isPrinting === this.isPrinting) return;
    this.isPrinting = isPrinting;
    this.#changed();
  }
}
