import type { LogEvent, NewEvent } from '../log.ts';
import type { Targets } from '../sla/targets.ts';
import type { ResolutionCode } from './resolution.ts';

/** Where somebody can be reached who has no account with the host. */
export interface Contact {
  name: string | null;
  email: string | null;
}

export type IncidentReported = NewEvent<
  'incident.reported',
  {
    number: number;
    service: string | null;
    category: string | null;
    impact: string;
    urgency: string;
    /** The priority's id in that version of the matrix. */
    priority: string;
    matrixVersion: number;
    /** The targets at that moment: publishing another matrix later does not move them. */
    targets: Targets;
  },
  { title: string; description: string; contact: Contact | null }
>;

export type IncidentAcknowledged = NewEvent<
  'incident.acknowledged',
  Record<never, never>,
  Record<never, never>
>;

export type NoteVisibility = 'public' | 'internal';

export type NoteAdded = NewEvent<
  'incident.note-added',
  { visibility: NoteVisibility },
  { text: string }
>;

export type IncidentResolved = NewEvent<
  'incident.resolved',
  { code: ResolutionCode },
  { text: string }
>;

/** Everything that can happen to an incident. */
export type NewIncidentEvent =
  | IncidentReported
  | IncidentAcknowledged
  | NoteAdded
  | IncidentResolved;

export type IncidentEvent = LogEvent<NewIncidentEvent>;
