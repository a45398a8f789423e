import { setImmediate as afterOthers } from 'node:timers/promises';
import {
  type Article,
  type ArticleReaders,
  isArticleFor,
  originalOf,
} from '../../domain/knowledge/article.ts';
import { articleWordsOf, tellingWordsOf } from '../../domain/knowledge/article-words.ts';
import { wordsOf } from '../../domain/learning/words.ts';
import { SimilarIndex } from '../../domain/similar/similar-index.ts';
import { type SimilarText, similarTextOf } from '../../domain/similar/similar-text.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Store } from '../../store/port/store.ts';
import { excerptOf, plainTextOf } from './plain-markdown.ts';

/** Articles that are read in one go. */
const atOnce = 100;

/** Words that the last one of a search may be the beginning of. */
const mostCompletions = 12;

/** What is less like a report than that is hardly about it. */
const leastLikeness = 0.1;

/** What is so much like it is about it, whatever it shares. */
const clearLikeness = 0.15;

/** Of those that are looked at for suggestions, so many times as are wanted, as some of them are none. */
const lookedAt = 5;

/** What is kept of an article: all but its text, which is long. */
export interface ArticleEntry extends Omit<Article, 'body' | 'authors' | 'sources'> {
  /** How its text begins. */
  excerpt: string;
}

export interface ArticleMatch {
  article: ArticleEntry;
  /** How like it is what was asked: 1 for the same words. */
  likeness: number;
}

interface Asked {
  title: string;
  description: string;
  service: string | null;
  /** Of what says the same in several languages, the one that is shown. */
  language: string | null;
}

interface Reading {
  entries: Map<number, ArticleEntry>;
  /** Of whoever may read them, by what those may know of alone: also how rare a word is. */
  indexes: Record<ArticleReaders, SimilarIndex>;
  position: number;
}

/**
 * All articles by their words, in the memory of this process: read when somebody first looks for one, and brought up to
 * date before each answer. It is kept nowhere else, so what is erased has to be taken out of no other place.
 */
export class ArticleSearch {
  readonly #store: Store;
  #reading: Reading = noReading();
  /** One after the other: what is taken in is the log in its order. */
  #taking: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * What is most like a text that is typed, and is meant, the most alike first; of one in several languages one. The last
   * word may go on.
   */
  async find(
    readers: ArticleReaders,
    { language, ...text }: Asked,
    isMeant: (article: ArticleEntry) => boolean,
    limit: number,
  ): Promise<ArticleMatch[]> {
    const reading = await this.#upToDate();
    const asked = similarTextOf(text, articleWordsOf);
    const counts = new Map(asked.counts);
    const last = wordsOf(text.title).at(-1);
    if (last) {
      for (const word of reading.indexes[readers].completionsOf(last, mostCompletions)) {
        if (!counts.has(word)) counts.set(word, 1);
      }
    }
    const found = search(reading, readers, { ...asked, counts }, isMeant, limit * 2);
    return oneOfEach(found, language).slice(0, limit);
  }

  /**
   * What may be about the same as a report, the most alike first; of one in several languages one. What every sentence
   * has says nothing of that: it shares two words with it, or one of its title, or is much like it.
   */
  async suggest(
    readers: ArticleReaders,
    { language, ...text }: Asked,
    isMeant: (article: ArticleEntry) => boolean,
    limit: number,
  ): Promise<ArticleMatch[]> {
    const reading = await this.#upToDate();
    const asked = similarTextOf(text, tellingWordsOf);
    const found = search(reading, readers, asked, isMeant, limit * lookedAt).filter(
      ({ article: { number, title }, likeness }) => {
        if (likeness < leastLikeness) return false;
        if (likeness >= clearLikeness) return true;
        const shared = reading.indexes[readers].sharedBy(number, asked.counts.keys());
        const ofTitle = new Set(tellingWordsOf(title ?? ''));
        return shared.length > 1 || shared.some((word) => ofTitle.has(word));
      },
    );
    return oneOfEach(found, language).slice(0, limit);
  }

