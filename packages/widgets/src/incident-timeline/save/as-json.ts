import type { SavedTimeline } from './saved-timeline.ts';

/** What the server gave whoever reads it, and nothing else: the incident and its entries, notes as they read by now. */
export function asJson({ head, entries }: SavedTimeline): string {
  const { incident, priority, impact, urgency } = head;
  // What one may do with a note says nothing to whoever reads this.
  const plain = entries.map((entry) => ({ ...entry, may: undefined }));
  return `${JSON.stringify({ incident, priority, impact, urgency, entries: plain }, null, 2)}\n`;
}
