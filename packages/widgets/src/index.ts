/**
 * The elements' classes and the client, without side effects: nothing is registered until a
 * `define` module is imported.
 */
export { AlertRules } from './alert-rules/alert-rules.ts';
export { AlertSources } from './alert-sources/alert-sources.ts';
export { define } from './base/define.ts';
export { KitElement } from './base/kit-element.ts';
export { version } from './base/version.ts';
export { KitClient } from './client/client.ts';
export { connect } from './client/connect.ts';
export type { Connection } from './client/core.ts';
export { type KitErrorCode, KitRequestError } from './client/errors.ts';
export type { ChangeOf, Watcher } from './client/live.ts';
export { configure, type KitSettings } from './client/settings.ts';
export { IncidentLearning } from './incident-learning/incident-learning.ts';
export type { IncidentSelection } from './incident-list/incident-list.events.ts';
export { IncidentList } from './incident-list/incident-list.ts';
export { IncidentMetrics } from './incident-metrics/incident-metrics.ts';
export { IncidentNotifications } from './incident-notifications/incident-notifications.ts';
export { IncidentProvider } from './incident-provider/incident-provider.ts';
export { IncidentReport } from './incident-report/incident-report.ts';
export { IncidentReview } from './incident-review/incident-review.ts';
export type { ReviewSelection } from './incident-timeline/incident-timeline.events.ts';
export { IncidentTimeline } from './incident-timeline/incident-timeline.ts';
export { KnowledgeArticle } from './knowledge-article/knowledge-article.ts';
export { KnowledgeSearch } from './knowledge-search/knowledge-search.ts';
export * from './messages.ts';
export { OnCall } from './on-call/on-call.ts';
export { PriorityMatrix } from './priority-matrix/priority-matrix.ts';
export type { ProblemSelection } from './problem-list/problem-list.events.ts';
export { ProblemList } from './problem-list/problem-list.ts';
export type { ProblemChangedDetail } from './problem-record/problem-record.events.ts';
export { ProblemRecord } from './problem-record/problem-record.ts';
export { ProcessMap } from './process-map/process-map.ts';
export { SentMessages } from './sent-messages/sent-messages.ts';
export { ServiceObjectives } from './service-objectives/service-objectives.ts';
export { SignalAnomalies } from './signal-anomalies/signal-anomalies.ts';
export type { SlaStateChange } from './sla-badge/sla-badge.events.ts';
export { SlaBadge } from './sla-badge/sla-badge.ts';
