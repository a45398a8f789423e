import type { Article, ArticleAuthor } from './article.ts';
import type { ArticleEvent } from './events.ts';

/** The article after an event. @param before null before it was created */
export function evolveArticle(before: Article | null, event: ArticleEvent): Article {
  if (event.type === 'article.created') return created(event);
  if (!before) throw new Error(`The log has an event of an article before it was created.`);
  const article = { ...before, events: event.version, seq: event.seq };
  switch (event.type) {
    case 'article.edited': {
      const { restores: _, ...facts } = event.data;
      const { title = null, body = null } = event.personal ?? {};
      return { ...article, ...facts, title, body, ...changedBy(before, event) };
    }
    case 'article.rated': {
      const isValidated = event.data.confidence === 'validated';
      return {
        ...article,
        ...event.data,
        ...changedBy(before, event),
        wasValidated: before.wasValidated || isValidated,
        validatedAt: isValidated ? event.at : before.validatedAt,
      };
    }
    case 'article.voted':
    case 'article.saved-report':
    case 'article.erased':
      return article;
    default:
      return event satisfies never;
  }
}

function created(event: Extract<ArticleEvent, { type: 'article.created' }>): Article {
  const { title = null, body = null } = event.personal ?? {};
  return {
    ...event.data,
    ...{ title, body, version: 1, events: event.version, seq: event.seq },
    ...{ confidence: 'draft', wasValidated: false, validatedAt: null },
    authors: authorsWith([], event),
    createdAt: event.at,
    changedAt: event.at,
  };
}

function changedBy({ version, authors }: Article, event: ArticleEvent) {
  return { version: version + 1, changedAt: event.at, authors: authorsWith(authors, event) };
}

function authorsWith(
  authors: readonly ArticleAuthor[],
  { actor: { id, site } }: ArticleEvent,
): readonly ArticleAuthor[] {
  if (id === null || authors.some((each) => each.id === id && each.site === site)) return authors;
  return [...authors, { id, site }];
}
