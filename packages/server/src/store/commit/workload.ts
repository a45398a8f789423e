import type { Incident } from '../../domain/incident/state.ts';
import { openCategories } from '../../domain/incident/status.ts';
import type { Workload } from '../../domain/routing/route.ts';
import type { IncidentChange } from '../projections/projection.ts';

const isOpen = new Set<string>(openCategories);

/** The workload of a team after a change, as the database would say it once that is written. */
export function applyToWorkload(
  workload: Workload,
  team: string,
  { event, before, after }: IncidentChange,
): Workload {
  const routed = event.type === 'incident.routed' && event.data.team === team;
  const last = (routed && event.data.assignee) || workload.last;
  const [from, to] = [assigneeIn(team, before), assigneeIn(team, after)];
  if (from === to) return last === workload.last ? workload : { ...workload, last };
  const counts = new Map(workload.open);
  if (from !== null) counts.set(from, (counts.get(from) ?? 0) - 1);
  if (to !== null) counts.set(to, (counts.get(to) ?? 0) + 1);
  return { open: counts, last };
}

/** Who has an open incident of the team; null for nobody. */
function assigneeIn(team: string, incident: Incident | null): string | null {
  const isTheirs = incident?.team === team && isOpen.has(incident.status.category);
  return isTheirs ? (incident.assignee?.id ?? null) : null;
}
