import { incidentCommands } from '../../operations/incidents/commands/index.ts';
import {
  explainIncidentClock,
  explainIncidentClockInput,
} from '../../operations/incidents/explain-clock.ts';
import { listIncidents, listIncidentsInput } from '../../operations/incidents/list-incidents.ts';
import { readIncident } from '../../operations/incidents/read-incident.ts';
import { readTimeline, readTimelineInput } from '../../operations/incidents/read-timeline.ts';
import { incidentInput } from '../../operations/input.ts';
import { commandProcedures } from '../command-procedures.ts';
import { procedure, router } from '../trpc.ts';

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
});
