import { z } from 'zod';
import {
  type Confidence,
  confidences,
  toArticleReference,
} from '../../domain/knowledge/article.ts';
import type { OperationContext } from '../context.ts';
import { ofPeriod, periodFields } from '../period.ts';
import { deskFactsOf, readersOf } from './article-views.ts';

const mostHelpful = 20;

export const articleFiguresInput = ofPeriod(z.strictObject(periodFields), 3_660);

export interface ArticleFiguresAnswer {
  /** How many there are, by how far they can be relied on. */
  articles: Record<Confidence, number>;
  /** Of the validated ones, how many were not used for 180 days. */
  toBeReviewed: number;
  /** In the period: incidents that were resolved with one, and reports that were saved, by “This solved it”. */
  uses: number;
  saved: number;
  /** What people think of all of them by now. */
  helpful: number;
  unhelpful: number;
  /** What helped most in the period, twenty at most. */
  articlesThatHelped: { article: string; title: string | null; uses: number; saved: number }[];
  now: number;
}

/** What articles are worth. */
export async function readArticleFigures(
  { store, caller, knowledge, now }: OperationContext,
  { from, to }: z.output<typeof articleFiguresInput>,
): Promise<ArticleFiguresAnswer> {
  const all = await knowledge.all(readersOf(caller), () => true);
  const titles = new Map(all.map(({ number, title }) => [number, title]));
  return store.read(async (snapshot) => {
    const helped = await snapshot.articles.helpedBetween(from, to);
    const factsOf = await deskFactsOf(snapshot, caller, all, now());
    const facts = all.flatMap(({ number }) => factsOf(number) ?? []);
    const sum = <Key extends string>(rows: readonly Record<Key, number>[], key: Key) =>
      rows.reduce((total, row) => total + row[key], 0);
    const count = (wanted: Confidence) =>
      facts.filter(({ confidence }) => confidence === wanted).length;
    return {
      articles: Object.fromEntries(
        confidences.map((each) => [each, count(each)]),
      ) as ArticleFiguresAnswer['articles'],
      toBeReviewed: facts.filter(({ isToBeReviewed }) => isToBeReviewed).length,
      uses: sum(helped, 'uses'),
      saved: sum(helped, 'saved'),
      helpful: sum(facts, 'helpful'),
      unhelpful: sum(facts, 'unhelpful'),
      articlesThatHelped: helped.slice(0, mostHelpful).map(({ article, uses, saved }) => ({
        article: toArticleReference(article),
        title: titles.get(article) ?? null,
        uses,
        saved,
      })),
      now: now(),
    };
  });
}
