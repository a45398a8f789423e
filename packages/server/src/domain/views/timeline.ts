import type { Role } from '../actor.ts';
import { isDesk } from '../actor.ts';
import type { IncidentEvent, NoteVisibility } from '../incident/events.ts';
import { numberOfStream, toReference } from '../incident/reference.ts';
import type { ResolutionCode } from '../incident/resolution.ts';
import { erasedText } from '../incident/state.ts';
import type { Targets } from '../sla/targets.ts';

/** For whom a view is made: people of the desk see internal notes, everybody else does not. */
export type Audience = 'desk' | 'public';

export function audienceOf(role: Role): Audience {
  return isDesk(role) ? 'desk' : 'public';
}

interface EntryBase {
  /** Position in the log; entries of a timeline are in this order. */
  seq: number;
  incident: string;
  /** Epoch milliseconds. */
  at: number;
  actor: { name: string | null; role: Role };
}

/** One line of an incident's timeline. */
export type TimelineEntry = EntryBase &
  (
    | {
        kind: 'reported';
        title: string;
        description: string;
        impact: string;
        urgency: string;
        priority: string;
        matrixVersion: number;
        targets: Targets;
      }
    | { kind: 'acknowledged' }
    | { kind: 'note'; visibility: NoteVisibility; text: string }
    | { kind: 'resolved'; code: ResolutionCode; text: string }
  );

/** The timeline entry of an event; null when that audience may not see it. */
export function toTimelineEntry(event: IncidentEvent, audience: Audience): TimelineEntry | null {
  const base: EntryBase = {
    seq: event.seq,
    incident: toReference(numberOfStream(event.stream) ?? 0),
    at: event.at,
    actor: { name: event.actorName, role: event.actor.role },
  };
  switch (event.type) {
    case 'incident.reported': {
      const { impact, urgency, priority, matrixVersion, targets } = event.data;
      return {
        ...base,
        kind: 'reported',
        title: event.personal?.title ?? erasedText,
        description: event.personal?.description ?? erasedText,
        impact,
        urgency,
        priority,
        matrixVersion,
        targets,
      };
    }
    case 'incident.acknowledged':
      return { ...base, kind: 'acknowledged' };
    case 'incident.note-added': {
      const { visibility } = event.data;
      if (visibility === 'internal' && audience !== 'desk') return null;
      return { ...base, kind: 'note', visibility, text: event.personal?.text ?? erasedText };
    }
    case 'incident.resolved':
      return {
        ...base,
        kind: 'resolved',
        code: event.data.code,
        text: event.personal?.text ?? erasedText,
      };
  }
}
