import { limits } from '../../domain/limits.ts';
import {
  articleFiguresInput,
  readArticleFigures,
} from '../../operations/knowledge/article-figures.ts';
import {
  createArticle,
  editArticle,
  rateArticle,
  restoreArticle,
} from '../../operations/knowledge/change-articles.ts';
import { draftFromIncident } from '../../operations/knowledge/draft-from-incident.ts';
import {
  articleInput,
  articlesOfIncidentInput,
  createArticleInput,
  draftFromIncidentInput,
  editArticleInput,
  rateArticleInput,
  restoreArticleInput,
  searchArticlesInput,
  suggestArticlesInput,
  voteInput,
} from '../../operations/knowledge/knowledge-input.ts';
import { saveReportByArticle, voteOnArticle } from '../../operations/knowledge/rate-articles.ts';
import { readArticle, readArticleVersions } from '../../operations/knowledge/read-article.ts';
import {
  articlesOfIncident,
  searchArticles,
  suggestArticles,
} from '../../operations/knowledge/search-articles.ts';
import { procedure, router } from '../trpc.ts';

export const knowledge = router({
  search: procedure('article:read')
    .input(searchArticlesInput)
    .query(({ ctx, input }) => searchArticles(ctx, input)),
  get: procedure('article:read')
    .input(articleInput)
    .query(({ ctx, input }) => readArticle(ctx, input)),
  /** A mutation for what it takes, although it changes nothing. */
  suggest: procedure('article:read')
    .input(suggestArticlesInput)
    .mutation(({ ctx, input }) => suggestArticles(ctx, input)),
  ofIncident: procedure('article:write')
    .input(articlesOfIncidentInput)
    .query(({ ctx, input }) => articlesOfIncident(ctx, input)),
  versions: procedure('article:write', limits.batch / 4)
    .input(articleInput)
    .query(({ ctx, input }) => readArticleVersions(ctx, input)),
  create: procedure('article:write')
    .input(createArticleInput)
    .mutation(({ ctx, input }) => createArticle(ctx, input)),
  edit: procedure('article:write')
    .input(editArticleInput)
    .mutation(({ ctx, input }) => editArticle(ctx, input)),
  restore: procedure('article:write')
    .input(restoreArticleInput)
    .mutation(({ ctx, input }) => restoreArticle(ctx, input)),
  rate: procedure('article:write')
    .input(rateArticleInput)
    .mutation(({ ctx, input }) => rateArticle(ctx, input)),
  draftFromIncident: procedure('article:write')
    .input(draftFromIncidentInput)
    .mutation(({ ctx, input }) => draftFromIncident(ctx, input)),
  vote: procedure('article:rate')
    .input(voteInput)
    .mutation(({ ctx, input }) => voteOnArticle(ctx, input)),
  saveReport: procedure('article:rate')
    .input(articleInput)
    .mutation(({ ctx, input }) => saveReportByArticle(ctx, input)),
  figures: procedure('article:write', limits.batch / 4)
    .input(articleFiguresInput)
    .query(({ ctx, input }) => readArticleFigures(ctx, input)),
});
