export type { HostClaims } from './access/host-tokens.ts';
export type { SiteOptions } from './access/sites.ts';
export type { ErrorBody } from './api/errors.ts';
export type { AppRouter } from './api/router.ts';
export type { Action } from './domain/incident/allowed-actions.ts';
export {
  type Connection,
  createIncidentKit,
  type IncidentKit,
  type IncidentKitOptions,
} from './kit.ts';
export type { MatrixPublishedAnswer } from './operations/configuration/publish-matrix.ts';
export type { MatrixAnswer } from './operations/configuration/read-matrix.ts';
export type { MatrixUsageAnswer } from './operations/configuration/read-matrix-usage.ts';
export type { IncidentChanged } from './operations/incidents/change-incident.ts';
export type { NoteAnswer } from './operations/incidents/commands/notes.ts';
export type { ReportFormAnswer } from './operations/incidents/describe-report-form.ts';
export type { IncidentsAnswer } from './operations/incidents/list-incidents.ts';
export type { BadgesAnswer } from './operations/incidents/read-badges.ts';
export type { IncidentAnswer } from './operations/incidents/read-incident.ts';
export type { TimelineAnswer } from './operations/incidents/read-timeline.ts';
export type { ReportIncidentAnswer } from './operations/incidents/report-incident.ts';
