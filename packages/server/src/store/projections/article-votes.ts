import type { Actor } from '../../domain/actor.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { ArticleVotes } from '../port/articles.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    article_votes: ArticleVotesTable;
  }
}

export interface ArticleVotesTable {
  article: number;
  site: string;
  person: string;
  /** 1 or 0; null once they took it back. */
  helpful: number | null;
}

/** What each person thinks of an article. */
export const articleVotes = projection({
  table: 'article_votes',
  reads: ['article.voted'],
  replacedBy: ['article', 'site', 'person'],
  rows: ({ event: { actor, data } }) => [
    {
      article: data.number,
      site: actor.site ?? '',
      person: actor.id ?? '',
      helpful: data.helpful === null ? null : Number(data.helpful),
    },
  ],
});

const vote = fixed((db, article: number, site: string, person: string) =>
  db
    .selectFrom('article_votes')
    .select('helpful')
    .where('article', '=', article)
    .where('site', '=', site)
    .where('person', '=', person),
);

export async function voteOf(
  connection: Connection,
  article: number,
  { id, site }: Actor,
): Promise<boolean | null> {
  const [row] = await vote(connection, article, site ?? '', id ?? '');
  return row?.helpful == null ? null : Number(row.helpful) === 1;
}

export async function votesOf(
  connection: Connection,
  numbers: readonly number[],
): Promise<ArticleVotes[]> {
  if (numbers.length === 0) return [];
  const query = connection.builder
    .selectFrom('article_votes')
    .select(({ fn }) => [
      'article' as const,
      'helpful' as const,
      fn.count<number>('person').as('count'),
    ])
    .where('article', 'in', numbers)
    .where('helpful', 'is not', null)
    .groupBy(['article', 'helpful']);
  const found = new Map<number, ArticleVotes>();
  for (const { article, helpful, count } of await run(connection, query)) {
    const number = Number(article);
    const votes = found.get(number) ?? { article: number, helpful: 0, unhelpful: 0 };
    found.set(number, {
      ...votes,
      [Number(helpful) === 1 ? 'helpful' : 'unhelpful']: Number(count),
    });
  }
  return [...found.values()];
}