  /** All that somebody may read and that are meant, the highest number first. */
  async all(
    readers: ArticleReaders,
    isMeant: (article: ArticleEntry) => boolean,
  ): Promise<ArticleEntry[]> {
    const { entries } = await this.#upToDate();
    const found = [...entries.values()].filter(
      (each) => isArticleFor(readers, each) && isMeant(each),
    );
    return found.sort((one, other) => other.number - one.number);
  }

  /** Those that say the same in other languages. */
  async translationsOf(
    readers: ArticleReaders,
    article: Pick<Article, 'number' | 'translates'>,
  ): Promise<ArticleEntry[]> {
    const original = originalOf(article);
    const isOther = (each: ArticleEntry) =>
      each.number !== article.number &&
      originalOf(each) === original &&
      each.confidence !== 'archived' &&
      each.title !== null;
    return this.all(readers, isOther);
  }

  /** Once these events are taken in, nothing that one of them erased is in memory. */
  async heard(events: readonly KitEvent[]): Promise<void> {
    if (this.#reading.position === 0) return;
    if (!events.some(({ type }) => type === 'article.erased')) return;
    const { indexes } = await this.#upToDate();
    for (const each of Object.values(indexes)) each.compact();
  }

  /** Forgets everything, as the log is another. */
  clear(): void {
    this.#reading = noReading();
  }

  #upToDate(): Promise<Reading> {
    const taken = this.#taking.then(() => this.#takeIn());
    this.#taking = taken.catch(() => undefined);
    return taken;
  }

  async #takeIn(): Promise<Reading> {
    const reading = this.#reading;
    for (;;) {
      const changed = await this.#store.read(({ articles }) =>
        articles.changedAfter(reading.position, atOnce),
      );
      for (const article of changed) set(reading, article);
      reading.position = changed.at(-1)?.seq ?? reading.position;
      if (changed.length < atOnce) return reading;
      await afterOthers();
    }
  }
}

function noReading(): Reading {
  const indexes = {
    visitors: new SimilarIndex(),
    reporters: new SimilarIndex(),
    desk: new SimilarIndex(),
  };
  return { entries: new Map(), indexes, position: 0 };
}

function search(
  { entries, indexes }: Reading,
  readers: ArticleReaders,
  text: SimilarText,
  isMeant: (article: ArticleEntry) => boolean,
  limit: number,
): ArticleMatch[] {
  const meant = (number: number) => isMeant(entries.get(number) as ArticleEntry);
  return indexes[readers].search(text, limit, meant).map(({ number, share }) => ({
    article: entries.get(number) as ArticleEntry,
    likeness: Math.min(share, 1),
  }));
}

function set({ entries, indexes }: Reading, article: Article): void {
  const { body, authors: _, sources: __, ...rest } = article;
  const { number, title, service } = article;
  const before = entries.get(number);
  entries.set(number, { ...rest, excerpt: excerptOf(body ?? '') });
  // A vote changes nothing of what it says, and whom it is for.
  if (before?.version === article.version && before.title === title) return;
  const words = { title: title ?? '', description: plainTextOf(body ?? ''), service };
  const text = similarTextOf(words, articleWordsOf);
  for (const [readers, index] of Object.entries(indexes) as [ArticleReaders, SimilarIndex][]) {
    if (title !== null && isArticleFor(readers, article)) index.set(number, text);
    else index.remove(number);
  }
}

/** Of those that say the same in several languages, the one in the language that is wanted, where the best one was. */
function oneOfEach(found: readonly ArticleMatch[], language: string | null): ArticleMatch[] {
  const groups = Map.groupBy(found, ({ article }) => originalOf(article));
  return [...groups.values()].map((same) => {
    const [best] = same as [ArticleMatch];
    const wanted = language === null ? undefined : inLanguage(same, language);
    return wanted ? { ...wanted, likeness: best.likeness } : best;
  });
}

function inLanguage(same: readonly ArticleMatch[], language: string): ArticleMatch | undefined {
  const main = (tag: string) => tag.split('-')[0]?.toLowerCase();
  return (
    same.find(({ article }) => article.language === language) ??
    same.find(({ article }) => main(article.language) === main(language))
  );
}
