import { z } from 'zod';
import { offeredTo } from '../../access/site-form.ts';
import { limits } from '../../domain/limits.ts';
import type { OperationContext } from '../context.ts';
import { chosen, text } from '../input.ts';
import { learningOf } from './learn-where-asked.ts';

export const suggestCategoriesInput = z.strictObject({
  title: text('the title', { min: 0, max: limits.title.max }),
  description: text('the description', { min: 0, max: limits.description.max }).default(''),
  service: chosen.nullable().default(null),
});

export interface SuggestedLabel {
  id: string;
  name: string;
  /** From 0 to 1. */
  probability: number;
  /** The words of the text that made it, three at most. */
  words: string[];
}

export interface CategoriesSuggestedAnswer {
  /** The likeliest first, three at most; none where nothing is learned, or too little. */
  categories: SuggestedLabel[];
}

/** What a text is about that somebody is writing, as far as their form has it; nothing is kept of the text. */
export async function suggestCategories(
  { store, caller, learning }: OperationContext,
  { title, description, service }: z.output<typeof suggestCategoriesInput>,
): Promise<CategoriesSuggestedAnswer> {
  const rules = await store.read(({ documents }) => documents.rules());
  if (learningOf(rules, 'category') === 'off') return { categories: [] };
  learning.begin();
  const offered = offeredTo(caller, 'categories', rules.catalogue.document.categories);
  const names = new Map(offered.map(({ id, name }) => [id, name]));
  const found = learning.suggest('category', { title, description, service }, (id) =>
    names.has(id),
  );
  return {
    categories: found.map(({ label: id, ...each }) => ({
      ...{ id, name: names.get(id) ?? id },
      ...each,
    })),
  };
}
