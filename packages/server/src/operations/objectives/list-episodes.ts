import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import type { BurnEpisode } from '../../store/port/objectives.ts';
import type { OperationContext } from '../context.ts';
import { chosen } from '../input.ts';
import { noObjective } from './get-objective.ts';
import { showObjectives } from './show-objectives.ts';

export const listEpisodesInput = z.strictObject({
  /** The objective's. */
  id: chosen,
  /** Only those that began before, epoch milliseconds: the `before` of the page before. */
  before: z.int().min(0).optional(),
  limit: z.int().min(1).max(limits.page).default(50),
});

export interface EpisodesAnswer {
  /** When its budget burnt too fast, the newest first. */
  episodes: Omit<BurnEpisode, 'objective'>[];
  /** For the next page; null when there is none. */
  before: number | null;
}

/**
 * When the budget of an objective burnt too fast, as far back as is kept.
 * @throws KitError `not-found`, also for one that is not shown to whoever asks
 */
export async function listEpisodes(
  context: OperationContext,
  { id, before, limit }: z.infer<typeof listEpisodesInput>,
): Promise<EpisodesAnswer> {
  const { views } = await showObjectives(context, (each) => each.id === id);
  if (views.length === 0) throw noObjective(id);
  const found = await context.store.read(({ objectives }) =>
    objectives.episodes(id, before ?? Number.MAX_SAFE_INTEGER, limit + 1),
  );
  const shown = found.slice(0, limit);
  return {
    episodes: shown.map(({ objective: _, ...episode }) => episode),
    before: found.length > limit ? (shown.at(-1)?.at ?? null) : null,
  };
}
