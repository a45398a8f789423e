import { isDesk } from '../actor.ts';
import type { AlertEpisode, IncidentEvent } from './events.ts';
import { erasedText, type Incident, type IncidentAlerts } from './state.ts';

const none: IncidentAlerts = {
  firing: [],
  firstStart: 0,
  ended: 0,
  unnamed: {},
  settles: null,
  settledAt: null,
  flapping: false,
  taken: false,
};

/** Whether two are the same time that the same thing fired. */
export function isSameEpisode(one: AlertEpisode, other: AlertEpisode): boolean {
  return isSameAlert(one, other) && one.startsAt === other.startsAt;
}

/** Whether it is the same thing that fires. */
export function isSameAlert(
  one: Pick<AlertEpisode, 'source' | 'key'>,
  other: Pick<AlertEpisode, 'source' | 'key'>,
): boolean {
  return one.source === other.source && one.key === other.key;
}

/** The fold of what an event says of an incident's alerts; undefined where it has none. */
export function evolveAlerts(
  { alerts }: Pick<Incident, 'alerts'>,
  event: IncidentEvent,
): IncidentAlerts | undefined {
  switch (event.type) {
    case 'incident.alert-attached': {
      const { source, key, startsAt, severity } = event.data;
      const title = event.personal?.title ?? erasedText;
      const before = alerts ?? { ...none, firstStart: startsAt };
      const others = before.firing.filter((each) => !isSameEpisode(each, event.data));
      const firing = [...others, { source, key, startsAt, severity, title, persists: false }];
      return { ...before, firing, settles: null };
    }
    case 'incident.alert-ended': {
      const before = alerts ?? none;
      const firing = before.firing.filter((each) => !isSameEpisode(each, event.data));
      return {
        ...before,
        firing,
        ended: before.ended + 1,
        settles: event.data.settles,
        flapping: before.flapping || event.data.flapping === true,
      };
    }
    case 'incident.alert-persists':
      return {
        ...(alerts ?? none),
        firing: (alerts ?? none).firing.map((each) =>
          isSameEpisode(each, event.data) ? { ...each, persists: true } : each,
        ),
      };
    case 'incident.alerts-unnamed': {
      const { source, count } = event.data;
      return { ...(alerts ?? none), unnamed: { ...(alerts ?? none).unnamed, [source]: count } };
    }
    case 'incident.acknowledged':
    case 'incident.moved':
      return alerts && { ...alerts, settles: null, taken: isDesk(event.actor.role) };
    case 'incident.assigned': {
      const isTaken = isDesk(event.actor.role) && event.data.assignee !== null;
      return alerts && isTaken ? { ...alerts, settles: null, taken: true } : alerts;
    }
    case 'incident.reopened':
      return (
        alerts && {
          ...alerts,
          firing: alerts.firing.map((each) => ({ ...each, persists: false })),
          settles: null,
          taken: isDesk(event.actor.role),
        }
      );
    case 'incident.resolved': {
      const isByItself = event.data.code === 'alert-ended';
      const settledAt = isByItself ? (alerts?.settles?.at ?? event.at) : event.at;
      return alerts && { ...alerts, settles: null, settledAt, flapping: false };
    }
    case 'incident.closed':
    case 'incident.cancelled':
    case 'incident.merged':
      return alerts && { ...alerts, settles: null };
    default:
      return alerts;
  }
}
