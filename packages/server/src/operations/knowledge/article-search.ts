import { setImmediate as afterOthers } from 'node:timers/promises';
import {
  type Article,
  type ArticleReaders,
  isArticleFor,
  originalOf,
} from '../../domain/knowledge/article.ts';
import { wordsOf } from '../../domain/learning/words.ts';
import { SimilarIndex } from '../../domain/similar/similar-index.ts';
import { similarTextOf } from '../../domain/similar/similar-text.ts';
import type { KitEvent } from '../../store/port/log.ts';
import type { Store } from '../../store/port/store.ts';
import { excerptOf, plainTextOf } from './plain-markdown.ts';

/** Articles that are read in one go. */
const atOnce = 100;

/** Words that the last one of a search may be the beginning of. */
const mostCompletions = 12;

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
  /** Whether the last word may go on. */
  isTyped: boolean;
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

  /** What is most like a text, and is meant, the most alike first; of one in several languages one. */
  async find(
    readers: ArticleReaders,
    { isTyped, language, ...text }: Asked,
    isMeant: (article: ArticleEntry) => boolean,
    limit: number,
  ): Promise<ArticleMatch[]> {
    const { entries, indexes } = await this.#upToDate();
    const index = indexes[readers];
    const asked = similarTextOf(text);
    const counts = new Map(asked.counts);
    const last = isTyped ? wordsOf(text.title).at(-1) : undefined;
    if (last) {
      for (const word of index.completionsOf(last, mostCompletions)) {
        if (!counts.has(word)) counts.set(word, 1);
      }
    }
    const meant = (number: number) => isMeant(entries.get(number) as ArticleEntry);
    const matches = index.search({ ...asked, counts }, limit * 2, meant);
    const found = matches.map(({ number, share }) => ({
      article: entries.get(number) as ArticleEntry,
      likeness: Math.min(share, 1),
    }));
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

function set({ entries, indexes }: Reading, article: Article): void {
  const { body, authors: _, sources: __, ...rest } = article;
  const { number, title, service } = article;
  const before = entries.get(number);
  entries.set(number, { ...rest, excerpt: excerptOf(body ?? '') });
  // A vote changes nothing of what it says, and whom it is for.
  if (before?.version === article.version && before.title === title) return;
  const text = similarTextOf({
    ...{ title: title ?? '', description: plainTextOf(body ?? ''), service },
  });
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
