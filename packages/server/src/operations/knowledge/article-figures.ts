import { z } from 'zod';
import {
  articleLanguage,
  type Confidence,
  confidences,
  toArticleReference,
} from '../../domain/knowledge/article.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { ofPeriod, periodFields } from '../period.ts';
import { deskFactsOf, readersOf } from './article-views.ts';

const mostHelpful = 20;

export const articleFiguresInput = ofPeriod(
  z.strictObject({
    ...periodFields,
    /** Only articles in this language. */
    only: articleLanguage.nullable().default(null),
    service: chosen.nullable().default(null),
  }),
  3_660,
);

interface HelpfulArticle {
  article: string;
  /** Null once it was erased. */
  title: string | null;
  /** Of its title, as `lang` has it in HTML. */
  language: string;
  uses: number;
  saved: number;
}

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
  articlesThatHelped: HelpfulArticle[];
  now: number;
}

/** What articles are worth: all of them, or those that are meant. */
export async function readArticleFigures(
  { store, caller, knowledge, now }: OperationContext,
  { from, to, only, service }: z.output<typeof articleFiguresInput>,
): Promise<ArticleFiguresAnswer> {
  const all = await knowledge.all(
    readersOf(caller),
    (each) =>
      (only === null || each.language === only) && (service === null || each.service === service),
  );
  const byNumber = new Map(all.map((each) => [each.number, each]));
  return store.read(async (snapshot) => {
    const helped = (await snapshot.articles.helpedBetween(from, to)).flatMap((counts) => {
      const article = byNumber.get(counts.article);
      return article ? { ...counts, title: article.title, language: article.language } : [];
    });
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
      articlesThatHelped: helped
        .slice(0, mostHelpful)
        .map(({ article, title, language, uses, saved }) => ({
          ...{ article: toArticleReference(article), title, language, uses, saved },
        })),
      now: now(),
    };
  });
}
