import type { z } from 'zod';
import { actorOf } from '../../access/caller.ts';
import { decideVote } from '../../domain/knowledge/decide.ts';
import { articleStream, type NewArticleEvent } from '../../domain/knowledge/events.ts';
import { type OperationContext, stamp } from '../context.ts';
import { findArticle } from './article-views.ts';
import type { articleInput, voteInput } from './knowledge-input.ts';

export interface VoteAnswer {
  article: string;
  vote: boolean | null;
}

/**
 * Says whether an article helped. One vote a person: the last counts.
 * @throws KitError `article-not-found`
 */
export async function voteOnArticle(
  context: OperationContext,
  { article: reference, helpful }: z.output<typeof voteInput>,
): Promise<VoteAnswer> {
  await context.store.write(async (transaction) => {
    const article = await findArticle(transaction, context.caller, reference);
    const before = await transaction.articles.voteOf(article.number, actorOf(context.caller));
    const event = decideVote(article, helpful, before);
    if (event) await transaction.log.append(...appendix(context, article, event));
  });
  return { article: reference, vote: helpful };
}

/**
 * “This solved it”: what somebody was about to report need not be.
 * @throws KitError `article-not-found`
 */
export async function saveReportByArticle(
  context: OperationContext,
  { article: reference }: z.output<typeof articleInput>,
): Promise<{ article: string }> {
  await context.store.write(async (transaction) => {
    const article = await findArticle(transaction, context.caller, reference);
    const { number } = article;
    const event = { type: 'article.saved-report', data: { number }, personal: {} } as const;
    await transaction.log.append(...appendix(context, article, event));
  });
  return { article: reference };
}

/** Their name is of no use to anybody, so it is not kept. */
function appendix(
  context: OperationContext,
  { number, events }: { number: number; events: number },
  event: NewArticleEvent,
) {
  return [
    ...([articleStream(number), events, event] as const),
    { ...stamp(context), actorName: null },
  ] as const;
}
