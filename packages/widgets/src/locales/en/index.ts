import type { Language } from '../language.ts';

/** English. Its sentences for errors are the server's own. */
export const en: Omit<Language, 'errors'> = {
  'incident-report': () => import('./incident-report.ts'),
  'incident-timeline': () => import('./incident-timeline.ts'),
  'priority-matrix': () => import('./priority-matrix.ts'),
  'sla-badge': () => import('./sla-badge.ts'),
};
