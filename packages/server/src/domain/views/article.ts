import type { ArticleAudience, Confidence } from '../knowledge/article.ts';

/** What only the desk is told of an article. */
export interface ArticleDeskFacts {
  confidence: Confidence;
  audience: ArticleAudience;
  /** Incidents that were resolved with it. */
  uses: number;
  /** Reports that it saved. */
  saved: number;
  helpful: number;
  unhelpful: number;
  /** When it helped last, epoch milliseconds; null for never. */
  usedAt: number | null;
  /** Validated, and not used for 180 days: somebody has to say whether it is still right. */
  isToBeReviewed: boolean;
}

/** An article in a list. */
export interface ArticleSummary {
  article: string;
  /** Null once it was erased. */
  title: string | null;
  /** How it begins, as plain text. */
  excerpt: string;
  language: string;
  service: string | null;
  category: string | null;
  /** Epoch milliseconds. */
  changedAt: number;
  /** Null for who is not of the desk. */
  desk: ArticleDeskFacts | null;
}

export interface ArticleView extends ArticleSummary {
  /** Markdown; null once it was erased. */
  body: string | null;
  /** What an edit says that it is based on. */
  version: number;
  /** The article that it says the same as in another language. */
  translates: string | null;
  /** The same in other languages. */
  languages: { article: string; language: string; title: string }[];
  /** What the caller thinks of it; null for nothing. */
  vote: boolean | null;
  /** The incident that it was made from, for the desk alone. */
  from: string | null;
}

/** What became of an article at one time: for the desk. */
export interface ArticleVersionView {
  version: number;
  what: 'created' | 'edited' | 'restored' | 'rated';
  at: number;
  /** The host's identifier of who did it; null for the kit. */
  by: string | null;
  /** Their name; null once it was erased. */
  name: string | null;
  reason: string | null;
  /** What it said then; null for what was erased, or only rated. */
  text: { title: string; body: string } | null;
  /** What was said of it then; null for a text. */
  rating: { confidence: Confidence; audience: ArticleAudience } | null;
  /** Which version was brought back. */
  restores: number | null;
}
