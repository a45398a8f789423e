import { KitError } from '../errors.ts';
import { holdsPersonal } from '../log.ts';
import {
  type Article,
  type ArticleAudience,
  type ArticleFacts,
  type Confidence,
  toArticleReference,
} from './article.ts';
import type {
  ArticleEdited,
  ArticleErased,
  ArticleEvent,
  ArticleRated,
  ArticleText,
  ArticleVoted,
} from './events.ts';

/**
 * Another text, or another place for it. Whoever was not the last to write it may take the text over as it is: then it
 * is theirs as well, and stays when the other is erased.
 * @param actor who writes, by the host's identifier
 * @throws KitError `nothing-changed`
 */
export function decideEdit(
  article: Article,
  { title, body, ...facts }: ArticleFacts & ArticleText,
  { reason, restores = null }: { reason: string | null; restores?: number | null },
  isLastAuthor: boolean,
): ArticleEdited {
  const isSame =
    article.title === title &&
    article.body === body &&
    article.language === facts.language &&
    article.service === facts.service &&
    article.category === facts.category &&
    article.translates === facts.translates;
  if (isSame && isLastAuthor) throw nothingChanged('The article says this already.');
  return {
    type: 'article.edited',
    data: { ...facts, restores },
    personal: { title, body, reason },
  };
}

/**
 * That an article is validated can be said again: then it was reviewed.
 * @throws KitError `nothing-changed`, `article-erased`
 */
export function decideRate(
  article: Article,
  { confidence, audience }: { confidence: Confidence; audience: ArticleAudience },
  reason: string | null,
): ArticleRated {
  if (article.title === null && confidence !== 'archived') throw articleErased(article);
  const isSame = confidence === article.confidence && audience === article.audience;
  if (isSame && confidence !== 'validated') throw nothingChanged('It is said of it already.');
  return { type: 'article.rated', data: { confidence, audience }, personal: { reason } };
}

/** @returns null where they have said so already */
export function decideVote(
  { number }: Article,
  helpful: boolean | null,
  before: boolean | null,
): ArticleVoted | null {
  if (helpful === before) return null;
  return { type: 'article.voted', data: { number, helpful }, personal: {} };
}

/**
 * Refuses what was decided on another version than the last: then somebody has changed it meanwhile.
 * @throws KitError `article-stale`
 */
export function assertArticleVersion({ number, version }: Article, basedOn: number): void {
  if (basedOn === version) return;
  const article = toArticleReference(number);
  throw new KitError(
    'article-stale',
    `${article} was changed meanwhile: you began with version ${basedOn}, it is at ${version}. Compare them, then save again.`,
    { details: { article, version, basedOn } },
  );
}

/**
 * What is erased of an article because a person is: what they wrote and, of one that nobody ever validated, all of its
 * texts, as later ones have theirs in them. Null for nothing.
 * @param isTheirs whether words of the event are the person's
 */
export function decideEraseArticle(
  { wasValidated }: Article,
  events: readonly ArticleEvent[],
  isTheirs: (event: ArticleEvent) => boolean,
  reason: string | null,
): ArticleErased | null {
  const written = events.filter((each) => each.type !== 'article.erased' && holdsPersonal(each));
  const erased = wasValidated || !written.some(isTheirs) ? written.filter(isTheirs) : written;
  if (erased.length === 0) return null;
  return {
    type: 'article.erased',
    data: { events: erased.map(({ seq }) => seq) },
    personal: { reason },
  };
}

export function articleErased({ number }: Pick<Article, 'number'>): KitError {
  const article = toArticleReference(number);
  return new KitError('article-erased', `What ${article} said was erased. Write it anew.`, {
    details: { article },
  });
}

function nothingChanged(message: string): KitError {
  return new KitError('nothing-changed', message, { details: { what: 'article' } });
}
