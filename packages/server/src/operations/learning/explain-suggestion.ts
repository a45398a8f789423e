import type { z } from 'zod';
import { toReference } from '../../domain/incident/reference.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import type { incidentInput } from '../input.ts';
import { isThereBy, learningOf } from './learn-where-asked.ts';
import type { SuggestedCategory } from './suggest-categories.ts';

export interface ExplainedCategory extends SuggestedCategory {
  /** Incidents of that category that are like it, three at most, the likest first. */
  like: { incident: string; title: string }[];
}

export interface SuggestionExplainedAnswer {
  /** What it is by now. */
  category: string | null;
  /** What would be suggested by now, the likeliest first. */
  categories: ExplainedCategory[];
}

const mostLike = 3;

/** What an incident may be about by what was learned until now, by which of its words, and like which others. */
export async function explainSuggestion(
  { store, caller, learning }: OperationContext,
  { incident: reference }: z.output<typeof incidentInput>,
): Promise<SuggestionExplainedAnswer> {
  return store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, caller, 'incident:classify', reference);
    const rules = await snapshot.documents.rules();
    const { category } = incident;
    if (learningOf(rules, 'category') === 'off') return { category, categories: [] };
    learning.begin();
    const names = new Map(rules.catalogue.document.categories.map(({ id, name }) => [id, name]));
    const found = learning.suggest('category', incident, isThereBy(rules, 'category'));
    const categories = await Promise.all(
      found.map(async ({ label: id, ...each }) => {
        const numbers = learning.incidentsLike('category', incident, id, mostLike + 1);
        const others = numbers.filter((number) => number !== incident.number).slice(0, mostLike);
        const like = await titlesOf(snapshot, others);
        return { id, name: names.get(id) ?? id, ...each, like };
      }),
    );
    return { category, categories };
  });
}

async function titlesOf({ incidents }: Snapshot, numbers: readonly number[]) {
  const found = await Promise.all(numbers.map((number) => incidents.get(number)));
  return found.flatMap((each) =>
    each ? [{ incident: toReference(each.number), title: each.title }] : [],
  );
}
