import type { Role } from '../actor.ts';
import type { IncidentEvent } from '../incident/events.ts';
import { erasedText, type Incident } from '../incident/state.ts';
import { isPublic } from '../incident/visibility.ts';

/** What a review tells of the course of an incident; what systems do among themselves is left out. */
export const courseKinds = [
  'reported',
  'acknowledged',
  'assigned',
  'prioritized',
  'moved',
  'escalated',
  'note',
  'breached',
  'resolved',
  'reopened',
  'closed',
  'cancelled',
  'merged',
] as const;
export type CourseKind = (typeof courseKinds)[number];

/** One thing that happened. */
export interface CourseEntry {
  /** Epoch milliseconds. */
  at: number;
  kind: CourseKind;
  by: { name: string | null; role: Role };
  /** Only the desk may know of it. */
  isInternal: boolean;
  /** Where it went to: a team, a person, a priority, a status, a target; null for nowhere. */
  to: string | null;
  /** What was written; null for nothing. */
  text: string | null;
}

/** Somebody who had to do with it. */
export interface Involved {
  role: Role;
  name: string | null;
  /** How often they did something, and when first. */
  times: number;
  firstAt: number;
}

/**
 * The course of an incident.
 * @param events all of them, in order
 */
export function courseOf(
  { notes }: Pick<Incident, 'notes'>,
  events: readonly IncidentEvent[],
): CourseEntry[] {
  const edited = new Map(
    events.flatMap((each) =>
      each.type === 'incident.note-edited' ? [[each.seq, each.personal?.text ?? erasedText]] : [],
    ),
  );
  const course = events.flatMap((event): CourseEntry[] => {
    const told = tell(event);
    if (!told) return [];
    const note = notes[event.seq];
    if (note && 'retracted' in note) return [];
    const text = note ? (edited.get(note.editedBy) ?? told.text) : told.text;
    const by = { name: event.actorName, role: event.actor.role };
    // When it was due, not when that was noted.
    const at = event.type === 'incident.sla-breached' ? event.data.trueAt : event.at;
    return [{ at, ...told, text: text || null, by, isInternal: !isPublic(event) }];
  });
  return course.sort((a, b) => a.at - b.at);
}

/** Those who had to do with an incident, by their roles: who had to do with it first comes first. */
export function involvedIn(events: readonly IncidentEvent[]): Involved[] {
  const people = new Map<string, Involved>();
  for (const { actor, actorName: name, at } of events) {
    if (actor.role === 'system') continue;
    const key = JSON.stringify([actor.role, actor.site, actor.id ?? name]);
    const known = people.get(key);
    if (known) known.times += 1;
    else people.set(key, { role: actor.role, name, times: 1, firstAt: at });
  }
  return [...people.values()];
}

type Told = Pick<CourseEntry, 'kind' | 'to' | 'text'>;

function tell(event: IncidentEvent): Told | null {
  const { personal } = event;
  const words = personal ? ((personal as { text?: string; reason?: string }) ?? {}) : {};
  const said = words.text ?? words.reason ?? (personal ? null : erasedText);
  switch (event.type) {
    case 'incident.reported':
      return {
        kind: 'reported',
        to: event.data.priority,
        text: event.personal?.title ?? erasedText,
      };
    case 'incident.acknowledged':
      return { kind: 'acknowledged', to: null, text: null };
    case 'incident.assigned': {
      const { teamName } = event.data;
      const to = [teamName, event.personal?.assigneeName].filter((each) => each != null);
      return { kind: 'assigned', to: to.join(', ') || null, text: null };
    }
    case 'incident.prioritized':
      return { kind: 'prioritized', to: event.data.priority, text: said };
    case 'incident.moved':
      return { kind: 'moved', to: event.data.to.name, text: said };
    case 'incident.escalated': {
      const { data } = event;
      const to = data.kind === 'functional' ? data.teamName : null;
      return { kind: 'escalated', to, text: said };
    }
    case 'incident.note-added':
      return { kind: 'note', to: null, text: said };
    case 'incident.sla-breached':
      return { kind: 'breached', to: event.data.target, text: null };
    case 'incident.resolved':
      return { kind: 'resolved', to: null, text: said };
    case 'incident.reopened':
      return { kind: 'reopened', to: event.data.to.name, text: said };
    case 'incident.closed':
      return { kind: 'closed', to: null, text: said };
    case 'incident.cancelled':
      return { kind: 'cancelled', to: null, text: said };
    case 'incident.merged':
      return { kind: 'merged', to: null, text: said };
    default:
      return null;
  }
}
