import type { Actor } from '../../domain/actor.ts';
import type { Article } from '../../domain/knowledge/article.ts';
import type { PersonRef } from './log.ts';

/** How often an article helped, and what people think of it. */
export interface ArticleCounts {
  article: number;
  /** Incidents that were resolved with it. */
  uses: number;
  /** Reports that it saved. */
  saved: number;
  /** When it helped last, epoch milliseconds; null for never. */
  usedAt: number | null;
}

export interface ArticleVotes {
  article: number;
  helpful: number;
  unhelpful: number;
}

export interface ArticleReader {
  get(number: number): Promise<Article | null>;
  /** Those of them that there are, in no order. */
  getMany(numbers: readonly number[]): Promise<Article[]>;
  /** Those to which something happened after a position of the log, in that order. */
  changedAfter(seq: number, limit: number): Promise<Article[]>;
  /** The highest number; 0 for none. */
  newestNumber(): Promise<number>;
  /** The numbers of those that were made from one of these incidents. */
  madeFrom(incidents: readonly number[]): Promise<number[]>;
  /** The numbers of those that somebody has written some of. */
  writtenBy(person: PersonRef): Promise<number[]>;
  /** What somebody thinks of an article; null for nothing. */
  voteOf(article: number, person: Actor): Promise<boolean | null>;
  /** Those of them that somebody has voted on. */
  votes(articles: readonly number[]): Promise<ArticleVotes[]>;
  /** Those of them that ever helped. */
  counts(articles: readonly number[]): Promise<ArticleCounts[]>;
  /** Those that helped from one instant on and before another, what helped most first; epoch milliseconds. */
  helpedBetween(from: number, to: number): Promise<ArticleCounts[]>;
}
