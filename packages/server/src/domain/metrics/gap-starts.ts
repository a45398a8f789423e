/** How services were left by all incidents that were reported before an instant. */
export interface GapStart {
  before: number;
  /** When a service is well again, by its code; NaN for one that had no incident yet. */
  wellFrom: Float64Array;
}

/** So many are kept. */
const most = 64;

/** Where a walk through the incidents may begin, as nothing before has changed since. */
export class GapStarts {
  /** In their order. */
  #starts: GapStart[] = [];

  /** The last that is not after an instant. */
  find(at: number): GapStart | null {
    return this.#starts.findLast(({ before }) => before <= at) ?? null;
  }

  keep(start: GapStart): void {
    const starts = [...this.#starts, start];
    starts.sort((a, b) => a.before - b.before);
    this.#starts = starts.slice(-most);
  }

  /** Something of an incident has changed that was reported then. */
  forgetAfter(at: number): void {
    if ((this.#starts.at(-1)?.before ?? at) <= at) return;
    this.#starts = this.#starts.filter(({ before }) => before <= at);
  }
}
