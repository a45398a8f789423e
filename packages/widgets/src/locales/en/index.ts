/**
 * English, and with it the list of elements that say something. Its sentences for errors are the
 * server's own.
 */
export const en = {
  attachments: () => import('./attachments.ts'),
  'incident-list': () => import('./incident-list.ts'),
  'incident-notifications': () => import('./incident-notifications.ts'),
  'incident-queue': () => import('./incident-queue.ts'),
  'incident-report': () => import('./incident-report.ts'),
  'incident-timeline': () => import('./incident-timeline.ts'),
  'matrix-editor': () => import('./matrix-editor.ts'),
  'matrix-settings': () => import('./matrix-settings.ts'),
  'matrix-versions': () => import('./matrix-versions.ts'),
  'matrix-what-if': () => import('./matrix-what-if.ts'),
  'on-call': () => import('./on-call.ts'),
  'on-call-override': () => import('./on-call-override.ts'),
  'priority-matrix': () => import('./priority-matrix.ts'),
  'queue-actions': () => import('./queue-actions.ts'),
  'queue-columns': () => import('./queue-columns.ts'),
  'queue-desk': () => import('./queue-desk.ts'),
  'queue-views': () => import('./queue-views.ts'),
  'sent-messages': () => import('./sent-messages.ts'),
  'sent-messages-targets': () => import('./sent-messages-targets.ts'),
  'sla-badge': () => import('./sla-badge.ts'),
  'timeline-desk': () => import('./timeline-desk.ts'),
  'timeline-due': () => import('./timeline-due.ts'),
  'timeline-find': () => import('./timeline-find.ts'),
  'timeline-for-desk': () => import('./timeline-for-desk.ts'),
  'timeline-long': () => import('./timeline-long.ts'),
  'timeline-save': () => import('./timeline-save.ts'),
  'timeline-work': () => import('./timeline-work.ts'),
};
