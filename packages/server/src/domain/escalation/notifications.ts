import type { IncidentEvent } from '../incident/events.ts';
import { type Incident, isFromReporter, isUnderWay } from '../incident/state.ts';
import type { EscalationAction } from './policies.ts';

/** Somebody is to be told of something that happened to an incident. */
export type Notification =
  | { whom: 'person'; person: string }
  /** Everybody of a team, or its managers, whoever that is when it is read. */
  | { whom: 'team' | 'managers'; team: string };

/** Whom an event is news to. */
export function notificationsOf(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
): Notification[] {
  switch (event.type) {
    case 'incident.routed':
    case 'incident.assigned':
      return assigned(after);
    case 'incident.escalated':
      return event.data.kind === 'functional' ? assigned(after) : managers(after.team);
    case 'incident.escalation-step-taken':
      return ofStep(before ?? after, event.data.actions);
    case 'incident.reopened':
      return assigned(after);
    case 'incident.note-added': {
      // It may say that it is not fixed, and nobody is at work who would read it.
      const isReply = event.data.visibility === 'public' && isFromReporter(after, event.actor);
      const mentioned = (event.data.mentions ?? []).filter((person) => person !== event.actor.id);
      return [
        ...mentioned.map((person): Notification => ({ whom: 'person', person })),
        ...(isReply && !isUnderWay(after) ? assigned(after) : []),
      ];
    }
    default:
      return [];
  }
}

/** One action after the other: after a `reassign`, another team has it. */
function ofStep(before: Incident, actions: readonly EscalationAction[]): Notification[] {
  let { team, assignee } = before;
  return actions.flatMap((each): Notification[] => {
    if (each.action === 'raise') return managers(team);
    if (each.action === 'reassign') {
      [team, assignee] = [each.team, null];
      return [{ whom: 'team', team }];
    }
    if (each.whom === 'assignee') return assigned({ team, assignee });
    const told = each.team ?? team;
    return told === null ? [] : [{ whom: each.whom, team: told }];
  });
}

function assigned({ assignee, team }: Pick<Incident, 'assignee' | 'team'>): Notification[] {
  if (assignee) return [{ whom: 'person', person: assignee.id }];
  return team === null ? [] : [{ whom: 'team', team }];
}

function managers(team: string | null): Notification[] {
  return team === null ? [] : [{ whom: 'managers', team }];
}
