import { isSameAlert } from './alerts.ts';
import type { AlertEpisode, IncidentEvent } from './events.ts';
import { type Incident, isUnderWay } from './state.ts';

/** Who says that there is a storm of alerts: no source is called so. */
export const stormSource = 'alert-storm';
/** The one alert that it says: a storm is of all sources. */
export const stormKey = 'storm';

type Told = NonNullable<Incident['storm']>;
type Attached = Extract<IncidentEvent, { type: 'incident.alert-attached' }>;
type Reached = Extract<IncidentEvent, { type: 'incident.storm-reached' }>;

export function isStormAlert(alert: Pick<AlertEpisode, 'source' | 'key'>): boolean {
  return isSameAlert(alert, { source: stormSource, key: stormKey });
}

/** Whether it is a storm that is not over: what begins meanwhile belongs to it. */
export function isStorm(incident: Incident): boolean {
  return isUnderWay(incident) && (incident.alerts?.firing.some(isStormAlert) ?? false);
}

/** A storm has told nobody yet but the team that has it: that was told when it was reported, or opened again. */
export function beginStorm({ team, assignee }: Incident, { data }: Attached): Told {
  return { teams: data.opened && team && !assignee ? [team] : [], services: [] };
}

export function stormWith(
  { teams, services }: Told = { teams: [], services: [] },
  { team, service }: Reached['data'],
): Told {
  return {
    teams: team === null || teams.includes(team) ? teams : [...teams, team],
    services: service === null || services.includes(service) ? services : [...services, service],
  };
}
