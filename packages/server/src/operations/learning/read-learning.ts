import { toReference } from '../../domain/incident/reference.ts';
import type { JudgedIncident, LearningFigures } from '../../domain/learning/category-learner.ts';
import { learnerSettings } from '../../domain/learning/label-learner.ts';
import type { OperationContext } from '../context.ts';
import { learningOf } from './learn-where-asked.ts';

export interface LearningAnswer {
  /** What is done with it; `version` is that of the routing rules which say so. */
  how: 'off' | 'suggest' | 'set';
  version: number;
  /** How many of a hundred that are set are to be right, from 0 to 1, and before how many were judged none is. */
  promised: { precision: number; leastJudged: number };
  /** Null while it reads what there is to learn from. */
  figures: (Omit<LearningFigures, 'wrong'> & { wrong: WrongSuggestion[] }) | null;
}

export type WrongSuggestion = Omit<JudgedIncident, 'number' | 'wouldSet'> & { incident: string };

/** Those of them that are listed. */
const mostListed = 100;

/** How well categories are learned: what would have been set, had that been on, and what of it wrongly. */
export async function readLearning({ store, learning }: OperationContext): Promise<LearningAnswer> {
  const rules = await store.read(({ documents }) => documents.rules());
  learning.begin();
  await learning.pause();
  const { precision, leastJudged } = learnerSettings;
  const { figures } = learning;
  return {
    how: learningOf(rules),
    version: rules['routing-rules'].version,
    promised: { precision, leastJudged },
    figures: figures && {
      ...figures,
      wrong: figures.wrong
        .slice(0, mostListed)
        .map(({ number, wouldSet: _, ...each }) => ({ incident: toReference(number), ...each })),
    },
  };
}
