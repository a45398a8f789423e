import { z } from 'zod';
import { bounded } from '../plain-text.ts';

/** How far an article can be relied on. */
export const confidences = ['draft', 'not-validated', 'validated', 'archived'] as const;
export type Confidence = (typeof confidences)[number];

/**
 * Whom a validated article is for: visitors as well, whoever is signed in, or the desk alone. It is apart from its
 * confidence: that an article is right does not mean that everybody is to read it.
 */
export const articleAudiences = ['everyone', 'reporters', 'desk'] as const;
export type ArticleAudience = (typeof articleAudiences)[number];

/** A tag of BCP 47, as `lang` has it in HTML. */
export const articleLanguage = bounded(
  z
    .string('Say which language it is in.')
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is named like “de” or “pt-BR”.'),
  { min: 2, max: 35 },
);

/** What an article is filed under. */
export interface ArticleFacts {
  language: string;
  service: string | null;
  category: string | null;
  /** The number of the article that it says the same as in another language; null for none. */
  translates: number | null;
}

/** Somebody who has written some of it, as the host names them. */
export interface ArticleAuthor {
  id: string;
  site: string | null;
}

/** What is true of an article. */
export interface Article extends ArticleFacts {
  number: number;
  /** Counts its texts and what was said of them, from 1. */
  version: number;
  /** Events of its stream, votes among them. */
  events: number;
  /** Null once it was erased, as is the body. */
  title: string | null;
  /** Markdown. */
  body: string | null;
  confidence: Confidence;
  audience: ArticleAudience;
  /** Whether it ever was validated: until then it is a draft for whoever wants their words erased. */
  wasValidated: boolean;
  /** The number of the incident that it was made from; null for none. */
  from: number | null;
  /** The events of that incident that its first words are from. */
  sources: readonly number[];
  authors: readonly ArticleAuthor[];
  /** Epoch milliseconds, as are the others. */
  createdAt: number;
  /** When it was written, or what was said of it, last. */
  changedAt: number;
  /** When somebody said last that it is right; null for never. */
  validatedAt: number | null;
  /** Position in the log of what happened to it last. */
  seq: number;
}

const pattern = /^KB-([1-9]\d{0,8})$/;

/** How people name an article: `KB-7`. */
export function toArticleReference(number: number): string {
  return `KB-${number}`;
}

/** The number in a reference; null when it is not one. */
export function fromArticleReference(reference: string): number | null {
  const digits = pattern.exec(reference)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The article that it says the same as, or itself. */
export function originalOf({ number, translates }: Pick<Article, 'number' | 'translates'>): number {
  return translates ?? number;
}

/** Who reads articles: visitors, people who are signed in, and the desk. */
export type ArticleReaders = 'visitors' | 'reporters' | 'desk';

/** Whether an article is shown to them: others than the desk are shown nothing that nobody has validated. */
export function isArticleFor(
  readers: ArticleReaders,
  { confidence, audience, title }: Pick<Article, 'confidence' | 'audience' | 'title'>,
): boolean {
  if (readers === 'desk') return true;
  if (confidence !== 'validated' || title === null || audience === 'desk') return false;
  return readers === 'reporters' || audience === 'everyone';
}

/** Of a validated article that was not used for so long somebody has to say whether it is still right. */
const reviewAfterMs = 180 * 86_400_000;

/** @param usedAt when it helped last, epoch milliseconds; null for never */
export function isToBeReviewed(
  { confidence, validatedAt, changedAt }: Pick<Article, 'confidence' | 'validatedAt' | 'changedAt'>,
  usedAt: number | null,
  now: number,
): boolean {
  if (confidence !== 'validated') return false;
  return now - Math.max(validatedAt ?? 0, changedAt, usedAt ?? 0) > reviewAfterMs;
}
