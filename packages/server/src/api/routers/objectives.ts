import { limits } from '../../domain/limits.ts';
import { getObjective, getObjectiveInput } from '../../operations/objectives/get-objective.ts';
import { listEpisodes, listEpisodesInput } from '../../operations/objectives/list-episodes.ts';
import {
  listObjectives,
  listObjectivesInput,
} from '../../operations/objectives/list-objectives.ts';
import { procedure, router } from '../trpc.ts';

/** What it costs to count months of minutes. */
const count = limits.batch / 10;

export const objectives = router({
  list: procedure('objective:read', count)
    .input(listObjectivesInput)
    .query(({ ctx, input }) => listObjectives(ctx, input)),
  get: procedure('objective:read')
    .input(getObjectiveInput)
    .query(({ ctx, input }) => getObjective(ctx, input)),
  history: procedure('objective:read')
    .input(listEpisodesInput)
    .query(({ ctx, input }) => listEpisodes(ctx, input)),
});
