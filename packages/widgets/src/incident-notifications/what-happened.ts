import type { NotificationView } from '@incident-kit/server/domain';
import type { IncidentNotificationsMessages } from '../locales/en/incident-notifications.ts';

/** What somebody is told of, in words: what happened, and what was said with it. */
export function whatHappened(
  { entry }: NotificationView,
  messages: IncidentNotificationsMessages,
): { what: string; said: string } {
  const { name, role } = entry.actor;
  switch (entry.kind) {
    case 'routed':
    case 'assigned':
      return {
        what: entry.assignee
          ? messages.assigned(entry.assignee)
          : messages.forTeam(entry.teamName ?? entry.team),
        said: '',
      };
    case 'escalated':
      return {
        what: entry.how === 'functional' ? messages.escalated(entry.teamName) : messages.raised,
        said: entry.reason,
      };
    case 'escalation-step-taken':
      return { what: messages.step, said: '' };
    case 'reopened':
      return {
        what: entry.why === 'not-fixed' ? messages.notFixed(name) : messages.reopened(name),
        said: entry.text,
      };
    case 'pause-ended':
      return { what: messages.goesOn, said: '' };
    case 'wait-ended':
      return { what: messages.goesOnAfter(entry.target), said: '' };
    case 'storm-reached':
      return { what: messages.storm(entry.team), said: entry.service ?? '' };
    case 'alert-ended':
      return { what: messages.flapping, said: entry.title };
    case 'note': {
      const isFromDesk = role === 'agent' || role === 'manager' || role === 'admin';
      return {
        what: isFromDesk ? messages.mentioned(name) : messages.replied(name),
        said: entry.text,
      };
    }
    default:
      return { what: messages.something, said: '' };
  }
}
