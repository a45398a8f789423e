import type { Rules } from '../../domain/configuration/documents.ts';
import type { Store } from '../../store/port/store.ts';
import type { CategoryLearning } from './category-learning.ts';

/** What is done with what is learned of categories. */
export function learningOf(rules: Rules): 'off' | 'suggest' | 'set' {
  return rules['routing-rules'].document.learning?.category ?? 'off';
}

/** Whether there is such a category by now. */
export function isCategoryOf({ catalogue }: Rules): (category: string) => boolean {
  const ids = new Set(catalogue.document.categories.map(({ id }) => id));
  return (category) => ids.has(category);
}

/** Begins to learn where what was learned is asked for, so that it is there when it is. */
export async function learnWhereAsked(store: Store, learning: CategoryLearning): Promise<void> {
  const rules = await store.read(({ documents }) => documents.rules());
  if (learningOf(rules) !== 'off') learning.begin();
}
