import type { z } from 'zod';
import { actorOf } from '../../access/caller.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { toArticleReference } from '../../domain/knowledge/article.ts';
import { type ArticleEvent, articleStream } from '../../domain/knowledge/events.ts';
import type { ArticleVersionView, ArticleView } from '../../domain/views/article.ts';
import type { OperationContext } from '../context.ts';
import { deskFactsOf, findArticle, readersOf } from './article-views.ts';
import type { articleInput } from './knowledge-input.ts';
import { excerptOf } from './plain-markdown.ts';

export interface ArticleAnswer {
  article: ArticleView;
  mayWrite: boolean;
  /** Whether the caller can vote on it: visitors cannot. */
  mayVote: boolean;
  now: number;
}

/** @throws KitError `article-not-found` */
export async function readArticle(
  context: OperationContext,
  { article: reference }: z.output<typeof articleInput>,
): Promise<ArticleAnswer> {
  const { store, caller, knowledge, now } = context;
  const isDesk = readersOf(caller) === 'desk';
  const { article, vote, desk } = await store.read(async (snapshot) => {
    const found = await findArticle(snapshot, caller, reference);
    const factsOf = await deskFactsOf(snapshot, caller, [found], now());
    return {
      article: found,
      vote: await snapshot.articles.voteOf(found.number, actorOf(caller)),
      desk: factsOf(found.number),
    };
  });
  const languages = await knowledge.translationsOf(readersOf(caller), article);
  const { translates, from, title, body } = article;
  return {
    article: {
      article: toArticleReference(article.number),
      ...{ title, body, excerpt: excerptOf(body ?? '') },
      language: article.language,
      service: article.service,
      category: article.category,
      changedAt: article.changedAt,
      version: article.version,
      // What one may not see there is not.
      translates:
        translates !== null && (isDesk || languages.some(({ number }) => number === translates))
          ? toArticleReference(translates)
          : null,
      languages: languages.map(({ number, language, title }) => ({
        ...{ article: toArticleReference(number), language, title: title ?? '' },
      })),
      vote: caller.id === null ? null : vote,
      from: isDesk && from !== null ? toReference(from) : null,
      desk,
    },
    mayWrite: isDesk,
    mayVote: caller.id !== null,
    now: now(),
  };
}

export interface ArticleVersionsAnswer {
  article: string;
  /** The newest first. */
  versions: ArticleVersionView[];
}

/**
 * What became of an article, and what it said each time.
 * @throws KitError `article-not-found`
 */
export async function readArticleVersions(
  { store, caller }: OperationContext,
  { article: reference }: z.output<typeof articleInput>,
): Promise<ArticleVersionsAnswer> {
  return store.read(async (snapshot) => {
    const { number } = await findArticle(snapshot, caller, reference);
    const all = Number.MAX_SAFE_INTEGER;
    const events = await snapshot.log.streamAfter(articleStream(number), 0, all);
    return {
      article: toArticleReference(number),
      versions: versionsOf(events as ArticleEvent[]).toReversed(),
    };
  });
}

/** Those of its events that made a version, in their order. */
export function versionsOf(events: readonly ArticleEvent[]): ArticleVersionView[] {
  const versions: ArticleVersionView[] = [];
  for (const event of events) {
    const { at, actor, actorName } = event;
    const version = versions.length + 1;
    const by = { version, at, by: actor.id, name: actorName };
    if (event.type === 'article.created') {
      const text = event.personal && { ...event.personal };
      const nothing = { reason: null, rating: null, restores: null };
      versions.push({ ...by, what: 'created', text, ...nothing });
    } else if (event.type === 'article.edited') {
      const { title, body, reason = null } = event.personal ?? {};
      const { restores } = event.data;
      const text = title === undefined || body === undefined ? null : { title, body };
      const what = restores === null ? 'edited' : 'restored';
      versions.push({ ...by, what, text, reason, rating: null, restores });
    } else if (event.type === 'article.rated') {
      const reason = event.personal?.reason ?? null;
      const rating = { ...event.data };
      versions.push({ ...by, what: 'rated', text: null, reason, rating, restores: null });
    }
  }
  return versions;
}
