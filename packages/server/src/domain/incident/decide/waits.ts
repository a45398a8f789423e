import type { Rules } from '../../configuration/documents.ts';
import type { StormReached, WaitBegun, WaitEnded, WaitsFor } from '../events.ts';
import { type Incident, isAcknowledged, isUnderWay } from '../state.ts';
import { isStorm } from '../storm.ts';
import { nameOf } from './report.ts';

/** Whether nobody needs to be told of what happens to it by itself, once something else is told. */
export function isToBeHeld(incident: Incident): boolean {
  return isUnderWay(incident) && !incident.waitsFor && !isAcknowledged(incident);
}

export function decideWait(waitsFor: WaitsFor): WaitBegun {
  return { type: 'incident.wait-begun', data: waitsFor, personal: {} };
}

/** What an incident waited for is over; null while it is not, and where the incident ends by itself just now. */
export function decideWaitEnd({ waitsFor, alerts }: Incident, cause: Incident): WaitEnded | null {
  if (!waitsFor || waitsFor.incident !== cause.number || !isOver(waitsFor, cause)) return null;
  if (alerts?.settles) return null;
  const { why, incident } = waitsFor;
  return { type: 'incident.wait-ended', data: { why, incident }, personal: {} };
}

/** Whether nothing waits for it any more. */
export function isOver({ why }: Pick<WaitsFor, 'why'>, cause: Incident): boolean {
  return why === 'storm' ? !isStorm(cause) : !isUnderWay(cause);
}

/** A storm comes to an incident; null where it has come to its team and to its service before. */
export function decideReach(
  { storm = { teams: [], services: [] } }: Incident,
  { team, service }: Pick<Incident, 'team' | 'service'>,
  { teams, catalogue }: Pick<Rules, 'teams' | 'catalogue'>,
): StormReached | null {
  const isKnown = (known: string[], id: string | null) => id === null || known.includes(id);
  if (isKnown(storm.teams, team) && isKnown(storm.services, service)) return null;
  const teamName = nameOf(teams.document.teams, team);
  const serviceName = nameOf(catalogue.document.services, service);
  const data = { team, teamName, service, serviceName };
  return { type: 'incident.storm-reached', data, personal: {} };
}
