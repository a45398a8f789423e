import type { z } from 'zod';
import { actorOf, type Caller } from '../../access/caller.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import {
  type Article,
  type ArticleFacts,
  fromArticleReference,
  originalOf,
  toArticleReference,
} from '../../domain/knowledge/article.ts';
import {
  articleErased,
  assertArticleVersion,
  decideEdit,
  decideRate,
} from '../../domain/knowledge/decide.ts';
import {
  type ArticleCreated,
  type ArticleEvent,
  type ArticleText,
  articleStream,
  type NewArticleEvent,
} from '../../domain/knowledge/events.ts';
import { limits } from '../../domain/limits.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { type OperationContext, stamp } from '../context.ts';
import { assertLanguageFree, saidElsewhere } from './article-languages.ts';
import { findArticle } from './article-views.ts';
import type {
  createArticleInput,
  editArticleInput,
  rateArticleInput,
  restoreArticleInput,
} from './knowledge-input.ts';
import { versionsOf } from './read-article.ts';

export interface ArticleChanged {
  article: string;
  version: number;
  /** Position in the log. */
  seq: number;
}

/** @throws KitError `too-many-articles`, `article-language-taken`, `article-not-found` for the one that it translates */
export async function createArticle(
  context: OperationContext,
  { title, body, audience, ...input }: z.output<typeof createArticleInput>,
): Promise<ArticleChanged> {
  const others = await saidElsewhere(context, undefined, input.translates);
  return context.store.write(async (transaction) => {
    const facts = await factsOf(transaction, input);
    assertLanguageFree(facts.language, others);
    const data = { ...facts, audience, from: null, sources: [] };
    return create(transaction, data, { title, body }, stamp(context));
  });
}

/** @throws KitError `too-many-articles` */
export async function create(
  transaction: Transaction,
  data: Omit<ArticleCreated['data'], 'number'>,
  text: ArticleText,
  by: Stamp,
): Promise<ArticleChanged> {
  const number = (await transaction.articles.newestNumber()) + 1;
  if (number > limits.articles) {
    throw new KitError('too-many-articles', `There can be ${limits.articles} articles.`, {
      details: { max: limits.articles },
    });
  }
  const event = { type: 'article.created', data: { number, ...data }, personal: text } as const;
  const { seq } = await transaction.log.append(articleStream(number), 0, event, by);
  return { article: toArticleReference(number), version: 1, seq };
}

/**
 * Writes an article anew. Nothing is lost: what it said before is among its versions.
 * @throws KitError `article-not-found`, `article-stale`, `article-language-taken`, `nothing-changed`
 */
export async function editArticle(
  context: OperationContext,
  { article, basedOn, title, body, reason, ...input }: z.output<typeof editArticleInput>,
): Promise<ArticleChanged> {
  const others = await saidElsewhere(context, article, input.translates);
  return change(context, { article, basedOn }, async (found, transaction) => {
    const facts = await factsOf(transaction, input, found);
    const { language, translates } = facts;
    const isMoved = language !== found.language || translates !== found.translates;
    if (isMoved) assertLanguageFree(language, others);
    const isOwn = isLastAuthor(context.caller, await eventsOf(transaction, found));
    return decideEdit(found, { ...facts, title, body }, { reason }, isOwn);
  });
}

/**
 * Brings back what an article said in an earlier version. It stays in the place where it is by now.
 * @throws KitError `article-not-found`, `article-stale`, `article-version-not-found`, `article-erased`, `nothing-changed`
 */
export async function restoreArticle(
  context: OperationContext,
  { article, basedOn, version, reason }: z.output<typeof restoreArticleInput>,
): Promise<ArticleChanged> {
  return change(context, { article, basedOn }, async (found, transaction) => {
    const events = await eventsOf(transaction, found);
    const wanted = versionsOf(events).find((each) => each.version === version);
    if (!wanted || wanted.what === 'rated') throw noVersion(article, version);
    if (!wanted.text) throw articleErased(found);
    const { language, service, category, translates } = found;
    const facts = { language, service, category, translates };
    const isOwn = isLastAuthor(context.caller, events);
    return decideEdit(found, { ...facts, ...wanted.text }, { reason, restores: version }, isOwn);
  });
}

/**
 * Says how far an article can be relied on, and whom it is for.
 * @throws KitError `article-not-found`, `article-stale`, `article-erased`, `nothing-changed`
 */
export async function rateArticle(
  context: OperationContext,
  { article, basedOn, reason, ...said }: z.output<typeof rateArticleInput>,
): Promise<ArticleChanged> {
  return change(context, { article, basedOn }, async (found) => {
    const { confidence = found.confidence, audience = found.audience } = said;
    return decideRate(found, { confidence, audience }, reason);
  });
}

async function change(
  context: OperationContext,
  { article: reference, basedOn }: { article: string; basedOn: number },
  decide: (article: Article, transaction: Transaction) => Promise<NewArticleEvent>,
): Promise<ArticleChanged> {
  return context.store.write(async (transaction) => {
    const found = await findArticle(transaction, context.caller, reference);
    assertArticleVersion(found, basedOn);
    const event = await decide(found, transaction);
    const stream = articleStream(found.number);
    const { seq } = await transaction.log.append(stream, found.events, event, stamp(context));
    return { article: reference, version: found.version + 1, seq };
  });
}

async function eventsOf(
  { log }: Transaction,
  { number }: Pick<Article, 'number'>,
): Promise<ArticleEvent[]> {
  const events = await log.streamAfter(articleStream(number), 0, Number.MAX_SAFE_INTEGER);
  return events as ArticleEvent[];
}

function isLastAuthor(caller: Caller, events: readonly ArticleEvent[]): boolean {
  const last = events.findLast(
    ({ type }) => type === 'article.created' || type === 'article.edited',
  );
  const { id, site } = actorOf(caller);
  return last?.actor.id === id && last.actor.site === site;
}

/** What it translates is the original, also where a translation of that was named. */
async function factsOf(
  { articles }: Transaction,
  { translates, ...facts }: Omit<ArticleFacts, 'translates'> & { translates: string | null },
  article?: Pick<Article, 'number'>,
): Promise<ArticleFacts> {
  if (translates === null) return { ...facts, translates: null };
  const other = await articles.get(fromArticleReference(translates) ?? 0);
  if (other && originalOf(other) !== article?.number) {
    return { ...facts, translates: originalOf(other) };
  }
  const message = other
    ? 'An article is no translation of itself.'
    : `There is no article ${translates}. Check the number.`;
  throw new KitError('article-not-found', message, {
    fields: [fieldError(['translates'], message, 'not-found', { id: translates })],
    details: { article: translates },
  });
}

function noVersion(article: string, version: number): KitError {
  return new KitError(
    'article-version-not-found',
    `${article} has no text of version ${version}. Load its versions again.`,
    { details: { article, version } },
  );
}
