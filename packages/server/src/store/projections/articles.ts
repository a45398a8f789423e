import { sql } from 'kysely';
import type { Article } from '../../domain/knowledge/article.ts';
import { type Connection, fixed, run } from '../connection.ts';
import type { PersonRef } from '../port/log.ts';
import type { Json } from '../schema.ts';
import { countsOf, helpedBetween } from './article-uses.ts';
import { voteOf, votesOf } from './article-votes.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    articles: ArticlesTable;
    article_authors: ArticleAuthorsTable;
  }
}

export interface ArticlesTable {
  number: number;
  /** Of what happened to it last. */
  seq: number;
  /** The incident that it was made from. */
  incident: number | null;
  state: Json;
}

/** Who has written some of an article. */
export interface ArticleAuthorsTable {
  person: string;
  site: string;
  article: number;
}

const texts = ['article.created', 'article.edited', 'article.rated'] as const;

/** Articles as they are by now. */
export const articles = projection({
  table: 'articles',
  reads: [...texts, 'article.voted', 'article.saved-report', 'article.erased'],
  replacedBy: ['number'],
  holdsPersonal: true,
  rows: ({ article }) => [
    {
      number: article.number,
      seq: article.seq,
      incident: article.from,
      state: JSON.stringify(article),
    },
  ],
  queries: {
    noun: 'articles',
    tables: ['articles', 'article_authors', 'article_votes', 'article_uses'],
    on: (connection) => ({
      get: async (number) => (await one(connection, number)).map(toArticle)[0] ?? null,
      getMany: (numbers) => readArticles(connection, numbers),
      changedAfter: async (seq, limit) => (await changed(connection, seq, limit)).map(toArticle),
      newestNumber: async () => (await newest(connection))[0]?.number ?? 0,
      madeFrom: (incidents) => readMadeFrom(connection, incidents),
      writtenBy: (person) => readWrittenBy(connection, person),
      voteOf: (article, person) => voteOf(connection, article, person),
      votes: (numbers) => votesOf(connection, numbers),
      counts: (numbers) => countsOf(connection, numbers),
      helpedBetween: (from, to) => helpedBetween(connection, from, to),
    }),
  },
});

export const articleAuthors = projection({
  table: 'article_authors',
  reads: texts,
  replacedBy: ['person', 'site', 'article'],
  rows: ({ event: { actor }, article: { number } }) =>
    actor.id === null ? [] : [{ person: actor.id, site: actor.site ?? '', article: number }],
});

const one = fixed((db, number: number) =>
  db.selectFrom('articles').select('state').where('number', '=', number),
);

const changed = fixed((db, seq: number, limit: number) =>
  db.selectFrom('articles').select('state').where('seq', '>', seq).orderBy('seq').limit(limit),
);

const newest = fixed((db) =>
  db.selectFrom('articles').select('number').orderBy('number', 'desc').limit(sql.lit(1)),
);

export async function readArticles(
  connection: Connection,
  numbers: readonly number[],
): Promise<Article[]> {
  if (numbers.length === 0) return [];
  const query = connection.builder
    .selectFrom('articles')
    .select('state')
    .where('number', 'in', numbers);
  return (await run(connection, query)).map(toArticle);
}

async function readMadeFrom(
  connection: Connection,
  incidents: readonly number[],
): Promise<number[]> {
  if (incidents.length === 0) return [];
  const query = connection.builder
    .selectFrom('articles')
    .select('number')
    .where('incident', 'in', incidents)
    .orderBy('number');
  return (await run(connection, query)).map(({ number }) => Number(number));
}

async function readWrittenBy(connection: Connection, { id, site }: PersonRef): Promise<number[]> {
  let query = connection.builder
    .selectFrom('article_authors')
    .select('article')
    .distinct()
    .where('person', '=', id)
    .orderBy('article');
  if (site !== null) query = query.where('site', '=', site);
  return (await run(connection, query)).map(({ article }) => Number(article));
}

function toArticle({ state }: Pick<ArticlesTable, 'state'>): Article {
  return JSON.parse(state) as Article;
}
