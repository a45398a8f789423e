import { reachOf } from '../../access/caller.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { JudgedIncident } from '../../domain/learning/field-learner.ts';
import { learnerSettings } from '../../domain/learning/label-learner.ts';
import { byLearnedField, type LearnedField } from '../../domain/learning/learned-fields.ts';
import { type LearningSummary, summarize } from '../../domain/learning/summary.ts';
import type { OperationContext } from '../context.ts';
import { choicesOf, learningOf } from './learn-where-asked.ts';

export interface LearningAnswer {
  /** That of the routing rules, which say what is done with it. */
  version: number;
  /** How many of those that are set are to be right, from 0 to 1, and before how many were judged none is. */
  promised: { precision: number; leastJudged: number };
  fields: Record<LearnedField, FieldLearningAnswer>;
  /** Whether the caller may say what is done with it. */
  mayPublish: boolean;
  seq: number;
}

export interface FieldLearningAnswer {
  how: 'off' | 'suggest' | 'set';
  /** Null while it reads what there is to learn from. */
  figures: (LearningSummary & { wrong: WrongSuggestion[] }) | null;
  /** How what the figures name by their ids is called; without what there is no more. */
  names: Record<string, string>;
}

export type WrongSuggestion = Pick<JudgedIncident, 'suggested' | 'actual' | 'probability'> & {
  incident: string;
};

/** Those of them that are listed. */
const mostListed = 100;

/** How well fields are learned: what would have been set, had that been on, and what of it wrongly. */
export async function readLearning({
  store,
  caller,
  learning,
}: OperationContext): Promise<LearningAnswer> {
  learning.begin();
  await learning.pause();
  const { rules, seq } = await store.read(async ({ documents, log }) => ({
    rules: await documents.rules(),
    seq: await log.lastSeq(),
  }));
  const { precision, leastJudged } = learnerSettings;
  return {
    version: rules['routing-rules'].version,
    promised: { precision, leastJudged },
    mayPublish: reachOf(caller, 'configuration:publish') !== null,
    seq,
    fields: byLearnedField((field) => {
      const figures = learning.figures(field);
      const choices = choicesOf(rules, field);
      return {
        how: learningOf(rules, field),
        figures: figures && { ...summarize(figures), wrong: wrongOf(figures.last) },
        names: Object.fromEntries(choices.map(({ id, name }) => [id, name])),
      };
    }),
  };
}

/** Those that it was wrong about and would have set, the latest first. */
function wrongOf(last: readonly JudgedIncident[]): WrongSuggestion[] {
  return last
    .filter(({ wouldSet, suggested, actual }) => wouldSet && suggested !== actual)
    .slice(-mostListed)
    .reverse()
    .map(({ number, suggested, actual, probability }) => ({
      ...{ incident: toReference(number), suggested, actual, probability },
    }));
}
