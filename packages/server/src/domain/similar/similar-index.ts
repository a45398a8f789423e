import { Postings } from './postings.ts';
import type { SimilarText } from './similar-text.ts';

/** An incident that is like a text. */
export interface Match {
  number: number;
  score: number;
  /** Of the score that the text would have with itself: from 0 to about 1. */
  share: number;
}

/**
 * How soon one more of the same word stops to count, and how much a long text's words count less: what Robertson and
 * Zaragoza give as good for most collections ("The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.5).
 */
const k1 = 1.2;
const b = 0.75;

/** What is of the same service counts by so much more. */
const sameService = 1.1;

/**
 * Words of a text that are looked for, those that tell the most: with more of them, a long text is found to be like
 * other long texts.
 */
const mostAsked = 24;

/**
 * How many places of words are looked at for one answer. Words are taken from the rarest on, and what is common to
 * everything is left out when the rarer ones have used them up; up to some thousands of incidents all are looked at.
 */
const mostPostings = 100_000;

/** What was taken away stays in memory until it is that much, or a tenth of all. */
const mostLoose = 1_000;

interface Asked {
  word: string;
  /** How often it stands in the text. */
  count: number;
  /** Where it is. */
  postings: Uint32Array;
  weight: number;
}

/**
 * Incidents by their words, to find those that are most like a text: BM25, with the counts of words and the lengths of
 * texts. It is kept in memory, and made again from the incidents: the same ones give the same answers to the last
 * digit, in whatever order they came and went.
 */
export class SimilarIndex {
  /** By place; 0 where an incident was taken away. */
  #numbers: number[] = [];
  #lengths: number[] = [];
  #services: (string | null)[] = [];
  readonly #places = new Map<number, number>();
  #postings = new Postings();
  #length = 0;
  /** For each place what is added up during one search, all zero between them. */
  #scores = new Float64Array(0);

  get size(): number {
    return this.#places.size;
  }

  /** Adds an incident, or puts what it is now in the place of what it was. */
  set(number: number, text: SimilarText): void {
    this.remove(number);
    const place = this.#numbers.length;
    this.#numbers.push(number);
    this.#lengths.push(text.length);
    this.#services.push(text.service);
    this.#places.set(number, place);
    this.#length += text.length;
    for (const [word, count] of text.counts) this.#postings.add(word, place, count);
  }

  /** Its words are found no more; they are gone from memory after `compact`, at the latest when there are many such. */
  remove(number: number): void {
    const place = this.#places.get(number);
    if (place === undefined) return;
    this.#places.delete(number);
    this.#length -= this.#lengths[place] ?? 0;
    this.#numbers[place] = 0;
    this.#postings.removedSome();
    const loose = this.#numbers.length - this.size;
    if (loose > Math.max(mostLoose, this.size / 10)) this.compact();
  }

  /** Takes everything out of memory that belongs to no incident any more. */
  compact(): void {
    const places = new Int32Array(this.#numbers.length).fill(-1);
    const kept = [...this.#places];
    for (const [index, [, place]] of kept.entries()) places[place] = index;
    this.#numbers = kept.map(([number]) => number);
    this.#lengths = kept.map(([, place]) => this.#lengths[place] ?? 0);
    this.#services = kept.map(([, place]) => this.#services[place] ?? null);
    for (const [index, [number]] of kept.entries()) this.#places.set(number, index);
    this.#postings.move(places);
  }

  /** Words that begin like this, the most frequent first. */
  completionsOf(beginning: string, most: number): string[] {
    const isThere = (place: number) => this.#numbers[place] !== 0;
    return [...this.#postings.beginningWith(beginning)]
      .map((word) => ({ word, count: this.#postings.of(word, isThere).length }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count || (one.word < other.word ? -1 : 1))
      .slice(0, most)
      .map(({ word }) => word);
  }

  /** Those of some words that stand in a text. */
  sharedBy(number: number, words: Iterable<string>): string[] {
    const own = this.#places.get(number);
    const isThere = (place: number) => this.#numbers[place] !== 0;
    return [...words].filter((word) =>
      this.#postings.of(word, isThere).some((each) => Postings.placeOf(each) === own),
    );
  }

  /** The incidents that are most like a text, the most similar first, and of those that are as similar the newest. */
  search(text: SimilarText, limit: number, isMeant?: (number: number) => boolean): Match[] {
    const asked = this.#asked(text);
    const touched = this.#addUp(asked);
    const own = this.#ownScore(asked, text);
    const best: Match[] = [];
    for (const place of touched) {
      const number = this.#numbers[place] as number;
      const isSame = text.service !== null && this.#services[place] === text.service;
      const score = (this.#scores[place] as number) * (isSame ? sameService : 1);
      this.#scores[place] = 0;
      if (isMeant && !isMeant(number)) continue;
      keepBest(best, { number, score, share: score / own }, limit);
    }
    return best;
  }

  /** @returns the places that have a score now */
  #addUp(asked: readonly Asked[]): number[] {
    if (this.#scores.length < this.#numbers.length) {
      this.#scores = new Float64Array(Math.ceil(this.#numbers.length * 1.2));
    }
    const touched: number[] = [];
    let looked = 0;
    for (const { postings, weight } of asked) {
      looked += postings.length;
      if (looked > mostPostings && touched.length > 0) break;
      for (const posting of postings) {
        const place = Postings.placeOf(posting);
        const before = this.#scores[place] as number;
        if (before === 0) touched.push(place);
        const length = this.#lengths[place] as number;
        this.#scores[place] = before + this.#score(weight, Postings.countOf(posting), length);
      }
    }
    return touched;
  }

  #score(weight: number, count: number, length: number): number {
    const relative = (length * this.size) / this.#length;
    return (weight * count * (k1 + 1)) / (count + k1 * (1 - b + b * relative));
  }

  #ownScore(asked: readonly Asked[], { length }: SimilarText): number {
    return asked.reduce((sum, { weight, count }) => sum + this.#score(weight, count, length), 0);
  }

  /** What a text is looked for by, what tells the most first: words that nothing has are among it. */
  #asked({ counts }: SimilarText): Asked[] {
    const isThere = (place: number) => this.#numbers[place] !== 0;
    const found = [...counts].map(([word, count]) => {
      const postings = this.#postings.of(word, isThere);
      const rarity = Math.log(1 + (this.size - postings.length + 0.5) / (postings.length + 0.5));
      return { word, count, postings, weight: rarity * (1 + Math.log(count)) };
    });
    found.sort((one, other) => other.weight - one.weight || (one.word < other.word ? -1 : 1));
    return found.slice(0, mostAsked);
  }
}

/** Puts a match where it belongs among the best, which are sorted. */
function keepBest(best: Match[], match: Match, limit: number): void {
  if (best.length === limit && !isBefore(match, best[limit - 1] as Match)) return;
  let at = best.length;
  while (at > 0 && isBefore(match, best[at - 1] as Match)) at -= 1;
  best.splice(at, 0, match);
  if (best.length > limit) best.pop();
}

function isBefore(one: Match, other: Match): boolean {
  return one.score === other.score ? one.number > other.number : one.score > other.score;
}
