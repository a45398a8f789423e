import { actorOf, mayTouch } from '../../access/caller.ts';
import type { AttachmentLimits } from '../../domain/attachments/attachment.ts';
import {
  type Action,
  allowedActions,
  nextStatuses,
} from '../../domain/incident/allowed-actions.ts';
import { nameOf } from '../../domain/incident/decide/report.ts';
import { withDue } from '../../domain/incident/due.ts';
import type { Incident } from '../../domain/incident/state.ts';
import type { Status } from '../../domain/incident/status.ts';
import { type Priority, priorityWithId } from '../../domain/matrix/matrix.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { type IncidentView, toIncidentView } from '../../domain/views/incident.ts';
import { answeredAt, lastPosition } from '../../domain/views/positions.ts';
import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { permissionFor } from './commands/index.ts';
import { hasSameTrouble } from './commands/relations.ts';
import { findIncident } from './find-incident.ts';

/** An incident with its names, as the version of the matrix that decided it has them. */
export interface IncidentAnswer {
  incident: IncidentView;
  priority: Priority;
  /** The names of its levels. */
  impact: string;
  urgency: string;
  /** What the caller may do to it: exactly what would not be refused. */
  may: Action[];
  /** The statuses that it can go to from here; none for who may not work on it. */
  ways: Status[];
  /** What may be attached to a note; left out where nothing may. */
  attachments?: AttachmentLimits;
  /** The position of the log at which this was read. */
  seq: number;
  /** The server's time, epoch milliseconds. */
  now: number;
}

/** @throws KitError `incident-not-found` */
export async function readIncident(
  context: OperationContext,
  input: { incident: string },
): Promise<IncidentAnswer> {
  return context.store.read(async (snapshot) => {
    const found = await findIncident(snapshot, context.caller, 'incident:read', input.incident);
    return describeIncident(context, snapshot, found);
  });
}

export async function describeIncident(
  context: OperationContext,
  snapshot: Snapshot,
  incident: Incident,
): Promise<IncidentAnswer> {
  const { caller } = context;
  const decidedBy = await snapshot.documents.get('matrix', incident.matrixVersion);
  if (!decidedBy) throw new Error(`Version ${incident.matrixVersion} of the matrix is missing.`);
  const { impacts, urgencies } = decidedBy.document;
  const book = await snapshot.documents.calendarBook([incident]);
  const now = context.now();
  const audience = audienceOf(caller.role);
  return {
    incident: toIncidentView(incident, book, now, audience),
    priority: priorityWithId(decidedBy.document, incident.priority),
    // An override may be younger than the levels, which another version of the matrix had.
    impact: nameOf(impacts, incident.impact) ?? incident.impact,
    urgency: nameOf(urgencies, incident.urgency) ?? incident.urgency,
    ...(await offeredActions(context, snapshot, withDue(incident, book, now, actorOf(caller)))),
    ...context.attachments.offeredTo(caller),
    seq: answeredAt(audience, await snapshot.log.lastSeq(), [lastPosition(audience, incident)]),
    now,
  };
}

/** What the caller may do to it, and the statuses that they may move it to. */
async function offeredActions(
  { caller }: OperationContext,
  snapshot: Snapshot,
  incident: Incident,
): Promise<Pick<IncidentAnswer, 'may' | 'ways'>> {
  const rules = await snapshot.documents.rules();
  const may = (action: Action) => mayTouch(caller, permissionFor[action], incident);
  const hasJoined = may('join') && (await hasSameTrouble(snapshot, incident, actorOf(caller)));
  return {
    may: allowedActions(incident, rules, { may, hasJoined }),
    ways: mayTouch(caller, 'incident:work', incident) ? nextStatuses(incident, rules) : [],
  };
}
