import { acknowledgeIncident } from '../../operations/incidents/commands/acknowledge-incident.ts';
import { addNote, addNoteInput } from '../../operations/incidents/commands/add-note.ts';
import {
  assignIncident,
  assignIncidentInput,
} from '../../operations/incidents/commands/assign-incident.ts';
import {
  cancelIncident,
  cancelIncidentInput,
} from '../../operations/incidents/commands/cancel-incident.ts';
import {
  categorizeIncident,
  categorizeIncidentInput,
} from '../../operations/incidents/commands/categorize-incident.ts';
import {
  closeIncident,
  closeIncidentInput,
} from '../../operations/incidents/commands/close-incident.ts';
import {
  confirmResolution,
  confirmResolutionInput,
} from '../../operations/incidents/commands/confirm-resolution.ts';
import {
  editNote,
  editNoteInput,
  retractNote,
  retractNoteInput,
} from '../../operations/incidents/commands/edit-note.ts';
import {
  escalateIncident,
  escalateIncidentInput,
} from '../../operations/incidents/commands/escalate-incident.ts';
import {
  holdIncident,
  holdIncidentInput,
} from '../../operations/incidents/commands/hold-incident.ts';
import { joinAffected } from '../../operations/incidents/commands/join-affected.ts';
import {
  linkIncident,
  linkIncidentInput,
  unlinkIncident,
} from '../../operations/incidents/commands/link-incident.ts';
import {
  mergeIncident,
  mergeIncidentInput,
} from '../../operations/incidents/commands/merge-incident.ts';
import {
  moveIncident,
  moveIncidentInput,
} from '../../operations/incidents/commands/move-incident.ts';
import {
  overridePriority,
  overridePriorityInput,
} from '../../operations/incidents/commands/override-priority.ts';
import {
  prioritizeIncident,
  prioritizeIncidentInput,
} from '../../operations/incidents/commands/prioritize-incident.ts';
import {
  reopenIncident,
  reopenIncidentInput,
} from '../../operations/incidents/commands/reopen-incident.ts';
import {
  resolveIncident,
  resolveIncidentInput,
} from '../../operations/incidents/commands/resolve-incident.ts';
import { restorePriority } from '../../operations/incidents/commands/restore-priority.ts';
import {
  resumeIncident,
  resumeIncidentInput,
} from '../../operations/incidents/commands/resume-incident.ts';
import {
  retitleIncident,
  retitleIncidentInput,
} from '../../operations/incidents/commands/retitle-incident.ts';
import {
  unassignIncident,
  unassignIncidentInput,
} from '../../operations/incidents/commands/unassign-incident.ts';
import {
  explainIncidentClock,
  explainIncidentClockInput,
} from '../../operations/incidents/explain-clock.ts';
import { listIncidents, listIncidentsInput } from '../../operations/incidents/list-incidents.ts';
import { readIncident } from '../../operations/incidents/read-incident.ts';
import { readTimeline, readTimelineInput } from '../../operations/incidents/read-timeline.ts';
import { reportIncident, reportIncidentInput } from '../../operations/incidents/report-incident.ts';
import { changeInput, incidentInput } from '../../operations/input.ts';
import { eraseIncident, eraseIncidentInput } from '../../operations/privacy/erase-incident.ts';
import { procedure, router } from '../trpc.ts';

export const incidents = router({
  report: procedure('incident:report')
    .input(reportIncidentInput)
    .mutation(({ ctx, input }) => reportIncident(ctx, input)),
  join: procedure('incident:join')
    .input(incidentInput)
    .mutation(({ ctx, input }) => joinAffected(ctx, input)),

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

  acknowledge: procedure('incident:acknowledge')
    .input(changeInput)
    .mutation(({ ctx, input }) => acknowledgeIncident(ctx, input)),
  hold: procedure('incident:work')
    .input(holdIncidentInput)
    .mutation(({ ctx, input }) => holdIncident(ctx, input)),
  resume: procedure('incident:work')
    .input(resumeIncidentInput)
    .mutation(({ ctx, input }) => resumeIncident(ctx, input)),
  move: procedure('incident:work')
    .input(moveIncidentInput)
    .mutation(({ ctx, input }) => moveIncident(ctx, input)),
  resolve: procedure('incident:resolve')
    .input(resolveIncidentInput)
    .mutation(({ ctx, input }) => resolveIncident(ctx, input)),
  confirm: procedure('incident:confirm')
    .input(confirmResolutionInput)
    .mutation(({ ctx, input }) => confirmResolution(ctx, input)),
  close: procedure('incident:close')
    .input(closeIncidentInput)
    .mutation(({ ctx, input }) => closeIncident(ctx, input)),
  reopen: procedure('incident:reopen')
    .input(reopenIncidentInput)
    .mutation(({ ctx, input }) => reopenIncident(ctx, input)),
  cancel: procedure('incident:cancel')
    .input(cancelIncidentInput)
    .mutation(({ ctx, input }) => cancelIncident(ctx, input)),

  assign: procedure('incident:assign')
    .input(assignIncidentInput)
    .mutation(({ ctx, input }) => assignIncident(ctx, input)),
  unassign: procedure('incident:assign')
    .input(unassignIncidentInput)
    .mutation(({ ctx, input }) => unassignIncident(ctx, input)),
  escalate: procedure('incident:escalate')
    .input(escalateIncidentInput)
    .mutation(({ ctx, input }) => escalateIncident(ctx, input)),

  retitle: procedure('incident:classify')
    .input(retitleIncidentInput)
    .mutation(({ ctx, input }) => retitleIncident(ctx, input)),
  categorize: procedure('incident:classify')
    .input(categorizeIncidentInput)
    .mutation(({ ctx, input }) => categorizeIncident(ctx, input)),
  prioritize: procedure('incident:classify')
    .input(prioritizeIncidentInput)
    .mutation(({ ctx, input }) => prioritizeIncident(ctx, input)),
  overridePriority: procedure('incident:override')
    .input(overridePriorityInput)
    .mutation(({ ctx, input }) => overridePriority(ctx, input)),
  restorePriority: procedure('incident:override')
    .input(changeInput)
    .mutation(({ ctx, input }) => restorePriority(ctx, input)),

  merge: procedure('incident:merge')
    .input(mergeIncidentInput)
    .mutation(({ ctx, input }) => mergeIncident(ctx, input)),
  link: procedure('incident:link')
    .input(linkIncidentInput)
    .mutation(({ ctx, input }) => linkIncident(ctx, input)),
  unlink: procedure('incident:link')
    .input(linkIncidentInput)
    .mutation(({ ctx, input }) => unlinkIncident(ctx, input)),

  addNote: procedure('note:add')
    .input(addNoteInput)
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  editNote: procedure('note:add')
    .input(editNoteInput)
    .mutation(({ ctx, input }) => editNote(ctx, input)),
  retractNote: procedure('note:add')
    .input(retractNoteInput)
    .mutation(({ ctx, input }) => retractNote(ctx, input)),

  erase: procedure('personal:erase')
    .input(eraseIncidentInput)
    .mutation(({ ctx, input }) => eraseIncident(ctx, input)),
});
