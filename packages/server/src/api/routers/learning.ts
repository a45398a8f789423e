import { incidentInput } from '../../operations/input.ts';
import { explainSuggestion } from '../../operations/learning/explain-suggestion.ts';
import { readLearning } from '../../operations/learning/read-learning.ts';
import { procedure, router } from '../trpc.ts';

export const learning = router({
  figures: procedure('configuration:read').query(({ ctx }) => readLearning(ctx)),
  ofIncident: procedure('incident:classify')
    .input(incidentInput)
    .query(({ ctx, input }) => explainSuggestion(ctx, input)),
});
