import type { z } from 'zod';
import { originalOf, toArticleReference } from '../../domain/knowledge/article.ts';
import type { ArticleSummary } from '../../domain/views/article.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import type { ArticleEntry } from './article-search.ts';
import { deskFactsOf, readersOf, toSummaries } from './article-views.ts';
import type {
  articlesOfIncidentInput,
  searchArticlesInput,
  suggestArticlesInput,
} from './knowledge-input.ts';

const day = 86_400_000;

/** What helped before was long ago. */
const popularWithinMs = 90 * day;

export interface ArticlesAnswer {
  articles: ArticleSummary[];
  /** Whether there are more than were asked for. */
  more: boolean;
  mayWrite: boolean;
  /** In which articles are, for whoever chooses among them by that: those who write them. */
  languages: string[];
  now: number;
}

export interface SuggestedArticle extends ArticleSummary {
  /** How like it is: 1 for the same words, 0 for none. */
  likeness: number;
}

type Search = z.output<typeof searchArticlesInput>;

/** Articles that somebody may read: what a text finds, or the popular, the newest, or those to be reviewed. */
export async function searchArticles(
  context: OperationContext,
  input: Search,
): Promise<ArticlesAnswer> {
  const { store, caller, knowledge, now } = context;
  const readers = readersOf(caller);
  const { text, limit, service } = input;
  const isMeant = (article: ArticleEntry) => fits(article, input);
  let found: ArticleEntry[];
  if (text) {
    const asked = { title: text, description: '', service };
    const preferred = { ...asked, language: input.language };
    const matches = await knowledge.find(readers, preferred, isMeant, limit + 1);
    found = matches.map(({ article }) => article);
  } else {
    found = await listed(context, input, await knowledge.all(readers, isMeant));
  }
  const shown = found.slice(0, limit);
  return {
    articles: await store.read((snapshot) => toSummaries(snapshot, caller, shown, now())),
    more: found.length > limit,
    mayWrite: readers === 'desk',
    languages: readers === 'desk' ? await languagesOf(context) : [],
    now: now(),
  };
}

async function languagesOf({ knowledge }: OperationContext): Promise<string[]> {
  const isShown = ({ confidence, title }: ArticleEntry) =>
    confidence !== 'archived' && title !== null;
  const all = await knowledge.all('desk', isShown);
  return [...new Set(all.map(({ language }) => language))].toSorted();
}

function fits(
  { language, service, category, confidence, audience, title }: ArticleEntry,
  input: Search,
): boolean {
  if (title === null) return false;
  const isOf = (asked: string | null, is: string | null) => asked === null || asked === is;
  return (
    (input.confidence === null ? confidence !== 'archived' : confidence === input.confidence) &&
    isOf(input.audience, audience) &&
    isOf(input.only, language) &&
    isOf(input.service, service) &&
    isOf(input.category, category)
  );
}

/** @param all the newest first */
async function listed(
  { store, caller, now }: OperationContext,
  { list, language }: Search,
  all: readonly ArticleEntry[],
): Promise<ArticleEntry[]> {
  if (list === 'newest') return [...all];
  if (list === 'review') {
    const factsOf = await store.read((snapshot) => deskFactsOf(snapshot, caller, all, now()));
    return all
      .filter(({ number }) => factsOf(number)?.isToBeReviewed)
      .sort((one, other) => one.changedAt - other.changedAt || one.number - other.number);
  }
  const helped = await store.read(({ articles }) =>
    articles.helpedBetween(now() - popularWithinMs, now() + 1),
  );
  const places = new Map(helped.map(({ article }, index) => [article, index]));
  const placeOf = ({ number }: ArticleEntry) => places.get(number) ?? helped.length;
  const ranked = all.toSorted((one, other) => placeOf(one) - placeOf(other));
  return oneLanguageOf(ranked, language);
}

/** Of what says the same in several languages, the one that is preferred, or else the first. */
function oneLanguageOf(ranked: readonly ArticleEntry[], language: string | null): ArticleEntry[] {
  const groups = Map.groupBy(ranked, originalOf);
  return [...groups.values()].flatMap(
    (same) => same.find((each) => each.language === language) ?? same[0] ?? [],
  );
}

export interface SuggestedArticlesAnswer {
  /** The most alike first. */
  articles: SuggestedArticle[];
  now: number;
}

/** Articles that may help somebody who writes a report; nothing is kept of the text. */
export async function suggestArticles(
  context: OperationContext,
  {
    title,
    description,
    service = null,
    language = null,
    limit,
  }: z.output<typeof suggestArticlesInput>,
): Promise<SuggestedArticlesAnswer> {
  const asked = { title, description, service, language };
  return { articles: await suggested(context, asked, limit, new Set()), now: context.now() };
}

export interface ArticlesOfIncidentAnswer extends SuggestedArticlesAnswer {
  /** Those that the incident is linked to. */
  linked: ArticleSummary[];
  /** The article that was made from it; null for none. */
  madeFrom: string | null;
}

/**
 * Articles that an incident is linked to, and that may help with it.
 * @throws KitError `incident-not-found`
 */
export async function articlesOfIncident(
  context: OperationContext,
  { incident: reference, language = null, limit }: z.output<typeof articlesOfIncidentInput>,
): Promise<ArticlesOfIncidentAnswer> {
  const { store, caller, knowledge, now } = context;
  const { incident, made } = await store.read(async (snapshot) => {
    const found = await findIncident(snapshot, caller, 'incident:read', reference);
    return { incident: found, made: await snapshot.articles.madeFrom([found.number]) };
  });
  const { title, description, service, links } = incident;
  const targets = new Set(
    links.flatMap(({ kind, target }) => (kind === 'article' ? [target] : [])),
  );
  const isLinked = ({ number }: ArticleEntry) => targets.has(toArticleReference(number));
  const linked = await knowledge.all(readersOf(caller), isLinked);
  const known = new Set([...linked.map(({ number }) => number), ...made]);
  const asked = { title, description, service, language };
  return {
    articles: await suggested(context, asked, limit, known),
    linked: await store.read((snapshot) => toSummaries(snapshot, caller, linked, now())),
    madeFrom: made[0] === undefined ? null : toArticleReference(made[0]),
    now: now(),
  };
}

async function suggested(
  { store, caller, knowledge, now }: OperationContext,
  asked: { title: string; description: string; service: string | null; language: string | null },
  limit: number,
  known: ReadonlySet<number>,
): Promise<SuggestedArticle[]> {
  if (!asked.title && !asked.description) return [];
  const isMeant = ({ number, confidence, title }: ArticleEntry) =>
    confidence !== 'archived' && title !== null && !known.has(number);
  const like = await knowledge.suggest(readersOf(caller), asked, isMeant, limit);
  const entries = like.map(({ article }) => article);
  const summaries = await store.read((snapshot) => toSummaries(snapshot, caller, entries, now()));
  return summaries.map((each, index) => ({
    ...each,
    likeness: Math.round((like[index]?.likeness ?? 0) * 100) / 100,
  }));
}
