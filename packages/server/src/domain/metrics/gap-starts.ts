/** How services were left by all incidents that were reported before an instant. */
export interface GapStart {
  before: number;
  /** When a service is well again, by its code; NaN for one that had no incident yet. */
  wellFrom: Float64Array;
}

/** Selections of which starts are kept, and how many of each. */
const most = { selections: 50, each: 8 };

/** Where a walk through the incidents of a selection may begin, as nothing before has changed since. */
export class GapStarts {
  readonly #of = new Map<string, GapStart[]>();

  /** The last of a selection that is not after an instant. */
  find(selection: string, at: number): GapStart | null {
    const starts = this.#of.get(selection) ?? [];
    return starts.findLast(({ before }) => before <= at) ?? null;
  }

  keep(selection: string, start: GapStart): void {
    if (this.#of.size >= most.selections) this.#of.clear();
    const starts = [...(this.#of.get(selection) ?? []), start];
    starts.sort((a, b) => a.before - b.before);
    this.#of.set(selection, starts.slice(-most.each));
  }

  /** Something of an incident has changed that was reported then. */
  forgetAfter(at: number): void {
    for (const [selection, starts] of this.#of) {
      const right = starts.filter(({ before }) => before <= at);
      if (right.length === 0) this.#of.delete(selection);
      else if (right.length < starts.length) this.#of.set(selection, right);
    }
  }
}
