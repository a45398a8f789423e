export type { HostClaims } from './access/host-tokens.ts';
export type { SiteOptions } from './access/sites.ts';
export type { ErrorBody } from './api/errors.ts';
export type { AppRouter } from './api/router.ts';
export {
  createIncidentKit,
  type IncidentKit,
  type IncidentKitOptions,
} from './kit.ts';
export type { NoteAnswer } from './operations/add-note.ts';
export type { IncidentChanged } from './operations/change-incident.ts';
export type { ReportFormAnswer } from './operations/describe-report-form.ts';
export type { IncidentsAnswer } from './operations/list-incidents.ts';
export type { MatrixPublishedAnswer } from './operations/publish-matrix.ts';
export type { BadgesAnswer } from './operations/read-badges.ts';
export type { Action, IncidentAnswer } from './operations/read-incident.ts';
export type { MatrixAnswer } from './operations/read-matrix.ts';
export type { TimelineAnswer } from './operations/read-timeline.ts';
export type { ReportIncidentAnswer } from './operations/report-incident.ts';
