import { type Caller, reachOf } from '../../access/caller.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import type { Article } from '../../domain/knowledge/article.ts';
import {
  type ArticleReaders,
  fromArticleReference,
  isArticleFor,
  isToBeReviewed,
  toArticleReference,
} from '../../domain/knowledge/article.ts';
import type { ArticleDeskFacts, ArticleSummary } from '../../domain/views/article.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { ArticleEntry } from './article-search.ts';

/** As whom somebody reads articles. */
export function readersOf(caller: Caller): ArticleReaders {
  if (reachOf(caller, 'article:write') !== null) return 'desk';
  return caller.role === 'anonymous' ? 'visitors' : 'reporters';
}

/**
 * The article that a caller means, if they may read it. One that they may not is answered like one that there is not.
 * @throws KitError `article-not-found`
 */
export async function findArticle(
  { articles }: Pick<Snapshot, 'articles'>,
  caller: Caller,
  reference: string,
): Promise<Article> {
  const number = fromArticleReference(reference);
  const article = number === null ? null : await articles.get(number);
  if (article && isArticleFor(readersOf(caller), article)) return article;
  throw new KitError(
    'article-not-found',
    `There is no article ${reference} that you can see. Check the number.`,
    {
      fields: [fieldError(['article'], 'No such article.', 'not-found', { id: reference })],
      details: { article: reference },
    },
  );
}

/** As a caller is shown them in a list. */
export async function toSummaries(
  { articles }: Pick<Snapshot, 'articles'>,
  caller: Caller,
  found: readonly ArticleEntry[],
  now: number,
): Promise<ArticleSummary[]> {
  const factsOf = await deskFactsOf({ articles }, caller, found, now);
  return found.map((each) => ({
    article: toArticleReference(each.number),
    title: each.title,
    excerpt: each.excerpt,
    language: each.language,
    service: each.service,
    category: each.category,
    changedAt: each.changedAt,
    desk: factsOf(each.number),
  }));
}

/** What the desk is told of articles besides; null for others. */
export async function deskFactsOf(
  { articles }: Pick<Snapshot, 'articles'>,
  caller: Caller,
  found: readonly Pick<
    Article,
    'number' | 'confidence' | 'audience' | 'validatedAt' | 'changedAt'
  >[],
  now: number,
): Promise<(number: number) => ArticleDeskFacts | null> {
  if (readersOf(caller) !== 'desk') return () => null;
  const numbers = found.map(({ number }) => number);
  const counts = new Map((await articles.counts(numbers)).map((each) => [each.article, each]));
  const votes = new Map((await articles.votes(numbers)).map((each) => [each.article, each]));
  const byNumber = new Map(found.map((each) => [each.number, each]));
  return (number) => {
    const article = byNumber.get(number);
    if (!article) return null;
    const { uses = 0, saved = 0, usedAt = null } = counts.get(number) ?? {};
    const { helpful = 0, unhelpful = 0 } = votes.get(number) ?? {};
    const { confidence, audience } = article;
    const toBeReviewed = isToBeReviewed(article, usedAt, now);
    return {
      ...{ confidence, audience, uses, saved, helpful, unhelpful, usedAt },
      isToBeReviewed: toBeReviewed,
    };
  };
}
