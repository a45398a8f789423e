import { sql } from 'kysely';
import type { Link } from '../../domain/incident/links.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { fromArticleReference } from '../../domain/knowledge/article.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { ArticleCounts } from '../port/articles.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    article_uses: ArticleUsesTable;
  }
}

/** That an article helped: it is linked from an incident that was resolved, or saved a report. */
export interface ArticleUsesTable {
  article: number;
  /** Of the incident, or of the event. */
  source: string;
  /** 1 for a report that was saved, 0 for an incident. */
  saved: number;
  /** Epoch milliseconds; null where it does not count any more. */
  at: number | null;
}

export const articleUses = projection({
  table: 'article_uses',
  reads: [
    'article.saved-report',
    'incident.linked',
    'incident.unlinked',
    'incident.resolved',
    'incident.reopened',
  ],
  replacedBy: ['article', 'source'],
  rows(change): ArticleUsesTable[] {
    if ('article' in change) {
      const { event, article } = change;
      return [{ article: article.number, source: `seq/${event.seq}`, saved: 1, at: event.at }];
    }
    const { event, after } = change;
    const concerned =
      event.type === 'incident.linked' || event.type === 'incident.unlinked'
        ? [event.data]
        : after.links;
    return concerned.flatMap((link) => usesOf(link, after, event.at));
  },
});

function usesOf({ kind, target }: Link, after: Incident, at: number): ArticleUsesTable[] {
  const article = kind === 'article' ? fromArticleReference(target) : null;
  if (article === null) return [];
  const isLinked = after.links.some((each) => each.kind === kind && each.target === target);
  const counts = isLinked && after.resolved !== null;
  return [{ article, source: `incident/${after.number}`, saved: 0, at: counts ? at : null }];
}

/** What their rows come to, an article a row. */
const counted = {
  uses: sql<number>`sum(1 - saved)`.as('uses'),
  saved: sql<number>`sum(saved)`.as('saved_reports'),
  usedAt: sql<number>`max(at)`.as('used_at'),
};
const total = sql<number>`count(*)`.as('total');

export async function countsOf(
  connection: Connection,
  numbers: readonly number[],
): Promise<ArticleCounts[]> {
  if (numbers.length === 0) return [];
  const query = connection.builder
    .selectFrom('article_uses')
    .select(['article', counted.uses, counted.saved, counted.usedAt])
    .where('article', 'in', numbers)
    .where('at', 'is not', null)
    .groupBy('article');
  return (await run(connection, query)).map(toCounts);
}

const between = fixed((db, from: number, to: number) =>
  db
    .selectFrom('article_uses')
    .select(['article', counted.uses, counted.saved, counted.usedAt, total])
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy('article')
    .orderBy('total', 'desc')
    .orderBy('article'),
);

export async function helpedBetween(
  connection: Connection,
  from: number,
  to: number,
): Promise<ArticleCounts[]> {
  return (await between(connection, from, to)).map(toCounts);
}

interface Row {
  article: number;
  uses: number;
  saved_reports: number;
  used_at: number | null;
}

function toCounts({ article, uses, saved_reports, used_at }: Row): ArticleCounts {
  return {
    article: Number(article),
    uses: Number(uses),
    saved: Number(saved_reports),
    usedAt: used_at === null ? null : Number(used_at),
  };
}
