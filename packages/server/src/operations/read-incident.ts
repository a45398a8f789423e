import { type Caller, mayTouch } from '../access/caller.ts';
import type { Permission } from '../access/permissions.ts';
import type { Incident } from '../domain/incident/state.ts';
import type { Priority } from '../domain/matrix/matrix.ts';
import { type IncidentView, toIncidentView } from '../domain/views/incident.ts';
import type { Snapshot } from '../store/store.ts';
import type { OperationContext } from './context.ts';
import { findIncident } from './find-incident.ts';

/** What somebody may do to an incident as it stands now. */
export type Action = 'acknowledge' | 'add-note' | 'add-internal-note' | 'resolve';

/** An incident with its names, as the version of the matrix that decided it has them. */
export interface IncidentAnswer {
  incident: IncidentView;
  priority: Priority;
  /** The names of its levels. */
  impact: string;
  urgency: string;
  may: Action[];
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
  const decidedBy = await snapshot.matrixVersion(incident.matrixVersion);
  if (!decidedBy) throw new Error(`Version ${incident.matrixVersion} of the matrix is missing.`);
  const { impacts, urgencies, priorities } = decidedBy.matrix;
  const now = context.now();
  return {
    incident: toIncidentView(incident, now),
    priority: byId(priorities, incident.priority),
    impact: byId(impacts, incident.impact).name,
    urgency: byId(urgencies, incident.urgency).name,
    may: actionsOf(context.caller, incident),
    seq: await snapshot.head(),
    now,
  };
}

function byId<T extends { id: string }>(items: T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error(`The matrix has no “${id}”.`);
  return found;
}

const needed: Record<Action, Permission> = {
  acknowledge: 'incident:acknowledge',
  'add-note': 'note:add',
  'add-internal-note': 'note:add-internal',
  resolve: 'incident:resolve',
};

function actionsOf(caller: Caller, incident: Incident): Action[] {
  const possible: Action[] = ['add-note', 'add-internal-note'];
  if (!incident.resolved) possible.unshift('resolve');
  if (!incident.resolved && !incident.acknowledged) possible.unshift('acknowledge');
  return possible.filter((action) => mayTouch(caller, needed[action], incident));
}
