import type { DocumentKind } from './documents.ts';

/** How people call the documents, in the middle of a sentence. */
export const documentTitles: Record<DocumentKind, string> = {
  matrix: 'the priority matrix',
  'sla-policies': 'the SLA policies',
  calendars: 'the calendars',
  workflow: 'the workflow',
  catalogue: 'the catalogue',
  teams: 'the teams',
  'escalation-policies': 'the escalation policies',
  'routing-rules': 'the routing rules',
  views: 'the saved views',
  'canned-answers': 'the canned answers',
  schedules: 'the on-call schedules',
  channels: 'the channels',
  signals: 'the alert rules',
  objectives: 'the objectives',
};

/** The same at the beginning of one. */
export function titleOf(kind: DocumentKind): string {
  const title = documentTitles[kind];
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Whether a sentence about the document says “is” or “are”. */
export function isOrAre(kind: DocumentKind): 'is' | 'are' {
  return kind === 'matrix' || kind === 'workflow' || kind === 'catalogue' ? 'is' : 'are';
}
