import type { IncidentEvent } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';

/** Somebody is to be told of something that happened to an incident. */
export type Notification =
  | { whom: 'person'; person: string }
  /** Everybody of a team, or its managers, whoever that is when it is read. */
  | { whom: 'team' | 'managers'; team: string };

/** Whom an event is news to. */
export function notificationsOf(after: Incident, event: IncidentEvent): Notification[] {
  switch (event.type) {
    case 'incident.routed':
    case 'incident.assigned':
      return assigned(after);
    case 'incident.escalated':
      return event.data.kind === 'functional' ? assigned(after) : managers(after.team);
    case 'incident.escalation-step-taken':
      return event.data.actions.flatMap((each) => {
        if (each.action === 'raise') return managers(after.team);
        if (each.action === 'reassign') return [{ whom: 'team', team: each.team }];
        if (each.whom === 'assignee') return assigned(after);
        const team = each.team ?? after.team;
        return team === null ? [] : [{ whom: each.whom, team }];
      });
    case 'incident.reopened':
      return assigned(after);
    default:
      return [];
  }
}

function assigned({ assignee, team }: Incident): Notification[] {
  if (assignee) return [{ whom: 'person', person: assignee.id }];
  return team === null ? [] : [{ whom: 'team', team }];
}

function managers(team: string | null): Notification[] {
  return team === null ? [] : [{ whom: 'managers', team }];
}
