import type { LogEvent, NewEvent } from '../log.ts';
import type { ArticleAudience, ArticleFacts, Confidence } from './article.ts';

/** What an article says. */
export interface ArticleText {
  title: string;
  /** Markdown. */
  body: string;
}

export type ArticleCreated = NewEvent<
  'article.created',
  ArticleFacts & {
    number: number;
    audience: ArticleAudience;
    /** The number of the incident that it was made from; null for none. */
    from: number | null;
    /** The events of that incident that words of it are from. */
    sources: readonly number[];
  },
  ArticleText
>;

export type ArticleEdited = NewEvent<
  'article.edited',
  ArticleFacts & {
    /** Which earlier version was brought back; null for none. */
    restores: number | null;
  },
  ArticleText & { reason: string | null }
>;

/** What somebody said of how far it can be relied on, and whom it is for. */
export type ArticleRated = NewEvent<
  'article.rated',
  { confidence: Confidence; audience: ArticleAudience },
  { reason: string | null }
>;

/** One vote a person: a later one takes the place of the one before. */
export type ArticleVoted = NewEvent<
  'article.voted',
  { number: number; helpful: boolean | null },
  Record<never, never>
>;

/** Somebody was about to report something, and it helped them. */
export type ArticleSavedReport = NewEvent<
  'article.saved-report',
  { number: number },
  Record<never, never>
>;

export type ArticleErased = NewEvent<
  'article.erased',
  { events: number[] },
  { reason: string | null }
>;

export type NewArticleEvent =
  | ArticleCreated
  | ArticleEdited
  | ArticleRated
  | ArticleVoted
  | ArticleSavedReport
  | ArticleErased;
export type ArticleEvent = LogEvent<NewArticleEvent>;

export function articleStream(number: number): string {
  return `article/${number}`;
}

/** The number of the article whose stream it is. */
export function numberOfArticleStream(stream: string): number {
  return Number(stream.slice('article/'.length));
}

export function isArticleEvent<E extends { type: string }>(
  event: E,
): event is Extract<E, { type: NewArticleEvent['type'] }> {
  return event.type.startsWith('article.');
}
