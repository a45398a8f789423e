import { fieldError, KitError } from '../../domain/errors.ts';
import {
  fromArticleReference,
  originalOf,
  toArticleReference,
} from '../../domain/knowledge/article.ts';
import type { OperationContext } from '../context.ts';
import type { ArticleEntry } from './article-search.ts';

/**
 * What says the same as an article that is written now, but for what was put away.
 * @param of - the reference of the article that is changed; undefined for another one
 * @param translates - the reference of the one that it is to translate
 */
export async function saidElsewhere(
  { knowledge }: OperationContext,
  of: string | undefined,
  translates: string | null,
): Promise<ArticleEntry[]> {
  const own = fromArticleReference(of ?? '');
  const named = translates === null ? own : fromArticleReference(translates);
  if (named === null) return [];
  const [entry] =
    translates === null ? [] : await knowledge.all('desk', (each) => each.number === named);
  const original = entry ? originalOf(entry) : named;
  return knowledge.all(
    'desk',
    (each) =>
      originalOf(each) === original &&
      each.number !== own &&
      each.confidence !== 'archived' &&
      each.title !== null,
  );
}

/**
 * Of those that say the same, readers are shown the one in their language: two in one language would hide each other.
 * @throws KitError `article-language-taken`
 */
export function assertLanguageFree(language: string, others: readonly ArticleEntry[]): void {
  const taken = others.find((each) => each.language.toLowerCase() === language.toLowerCase());
  if (!taken) return;
  const article = toArticleReference(taken.number);
  const message = `There is one in this language already: ${article}. Choose another language, or change that one.`;
  throw new KitError('article-language-taken', message, {
    fields: [fieldError(['language'], message, 'refused')],
    details: { article, language },
  });
}
