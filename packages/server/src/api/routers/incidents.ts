import { acknowledgeIncident } from '../../operations/acknowledge-incident.ts';
import { addNote, addNoteInput } from '../../operations/add-note.ts';
import { incidentInput } from '../../operations/input.ts';
import { listIncidents, listIncidentsInput } from '../../operations/list-incidents.ts';
import { readIncident } from '../../operations/read-incident.ts';
import { readTimeline, readTimelineInput } from '../../operations/read-timeline.ts';
import { reportIncident, reportIncidentInput } from '../../operations/report-incident.ts';
import { resolveIncident, resolveIncidentInput } from '../../operations/resolve-incident.ts';
import { procedure, router } from '../trpc.ts';

export const incidents = router({
  report: procedure('incident:report')
    .input(reportIncidentInput)
    .mutation(({ ctx, input }) => reportIncident(ctx, input)),
  get: procedure('incident:read')
    .input(incidentInput)
    .query(({ ctx, input }) => readIncident(ctx, input)),
  list: procedure('incident:list')
    .input(listIncidentsInput)
    .query(({ ctx, input }) => listIncidents(ctx, input)),
  timeline: procedure('incident:read')
    .input(readTimelineInput)
    .query(({ ctx, input }) => readTimeline(ctx, input)),
  acknowledge: procedure('incident:acknowledge')
    .input(incidentInput)
    .mutation(({ ctx, input }) => acknowledgeIncident(ctx, input)),
  addNote: procedure('note:add')
    .input(addNoteInput)
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  resolve: procedure('incident:resolve')
    .input(resolveIncidentInput)
    .mutation(({ ctx, input }) => resolveIncident(ctx, input)),
});
