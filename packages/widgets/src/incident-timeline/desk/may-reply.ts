import type { IncidentView } from '@incident-kit/server/domain';
import type { AllowedActions } from '../head.ts';

/** Whether one may reply, and somebody would read it: a source of alerts reads nothing, who said “me too” does. */
export function mayReply(may: AllowedActions, incident: IncidentView | undefined): boolean {
  const isUnread = incident?.isReportedBySource === true && incident.affected === 0;
  return may.has('add-note') && !isUnread;
}
