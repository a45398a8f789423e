import type { z } from 'zod';
import type { Rules } from '../../domain/configuration/documents.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { LearnedField } from '../../domain/learning/learned-fields.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import type { incidentInput } from '../input.ts';
import { choicesOf, isThereBy, learningOf } from './learn-where-asked.ts';
import type { SuggestedLabel } from './suggest-categories.ts';

export interface ExplainedLabel extends SuggestedLabel {
  /** Incidents that were that and are like it, three at most, the likest first. */
  like: { incident: string; title: string }[];
}

export interface SuggestionExplainedAnswer {
  /** What it is by now. */
  category: string | null;
  /** What would be suggested by now, the likeliest first; none where that is off. */
  categories: ExplainedLabel[];
  /** Who has it by now. */
  team: string | null;
  /** The same. */
  teams: ExplainedLabel[];
}

const mostLike = 3;

/** What an incident may be by what was learned until now, by which of its words, and like which others. */
export async function explainSuggestion(
  context: OperationContext,
  { incident: reference }: z.output<typeof incidentInput>,
): Promise<SuggestionExplainedAnswer> {
  return context.store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, context.caller, 'incident:classify', reference);
    const rules = await snapshot.documents.rules();
    const { category, team } = incident;
    const explained = (field: LearnedField) => explain(context, snapshot, rules, incident, field);
    const [categories, teams] = [await explained('category'), await explained('team')];
    return { category, categories, team, teams };
  });
}

async function explain(
  { learning }: OperationContext,
  snapshot: Snapshot,
  rules: Rules,
  incident: Incident,
  field: LearnedField,
): Promise<ExplainedLabel[]> {
  if (learningOf(rules, field) === 'off') return [];
  learning.begin();
  const names = new Map(choicesOf(rules, field).map(({ id, name }) => [id, name]));
  const found = learning.suggest(field, incident, isThereBy(rules, field));
  return Promise.all(
    found.map(async ({ label: id, ...each }) => {
      const numbers = learning.incidentsLike(field, incident, id, mostLike + 1);
      const others = numbers.filter((number) => number !== incident.number).slice(0, mostLike);
      const like = await titlesOf(snapshot, others);
      return { id, name: names.get(id) ?? id, ...each, like };
    }),
  );
}

async function titlesOf({ incidents }: Snapshot, numbers: readonly number[]) {
  const found = await Promise.all(numbers.map((number) => incidents.get(number)));
  return found.flatMap((each) =>
    each ? [{ incident: toReference(each.number), title: each.title }] : [],
  );
}
