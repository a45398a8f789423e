import { KitError } from '../errors.ts';
import { type MatrixVersion, priorityOf, targetsOf } from '../matrix/matrix.ts';
import type {
  Contact,
  IncidentAcknowledged,
  IncidentReported,
  IncidentResolved,
  NoteAdded,
  NoteVisibility,
} from './events.ts';
import { toReference } from './reference.ts';
import type { ResolutionCode } from './resolution.ts';
import type { Incident } from './state.ts';

export interface Report {
  title: string;
  description: string;
  service: string | null;
  category: string | null;
  impact: string;
  urgency: string;
  contact: Contact | null;
}

/**
 * Logs a report and gives it its priority by the matrix in force.
 * @throws KitError `invalid-input` when the impact or the urgency is not a level of that matrix, as
 *   when another matrix was published while the form was open
 */
export function decideReport(
  number: number,
  report: Report,
  current: MatrixVersion,
): IncidentReported {
  const { impact, urgency } = report;
  const { matrix, version } = current;
  const fields = [
    ...unknownLevel('impact', impact, matrix.impacts),
    ...unknownLevel('urgency', urgency, matrix.urgencies),
  ];
  const first = fields[0];
  if (first) throw new KitError('invalid-input', first.message, { fields });
  const priority = priorityOf(matrix, impact, urgency);
  return {
    type: 'incident.reported',
    data: {
      number,
      service: report.service,
      category: report.category,
      impact,
      urgency,
      priority: priority.id,
      matrixVersion: version,
      targets: targetsOf(priority),
    },
    personal: { title: report.title, description: report.description, contact: report.contact },
  };
}

function unknownLevel(axis: 'impact' | 'urgency', id: string, levels: { id: string }[]) {
  if (levels.some((level) => level.id === id)) return [];
  return [{ path: [axis], message: `Choose the ${axis} again: “${id}” is no longer offered.` }];
}

/**
 * Takes note that somebody of the desk has seen the incident.
 * @throws KitError `already-acknowledged`, `already-resolved`: it names who was first, and when
 */
export function decideAcknowledge(state: Incident): IncidentAcknowledged {
  assertNotResolved(state);
  if (state.acknowledged) {
    const { at, by } = state.acknowledged;
    throw new KitError(
      'already-acknowledged',
      `${by ?? 'Somebody'} already acknowledged ${toReference(state.number)}.`,
      { details: { at, by } },
    );
  }
  return { type: 'incident.acknowledged', data: {}, personal: {} };
}

/** Adds what somebody said. Notes may follow a resolution: people still have things to say. */
export function decideNote(text: string, visibility: NoteVisibility): NoteAdded {
  return { type: 'incident.note-added', data: { visibility }, personal: { text } };
}

/**
 * Ends the work on an incident.
 * @throws KitError `already-resolved`
 */
export function decideResolve(
  state: Incident,
  code: ResolutionCode,
  text: string,
): IncidentResolved {
  assertNotResolved(state);
  return { type: 'incident.resolved', data: { code }, personal: { text } };
}

function assertNotResolved(state: Incident): void {
  if (!state.resolved) return;
  const { at, by, code } = state.resolved;
  throw new KitError(
    'already-resolved',
    `${by ?? 'Somebody'} already resolved ${toReference(state.number)}. ` +
      'Reload to see how, or add a note.',
    { details: { at, by, code } },
  );
}
