import type { IncidentView } from '@incident-kit/server/domain';
import type { TimelineForDeskMessages } from '../locales/en/timeline-for-desk.ts';
import { formatDeadline } from './format-time.ts';
import type { AllowedActions } from './head.ts';

/** Why it is closed, when it will be, or why not by itself. */
export function endingOf(
  { closed, closesAt, repliedAt, duplicateOf }: IncidentView,
  allowedActions: AllowedActions,
  messages: TimelineForDeskMessages,
  locale: string,
): string | undefined {
  if (closed) return whyClosed(closed, duplicateOf, messages);
  // Whoever is asked whether it is fixed is told there.
  if (allowedActions.has('confirm-fixed')) return undefined;
  if (repliedAt !== null) return messages.replied;
  return closesAt === null ? undefined : messages.closesAt(formatDeadline(locale, closesAt));
}

function whyClosed(
  { why, by }: NonNullable<IncidentView['closed']>,
  duplicateOf: string | null,
  messages: TimelineForDeskMessages,
): string {
  switch (why) {
    case 'confirmed':
      return messages.closedConfirmed;
    case 'silence':
      return messages.closedSilently;
    case 'cancelled':
      return messages.cancelledBy(by);
    case 'duplicate':
      return duplicateOf ? messages.duplicateOf(duplicateOf) : messages.closedBy(by);
    default:
      return messages.closedBy(by);
  }
}
