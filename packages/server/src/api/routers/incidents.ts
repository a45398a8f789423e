import { limits } from '../../domain/limits.ts';
import { bulkChange, bulkChangeInput } from '../../operations/incidents/bulk-change.ts';
import { incidentCommands } from '../../operations/incidents/commands/index.ts';
import {
  explainIncidentClock,
  explainIncidentClockInput,
} from '../../operations/incidents/explain-clock.ts';
import { listIncidents, listIncidentsInput } from '../../operations/incidents/list-incidents.ts';
import { previewChange, previewChangeInput } from '../../operations/incidents/preview-change.ts';
import { readIncident } from '../../operations/incidents/read-incident.ts';
import { readTimeline, readTimelineInput } from '../../operations/incidents/read-timeline.ts';
import { incidentInput } from '../../operations/input.ts';
import { markRead, markReadInput } from '../../operations/personal/mark-read.ts';
import { tellPresence, tellPresenceInput } from '../../operations/personal/presence.ts';
import {
  findSimilar,
  findSimilarInput,
  findSimilarToText,
  findSimilarToTextInput,
} from '../../operations/similar/find-similar.ts';
import { commandProcedures } from '../command-procedures.ts';
import { type ErrorBody, toErrorBody } from '../errors.ts';
import { procedure, router } from '../trpc.ts';

/** What became of each, in the order in which they were named. */
export interface BulkAnswer {
  results: ({ incident: string; seq: number } | { incident: string; error: ErrorBody })[];
  /** The server's time, epoch milliseconds. */
  now: number;
}

export const incidents = router({
  ...commandProcedures(incidentCommands),

  get: procedure('incident:read')
    .input(incidentInput)
    .query(({ ctx, input }) => readIncident(ctx, input)),
  list: procedure('incident:list')
    .input(listIncidentsInput)
    .query(({ ctx, input }) => listIncidents(ctx, input)),
  timeline: procedure('incident:read')
    .input(readTimelineInput)
    .query(({ ctx, input }) => readTimeline(ctx, input)),
  explainClock: procedure('incident:explain')
    .input(explainIncidentClockInput)
    .query(({ ctx, input }) => explainIncidentClock(ctx, input)),
  similar: procedure('incident:list')
    .input(findSimilarInput)
    .query(({ ctx, input }) => findSimilar(ctx, input)),
  /** A mutation for what it takes, although it changes nothing. */
  similarToText: procedure('incident:list')
    .input(findSimilarToTextInput)
    .mutation(({ ctx, input }) => findSimilarToText(ctx, input)),
  /** A mutation for what it takes, although it changes nothing. */
  preview: procedure('incident:explain')
    .input(previewChangeInput)
    .mutation(({ ctx, input }) => previewChange(ctx, input)),
  markRead: procedure('incident:mark-read')
    .input(markReadInput)
    .mutation(({ ctx, input }) => markRead(ctx, input)),
  presence: procedure('presence:tell')
    .input(tellPresenceInput)
    .mutation(({ ctx, input }) => tellPresence(ctx, input)),
  bulk: procedure('incident:bulk', limits.batch)
    .input(bulkChangeInput)
    .mutation(async ({ ctx, input }): Promise<BulkAnswer> => {
      const outcomes = await bulkChange(ctx, input);
      return {
        results: outcomes.map((each) =>
          'refusal' in each ? { incident: each.incident, error: toErrorBody(each.refusal) } : each,
        ),
        now: ctx.now(),
      };
    }),
});
