/** So many bits hold a count, the rest a place. */
const countBits = 7;
/** 2 ^ 31 - 1 stays a small integer of the engine, which takes no memory of its own. */
const mostPlaces = 2 ** (30 - countBits);

interface Filling {
  values: Uint32Array;
  used: number;
  /** How often something had been taken away when this was last tidied. */
  tidiedAt: number;
}

const none = new Uint32Array(0);

/**
 * In which places a word stands, and how often there: a number each. A word of a single place, as most words of names
 * and numbers are, has that number alone.
 */
export class Postings {
  readonly #words = new Map<string, number | Filling>();
  #removals = 0;

  static placeOf(posting: number): number {
    return posting >>> countBits;
  }

  static countOf(posting: number): number {
    return posting & (2 ** countBits - 1);
  }

  /** @param count less than 128 */
  add(word: string, place: number, count: number): void {
    if (place >= mostPlaces) throw new Error('More places than can be told apart.');
    const posting = packed(place, count);
    const known = this.#words.get(word);
    if (known === undefined) {
      this.#words.set(word, posting);
    } else if (typeof known === 'number') {
      const values = new Uint32Array(4);
      values.set([known, posting]);
      this.#words.set(word, { values, used: 2, tidiedAt: 0 });
    } else {
      if (known.used === known.values.length) {
        const longer = new Uint32Array(Math.ceil(known.used * 1.5));
        longer.set(known.values);
        known.values = longer;
      }
      known.values[known.used] = posting;
      known.used += 1;
    }
  }

  /** Words that begin like this, those that were there first. Each is to be looked at: where it was may be no more. */
  *beginningWith(beginning: string): Generator<string> {
    for (const word of this.#words.keys()) if (word.startsWith(beginning)) yield word;
  }

  /** Some place is there no more: what stands of it is left out from now on. */
  removedSome(): void {
    this.#removals += 1;
  }

  of(word: string, isThere: (place: number) => boolean): Uint32Array {
    const known = this.#words.get(word);
    if (known === undefined) return none;
    if (typeof known === 'number') {
      return isThere(Postings.placeOf(known)) ? Uint32Array.of(known) : none;
    }
    if (known.tidiedAt < this.#removals) {
      const left = known.values
        .subarray(0, known.used)
        .filter((each) => isThere(Postings.placeOf(each)));
      Object.assign(known, { values: left, used: left.length, tidiedAt: this.#removals });
    }
    return known.values.subarray(0, known.used);
  }

  /**
   * In place, as there are millions and whoever asks next waits for it.
   * @param places by the place before, where it is now; -1 for nowhere
   */
  move(places: Int32Array): void {
    for (const [word, known] of this.#words) {
      if (typeof known === 'number') {
        const place = places[Postings.placeOf(known)] as number;
        if (place < 0) this.#words.delete(word);
        else this.#words.set(word, packed(place, Postings.countOf(known)));
        continue;
      }
      const { values } = known;
      let used = 0;
      for (let index = 0; index < known.used; index += 1) {
        const posting = values[index] as number;
        const place = places[Postings.placeOf(posting)] as number;
        if (place >= 0) values[used++] = packed(place, Postings.countOf(posting));
      }
      if (used === 0) this.#words.delete(word);
      else if (used === 1) this.#words.set(word, values[0] as number);
      else Object.assign(known, { used, tidiedAt: this.#removals });
    }
  }
}

function packed(place: number, count: number): number {
  return place * 2 ** countBits + count;
}
