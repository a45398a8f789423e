import type { Rules } from '../../domain/configuration/documents.ts';
import { type LearnedField, learnedFields } from '../../domain/learning/learned-fields.ts';
import type { Store } from '../../store/port/store.ts';
import type { IncidentLearning } from './incident-learning.ts';

/** What is done with what is learned of a field. */
export function learningOf(rules: Rules, field: LearnedField): 'off' | 'suggest' | 'set' {
  return rules['routing-rules'].document.learning?.[field] ?? 'off';
}

/** What a field may be by now. */
export function choicesOf(
  { catalogue, teams }: Rules,
  field: LearnedField,
): { id: string; name: string }[] {
  return { category: catalogue.document.categories, team: teams.document.teams }[field];
}

/** Whether there is such a category, or other thing that a field may be, by now. */
export function isThereBy(rules: Rules, field: LearnedField): (id: string) => boolean {
  const ids = new Set(choicesOf(rules, field).map(({ id }) => id));
  return (id) => ids.has(id);
}

/** Begins to learn where what was learned is asked for, so that it is there when it is. */
export async function learnWhereAsked(store: Store, learning: IncidentLearning): Promise<void> {
  const rules = await store.read(({ documents }) => documents.rules());
  if (learnedFields.some((field) => learningOf(rules, field) !== 'off')) learning.begin();
}
