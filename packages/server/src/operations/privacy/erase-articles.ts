import { decideEraseArticle } from '../../domain/knowledge/decide.ts';
import { type ArticleEvent, articleStream } from '../../domain/knowledge/events.ts';
import type { PersonRef, Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';

/** Articles from which is erased in one transaction. */
const atOnce = 50;

/**
 * Erases what a person wrote of articles, and their name.
 * @returns from how many events, and whether there is more
 */
export async function eraseArticlesOf(
  transaction: Transaction,
  { id, site }: PersonRef,
  reason: string | null,
  by: Stamp,
): Promise<{ events: number; more: boolean }> {
  const isTheirs = ({ actor }: ArticleEvent) =>
    actor.id === id && (site === null || actor.site === site);
  const numbers = await transaction.articles.writtenBy({ id, site });
  let [events, articles] = [0, 0];
  for (const number of numbers) {
    if (articles === atOnce) return { events, more: true };
    const erased = await eraseFrom(transaction, number, isTheirs, reason, by);
    events += erased;
    articles += erased > 0 ? 1 : 0;
  }
  return { events, more: false };
}

/** Erases drafts that were made of words that are erased, of these incidents. */
export async function eraseDraftsFrom(
  transaction: Transaction,
  incidents: readonly number[],
  seqs: readonly number[],
  reason: string | null,
  by: Stamp,
): Promise<void> {
  const erased = new Set(seqs);
  for (const number of await transaction.articles.madeFrom(incidents)) {
    const article = await transaction.articles.get(number);
    if (!article || article.wasValidated) continue;
    if (!article.sources.some((seq) => erased.has(seq))) continue;
    await eraseFrom(transaction, number, () => true, reason, by);
  }
}

async function eraseFrom(
  transaction: Transaction,
  number: number,
  isTheirs: (event: ArticleEvent) => boolean,
  reason: string | null,
  by: Stamp,
): Promise<number> {
  const article = await transaction.articles.get(number);
  if (!article) return 0;
  const stream = articleStream(number);
  const events = await transaction.log.streamAfter(stream, 0, Number.MAX_SAFE_INTEGER);
  const record = decideEraseArticle(article, events as ArticleEvent[], isTheirs, reason);
  if (!record) return 0;
  await transaction.log.erase(record.data.events);
  await transaction.log.append(stream, article.events, record, by);
  return record.data.events.length;
}
